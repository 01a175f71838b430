import assert from 'node:assert/strict';
import { test } from 'node:test';
import { satisfies } from '../../scripts/lib/spdx.mjs';

const allowed = new Set(['MIT', 'Zlib', 'Apache-2.0', 'Unicode-3.0']);

for (const [expression, holds] of /** @type {[string, boolean][]} */ ([
  ['MIT', true],
  ['GPL-3.0', false],
  ['', false],
  ['MIT OR GPL-3.0', true],
  ['GPL-3.0 OR MIT', true],
  ['GPL-3.0/MIT', true],
  ['MIT AND GPL-3.0', false],
  ['(MIT OR GPL-3.0) AND Unicode-3.0', true],
  ['GPL-3.0 OR MIT AND LGPL-2.1', false],
  ['(MIT OR GPL-3.0', false],
  ['MIT Zlib', false],
  ['Apache-2.0 WITH LLVM-exception OR GPL-3.0', true],
  ['GPL-2.0 WITH Classpath-exception-2.0', false],
])) {
  test(`"${expression}" is ${holds ? 'allowed' : 'refused'}`, () =>
    assert.equal(satisfies(expression, allowed), holds));
}
