import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { originsOf, pack, packIssue, unpack } from '../../www/engine/articles.js';
import { faultIn } from '../../www/engine/format.js';
import { checkIssue, problemOf } from '../../www/page/issue.js';
import { expand, generated } from './forms.js';

test('articles survive packing and unpacking', () => {
  const articles = [
    { headline: '果园', byline: [], paragraphs: [], captions: [] },
    {
      headline: '𠀀果园迎丰收',
      kicker: '引题',
      subtitle: '副题',
      section: '本地',
      byline: ['林小雨', { name: '周明', role: '摄' }],
      paragraphs: ['一', '小标题', '\u{1F351}二'],
      subheadings: [1],
      captions: [{ text: '桃' }, { text: '河灯', credit: '周明 摄' }],
    },
  ];
  assert.deepEqual(unpack(pack(articles)), articles);
});

test('unpacking fills in what may be left out', () => {
  assert.deepEqual(unpack(packIssue({ articles: [{ headline: '' }], more: 1 })), [
    { headline: '', byline: [], paragraphs: [], captions: [] },
  ]);
});

const data = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8'));

/** Returns a fault without the advice, which only the command line gives. @param {any} fault */
const said = (fault) => fault && { code: fault.code, message: fault.message, where: fault.where };

test('page and engine accept and refuse the same issues as the command line, with the same words', () => {
  const cases = [...data('forms'), ...data('forms-generated')];
  assert.ok(cases.length > 800);
  for (const { issue, fault } of cases) {
    const value = expand(issue);
    const shown = JSON.stringify(issue).slice(0, 2000);
    assert.deepEqual(faultIn(value), said(fault), shown);
    if (!fault) {
      unpack(packIssue(value));
      checkIssue(value);
      continue;
    }
    const { code, message, where } = fault;
    assert.throws(() => packIssue(value), { code, message, where });
    assert.throws(
      () => checkIssue(value),
      (error) => assert.deepEqual(problemOf(error), { ...fault, advice: '' }) ?? true,
    );
  }
});

test('the generated issues are up to date', () => {
  const cases = generated(800).map((issue) => ({ issue, fault: faultIn(expand(issue)) }));
  const recorded = data('forms-generated').map((/** @type {any} */ one) => ({ ...one, fault: said(one.fault) }));
  assert.deepEqual(recorded, cases, 'run node scripts/generate/forms.mjs');
});

test('half a character, a value nested too deeply and values that are not JSON are refused', () => {
  const split = { articles: [{ headline: '春灌', kicker: '\ud83c', subtitle: '\udf51' }] };
  assert.throws(() => packIssue(split), { code: 'bad-json', where: 'articles[0].kicker' });
  const deep = (/** @type {number} */ levels) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  const nested = (/** @type {number} */ levels) => ({ articles: [{ headline: '', more: deep(levels) }] });
  assert.equal(faultIn(nested(124)), null);
  assert.equal(faultIn(nested(125))?.message, 'expected at most 127 levels of nesting');
  assert.equal(faultIn(nested(100_000))?.code, 'bad-json');
  for (const wrong of [undefined, null, 3, 'text', [], Symbol.iterator, () => 1])
    assert.throws(() => packIssue(wrong), { code: 'bad-json' });
  assert.throws(() => pack([{ headline: () => 1 }]), { code: 'bad-json', where: 'articles[0].headline' });
  assert.throws(() => pack({ length: 1 }), { code: 'bad-json', where: 'articles' });
});

test('each article has a date and a page of its own, or those of the issue', () => {
  const articles = [{ headline: '一' }, { headline: '二', edition: '第2版' }, { headline: '三', edition: 'A\n3' }];
  assert.deepEqual(originsOf({ date: '2025-08-15', edition: '第1版', articles }), ['2025-08-15', '第1版\n第2版\nA 3']);
  assert.deepEqual(originsOf({ articles }), [undefined, '\n第2版\nA 3']);
  assert.deepEqual(originsOf({ date: null, articles: [{ headline: '', date: '2025-08' }] }), ['2025-08', undefined]);
});
