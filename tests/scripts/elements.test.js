import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { EVENTS, METHODS } from '../../www/element/names.js';
import { describeElements, elementDeclarations, errorCodes, reference } from '../../scripts/lib/elements.mjs';
import { docOf, interfacesOf, methodsOf } from '../../scripts/lib/elements/shapes.mjs';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
/** @param {string} folder @param {RegExp} kind */
const sources = (folder, kind) =>
  readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => kind.test(name))
    .map((name) => readFileSync(join(TOP, folder, name), 'utf8'))
    .join('\n');

const declarations = await elementDeclarations();
const reader = declarations.find(({ tagName }) => tagName === 'kanbao-reader');
assert.ok(reader);
const names = (/** @type {readonly {name: string}[]} */ list) => list.map(({ name }) => name).sort();
/** Returns the documented names of one kind, of all elements. @param {'slots' | 'cssParts' | 'cssProperties' | 'cssStates'} kind */
const documented = (kind) => [...new Set(declarations.flatMap((one) => names(one[kind])))].sort();

test('docs/reference.md is up to date with the sources', async () => {
  assert.equal(readFileSync(join(TOP, 'docs/reference.md'), 'utf8'), await reference());
});

test('the documented methods and events are exactly those in the code', () => {
  assert.deepEqual(names(reader.members.filter(({ kind }) => kind === 'method')), ['load', ...METHODS].sort());
  assert.deepEqual(names(reader.events), EVENTS.map((name) => `kanbao-${name}`).sort());
});

test('all custom properties and slots are documented, and every documented part and state exists', () => {
  const styles = sources('www/page', /\.css$/);
  assert.deepEqual(documented('cssProperties'), [...new Set(styles.match(/--kanbao-[a-z-]+/g))].sort());
  const scripts = sources('www', /^(page|element)\/.*\.js$/);
  const slots = [...scripts.matchAll(/h\('slot', \{ name: '([^']+)'/g)].map(([, name]) => name);
  assert.deepEqual(documented('slots').filter(Boolean), [...new Set(slots)].sort());
  const classes = new Set(
    [...scripts.matchAll(/(?:class|part): ([^,}]+)/g)].flatMap(([, value = '']) => value.match(/[\w-]+/g) ?? []),
  );
  assert.deepEqual(
    documented('cssParts').filter((name) => !classes.has(name)),
    [],
  );
  assert.deepEqual(
    documented('cssStates').filter((name) => !new RegExp(`'${name}'`).test(scripts)),
    [],
  );
});

test('the documented error codes are exactly those in the code', () => {
  const made = [
    ...readFileSync(join(TOP, 'src/error.rs'), 'utf8').matchAll(/Self::\w+ => "([a-z-]+)"/g),
    ...sources('www', /^(page|element|engine)\/.*\.js$/).matchAll(
      /(?:EngineError\(\s*|PageError\(\s*|failure\(\s*|\bcode:? ?=? ?|ENGINE_DIED = |text\(code\) \|\| )'([a-z-]+)'/g,
    ),
  ].map(([, code]) => code);
  const states = ['engine-failed', 'engine-unsupported']; // www/page/store.js composes these
  assert.deepEqual(names(errorCodes()), [...new Set([...made, ...states])].sort());
});

test('the manifest names the module that registers the elements', async () => {
  const {
    schemaVersion,
    modules: [module],
  } = await describeElements();
  assert.equal(schemaVersion, '2.1.0');
  assert.ok(module?.exports.some(({ kind, name }) => kind === 'custom-element-definition' && name === 'kanbao-reader'));
  assert.deepEqual(
    reader.attributes.find(({ name }) => name === 'theme'),
    {
      name: 'theme',
      description: "The colours, until the user chooses others. `auto` follows the device's light or dark setting.",
      type: { text: "'auto' | 'light' | 'dark' | 'sepia'" },
      default: 'auto',
      fieldName: 'theme',
    },
  );
});

test('comments, tags, members and methods are read completely', () => {
  assert.deepEqual(docOf('*\n * One.\n * Two.\n *\n * @slot a\n * goes on\n * @slot b\n'), {
    text: 'One.\nTwo.',
    tags: [
      { tag: 'slot', text: 'a goes on' },
      { tag: 'slot', text: 'b' },
    ],
  });
  const shape = interfacesOf(
    "/** All. */\nexport interface A extends B {\n  /** First. */\n  a?: { b: string; c: (d: number) => void };\n  'x-y': Map<string, string[]>;\n  /** Last. */\n  go(to: string, how?: { fast: boolean }): Promise<void>;\n}\n",
  ).get('A');
  assert.deepEqual(
    shape?.members.map(({ name, optional, params, type, doc }) => [name, optional, params, type, doc.text]),
    [
      ['a', true, null, '{ b: string; c: (d: number) => void }', 'First.'],
      ['x-y', false, null, 'Map<string, string[]>', ''],
      [
        'go',
        false,
        [
          { name: 'to', optional: false, type: 'string' },
          { name: 'how', optional: true, type: '{ fast: boolean }' },
        ],
        'Promise<void>',
        'Last.',
      ],
    ],
  );
  assert.deepEqual(
    methodsOf(
      'class C {\n  /** Now. @returns {number} */\n  get now() {}\n\n  /**\n   * Goes.\n   * @param {{a: number}} [how]\n   */\n  async go({ a } = {}) {}\n\n  #own() {}\n}',
      'C',
    ).map(({ name, params, doc }) => [name, params, doc.text]),
    [
      ['now', null, 'Now. @returns {number}'],
      ['go', [{ name: 'how', optional: true, type: '{a: number}' }], 'Goes.'],
    ],
  );
});
