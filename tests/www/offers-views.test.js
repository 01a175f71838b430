import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isAmiss } from '../../www/page/views/instead.js';
import { quotation } from '../../www/page/views/passage.js';

test('another query is offered if no article has all that was typed and no filter is set', () => {
  const found = (...tiers) => ({ tiers: tiers.map((tier) => ({ tier, total: 1 })) });
  const open = { filters: [] };
  assert.equal(isAmiss(found(), open), true);
  assert.equal(isAmiss(found('near', 'mostWords'), open), true);
  for (const tier of ['asTyped', 'allWords', 'otherSpelling'])
    assert.equal(isAmiss(found(tier, 'mostWords'), open), false, tier);
  assert.equal(isAmiss(found(), { filters: [{ facet: 'kind', value: 'photo' }] }), false);
});

test('an address quotes the selection by lines, as many as fit', () => {
  assert.equal(quotation('  末班渡船 \n\n\t 清晨五点。\n'), '末班渡船\n清晨五点。');
  assert.equal(quotation('\n '), '');
  assert.equal(quotation('船'), '', 'one character is too short');
  const line = '水'.repeat(150);
  assert.equal(quotation(`${line}\n${line}`), line, 'a line that does not fit is left out');
  assert.equal(quotation(line + line), '水'.repeat(200), 'the beginning of a line that is too long');
  assert.equal(quotation(`${'水'.repeat(199)}😀${line}`), '水'.repeat(199), 'no split characters');
});
