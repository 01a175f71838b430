// The npm package: www/ → npm/kanbao/ and npm/kanbao-VERSION.tgz.
//
//   node scripts/lib/build-package.mjs
//
// Its dist/ has the page's scripts, except that the registration comes in two kinds: a module, whose style sheets are
// modules too, and one classic script for plain pages. Files name each other by `import('./x.js')` or
// `new URL('./x', import.meta.url)`, which a host's bundler follows.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from 'smol-toml';
import { ENGINE_FILES, TOP, WWW, bundleScript, bundleScripts, bundleSheets } from './bundling.mjs';
import { describeElements } from './elements.mjs';
import { tagsOf } from './elements/shapes.mjs';

const OUT = join(TOP, 'npm');
const PACKAGE = join(OUT, 'kanbao');

/** What a page imports, by the package's own names. */
const REGISTRATION = 'kanbao.js';
const ENGINE = 'engine.js';
const IIFE = 'kanbao.iife.js';

/** @type {Map<string, Uint8Array | string>} name in the package's dist/ → contents */
const files = new Map();

/** @type {import('./bundling.mjs').Plugin} Takes style sheets from modules: a host's bundler has its own ways with `.css`. */
const sheetsAsModules = {
  name: 'sheets-as-modules',
  resolveId(source, importer) {
    if (/\/sheets\.js$/.test(source)) return join(dirname(importer ?? ''), 'sheets-text.js');
    return /\.css\.js$/.test(source) ? { id: source, external: true } : undefined;
  },
};

/**
 * @type {import('./bundling.mjs').Plugin} Addresses of a classic script: it has no `import.meta.url`, and if it is from
 * another origin, `import()` can't resolve relative addresses.
 */
const fromHere = {
  name: 'from-here',
  transform: (code) => code.replaceAll(/\bimport\(('\.\/[^']+')\)/g, 'import(new URL($1, import.meta.url).href)'),
};

async function bundle() {
  for (const [name, code] of await bundleScripts([sheetsAsModules])) files.set(name, code);
  const script = await bundleScript('element/kanbao.js', {
    plugins: [fromHere],
    define: { 'import.meta.url': 'KANBAO_HERE' },
    iife: 'const KANBAO_HERE = document.currentScript?.src || document.baseURI;',
  });
  files.set(IIFE, /** @type {string} */ (script.get(REGISTRATION)));
  for (const [name, css] of await bundleSheets()) {
    if (name === 'index.css') continue; // the page's own
    files.set(name, css);
    files.set(`${name}.js`, `export default ${JSON.stringify(css)};\n`);
  }
  for (const name of ENGINE_FILES) files.set(name, readFileSync(join(WWW, 'pkg', name)));
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
    // A class and an interface of one name: it can be extended, and used as a type.
    return `export interface ${name} extends ${type} {}\nexport declare class ${name} extends HTMLElement {}\n`;
  });
  const types = exported.map((name) => `${name}Element`).join(', ');
  write(
    'types/index.d.ts',
    `import type { ${types} } from './kanbao.js';\n\nexport * from './kanbao.js';\n${lines.join('')}`,
  );
}

/** Types for frameworks, which a program imports where it uses one. */
function frameworkTypes() {
  const from = "import type { KanbaoIntrinsicElements } from './kanbao.js';\n\n";
  const open = 'interface IntrinsicElements extends KanbaoIntrinsicElements {}';
  write(
    'types/react.d.ts',
    `import 'react';\n${from}declare module 'react' {\n  namespace JSX {\n    ${open}\n  }\n}\n`,
  );
  const components = [...tagsOf(readFileSync(join(WWW, 'kanbao.d.ts'), 'utf8')).keys()]
    .map((tag) => `    '${tag}': new () => { $props: KanbaoIntrinsicElements['${tag}'] };\n`)
    .join('');
  write(
    'types/vue.d.ts',
    `import 'vue';\n${from}declare module 'vue' {\n  interface GlobalComponents {\n${components}  }\n}\n`,
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
    /** @type {{package: {version: string, description: string, license: string, repository?: string, keywords: string[]}}} */ (
      /** @type {unknown} */ (parse(readFileSync(join(TOP, 'Cargo.toml'), 'utf8')))
    );
  return {
    name: 'kanbao',
    version: crate.version,
    description: crate.description,
    keywords: [...crate.keywords, 'web-component'],
    license: crate.license,
    // Cargo.toml will name the repository once there is a public one.
    ...(crate.repository && {
      repository: { type: 'git', url: `git+${crate.repository}.git` },
      bugs: `${crate.repository}/issues`,
    }),
    engines: { node: '>=20' },
    type: 'module',
    main: `./dist/${REGISTRATION}`,
    exports: {
      '.': { types: './types/index.d.ts', default: `./dist/${REGISTRATION}` },
      './engine': { types: './types/engine/engine.d.ts', default: `./dist/${ENGINE}` },
      './react': { types: './types/react.d.ts' },
      './vue': { types: './types/vue.d.ts' },
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
await bundle();
for (const [name, contents] of files) write(`dist/${name}`, contents);
engineTypes();
elementTypes();
frameworkTypes();
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
