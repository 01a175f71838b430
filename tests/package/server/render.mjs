// Without a window, importing both entries has no effect. The package contains what it declares, and nothing else.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const before = Object.getOwnPropertyNames(globalThis);
for (const name of ['window', 'document', 'HTMLElement', 'customElements'])
  assert.equal(name in globalThis, false, `${name} exists: this is not a server`);
let asked = 0;
globalThis.fetch = () => {
  asked += 1;
};

const { KanbaoReader } = await import('kanbao');
const { createEngine, EngineClient, KanbaoError } = await import('kanbao/engine');
const { default: manifest } = await import('kanbao/custom-elements.json', { with: { type: 'json' } });

assert.equal(typeof KanbaoReader, 'function');
assert.deepEqual([typeof createEngine, typeof EngineClient, typeof KanbaoError], ['function', 'function', 'function']);
assert.equal(manifest.modules[0].declarations[0].tagName, 'kanbao-reader');
await new Promise((resolve) => setTimeout(resolve, 50));
assert.deepEqual(
  [Object.getOwnPropertyNames(globalThis), asked],
  [before, 0],
  'importing it changed a global or fetched something',
);

const folder = new URL('../node_modules/kanbao/', import.meta.url);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(folder.pathname.length).replace(/^\//, ''));
const needed =
  /^(package\.json|README\.md|LICENSE-(MIT|APACHE)|THIRD-PARTY-NOTICES|custom-elements\.json|integrity\.json|types\/(engine\/)?[\w-]+\.d\.ts|dist\/[\w.-]+\.(js|css|wasm|kbl))$/;
assert.deepEqual(
  files.filter((name) => !needed.test(name)),
  [],
  'unneeded files',
);
const { default: description } = await import('kanbao/package.json', { with: { type: 'json' } });
const targets = Object.values(description.exports)
  .flatMap((target) => Object.values(Object(target) === target ? target : { target }))
  .filter((path) => !path.includes('*'));
assert.deepEqual(
  targets.filter((path) => !existsSync(new URL(path, folder))),
  [],
  'missing exports',
);
assert.deepEqual(Object.keys(description.exports['.'])[0], 'types');
const { default: integrity } = await import('kanbao/integrity.json', { with: { type: 'json' } });
const digest = (name) =>
  `sha384-${createHash('sha384')
    .update(readFileSync(new URL(`dist/${name}`, folder)))
    .digest('base64')}`;
assert.deepEqual(
  Object.fromEntries(
    files
      .filter((name) => name.startsWith('dist/'))
      .sort()
      .map((name) => [name.slice(5), digest(name.slice(5))]),
  ),
  integrity,
);
