import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { strings } from '../../www/page/i18n/zh-Hans.later.js';
import { problemKey } from '../../www/page/views/problems.js';
import { strings as first } from '../../www/page/i18n/zh-Hans.js';
import { shownClauses, shownFacets, shownSorts, valueName, without } from '../../www/page/views/refine.js';

const clause = (change) => ({ kind: 'text', excluded: false, start: 0, end: 1, text: '', ...change });
const counts = (facet, total, chosen = false) => ({ facet, total, values: [{ value: 'x', count: 1, chosen }] });

test('a clause is removed from the query with the blanks beside it', () => {
  const q = '渡口  作者:沈砚 -路灯';
  assert.equal(without(q, { start: 0, end: 2 }), '作者:沈砚 -路灯');
  assert.equal(without(q, { start: 4, end: 9 }), '渡口 -路灯');
  assert.equal(without(q, { start: 10, end: 13 }), '渡口  作者:沈砚');
  assert.equal(without('渡口', { start: 0, end: 2 }), '');
});

test('clauses are shown if at least one of them is more than text', () => {
  assert.deepEqual(shownClauses([clause()]), []);
  for (const more of [{ kind: 'phrase' }, { excluded: true }, { field: 'author' }]) {
    assert.equal(shownClauses([clause(), clause(more)]).length, 2);
  }
});

test('a facet is shown if it can narrow the results, or does', () => {
  const names = (...facets) => shownFacets(facets).map(({ facet }) => facet);
  assert.deepEqual(names(counts('issue', 1), counts('section', 3), counts('kind', 1)), ['section']);
  assert.deepEqual(names(counts('author', 1, true)), ['author']);
  assert.deepEqual(names(counts('issue', 4), counts('month', 2)), ['issue', 'month']);
  assert.deepEqual(
    names(counts('issue', 4), counts('month', 4)),
    ['issue'],
    'months of one issue each say nothing more',
  );
});

test('orders are offered if they make a difference', () => {
  const sorts = (total, issues, sort = 'relevance') => shownSorts({ total, facets: [counts('issue', issues)] }, sort);
  assert.deepEqual(sorts(1, 1), ['relevance']);
  assert.deepEqual(sorts(9, 1), ['relevance', 'print']);
  assert.deepEqual(sorts(9, 2), ['relevance', 'newest', 'oldest', 'print']);
  assert.deepEqual(sorts(1, 1, 'newest'), ['relevance', 'newest'], 'the chosen order stays visible and can be changed');
});

test('values are shown in a readable form, and unchanged if they are unknown', () => {
  const name = (facet, value) => valueName({ ...strings, ...first }, { facet, value });
  assert.equal(name('month', '2024-02'), '2024年2月');
  assert.equal(name('issue', '2024-02-05'), '2024年2月5日');
  assert.equal(name('issue', '2024-02'), '2024年2月');
  assert.equal(name('page', '2'), '第 2 版');
  assert.equal(name('kind', 'photo'), '图片');
  for (const odd of ['2024-99', '2024-02-40', '龙年', '']) assert.equal(name('issue', odd), odd);
  assert.equal(name('author', '2024-02'), '2024-02');
});

test('everything the engine says about a query has a text', () => {
  const source = (path) =>
    readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8').replace(/#\[cfg\(test\)\][^]*/, '');
  const calls = ['search/query/mod.rs', 'search/query/read.rs', 'engine.rs'].flatMap((path) => [
    ...source(path).matchAll(/problem\(\s*[^;"]*?"([^"]+)"/g),
    ...source(path).matchAll(/message: "([^"]+)"/g),
  ]);
  const messages = calls.map(([, message]) => message);
  assert.ok(messages.length >= 10, messages.join('\n'));
  for (const message of messages) assert.ok(strings.problem[problemKey(message)], message);
  assert.equal(problemKey('something new'), undefined);
});
