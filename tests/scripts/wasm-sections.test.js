import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sections } from '../../scripts/lib/wasm-sections.mjs';

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

test('sections are found, and custom sections have their names', () => {
  const long = new Array(200).fill(7); // its size takes two bytes
  const wasm = Buffer.from([...header, 11, 0xc8, 0x01, ...long, 0, 4, 2, 0x61, 0x62, 9]);
  const [data, custom] = sections(wasm);
  assert.deepEqual(
    { ...data, bytes: wasm.subarray(data?.start, data?.end).length },
    { id: 11, name: '', start: 11, end: 211, bytes: 200 },
  );
  assert.deepEqual(custom, { id: 0, name: 'ab', start: 216, end: 217 });
});

test('bytes that are not a module, or only the beginning of one, are refused', () => {
  assert.throws(() => sections(Buffer.from('not wasm at all')), /magic/);
  assert.throws(() => sections(Buffer.from([...header, 11, 5, 1])), /ends after the file/);
  assert.throws(() => sections(Buffer.from([...header, 11, 0x80])), /ends inside a number/);
});
