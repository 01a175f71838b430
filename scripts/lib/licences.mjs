// Checks every dependency against deny.toml: the licences of crates (from `cargo metadata`) and of npm packages (from
// the lock files), the sources of crates, and version requirements.
//
//   node scripts/lib/licences.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { satisfies } from './spdx.mjs';

/**
 * Further licences, by the beginning of a package's name. The packages are used only by tests; nothing of them is served
 * or published.
 */
const TEST_TOOLS = [
  ['axe-core', 'MPL-2.0'],
  ['lightningcss', 'MPL-2.0'],
  ['caniuse-lite', 'CC-BY-4.0'],
];
const LOCKS = ['package-lock.json', 'tests/package/package-lock.json'];

const config = /** @type {{licenses: {allow: string[]}}} */ (
  /** @type {unknown} */ (parse(readFileSync('deny.toml', 'utf8')))
);
const allowed = new Set(config.licenses.allow);

/** @type {{packages: {name: string, version: string, license: string | null, source: string | null, dependencies: {name: string, req: string, source: string | null}[]}[]}} */
const metadata = JSON.parse(
  execFileSync('cargo', ['metadata', '--format-version', '1', '--all-features'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  }),
);
const modules = LOCKS.flatMap((path) => {
  /** @type {{packages: Record<string, {version?: string, license?: string}>}} */
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries(lock.packages).filter(([name]) => name !== '');
});

const found = [
  ...metadata.packages.map(({ name, version, license }) => ({ kind: 'crate', name, version, license: license ?? '' })),
  ...modules.map(([path, { version = '', license = '' }]) => ({
    kind: 'npm package',
    name: path.replace(/^.*node_modules\//, ''),
    version,
    license,
  })),
];
const refused = found.filter(
  ({ name, license }) =>
    !TEST_TOOLS.some(([tool, its]) => name.startsWith(tool ?? '') && its === license) && !satisfies(license, allowed),
);
for (const { kind, name, version, license } of refused) {
  console.error(`${kind} ${name} ${version}: licence "${license}" is not allowed by deny.toml`);
}

/** crates.io, the only source besides this repository that deny.toml allows. */
const REGISTRY = 'registry+https://github.com/rust-lang/crates.io-index';
const strays = metadata.packages.filter(({ source }) => source !== null && source !== REGISTRY);
for (const { name, source } of strays)
  console.error(`crate ${name} comes from ${source}, which deny.toml does not allow`);
const wild = metadata.packages
  .filter(({ source }) => source === null)
  .flatMap(({ dependencies }) => dependencies.filter(({ req, source }) => req === '*' && source !== null));
for (const { name } of wild)
  console.error(`crate ${name} is required in any version ("*"), which deny.toml does not allow`);
console.log(`licences: ${found.length - refused.length} of ${found.length} dependencies allowed`);
process.exitCode = refused.length + strays.length + wild.length > 0 ? 1 : 0;
