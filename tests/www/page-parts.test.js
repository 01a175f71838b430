import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { createAnnouncer } from '../../www/page/announcer.js';
import { checkIssue, PageError, problemOf, readIssue } from '../../www/page/issue.js';
import { strings as brought } from '../../www/page/i18n/zh-Hans.brought.js';
import { strings as issues } from '../../www/page/i18n/zh-Hans.issues.js';
import { strings as later } from '../../www/page/i18n/zh-Hans.later.js';
import { strings as alone } from '../../www/page/i18n/zh-Hans.alone.js';
import { LANGUAGES, loadStrings } from '../../www/page/strings.js';
import { wordsFor } from '../../www/page/views/problem.js';

const html = readFileSync(new URL('../../www/index.html', import.meta.url), 'utf8');

/** Returns the keys of nested objects as paths; arrays and functions are leaves. */
function paths(value, path = '') {
  if (typeof value !== 'object' || Array.isArray(value))
    return [`${path}: ${Array.isArray(value) ? `list of ${value.length}` : typeof value}`];
  return Object.entries(value)
    .flatMap(([key, one]) => paths(one, `${path}.${key}`))
    .sort();
}

test('every language has the same keys, of the same types', async () => {
  const first = {
    ...alone,
    ...issues,
    ...brought,
    ...later,
    ...(await loadStrings(null)),
  };
  for (const name of LANGUAGES) {
    const strings = await loadStrings(name);
    assert.equal(strings.lang, name);
    assert.deepEqual(paths({ ...alone, ...issues, ...brought, ...later, ...strings }), paths(first), name);
    if (name !== first.lang) for (const key of Object.keys(first)) assert.ok(key in strings, `${name}: ${key}`);
  }
});

test('the text in index.html is that of the first language', async () => {
  const strings = await loadStrings(null);
  const named = [
    ...[...html.matchAll(/data-t="(\w+)"[^>]*>([^<]*)</g)].map(([, key, text]) => [key, text]),
    ...[...html.matchAll(/data-t-label="(\w+)" aria-label="([^"]*)"/g)].map(([, key, text]) => [key, text]),
    ...[...html.matchAll(/data-t-hint="(\w+)" placeholder="([^"]*)"/g)].map(([, key, text]) => [key, text]),
  ];
  assert.equal(named.length, [...html.matchAll(/data-t(-\w+)?="/g)].length, 'each has one of the three forms');
  for (const [key, text] of named) assert.equal(text, strings[key], key);
});

test('everything the parser repairs or sets aside has a text', () => {
  const model = readFileSync(new URL('../../src/bulletin/model.rs', import.meta.url), 'utf8');
  const kinds = ['RepairKind', 'SetAsideKind'].flatMap((name) => {
    const [, body] = new RegExp(`pub enum ${name} \\{([^}]*)\\}`).exec(model);
    return [...body.matchAll(/^ {4}(\w)(\w*),/gm)].map(([, first, rest]) => first.toLowerCase() + rest);
  });
  assert.ok(kinds.length >= 6);
  const { kind } = brought;
  for (const one of kinds) assert.ok(kind[one], one);
});

test('every component of a score has a text', () => {
  const weights = readFileSync(new URL('../../src/search/weights.rs', import.meta.url), 'utf8');
  const [, names] = /NAMES: \[&'static str; \d+\] = \[([^\]]*)\]/.exec(weights);
  assert.deepEqual(
    Object.keys(later.parts),
    [...names.matchAll(/"(\w+)"/g)].map(([, name]) => name),
  );
});

test('an unknown language falls back to the first', async () => {
  for (const tag of ['xx', 'toString', null]) assert.equal((await loadStrings(tag)).lang, 'zh-Hans');
});

test('errors in JSON name the path, what was expected and what was found', () => {
  const good = {
    headline: '一',
    byline: ['甲', { name: '乙', role: '摄' }],
    paragraphs: ['文'],
    captions: [{ text: '图', credit: '丙 摄' }],
  };
  assert.deepEqual(checkIssue({ articles: [{ headline: '一' }] }).articles, [
    { headline: '一', byline: [], paragraphs: [], subheadings: [], captions: [] },
  ]);
  assert.equal(checkIssue({ articles: [good], paper: '日报' }).articles[0], good);
  for (const [json, where] of [
    [[], ''],
    ['text', ''],
    [null, ''],
    [{}, 'articles'],
    [{ articles: {} }, 'articles'],
    [{ articles: [3] }, 'articles[0]'],
    [{ articles: [{}] }, 'articles[0].headline'],
    [{ articles: [good, { ...good, headline: 1 }] }, 'articles[1].headline'],
    [{ articles: [{ ...good, paragraphs: ['一', null] }] }, 'articles[0].paragraphs[1]'],
    [{ articles: [{ ...good, paragraphs: '一' }] }, 'articles[0].paragraphs'],
    [{ articles: [{ ...good, byline: [{ role: '摄' }] }] }, 'articles[0].byline[0].name'],
    [{ articles: [{ ...good, byline: [7] }] }, 'articles[0].byline[0]'],
    [{ articles: [{ ...good, captions: ['图'] }] }, 'articles[0].captions[0]'],
    [{ articles: [{ ...good, captions: [{ text: '图', credit: 3 }] }] }, 'articles[0].captions[0].credit'],
    [{ articles: [{ ...good, subheadings: ['0'] }] }, 'articles[0].subheadings[0]'],
    [{ articles: [], date: 20240203 }, 'date'],
    [{ articles: [], lexicon: 'x.kbl' }, 'lexicon'],
    [{ articles: [], lexicon: { bytes: 1 } }, 'lexicon.file'],
  ]) {
    assert.throws(
      () => checkIssue(structuredClone(json)),
      (error) => {
        assert.equal(problemOf(error).where, where, JSON.stringify(json));
        return problemOf(error).code === 'bad-json';
      },
    );
  }
  assert.throws(() => readIssue('{"articles": ['), PageError);
  assert.deepEqual(readIssue('\ufeff{"articles": []}').articles, []);
});

test('every problem has a text in every language', async () => {
  for (const strings of await Promise.all(LANGUAGES.map(loadStrings))) {
    for (const code of ['bad-json', 'network', 'never-heard-of']) {
      const { what, advice } = wordsFor({ ...later, ...strings }, problemOf({ code }));
      assert.ok(what && advice);
    }
  }
  assert.deepEqual(problemOf(new TypeError('x')), { code: 'unknown', message: 'x', where: '', advice: '' });
  assert.equal(problemOf(undefined).code, 'unknown');
});

test('the live region announces only the last message, once things have settled', () => {
  const region = { textContent: '' };
  let timer = null;
  const announcer = createAnnouncer(
    region,
    (run) => (timer = run),
    () => {
      timer = null;
    },
  );
  announcer.say('找到 9 篇');
  announcer.say('找到 2 篇');
  assert.equal(region.textContent, '');
  timer();
  assert.equal(region.textContent, '找到 2 篇');
});

test('the page holds no HTML strings, no inline script and no inline style', () => {
  assert.doesNotMatch(html, /\son\w+=|style=|<script(?![^>]*\ssrc=)|<style/);
});
