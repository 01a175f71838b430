import assert from 'node:assert/strict';
import { test } from 'node:test';

import { unpackInstead, unpackOnward, unpackSuggestions } from '../../www/engine/offers.js';

test('suggestions are unpacked', () => {
  const numbers = Float64Array.from([2, 0, 3, 0, 1, 5, 3, 4, 1, 3, 1]);
  assert.deepEqual(unpackSuggestions(['李𠀀水果上市', numbers]), [
    { kind: 'author', text: '李𠀀', typed: [0, 1], count: 5 },
    { kind: 'headline', text: '水果上市', typed: [1, 3], count: 1 },
  ]);
});

test('corrections are unpacked', () => {
  assert.deepEqual(unpackInstead(['嘉兴', Float64Array.from([1, 3, 2, 7])]), [
    { spelling: 'homophone', text: '嘉兴', count: 7 },
  ]);
  assert.deepEqual(unpackInstead(['', Float64Array.from([0])]), []);
});

test('recommendations are unpacked', () => {
  const numbers = Float64Array.from([1, 2, 1.5, 3, 1, 9, 0.5, 2, 2, 2, 1, 2, 2, 4, 6]);
  assert.deepEqual(unpackOnward(['水果南湖嘉兴王伟', numbers]), {
    keywords: [{ text: '水果', weight: 1.5, count: 3 }],
    related: [{ article: 9, score: 0.5, shared: ['南湖', '嘉兴'] }],
    sameAuthor: [{ name: '王伟', articles: [4, 6] }],
  });
});
