// Uses the packed npm package as others would: unpacks it into the projects beside this file and builds them for
// production in work/site/, where the browser tests open them.
//
//   node tests/package/consume.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const TOP = resolve(HERE, '../..');
const WORK = join(HERE, 'work');
const SITE = join(WORK, 'site');
const UNPACKED = join(WORK, 'node_modules/kanbao');
const EXAMPLES = ['react.jsx', 'Issue.vue'].map((name) => join(TOP, 'examples', name));
const PROJECTS = ['plain', 'vite', 'webpack', 'types', 'server'];

const archive = readdirSync(join(TOP, 'npm')).find((name) => name.endsWith('.tgz'));
if (!archive) throw new Error('no archive in npm/: run scripts/package');

/** @param {string} folder @returns {string[]} */
const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/** Returns a digest of everything that the result depends on. */
function key() {
  const files = [
    join(TOP, 'npm', archive ?? ''),
    fileURLToPath(import.meta.url),
    join(HERE, 'package-lock.json'),
    ...EXAMPLES,
    ...PROJECTS.flatMap((name) => walk(join(HERE, name))),
  ];
  const digest = createHash('sha256');
  for (const file of files) digest.update(file).update(readFileSync(file));
  return digest.digest('hex');
}

/** @param {string} script @param {string[]} args @param {string} cwd */
const node = (script, args, cwd) => execFileSync(process.execPath, [script, ...args], { cwd, stdio: 'inherit' });

/** @param {object} config */
async function webpacked(config) {
  const { default: webpack } = await import('webpack');
  await new Promise((done, fail) => {
    webpack(config, (error, stats) => {
      if (error || stats?.hasErrors() || stats?.hasWarnings())
        fail(error ?? new Error(stats?.toString({ all: false, errors: true, warnings: true })));
      else done(undefined);
    });
  });
}

const began = performance.now();
const stamp = join(WORK, 'key');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key()) {
  console.error('· this package has already been used in a page, Vite, webpack and Node');
  process.exit(0);
}
rmSync(WORK, { recursive: true, force: true });
mkdirSync(UNPACKED, { recursive: true });
execFileSync('tar', ['-xzf', join(TOP, 'npm', archive), '-C', UNPACKED, '--strip-components=1']);
for (const name of PROJECTS) cpSync(join(HERE, name), join(WORK, name), { recursive: true });
for (const path of EXAMPLES) cpSync(path, join(WORK, 'vite/examples', path.slice(dirname(path).length)));

node(join(WORK, 'server/render.mjs'), [], WORK);
for (const [module, resolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  node(
    join(TOP, 'node_modules/typescript/bin/tsc'),
    [
      '--ignoreConfig',
      '--strict',
      '--noEmit',
      '--target',
      'es2021',
      '--lib',
      'es2021,dom',
      '--types',
      '',
      '--module',
      module ?? '',
      '--moduleResolution',
      resolution ?? '',
      'types/consumer.ts',
    ],
    WORK,
  );
}
cpSync(join(WORK, 'plain'), join(SITE, 'plain'), { recursive: true });
cpSync(join(UNPACKED, 'dist'), join(SITE, 'plain/kanbao'), { recursive: true });
node(join(HERE, 'node_modules/vite/bin/vite.js'), ['build'], join(WORK, 'vite'));
await webpacked((await import(pathToFileURL(join(WORK, 'webpack/webpack.config.js')).href)).default);
cpSync(join(WORK, 'webpack/page.html'), join(SITE, 'webpack/page.html'));
writeFileSync(stamp, key());
console.error(
  `· used the package in a page, Vite, webpack and Node in ${((performance.now() - began) / 1000).toFixed(1)} s`,
);
