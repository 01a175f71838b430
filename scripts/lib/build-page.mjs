// The page: www/ → dist/, bundled and minified, all scripts, styles and engine files side by side.
//
//   node scripts/lib/build-page.mjs [FOLDER]     FOLDER: the published sample, copied to dist/sample
//
// www/ is plain modules that run as they are; bundling is for bytes and round trips. Three things are
// changed on the way, all only in where files lie: local addresses in index.html, and in scripts
// `new URL('…', import.meta.url)` and `import('…')` of what is a bundle of its own, which point to its
// place in dist/.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { TARGET, flatten } from './bundling.mjs';
import { compressFolder } from './compress.mjs';

const TOP = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const WWW = join(TOP, 'www');
const DIST = join(TOP, 'dist');

/** Each is loaded by its own name and shares no file with another, so each is a bundle of its own. */
const STANDALONE = [
  'element/kanbao.js',
  'element/calls.js',
  'engine/engine.js',
  'engine/worker.js',
  'engine/parser.js',
  'page/late.js',
  'page/late.css',
  'page/last.css',
  'page/issues.css',
  'page/alone.css',
  'element/alone.js',
  'page/offers.js',
  'page/tools.js',
  'page/look-panel.js',
  'page/keep.js',
  'page/issues.js',
  'page/brought.js',
  'desk/desk.js',
  'desk/desk.css',
];
/** Except that what reader.js loads takes from it what is there already. */
const READER = 'element/reader.js';
const LATER = [
  'element/calls.js',
  'element/alone.js',
  'page/late.js',
  'page/offers.js',
  'page/tools.js',
  'page/look-panel.js',
  'page/keep.js',
  'page/issues.js',
  'page/brought.js',
  'desk/desk.js',
];
/** What few readers use is not kept for all. */
const SELDOM = ['desk.js', 'desk.css', 'issues.js', 'issues.css'];
const SERVICE_WORKER = 'sw.js';
const ENGINE_FILES = ['pkg/kanbao_bg.wasm', 'pkg/kanbao_late.wasm', 'pkg/parser_bg.wasm', 'pkg/full.kbl'];

/** @type {Map<string, Uint8Array>} path below dist/ → contents */
const files = new Map();

/** @type {esbuild.Plugin} `import('../page/x.js')` → `import('./x.js')`, where x.js is a bundle of its own */
const apart = {
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: /\.js$/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' &&
      [...STANDALONE, READER].includes(relative(WWW, join(resolveDir, path)).split(sep).join('/'))
        ? { path: `./${basename(path)}`, external: true }
        : undefined,
    );
  },
};

/** What reader.js exports of other modules, by their paths. */
const shared = [...readFileSync(join(WWW, READER), 'utf8').matchAll(/^export \{.*\} from '([^']+)'/gm)].map(
  ([, path]) => join(WWW, dirname(READER), path),
);

/** @type {esbuild.Plugin} modules that reader.js exports → reader.js */
const fromReader = {
  name: 'from-reader',
  setup(build) {
    build.onResolve({ filter: /\.js$/ }, ({ path, resolveDir }) =>
      shared.includes(join(resolveDir, path)) ? { path: `./${basename(READER)}`, external: true } : undefined,
    );
  },
};

/**
 * @param {Record<string, string>} entries output name → source below www/
 * @param {boolean} splitting
 * @param {Record<string, string>} [define] names that the build fills in
 * @param {esbuild.Plugin[]} [plugins]
 */
async function bundle(entries, splitting, define = {}, plugins = []) {
  const result = await esbuild
    .build({
      absWorkingDir: WWW,
      entryPoints: entries,
      outdir: DIST,
      bundle: true,
      splitting,
      define,
      minify: true,
      format: 'esm',
      charset: 'utf8',
      target: TARGET,
      chunkNames: '[name]-[hash]',
      legalComments: 'none',
      plugins: [...plugins, apart, flatten],
      write: false,
    })
    .catch(() => process.exit(1)); // esbuild has said what is wrong, and where
  for (const { path, contents } of result.outputFiles) files.set(relative(DIST, path), contents);
}

/**
 * Local scripts and styles that index.html names.
 * @param {string} html
 */
function entriesOf(html) {
  const addresses = [...html.matchAll(/\b(?:src|href)="([^":?#]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');
  return [...new Set(addresses)].map((address) => address.replace(/^\.\//, ''));
}

/** @param {string} folder @returns {string[]} */
function walk(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/** @param {string} from @param {string} to */
function copy(from, to) {
  files.set(to, readFileSync(from));
}

/** A name that reader.js does not export would be missed only in a browser. */
function checkShared() {
  const text = (/** @type {string} */ name) => new TextDecoder().decode(files.get(name));
  const names = (/** @type {string | undefined} */ list) => (list ?? '').split(',').filter(Boolean);
  const exported = new Set(
    names(/export\{([^}]*)\}/.exec(text(basename(READER)))?.[1]).map((name) => name.split(' as ').pop()),
  );
  for (const later of LATER.map((path) => basename(path))) {
    const wanted = [...text(later).matchAll(/import\{([^}]*)\}from"\.\/reader\.js"/g)].flatMap(([, list]) =>
      names(list).map((name) => name.split(' as ')[0]),
    );
    const missing = wanted.filter((name) => !exported.has(name));
    if (missing.length)
      throw new Error(`${READER} does not export ${missing.join(', ')}, which ${later} takes from it`);
  }
}

function copyStatic() {
  for (const path of walk(WWW)) {
    const name = relative(WWW, path).split(sep).join('/');
    if (/\.(js|css|ts|map)$/.test(name) || /^(pkg|sample)\//.test(name) || name === 'index.html') continue;
    copy(path, name);
  }
  for (const name of ENGINE_FILES) if (existsSync(join(WWW, name))) copy(join(WWW, name), basename(name));
}

/** @param {string} folder */
function copySample(folder) {
  for (const path of walk(folder)) {
    if (!basename(path).startsWith('.')) copy(path, `sample/${relative(folder, path)}`);
  }
}

/** A digest of the files so far, by name and contents. */
function digestOf() {
  const digest = createHash('sha256');
  for (const name of [...files.keys()].sort()) digest.update(name).update(files.get(name) ?? '');
  return digest.digest('hex').slice(0, 12);
}

/** Last, since it names all others: what it keeps for reading offline, and for which release. */
async function bundleServiceWorker() {
  // Bulletins, the full lexicon, languages besides the first and the desk are kept when they are used.
  const words = new Set(readdirSync(join(WWW, 'page/i18n')));
  const languages = [...files.keys()].filter((name) => words.has(name.replace(/-[0-9A-Z]{8}\.js$/, '.js'))).sort();
  const shell = [...files.keys()]
    .filter(
      (name) => name !== 'index.html' && !name.endsWith('.kbl') && !languages.includes(name) && !SELDOM.includes(name),
    )
    .sort();
  const define = { KANBAO_SHELL: JSON.stringify({ build: digestOf(), files: ['./', ...shell] }) };
  await bundle({ sw: SERVICE_WORKER }, false, define);
}

/** Only what changed is written, so that compressed copies of the rest stay good. */
function write() {
  for (const path of walk(DIST)) {
    if (!files.has(relative(DIST, path).replace(/\.br$/, ''))) rmSync(path);
  }
  for (const [name, contents] of files) {
    const path = join(DIST, name);
    if (existsSync(path) && statSync(path).size === contents.length && readFileSync(path).equals(contents)) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
}

const began = performance.now();
const indexPath = join(WWW, 'index.html');
if (!existsSync(indexPath)) {
  console.error('· page skipped: there is no www/index.html yet');
  process.exit(0);
}
let html = readFileSync(indexPath, 'utf8');
const entries = entriesOf(html);
const scripts = entries.filter((entry) => !STANDALONE.includes(entry));
await bundle(Object.fromEntries(scripts.map((entry) => [basename(entry).replace(/\.(js|css)$/, ''), entry])), true);
for (const entry of STANDALONE) {
  if (existsSync(join(WWW, entry)))
    await bundle(
      { [basename(entry).replace(/\.(js|css)$/, '')]: entry },
      false,
      {},
      LATER.includes(entry) ? [fromReader] : [],
    );
}
for (const path of [...entries, ...ENGINE_FILES])
  html = html.replaceAll(new RegExp(`"(\\./)?${path}"`, 'g'), `"./${basename(path)}"`);
files.set('index.html', Buffer.from(html));
checkShared();
copyStatic();
if (existsSync(join(WWW, SERVICE_WORKER))) await bundleServiceWorker();
if (process.argv[2]) copySample(process.argv[2]);
write();
await compressFolder(DIST);
console.error(`· page built into dist/ in ${((performance.now() - began) / 1000).toFixed(1)} s (${digestOf()})`);
