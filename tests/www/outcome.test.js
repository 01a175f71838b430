import assert from 'node:assert/strict';
import { test } from 'node:test';

import { unpack, unpackMarks } from '../../www/engine/outcome.js';
import { pack } from './fake/pack.js';

test('an outcome survives packing and unpacking', () => {
  /** @type {import('../../www/kanbao.js').SearchOutcome} */
  const outcome = {
    hits: [
      {
        article: 7,
        tier: 'asTyped',
        score: 1.25,
        fields: ['headline', 'body'],
        headline: { text: '水果𠀀节', ranges: [0, 2, 4, 5] },
        excerpts: [
          {
            field: 'body',
            index: 3,
            note: false,
            text: '桃与\u{1F351}',
            ranges: [2, 4],
            cutBefore: true,
            cutAfter: false,
          },
          { field: 'caption', index: 0, note: true, text: '', ranges: [], cutBefore: false, cutAfter: true },
        ],
      },
      {
        article: 3,
        tier: 'near',
        score: 2,
        fields: ['body'],
        explanation: [
          { name: 'words', value: 1.5 },
          { name: 'near', value: 0.5 },
        ],
        headline: { text: '夜市', ranges: [] },
        excerpts: [],
      },
      {
        article: 0,
        tier: 'allWords',
        score: 0,
        fields: ['kicker', 'byline', 'caption'],
        headline: { text: '', ranges: [] },
        excerpts: [],
      },
      {
        article: 9,
        tier: 'otherSpelling',
        score: 200,
        fields: ['headline'],
        spelling: { kind: 'initials', found: '嘉兴水果' },
        headline: { text: '嘉兴水果上市', ranges: [0, 4] },
        excerpts: [],
      },
    ],
    total: 123,
    corrected: { kind: 'pinyin', found: '嘉兴 水果' },
    missing: ['新冠'],
    tiers: [
      { tier: 'asTyped', total: 1 },
      { tier: 'allWords', total: 122 },
    ],
    clauses: [
      { kind: 'phrase', excluded: true, field: 'author', start: 0, end: 6, text: '“王𠀀”' },
      { kind: 'any', excluded: false, start: 7, end: 12, text: '水果 | 蔬菜' },
    ],
    problems: [{ message: '引号没有合上', start: 1, end: 2 }],
    facets: [
      {
        facet: 'month',
        total: 2,
        values: [
          { value: '2024-02', count: 7, chosen: false },
          { value: '2024-01', count: 0, chosen: true },
        ],
      },
      { facet: 'author', total: 300, values: [{ value: '王伟', count: 9, chosen: false }] },
    ],
  };
  assert.deepEqual(unpack(pack(outcome)), outcome);
});

test('an outcome without hits is empty, not an error', () => {
  const empty = { hits: [], total: 0, tiers: [], clauses: [], problems: [], facets: [] };
  assert.deepEqual(unpack(pack(empty)), empty);
});

test('marks are unpacked', () => {
  const packed = Float64Array.from([2, 0, 0, 0, 2, 3, 5, 3, 7, 4, 0]);
  assert.deepEqual(unpackMarks(packed), [
    { field: 'headline', index: 0, note: false, ranges: [3, 5] },
    { field: 'caption', index: 7, note: true, ranges: [] },
  ]);
});
