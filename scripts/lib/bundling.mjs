// Bundles www/ into files that lie side by side: scripts with Rolldown, style sheets with esbuild.
//
// www/ runs unbundled; bundling saves bytes and round trips. The page and the npm package share this module.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { rolldown } from 'rolldown';

export const TOP = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const WWW = join(TOP, 'www');

/** The oldest browsers that run the engine (its SIMD, see scripts/lib/engine.sh). */
const TARGET = ['chrome91', 'firefox89', 'safari16.4'];

/**
 * Scripts that are loaded by name and must not need one another's code: hosts load kanbao.js or engine.js alone, and
 * workers load worker.js and parser.js. The parts that reader.js imports become files of their own, which take from
 * reader.js the code they share with it.
 */
const ENTRIES = ['element/kanbao.js', 'element/reader.js', 'engine/engine.js', 'engine/worker.js', 'engine/parser.js'];
const SHEETS = ['index.css', 'page/*.css', 'desk/*.css'];

/** The engine's other files, which a script addresses by `new URL('…', import.meta.url)`. */
export const ENGINE_FILES = ['kanbao_bg.wasm', 'kanbao_late.wasm', 'parser_bg.wasm', 'full.kbl'];

/**
 * Returns the integrity values of the modules that a script fetches. A script has those it needs, because they cannot be
 * compressed.
 * @param {string} input the script, below www/
 */
function integrityFor(input) {
  const names = {
    'engine/engine.js': ['kanbao_bg.wasm'],
    'engine/worker.js': ['kanbao_late.wasm'],
    'engine/parser.js': ['parser_bg.wasm'],
  };
  /** @type {Record<string, string>} */
  const values = {};
  for (const name of names[/** @type {keyof typeof names} */ (input)] ?? []) {
    const path = join(WWW, 'pkg', name);
    if (existsSync(path)) values[name] = `sha256-${createHash('sha256').update(readFileSync(path)).digest('base64')}`;
  }
  return JSON.stringify(values);
}

/** Languages other than the first, whose names contain a digest (www/sw.js caches them by it). */
export const LANGUAGE = /^[\w-]+-[0-9a-f]{8}\.js$/;

/** @typedef {import('rolldown').Plugin} Plugin */

/** @type {Plugin} Points `new URL('../pkg/x.wasm', import.meta.url)` and `import()` of another entry to the output's one folder. */
const sideBySide = {
  name: 'side-by-side',
  resolveId(source, importer, { kind }) {
    const path = relative(WWW, resolve(dirname(importer ?? WWW), source))
      .split(sep)
      .join('/');
    return kind === 'dynamic-import' && ENTRIES.includes(path)
      ? { id: `./${basename(source)}`, external: true }
      : undefined;
  },
  transform: {
    filter: { code: 'import.meta.url' },
    // Between the bracket and the address may be comments for a host's bundler.
    handler: (code) => code.replaceAll(/(new URL\([^'"]*['"])[./\w]+\/(?=[\w.-]+['"],\s*import\.meta\.url)/g, '$1./'),
  },
};

/**
 * Bundles one script, and the parts that it imports by `import()`.
 * @param {string} input path below www/
 * @param {{plugins?: Plugin[], define?: Record<string, string>, iife?: string}} [options] `define`: values of free names;
 * `iife`: makes a classic script that exports nothing, and begins with this statement
 * @returns {Promise<Map<string, string>>} contents by file name
 */
export async function bundleScript(input, { plugins = [], define = {}, iife } = {}) {
  const bundle = await rolldown({
    cwd: WWW,
    input,
    // Parts may import what the entry itself doesn't export.
    preserveEntrySignatures: iife === undefined ? 'allow-extension' : false,
    plugins: [...plugins, sideBySide],
    transform: { target: TARGET, define: { KANBAO_INTEGRITY: integrityFor(input), ...define } },
    logLevel: 'warn',
    onLog(_, { message }) {
      throw new Error(message);
    },
  });
  const { output } = await bundle.generate({
    format: iife === undefined ? 'es' : 'iife',
    strict: iife !== undefined,
    intro: iife,
    entryFileNames: '[name].js',
    chunkFileNames: ({ facadeModuleId }) => (facadeModuleId?.includes('/i18n/') ? '[name]-[hash:8].js' : '[name].js'),
    hashCharacters: 'hex',
    minify: true,
    // Bundlers of a host read `webpackIgnore` and `@vite-ignore`.
    comments: { annotation: true, legal: false, jsdoc: false },
  });
  await bundle.close();
  const [entry] = output;
  if (entry.imports.length) throw new Error(`${entry.fileName} would wait for ${entry.imports.join(', ')}`);
  // Code that several parts need and the entry does not would be one more file to wait for.
  const shared = output.filter((file) => file.type === 'chunk' && !file.isEntry && !file.isDynamicEntry);
  if (shared.length)
    throw new Error(
      `${entry.fileName}: parts share ${shared.map(({ fileName }) => fileName).join(', ')}; import one part from the other`,
    );
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}

/**
 * Bundles all scripts except the service worker, which must know the names of all other files.
 * @param {Plugin[]} [plugins]
 */
export async function bundleScripts(plugins) {
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const entry of ENTRIES) for (const [name, code] of await bundleScript(entry, { plugins })) files.set(name, code);
  return files;
}

/** Bundles the style sheets. @returns {Promise<Map<string, string>>} contents by file name */
export async function bundleSheets() {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: WWW,
    entryPoints: SHEETS,
    entryNames: '[name]',
    outdir: WWW,
    bundle: true,
    minify: true,
    charset: 'utf8',
    target: TARGET,
    legalComments: 'none',
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}

/** All files below a folder. @param {string} folder */
export const walk = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
