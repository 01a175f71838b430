// Blanks the HMM tables that jieba-rs links into every module.
//
//   node scripts/lib/blank-hmm.mjs MODULE.wasm [-o OUT.wasm]
//
// The engine takes its HMM from the lexicon file and cuts by it itself, yet the linker keeps
// jieba-rs's built-in tables (half a megabyte, most of it incompressible), since a call that could
// use them is compiled in. They are found by value, each exactly once in the data section, and
// overwritten by zeros, which wasm-opt --memory-packing then leaves out of the file.
//
// The values are computed as jieba-macros computes them when it generates the tables (its lib.rs,
// `generate_hmm_data`), from its own hmm.model; constants are read from its sources, so that a new
// release that changes them is noticed here and not in a reader's browser.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sections } from './wasm-sections.mjs';

const STATES = 4;
const NO_ROW = 0xffff;

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(`blank-hmm: ${message}`);
  process.exit(1);
}

/**
 * Source folders of the crates the engine is built with.
 * @param {string[]} names
 * @returns {Record<string, string>}
 */
function crateFolders(names) {
  const top = join(dirname(fileURLToPath(import.meta.url)), '../..');
  const args = ['metadata', '--format-version', '1', '--filter-platform', 'wasm32-unknown-unknown'];
  const metadata = JSON.parse(
    execFileSync('cargo', args, {
      cwd: top,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  return Object.fromEntries(
    names.map((name) => {
      const found = metadata.packages.filter((/** @type {{name: string}} */ p) => p.name === name);
      if (found.length !== 1) fail(`expected one ${name} among the dependencies, found ${found.length}`);
      return [name, dirname(found[0].manifest_path)];
    }),
  );
}

/** @param {string} source @param {RegExp} pattern @param {string} what */
function constant(source, pattern, what) {
  const value = Number(source.match(pattern)?.[1]?.replaceAll('_', ''));
  if (!Number.isFinite(value)) fail(`${what} not found: the crate's sources have changed, look at them and here`);
  return value;
}

/**
 * The tables' bytes as they stand in the module.
 * @param {string} model hmm.model
 * @param {{first: number, last: number, missing: number}} layout range of characters kept, value where a state has no entry
 */
function tables(model, { first, last, missing }) {
  const lines = model.split(/\r?\n/).filter((line) => line && !line.startsWith('#'));
  // One line of initial and four of transition probabilities, then one line of emissions per state.
  const emissions = lines.slice(1 + STATES);
  if (emissions.length !== STATES) fail(`hmm.model has ${emissions.length} lines of emissions, expected ${STATES}`);
  /** @type {Map<number, number[]>} */
  const rows = new Map();
  emissions.forEach((line, state) => {
    for (const pair of line.split(',')) {
      const colon = pair.indexOf(':');
      const code = pair.codePointAt(0) ?? 0;
      const probability = Number(pair.slice(colon + 1));
      if (colon < 1 || !Number.isFinite(probability)) fail(`hmm.model: cannot read "${pair.slice(0, 40)}"`);
      if (code < first || code > last) continue;
      const row = rows.get(code) ?? new Array(STATES).fill(missing);
      row[state] = probability;
      rows.set(code, row);
    }
  });
  const codes = [...rows.keys()].sort((a, b) => a - b);
  const [low = first, high = first] = [codes[0], codes.at(-1)];
  const probs = Buffer.alloc(codes.length * STATES * 8);
  const index = Buffer.alloc((high - low + 1) * 2, 0xff);
  codes.forEach((code, row) => {
    if (row >= NO_ROW) fail('more rows than the index can name');
    index.writeUInt16LE(row, (code - low) * 2);
    rows.get(code)?.forEach((value, state) => probs.writeDoubleLE(value, (row * STATES + state) * 8));
  });
  return { EMIT_PROBS: probs, EMIT_INDEX: index };
}

/** @param {Buffer} haystack @param {Buffer} needle */
function places(haystack, needle) {
  const found = [];
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) found.push(at);
  return found;
}

const [input, flag, given] = process.argv.slice(2);
if (!input || (flag && flag !== '-o')) fail('usage: blank-hmm.mjs MODULE.wasm [-o OUT.wasm]');
const output = given ?? input;

const crates = crateFolders(['jieba-macros', 'jieba-rs']);
const macros = readFileSync(join(crates['jieba-macros'] ?? '', 'src/lib.rs'), 'utf8');
const hmm = readFileSync(join(crates['jieba-rs'] ?? '', 'src/hmm.rs'), 'utf8');
const expected = tables(readFileSync(join(crates['jieba-macros'] ?? '', 'src/hmm.model'), 'utf8'), {
  first: constant(macros, /const HMM_HAN_MIN: u32 = (0x[0-9A-F]+);/, 'HMM_HAN_MIN'),
  last: constant(macros, /const HMM_HAN_MAX: u32 = (0x[0-9A-F]+);/, 'HMM_HAN_MAX'),
  missing: constant(hmm, /const MIN_FLOAT: f64 = ([-+.\de]+);/, 'MIN_FLOAT'),
});

const wasm = readFileSync(input);
const found = sections(wasm);
const data = found.filter((section) => section.id === 11).map((section) => wasm.subarray(section.start, section.end));
const hits = Object.entries(expected).map(([name, bytes]) => ({
  name,
  bytes,
  at: data.flatMap((part) => places(part, bytes).map((offset) => part.subarray(offset, offset + bytes.length))),
}));

if (hits.every(({ at }) => at.length === 0)) {
  const named = found.some(
    (section) => section.name === 'name' && wasm.subarray(section.start, section.end).includes('jieba_rs'),
  );
  if (named) fail('jieba-rs is linked, its HMM tables are not found: their layout has changed, adapt this script');
  console.error('blank-hmm: jieba-rs is not linked into this module, so there is nothing to blank');
} else {
  for (const { name, bytes, at } of hits) {
    if (at.length !== 1)
      fail(`${name} (${bytes.length} bytes) stands ${at.length} times in the data section, expected once`);
  }
  for (const { at } of hits) at[0]?.fill(0);
  console.error(`blank-hmm: blanked ${hits.map(({ name, bytes }) => `${name} (${bytes.length} bytes)`).join(', ')}`);
}
writeFileSync(output, wasm);
