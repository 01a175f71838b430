// Tells the tools that run after the compiler not to use some WebAssembly features.
//
//   node scripts/lib/forgo-features.mjs MODULE.wasm
//
// Current compilers list reference types and multiple values in the module's `target_features` section, whether it uses
// them or not. wasm-bindgen then passes objects as externref, which needs Chrome and WebView 96; jieba-rs's SIMD needs
// only version 91. This step keeps the engine working on such old phones. In that section (tool-conventions,
// Linking.md: count, then a prefix byte and a name per feature) "+" means used and "-" means never used. wasm-opt runs
// with only the permitted features and refuses a module that uses others.
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
const count = wasm[at++] ?? 0; // a LEB128 number, which is one byte below 128; so are the lengths
if (count > 127) throw new Error(`${path}: its target_features section lists more features than this script can read`);
for (let n = 0; n < count; n += 1) {
  const prefix = at;
  const length = wasm[at + 1] ?? 0;
  const feature = wasm.subarray(at + 2, at + 2 + length).toString('utf8');
  at += 2 + length;
  if (FORGONE.includes(feature) && wasm[prefix] === USED) wasm[prefix] = NEVER;
}
if (at !== section.end) throw new Error(`${path}: its target_features section does not have the documented format`);
writeFileSync(path, wasm);
