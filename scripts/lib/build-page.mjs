// The page: www/ → dist/, bundled and minified, with all scripts, style sheets and engine files in one folder.
//
//   node scripts/lib/build-page.mjs [FOLDER]     FOLDER: the published sample, copied to dist/sample
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ENGINE_FILES, LANGUAGE, TOP, WWW, bundleScript, bundleScripts, bundleSheets, walk } from './bundling.mjs';
import { compressFolder } from './compress.mjs';

const DIST = join(TOP, 'dist');
/** Few people use these, so the service worker caches them when they are used. */
const SELDOM = ['desk.js', 'desk.css', 'issues.js', 'issues.css'];

/** @type {Map<string, Uint8Array>} path below dist/ → contents */
const files = new Map();

/** @param {Iterable<[string, string]>} texts */
function add(texts) {
  for (const [name, text] of texts) files.set(name, Buffer.from(text));
}

/** Copies what is served as it is. */
function copyStatic() {
  for (const path of walk(WWW)) {
    const name = relative(WWW, path).split(sep).join('/');
    if (/\.(js|css|ts|map)$/.test(name) || /^(pkg|sample)\//.test(name) || name === 'index.html') continue;
    files.set(name, readFileSync(path));
  }
  for (const name of ENGINE_FILES)
    if (existsSync(join(WWW, 'pkg', name))) files.set(name, readFileSync(join(WWW, 'pkg', name)));
}

/** @param {string} folder */
function copySample(folder) {
  for (const path of walk(folder))
    if (!basename(path).startsWith('.')) files.set(`sample/${relative(folder, path)}`, readFileSync(path));
}

/** index.html, whose scripts and style sheets are now beside it. */
function page() {
  const html = readFileSync(join(WWW, 'index.html'), 'utf8');
  return html.replaceAll(/(?<=")\.\/(?:element|engine|page|pkg)\/(?=[^/"]+")/g, './');
}

/** A digest of the files so far, by name and contents. */
function digestOf() {
  const digest = createHash('sha256');
  for (const name of [...files.keys()].sort()) digest.update(name).update(files.get(name) ?? '');
  return digest.digest('hex').slice(0, 12);
}

/** Bundles the service worker last: it contains the names of the files to cache for offline use, and the release. */
async function addServiceWorker() {
  // Bulletins, the full lexicon, languages besides the first and the desk are cached when they are used.
  const shell = [...files.keys()]
    .filter((name) => name !== 'index.html' && !name.endsWith('.kbl') && !LANGUAGE.test(name) && !SELDOM.includes(name))
    .sort();
  const define = { KANBAO_SHELL: JSON.stringify({ build: digestOf(), files: ['./', ...shell] }) };
  add(await bundleScript('sw.js', { define }));
}

/** Writes only files that changed, so that the compressed copies of the others stay valid. */
function write() {
  mkdirSync(DIST, { recursive: true });
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
add(await bundleScripts());
add(await bundleSheets());
files.set('index.html', Buffer.from(page()));
copyStatic();
await addServiceWorker();
if (process.argv[2]) copySample(process.argv[2]);
write();
await compressFolder(DIST);
console.error(`· page built into dist/ in ${((performance.now() - began) / 1000).toFixed(1)} s (${digestOf()})`);
