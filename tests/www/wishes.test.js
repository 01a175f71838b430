import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createEngine } from '../../www/engine/client.js';
import { createHandlers } from '../../www/engine/handlers.js';
import { BASE, FakeWorker, fakeBrowser } from './fake/browser.js';
import { FakeEngine, article, started } from './fake/engine.js';

/** Creates handlers over a stand-in, and a function that calls them and waits for the reply. */
async function handlers() {
  const engine = new FakeEngine();
  /** @type {Map<number, (reply: any) => void>} */
  const waiting = new Map();
  const handle = createHandlers({
    instantiate: async () => started(engine),
    loadParser: () => Promise.reject(new Error('no parser here')),
    post: (message) => waiting.get(message.id)?.(message),
    thread: 'worker',
  });
  let id = 0;
  const call = (/** @type {any} */ request) =>
    new Promise((resolve) => {
      id += 1;
      waiting.set(id, resolve);
      handle({ v: 1, id, ...request });
    });
  await call({ type: 'start', module: undefined, late: '', parser: '' });
  return { engine, call };
}

test('search options reach the engine as numbers and lines', async () => {
  const { engine, call } = await handlers();
  const search = { type: 'search', query: '水果', limit: 10, offset: 20 };
  await call(search);
  assert.deepEqual(engine.received, [10, 20, 0, '', '']);
  const filters = [
    { facet: 'author', value: '王\n伟' },
    { facet: 'month', value: '2024-02' },
  ];
  await call({ ...search, sort: 'oldest', facets: true, today: '2024-02-05', filters });
  assert.deepEqual(engine.received, [10, 20, 2 | 4, '2024-02-05', 'author:王 伟\nmonth:2024-02']);
});

test('an unknown order or facet is rejected', async () => {
  const { call } = await handlers();
  const search = { type: 'search', query: '', limit: 1, offset: 0 };
  const byWeight = await call({ ...search, sort: 'weight' });
  assert.deepEqual([byWeight.ok, byWeight.error.code, byWeight.error.where], [false, 'bad-request', 'sort']);
  const byColour = await call({ ...search, filters: [{ facet: 'colour', value: 'red' }] });
  assert.deepEqual([byColour.ok, byColour.error.code, byColour.error.where], [false, 'bad-request', 'filters']);
});

test('articles are passed with their origin', async () => {
  const { engine, call } = await handlers();
  await call({ type: 'addArticles', articles: [article('一')], origin: { date: '2024-02-05', edition: '第3版' } });
  assert.deepEqual(engine.received, ['2024-02-05', '第3版']);
  await call({ type: 'addArticles', articles: [article('二')] });
  assert.deepEqual(engine.received, [undefined, undefined]);
});

test('the client tells the engine today’s date', async (t) => {
  fakeBrowser();
  const engine = createEngine({ base: BASE });
  t.after(() => engine.close());
  /** @type {any[]} */
  const sent = [];
  const post = FakeWorker.prototype.postMessage;
  t.mock.method(
    FakeWorker.prototype,
    'postMessage',
    function (/** @type {any} */ message, /** @type {any} */ transfer) {
      sent.push(message);
      return post.call(this, message, transfer);
    },
  );
  await engine.search('近7天', { sort: 'newest' });
  const { today, sort } = sent.find(({ type }) => type === 'search');
  assert.match(today, /^\d{4}-\d{2}-\d{2}$/);
  assert.equal(sort, 'newest');
});
