// Tells the tools that come after the compiler to do without some WebAssembly features.
//
//   node scripts/lib/forgo-features.mjs MODULE.wasm
//
// Current compilers name reference types and multiple values in the module's `target_features`
// section, used or not; wasm-bindgen then passes objects as externref, which needs Chrome and
// WebView 96. jieba-rs's SIMD needs 91 only, and old phones are what this is for. In that section
// (tool-conventions, Linking.md: count, then per feature a prefix byte and a name) "+" says used and
// "-" says never. wasm-opt, run with only the permitted features, refuses a module that does not keep to it.
import { readFileSync, writeFileSync } from 'node:fs';
import { sections } from './wasm-sections.mjs';

const FORGONE = ['reference-types', 'multivalue', 'call-indirect-overlong'];
const USED = '+'.charCodeAt(0);
const NEVER = '-'.charCodeAt(0);

const path = process.argv[2];
if (!path) throw new Error('usage: forgo-features.mjs MODULE.wasm');
const wasm = readFileSync(path);
const section = sections(wasm).find(({ name }) => name === 'target_features');
if (!section) throw new Error(`${path} has no target_features section: build it without strip`);

let at = section.start;
const count = wasm[at++] ?? 0; // a LEB128 number; below 128 it is one byte, and so are the lengths
if (count > 127) throw new Error('more features than this script can read');
for (let n = 0; n < count; n += 1) {
  const prefix = at;
  const length = wasm[at + 1] ?? 0;
  const feature = wasm.subarray(at + 2, at + 2 + length).toString('utf8');
  at += 2 + length;
  if (FORGONE.includes(feature) && wasm[prefix] === USED) wasm[prefix] = NEVER;
}
if (at !== section.end) throw new Error(`${path}: its target_features section is not as documented`);
writeFileSync(path, wasm);
