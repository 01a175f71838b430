import assert from 'node:assert/strict';
import { resolveObjectURL } from 'node:buffer';
import { test } from 'node:test';

import { decode } from '../../www/engine/decode.js';
import { EngineError, toPlainError } from '../../www/engine/errors.js';
import { createHandlers } from '../../www/engine/handlers.js';
import { speaks, transfers, VERSION } from '../../www/engine/protocol.js';
import { unsupported } from '../../www/engine/support.js';
import { fakeBrowser } from './fake/browser.js';
import { FakeEngine, started } from './fake/engine.js';

/** @param {...number} bytes */
const decoded = (...bytes) => decode(Uint8Array.from(bytes).buffer, 'a.txt');

test('each encoding is recognised by its bytes, and its byte-order mark is removed', () => {
  assert.deepEqual(decoded(0xe6, 0xb0, 0xb4), { text: '水', encoding: 'UTF-8' });
  assert.deepEqual(decoded(0xef, 0xbb, 0xbf, 0xe6, 0xb0, 0xb4), { text: '水', encoding: 'UTF-8' });
  assert.deepEqual(decoded(0xff, 0xfe, 0x34, 0x6c), { text: '水', encoding: 'UTF-16LE' });
  assert.deepEqual(decoded(0xfe, 0xff, 0x6c, 0x34), { text: '水', encoding: 'UTF-16BE' });
  assert.deepEqual(decoded(0xcb, 0xae, 0xb9, 0xfb), { text: '水果', encoding: 'GB18030' });
  assert.deepEqual(decoded(), { text: '', encoding: 'UTF-8' });
});

test('bytes that are not text are rejected with the file name', () => {
  assert.throws(() => decoded(0xff, 0xff, 0xff), { code: 'bad-encoding', where: 'a.txt' });
  assert.throws(() => decoded(0x41, 0x00, 0x42, 0x00), { code: 'bad-encoding' }, 'UTF-16 without a mark');
  assert.throws(() => decode(new ArrayBuffer(17 << 20), 'b.txt'), { code: 'too-large', where: 'b.txt' });
  assert.throws(() => decoded(0xff, 0xfe, 0x00, 0xd8), { code: 'bad-encoding' }, 'half a surrogate pair');
});

test('a browser that cannot run the engine gets an explanation', () => {
  assert.equal(unsupported(), null);
  const none = unsupported(/** @type {any} */ (null));
  assert.equal(none?.code, 'unsupported');
  assert.match(none.message, /no WebAssembly/);
  assert.match(none.advice, /Safari 16\.4/);
  assert.match(unsupported({ validate: () => false })?.message ?? '', /too old/);
});

test('an unexpected error is distinguished from one of the engine’s own', () => {
  const own = new EngineError('damaged', 'm', { where: 'w', advice: 'a' });
  assert.deepEqual(toPlainError(own), { code: 'damaged', message: 'm', where: 'w', advice: 'a' });
  for (const surprise of [new RangeError('stack'), new DOMException('x'), 'text', null, undefined]) {
    assert.equal(toPlainError(surprise).code, 'engine-died');
  }
});

test('only messages of this protocol and version are accepted', () => {
  assert.ok(speaks({ v: 1, id: 3 }));
  for (const foreign of [null, 'x', 7, {}, { v: 2, id: 3 }, { v: 1 }, { v: 1, id: '3' }]) assert.ok(!speaks(foreign));
});

test('only a file’s buffer is transferred', () => {
  const bytes = new ArrayBuffer(2);
  assert.deepEqual(transfers({ type: 'openBytes', bytes, filename: '' }), [bytes]);
  assert.deepEqual(transfers({ type: 'setLexicon', bytes: new Uint8Array(bytes) }), []);
});

test('the policy accepts our two scripts and nothing else', async () => {
  fakeBrowser();
  /** @typedef {import('../../www/engine/policy.js').PolicyFactory} PolicyFactory */
  const globals = /** @type {{trustedTypes?: PolicyFactory}} */ (globalThis);
  /** @type {string[]} */
  const asked = [];
  globals.trustedTypes = {
    createPolicy: (name, rules) => {
      asked.push(name);
      return { createScriptURL: (url) => ({ trusted: rules.createScriptURL(url) }) };
    },
  };
  // A fragment makes it a separate module, with a policy of its own.
  const fresh = (/** @type {string} */ which) => import(`../../www/engine/policy.js#${which}`);
  const { scriptURL, WORKER } = await fresh('with');
  assert.deepEqual(scriptURL(new URL('https://paper.example/x/worker.js')), {
    trusted: 'https://paper.example/x/worker.js',
  });
  assert.deepEqual(scriptURL(new URL('https://paper.example/sw.js')), { trusted: 'https://paper.example/sw.js' });
  assert.deepEqual(asked, ['kanbao'], 'one policy, made once');
  // The worker is accepted wherever a bundler put it; on another origin, a script of this origin imports it.
  const put = 'https://files.example/assets/a1b2c3.js';
  WORKER.href = put;
  const made = /** @type {any} */ (scriptURL(WORKER)).trusted;
  assert.match(made, /^blob:/);
  assert.match(
    (await resolveObjectURL(made)?.text()) ?? '',
    /^import\("https:\/\/files\.example\/assets\/a1b2c3\.js"\)/,
  );
  URL.revokeObjectURL(made);
  for (const foreign of [
    'https://evil.example/worker.js',
    'data:text/javascript,1',
    'https://paper.example/other.js',
    'blob:https://paper.example/worker.js',
  ]) {
    assert.throws(() => scriptURL(new URL(foreign)), TypeError, foreign);
  }
  globals.trustedTypes = {
    createPolicy: () => {
      throw new TypeError('refused');
    },
  };
  const refused = await fresh('without');
  assert.equal(refused.scriptURL(new URL('https://paper.example/worker.js')), null);
  delete globals.trustedTypes;
});

test('a request cancelled while it waits its turn does not reach the engine', async () => {
  /** @type {any[]} */
  const replies = [];
  const engine = new FakeEngine();
  const handle = createHandlers({
    instantiate: async () => started(engine),
    loadParser: () => Promise.reject(new Error('nothing is parsed here')),
    post: (message) => replies.push(message),
    thread: 'worker',
  });
  const search = { type: 'search', limit: 10, offset: 0 };
  const files = { parser: '', glue: '', late: '' };
  handle({ v: VERSION, id: 1, type: 'start', module: /** @type {any} */ ({}), ...files });
  handle({ v: VERSION, id: 2, ...search, query: 'trap' }); // the stand-in dies of it
  handle({ v: VERSION, id: 3, ...search, query: '二' });
  handle({ v: VERSION, id: 2, type: 'cancel' });
  while (replies.length < 3) await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(replies.map(({ id, ok }) => [id, ok]).sort(), [
    [1, true],
    [2, false],
    [3, true],
  ]);
});
