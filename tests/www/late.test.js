/** The engine's deferred module: loaded after the first answer, before requests that need it, without delaying searches. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EngineError } from '../../www/engine/errors.js';
import { createHandlers } from '../../www/engine/handlers.js';
import { FakeEngine, article } from './fake/engine.js';

const SEARCH = { type: 'search', query: '水果', limit: 10, offset: 0 };
const SUGGEST = { type: 'suggest', typed: '水', limit: 5, instead: false };

/**
 * Creates handlers over a stand-in, whose deferred module arrives when the test says.
 * @param {'worker' | 'main'} thread
 */
function handlers(thread) {
  /** @type {string[]} */
  const log = [];
  const engine = new FakeEngine();
  const prepareMore = engine.prepareMore.bind(engine);
  engine.prepareMore = (count) => {
    log.push('step');
    return prepareMore(count);
  };
  /** @type {Map<number, (reply: any) => void>} */
  const waiting = new Map();
  let arrive = () => {};
  /** @type {(error: Error) => void} */
  let fail = () => {};
  /** @type {Promise<void> | undefined} */
  let coming;
  const late = () => {
    coming ??= new Promise((resolve, reject) => {
      log.push('fetched');
      arrive = resolve;
      fail = (error) => {
        coming = undefined;
        reject(error);
      };
    });
    return coming;
  };
  const handle = createHandlers({
    instantiate: async (_module, lateUrl) => {
      log.push(lateUrl);
      return { engine, exports: {}, late };
    },
    loadParser: () => Promise.reject(new Error('no parser here')),
    post: (message) => waiting.get(message.id)?.(message),
    thread,
  });
  let id = 0;
  /** @param {any} request @returns {Promise<any>} */
  const call = async (request) => {
    const reply = await new Promise((resolve) => {
      id += 1;
      waiting.set(id, resolve);
      handle({ v: 1, id, ...request });
    });
    log.push(request.type);
    return reply;
  };
  const start = () => call({ type: 'start', module: undefined, late: 'late.wasm', parser: '' });
  return { log, engine, call, start, arrive: () => arrive(), fail: (/** @type {Error} */ error) => fail(error) };
}

/** Lets all promises that can settle do so. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('in a worker, it is fetched after the first search is answered', async () => {
  const { log, call, start } = handlers('worker');
  await start();
  await call({ type: 'openBulletin', issue: { articles: [] }, lexicon: null });
  assert.deepEqual(log, ['late.wasm', 'start', 'openBulletin']);
  await call(SEARCH);
  await call(SEARCH);
  assert.deepEqual(log.slice(3), ['fetched', 'search', 'search']);
});

test('requests that need it wait for it, and searches do not wait behind them', async () => {
  const { log, call, start, arrive } = handlers('worker');
  await start();
  const suggested = call(SUGGEST);
  assert.ok((await call(SEARCH)).ok);
  arrive();
  assert.ok((await suggested).ok);
  assert.deepEqual(log, ['late.wasm', 'start', 'fetched', 'search', 'suggest']);
});

test('if it cannot be fetched, only requests that need it fail, and it is requested again', async () => {
  const { call, start, fail, arrive } = handlers('worker');
  await start();
  const refused = call(SUGGEST);
  await settled();
  fail(new EngineError('network', 'the line is down'));
  assert.equal((await refused).error.code, 'network');
  assert.ok((await call(SEARCH)).ok);
  const suggested = call(SUGGEST);
  await settled();
  arrive();
  assert.ok((await suggested).ok);
});

test('on the page’s own thread, the engine is ready once it is loaded', async () => {
  const { log, start, arrive } = handlers('main');
  const ready = start();
  await settled();
  assert.deepEqual(log, ['late.wasm', 'fetched']);
  arrive();
  assert.ok((await ready).ok);
});

/** @param {number} count */
const issue = (count) => ({ articles: Array.from({ length: count }, (_, i) => article(`第${i}篇`)) });

/** @param {() => boolean} is */
async function until(is) {
  while (!is()) await settled();
}

test('once it is loaded, the engine is prepared step by step, and a search runs between two steps', async () => {
  const { log, engine, call, start, arrive } = handlers('worker');
  await start();
  await call({ type: 'openBulletin', issue: issue(1000), lexicon: null });
  await call(SEARCH);
  await settled();
  assert.equal(engine.prepared, 0);
  arrive();
  await until(() => engine.prepared > 0);
  const before = engine.prepared;
  assert.ok(before < 100, `${before} articles at once`);
  await call(SEARCH);
  assert.ok(engine.prepared < 1000);
  await until(() => engine.prepared === 1000);
  const at = log.lastIndexOf('search');
  assert.ok(log.indexOf('step') < at && at < log.lastIndexOf('step'));
  // A bulletin opened later is prepared too.
  await call({ type: 'openBulletin', issue: issue(20), lexicon: null });
  assert.equal(engine.prepared, 0);
  await until(() => engine.prepared === 20);
});

test('an engine that dies while being prepared is dead for the next request', async () => {
  const { log, call, start, arrive } = handlers('worker');
  await start();
  await call({ type: 'openBulletin', issue: { articles: [article('unprepared')] }, lexicon: null });
  await call(SEARCH);
  arrive();
  await until(() => log.includes('step'));
  await settled();
  assert.equal((await call(SEARCH)).error.code, 'engine-died');
});
