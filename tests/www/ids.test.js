import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { idsOf } from '../../www/engine/ids.js';

test('an article without an identifier gets the one that the command line gives it', () => {
  const cases = JSON.parse(readFileSync(new URL('../data/article-ids.json', import.meta.url), 'utf8'));
  assert.ok(cases.length > 3);
  for (const { what, issue, ids } of cases) assert.deepEqual(idsOf(issue), ids, what);
});
