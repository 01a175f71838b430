/** The list of a collection's issues, and the calendar's arithmetic. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { around, monthsOf, readIssues } from '../../www/page/issue-list.js';
import { dayAfter, dayOf, firstOfWeek, weeksOf } from '../../www/page/month.js';

const LIST = 'https://paper.example/archive/issues.json?v=2';
const read = (value, list = LIST) => readIssues(typeof value === 'string' ? value : JSON.stringify(value), list);
const issue = (date, more = {}) => ({ date, src: `${date}/issue.json`, ...more });

test('a list is read with absolute addresses, earliest first, issues of the same day in order', () => {
  const issues = read({
    issues: [
      issue('2024-02-02'),
      issue('2024-02-01', { edition: '2', src: './b.json' }),
      issue('2024-02-01', { edition: null, src: 'a.json?x=1' }),
    ],
  });
  assert.deepEqual(issues, [
    { date: '2024-02-01', edition: '2', src: 'b.json', href: 'https://paper.example/archive/b.json' },
    { date: '2024-02-01', edition: '', src: 'a.json?x=1', href: 'https://paper.example/archive/a.json?x=1' },
    {
      date: '2024-02-02',
      edition: '',
      src: '2024-02-02/issue.json',
      href: 'https://paper.example/archive/2024-02-02/issue.json',
    },
  ]);
  assert.equal(read(`\ufeff${JSON.stringify({ issues: [issue('2024-02-29')] })}`).length, 1);
});

test('an invalid list is rejected with the place of the error', () => {
  const refusal = (value) => {
    try {
      read(value);
    } catch ({ problem: { code, where } }) {
      return [code, where];
    }
    return 'taken';
  };
  const with2 = (one) => refusal({ issues: [issue('2024-02-01'), one] });
  for (const value of ['{"issues": [', '', 'null', '[]', '{}', '7', '{"issues": {}}', '{"issues": null}'])
    assert.deepEqual(refusal(value)[0], 'bad-json', value);
  assert.deepEqual(refusal({ issues: {} }), ['bad-json', 'issues']);
  assert.deepEqual(refusal({ issues: [] }), ['empty', 'issues']);
  for (const date of [
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-2-1',
    '2024-02',
    '0024-02-01',
    '2024-02-01T00:00:00Z',
    ' 2024-02-01',
    20240201,
    null,
    undefined,
    ['2024-02-01'],
  ]) {
    assert.deepEqual(with2(issue('2024-02-01', { date })), ['bad-json', 'issues[1].date'], String(date));
  }
  for (const one of [null, 5, 'x', []]) assert.deepEqual(with2(one), ['bad-json', 'issues[1].date']);
  assert.deepEqual(with2(issue('2024-02-01', { edition: 3 })), ['bad-json', 'issues[1].edition']);
  for (const src of [undefined, null, 7, '', ' ', {}])
    assert.deepEqual(with2({ date: '2024-02-01', src }), ['bad-json', 'issues[1].src'], String(src));
});

test('no issue may be outside the list’s folder', () => {
  for (const src of [
    'https://elsewhere.example/issue.json',
    'https://paper.example/archive/issue.json',
    '//elsewhere.example/x',
    '\\\\elsewhere.example\\x',
    '/issue.json',
    '../issue.json',
    'a/../../issue.json',
    '%2e%2e/issue.json',
    'javascript:alert(1)',
    'data:application/json,{}',
    ' https://elsewhere.example/',
    'ht\ntps://elsewhere.example/',
  ]) {
    assert.throws(
      () => read({ issues: [issue('2024-02-01', { src })] }),
      ({ problem: { code, where } }) => code === 'bad-src' && where === 'issues[0].src',
      src,
    );
  }
  assert.equal(read({ issues: [issue('2024-02-01', { src: 'a/../b/期.json' })] })[0].src, 'b/%E6%9C%9F.json');
});

test('previous and next issues are found by address, by date and edition, or by date alone', () => {
  const issues = read({
    issues: [
      issue('2024-01-31'),
      issue('2024-02-01', { edition: '1', src: 'a.json' }),
      issue('2024-02-01', { edition: '2', src: 'b.json' }),
      issue('2024-02-05'),
    ],
  });
  const names = (href, about) =>
    Object.values(around(issues, href, about)).map((one) => one?.src.replace('/issue.json', '') ?? null);
  assert.deepEqual(names(issues[0].href, {}), ['2024-01-31', null, 'a.json']);
  assert.deepEqual(names(issues[1].href, { date: '2024-02-05' }), ['a.json', '2024-01-31', 'b.json']);
  assert.deepEqual(names(issues[3].href, {}), ['2024-02-05', 'b.json', null]);
  assert.deepEqual(names('https://paper.example/today.json', { date: '2024-02-01', edition: '2' }), [
    'b.json',
    'a.json',
    '2024-02-05',
  ]);
  assert.deepEqual(names('https://paper.example/today.json', { date: '2024-02-05', edition: null }), [
    '2024-02-05',
    'b.json',
    null,
  ]);
  assert.deepEqual(names('https://paper.example/today.json', { date: '2024-02-03' }), [null, 'b.json', '2024-02-05']);
  assert.deepEqual(names('https://paper.example/today.json', { date: '2024-02-01', edition: '9' }), [
    null,
    '2024-01-31',
    '2024-02-05',
  ]);
  for (const date of [undefined, null, '2024-02', '昨天'])
    assert.deepEqual(names('https://paper.example/today.json', { date }), [null, null, null]);
  assert.deepEqual(monthsOf(issues), ['2024-01', '2024-02']);
});

test('the weeks of a month begin on the first day of the week and contain each day once', () => {
  for (let month = 1; month <= 36; month += 1) {
    const name = `${2023 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}`;
    for (let first = 0; first < 7; first += 1) {
      const weeks = weeksOf(name, first);
      assert.ok(weeks.every((week) => week.length === 7 && week.some(Boolean)));
      const days = weeks.flat().filter(Boolean);
      assert.equal(days.length, new Date(Date.UTC(Number(name.slice(0, 4)), Number(name.slice(5)), 0)).getUTCDate());
      assert.deepEqual(
        days,
        days.map((_, i) => dayOf(name, i + 1)),
      );
      for (const week of weeks)
        for (const [i, day] of week.entries()) if (day) assert.equal(new Date(day).getUTCDay(), (first + i) % 7);
    }
  }
  assert.equal(dayOf('2024-02', 31), '2024-02-29');
  for (const lang of ['zh-Hans', 'zh-Hant', 'en']) assert.ok([0, 1, 6].includes(firstOfWeek(lang)), lang);
});

test('keys move by day, skip months without an issue, and stop at the ends', () => {
  const months = ['2023-02', '2024-01', '2024-02', '2024-05'];
  const after = (from, key, shiftKey = false, first = 1) => dayAfter(from, { key, shiftKey }, months, first);
  for (const [from, key, to] of [
    ['2024-01-15', 'ArrowRight', '2024-01-16'],
    ['2024-01-15', 'ArrowLeft', '2024-01-14'],
    ['2024-01-15', 'ArrowDown', '2024-01-22'],
    ['2024-01-15', 'ArrowUp', '2024-01-08'],
    ['2024-01-31', 'ArrowRight', '2024-02-01'],
    ['2024-01-30', 'ArrowDown', '2024-02-06'],
    ['2024-02-29', 'ArrowRight', '2024-05-01'],
    ['2024-05-01', 'ArrowLeft', '2024-02-29'],
    ['2024-05-03', 'ArrowUp', '2024-02-29'],
    ['2024-05-31', 'ArrowRight', '2024-05-31'],
    ['2023-02-01', 'ArrowLeft', '2023-02-01'],
    ['2023-02-03', 'ArrowUp', '2023-02-03'],
    ['2024-01-17', 'Home', '2024-01-15'],
    ['2024-01-17', 'End', '2024-01-21'],
    ['2024-01-15', 'Home', '2024-01-15'],
    ['2024-01-21', 'End', '2024-01-21'],
    ['2024-02-01', 'Home', '2024-01-29'],
    ['2024-01-31', 'PageDown', '2024-02-29'],
    ['2024-02-29', 'PageDown', '2024-05-29'],
    ['2024-02-10', 'PageUp', '2024-01-10'],
    ['2024-01-10', 'PageUp', '2023-02-10'],
    ['2023-02-10', 'PageUp', '2023-02-10'],
    ['2024-05-10', 'PageDown', '2024-05-10'],
  ])
    assert.equal(after(from, key), to, `${from} ${key}`);
  assert.equal(after('2024-02-29', 'PageUp', true), '2023-02-28');
  assert.equal(after('2024-01-05', 'PageUp', true), '2023-02-05', 'the first month');
  assert.equal(after('2023-02-05', 'PageDown', true), '2024-02-05');
  assert.equal(after('2024-05-05', 'PageDown', true), '2024-05-05');
  assert.equal(after('2024-01-17', 'Home', false, 0), '2024-01-14');
  assert.equal(after('2024-01-14', 'End', false, 0), '2024-01-20');
  for (const key of ['Enter', ' ', 'Tab', 'Escape', 'a', 'constructor'])
    assert.equal(after('2024-01-15', key), null, key);
});

test('a link and a bulletin’s lexicon stay in the folder of the page’s src, unless the page allows more', async () => {
  const { bulletinURL, createPublished } = await import('../../www/page/published.js');
  const page = 'https://paper.example/news/index.html';
  const refused = (/** @type {() => unknown} */ call) =>
    assert.throws(call, ({ problem }) => problem.code === 'bad-src');
  const folder = 'https://paper.example/news/issues/';
  for (const src of [
    '/api/logout',
    '../uploads/mine.txt',
    './issues/../../api/logout',
    'issues/%2e%2e/%2e%2e/api',
    'issues/..%2f..%2fapi',
    'issues/..%5c..%5capi',
    'issues\\..\\..\\api',
    '//evil.example/news/issues/a.json',
    'https://paper.example/news/issues/a.json',
  ])
    refused(() => bulletinURL(src, '', page, folder));
  assert.equal(bulletinURL('issues/2025/a.json', '', page, folder).href, `${folder}2025/a.json`);
  assert.equal(
    bulletinURL('/uploads/a.json', '', page, '/').pathname,
    '/uploads/a.json',
    'the page allows its whole site',
  );
  /** @type {string[]} */
  const asked = [];
  globalThis.fetch = async (/** @type {URL} */ url) => {
    asked.push(new URL(url).pathname);
    return new Response('{"articles": []}');
  };
  const published = createPublished(null, 'issues/today/issue.json', page, folder);
  await published.bulletin(false);
  await published.beside('lexicon.kbl');
  await published.beside('../shared.kbl');
  for (const file of ['../../api/logout', '/api/logout', '..%2f..%2fapi'])
    await assert.rejects(published.beside(file), ({ problem }) => problem.code === 'bad-src');
  assert.deepEqual(asked, [
    '/news/issues/today/issue.json',
    '/news/issues/today/lexicon.kbl',
    '/news/issues/shared.kbl',
  ]);
});
