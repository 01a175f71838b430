// The npm package: dist/ → npm/kanbao/ and npm/kanbao-VERSION.tgz.
//
//   node scripts/lib/build-package.mjs
//
// What the element and the engine load is taken from dist/ as it is: one file names another by `import('./x.js')`
// or `new URL('./x', import.meta.url)`, which bundlers follow, so that only what is named goes along. The
// registration comes in two kinds: a module, whose style sheets are modules too, and one script for plain pages.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { parse } from 'smol-toml';
import { TARGET, flatten } from './bundling.mjs';
import { describeElements } from './elements.mjs';
import { tagsOf } from './elements/shapes.mjs';

const TOP = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const WWW = join(TOP, 'www');
const DIST = join(TOP, 'dist');
const OUT = join(TOP, 'npm');
const PACKAGE = join(OUT, 'kanbao');

/** What a page imports, by the package's own names. */
const REGISTRATION = 'kanbao.js';
const ENGINE = 'engine.js';
const IIFE = 'kanbao.iife.js';

/** @type {Map<string, Uint8Array | string>} name in the package's dist/ → contents */
const files = new Map();

/** Where a plain page's script is: known only while it runs. */
const HERE = 'KANBAO_HERE';

/** @param {esbuild.BuildOptions} options */
async function registration(options) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: WWW,
    entryPoints: ['element/kanbao.js'],
    bundle: true,
    minify: true,
    format: 'esm',
    charset: 'utf8',
    target: TARGET,
    external: ['./reader.js', './*.css.js'],
    legalComments: 'none',
    write: false,
    ...options,
  });
  return /** @type {esbuild.OutputFile[]} */ (outputFiles)[0].text;
}

/** @type {esbuild.Plugin} style sheets as modules */
const sheetsAsText = {
  name: 'sheets-as-text',
  setup(build) {
    build.onResolve({ filter: /\/sheets\.js$/ }, ({ resolveDir }) => ({ path: join(resolveDir, 'sheets-text.js') }));
  },
};

/**
 * @param {string} text
 * @param {RegExp | string} what must be there
 * @param {string} by
 */
function replaced(text, what, by) {
  const other = text.replace(what, by);
  if (other === text) throw new Error(`a script of dist/ has no ${what}, which the package changes`);
  return other;
}

async function makeRegistrations() {
  files.set(REGISTRATION, await registration({ plugins: [sheetsAsText] }));
  for (const name of named(String(files.get(REGISTRATION)))) {
    if (name.endsWith('.css.js'))
      files.set(name, `export default ${JSON.stringify(readFileSync(join(DIST, name.slice(0, -3)), 'utf8'))};\n`);
  }

  // (esbuild's own format for plain scripts brings 900 bytes for `require`.)
  const module = await registration({ plugins: [flatten], define: { 'import.meta.url': HERE } });
  // It exports nothing, and may not import by a relative name, if it is from elsewhere.
  const script = replaced(
    replaced(module, /\bexport\s*\{[^}]*\};?\s*$/, ''),
    /\bimport\(("\.\/[^"]+")\)/g,
    `import(new URL($1,${HERE}).href)`,
  );
  files.set(
    IIFE,
    `(()=>{"use strict";const ${HERE}=document.currentScript?.src||document.baseURI;${script.trim()}})();\n`,
  );
}

/**
 * Names of other files in a script of the package.
 * @param {string} script
 */
function named(script) {
  const imports = [...script.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"\.\/([^"]+)"/g)];
  const addresses = [...script.matchAll(/new URL\(\s*"\.\/([^"]+)",\s*(?:import\.meta\.url|KANBAO_HERE)\)/g)];
  return [...imports, ...addresses].map(([, name]) => /** @type {string} */ (name));
}

/**
 * What no bundler shall follow. The service worker knows the files of a whole site, which a package is not, so that
 * what looks for it finds none; and the worker's script on the page's own thread is imported by its address.
 */
function hideFromBundlers() {
  const hidden = '/* webpackIgnore: true *//* @vite-ignore */';
  const change = (/** @type {string} */ name, /** @type {string} */ what, /** @type {string} */ by) =>
    files.set(name, replaced(String(files.get(name)), what, by));
  change('late.js', 'new URL("./sw.js"', `new URL(${hidden}"./sw.js"`);
  change(ENGINE, 'import(`', `import(${hidden}\``);
}

function takeAlong() {
  const ahead = [ENGINE, ...files.keys()];
  const seen = new Set(['sw.js']);
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (!files.has(name)) files.set(name, readFileSync(join(DIST, name)));
    if (/\.js$/.test(name)) ahead.push(...named(String(files.get(name))));
  }
}

/** The engine's types, from its comments: only the files that its own entry names. */
function engineTypes() {
  const made = join(OUT, 'types');
  rmSync(made, { recursive: true, force: true });
  execFileSync(
    process.execPath,
    [join(TOP, 'node_modules/typescript/bin/tsc'), '-p', 'scripts/lib/package/tsconfig.json', '--outDir', made],
    { cwd: TOP, stdio: 'inherit' },
  );
  const ahead = ['engine/engine.d.ts'];
  const seen = new Set();
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const text = readFileSync(existsSync(join(made, name)) ? join(made, name) : join(WWW, name), 'utf8');
    write(`types/${name}`, text);
    for (const [, path] of text.matchAll(/(?:from |import\()'(\.[^']+)\.js'/g))
      ahead.push(`${relative(made, join(made, dirname(name), /** @type {string} */ (path)))}.d.ts`);
  }
  rmSync(made, { recursive: true });
}

/** The classes that the registration exports, by the names of their elements. */
function elementTypes() {
  const exported = [...String(files.get(REGISTRATION)).matchAll(/export\s*\{([^}]*)\}/g)]
    .flatMap(([, list]) => /** @type {string} */ (list).split(','))
    .map((one) => one.split(' as ').pop()?.trim() ?? '');
  const tags = tagsOf(readFileSync(join(WWW, 'kanbao.d.ts'), 'utf8'));
  const lines = exported.map((name) => {
    const type = `${name}Element`;
    if (![...tags.values()].includes(type))
      throw new Error(`the registration exports ${name}, and www/kanbao.d.ts knows no element of the type ${type}`);
    return `export declare const ${name}: { new (): ${type}; prototype: ${type} };\n`;
  });
  const types = exported.map((name) => `${name}Element`).join(', ');
  write(
    'types/index.d.ts',
    `import type { ${types} } from './kanbao.js';\n\nexport * from './kanbao.js';\n${lines.join('')}`,
  );
}

/** @param {string} name @param {string | Uint8Array} contents */
function write(name, contents) {
  const path = join(PACKAGE, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

function manifest() {
  const { package: crate } =
    /** @type {{package: {version: string, description: string, license: string, keywords: string[]}}} */ (
      /** @type {unknown} */ (parse(readFileSync(join(TOP, 'Cargo.toml'), 'utf8')))
    );
  return {
    name: 'kanbao',
    version: crate.version,
    description: crate.description,
    keywords: [...crate.keywords, 'web-component'],
    license: crate.license,
    type: 'module',
    exports: {
      '.': { types: './types/index.d.ts', default: `./dist/${REGISTRATION}` },
      './engine': { types: './types/engine/engine.d.ts', default: `./dist/${ENGINE}` },
      './custom-elements.json': './custom-elements.json',
      './integrity.json': './integrity.json',
      './package.json': './package.json',
      './dist/*': './dist/*',
    },
    types: './types/index.d.ts',
    unpkg: `./dist/${IIFE}`,
    jsdelivr: `./dist/${IIFE}`,
    customElements: './custom-elements.json',
    // They register elements; all else may be left out where nobody uses it.
    sideEffects: [`./dist/${REGISTRATION}`, `./dist/${IIFE}`],
  };
}

/** What a page writes into `integrity`, for each file. */
const integrity = () =>
  Object.fromEntries(
    [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, contents]) => [name, `sha384-${createHash('sha384').update(contents).digest('base64')}`]),
  );

const json = (/** @type {unknown} */ value) => `${JSON.stringify(value, null, 2)}\n`;

const began = performance.now();
rmSync(OUT, { recursive: true, force: true });
await makeRegistrations();
takeAlong();
hideFromBundlers();
for (const [name, contents] of files) write(`dist/${name}`, contents);
engineTypes();
elementTypes();
write('package.json', json(manifest()));
write('integrity.json', json(integrity()));
write('custom-elements.json', json(await describeElements()));
write('README.md', readFileSync(join(TOP, 'docs/package.md')));
for (const name of ['LICENSE-MIT', 'LICENSE-APACHE', 'THIRD-PARTY-NOTICES'])
  cpSync(join(TOP, name), join(PACKAGE, name));
const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--pack-destination', OUT, PACKAGE], { encoding: 'utf8' }),
);
console.error(
  `· package ${packed.name} ${packed.version}: ${packed.files.length} files, ${packed.size} bytes packed, in ${((performance.now() - began) / 1000).toFixed(1)} s`,
);
