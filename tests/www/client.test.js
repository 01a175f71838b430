import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { createEngine } from '../../www/engine/client.js';
import { BASE, FakeWorker, fakeBrowser, issue } from './fake/browser.js';
import { article } from './fake/engine.js';

const HERE = new URL('./fake/', import.meta.url);

/**
 * Creates a client and records its states; it is closed when the test ends.
 * @param {import('node:test').TestContext} t
 * @param {import('../../www/kanbao.js').EngineOptions} options
 */
function client(t, options = {}) {
  /** @type {string[]} */
  const states = [];
  const made = createEngine({
    base: BASE,
    onState: (state, error) => states.push(error ? `${state}: ${error.code}` : state),
    ...options,
  });
  t.after(() => made.close());
  return { engine: made, states };
}

/** @param {import('../../www/kanbao.js').SearchOutcome} outcome */
const ids = ({ hits }) => hits.map(({ article: id }) => id);

/** Returns the length of the lexicon, which the stand-in uses as the score. @param {import('../../www/kanbao.js').SearchOutcome} outcome */
const lexiconLength = ({ hits }) => hits[0]?.score;

/** Returns the latest worker. */
const worker = () => /** @type {FakeWorker} */ (FakeWorker.made.at(-1));

beforeEach(() => fakeBrowser());

test('calls made before the engine is ready are answered in order', async (t) => {
  const { engine, states } = client(t);
  const opened = engine.openBulletin(issue('水果', '桃', '水'), new Uint8Array([1]));
  const found = engine.search('水');
  assert.deepEqual(await opened, { articles: 3 });
  assert.deepEqual(ids(await found), ['水果', '水']);
  assert.deepEqual(states, ['loading', 'ready']);
  assert.equal(engine.thread, 'worker');
  assert.equal(worker().options.type, 'module');
});

test('an error from the engine keeps its four parts', async (t) => {
  const { engine } = client(t);
  await assert.rejects(engine.openBulletin(/** @type {any} */ ({ articles: 3 }), null), {
    name: 'KanbaoError',
    code: 'bad-json',
    message: 'expected an array, found a number',
    place: 'articles',
    advice: /publish it again/,
  });
  assert.deepEqual(await engine.addArticles([article('一')]), { articles: 1 }, 'the engine is still alive');
});

test('an aborted search rejects at once and is not run when its turn comes', async (t) => {
  const { engine } = client(t);
  await engine.openBulletin(issue('一', '二'), null);
  const stale = new AbortController();
  const first = engine.search('一', { signal: stale.signal });
  const second = engine.search('二');
  stale.abort();
  await assert.rejects(first, { name: 'AbortError' });
  assert.deepEqual(ids(await second), ['二']);
  assert.ok(worker().received.includes('cancel'));
  await assert.rejects(
    engine.search('一', { signal: AbortSignal.abort('typed on') }),
    (reason) => reason === 'typed on',
  );
});

test('a search aborted before the engine is ready is never sent', async (t) => {
  const { engine } = client(t);
  const stale = new AbortController();
  const first = engine.search('一', { signal: stale.signal });
  stale.abort();
  await assert.rejects(first, { name: 'AbortError' });
  assert.equal((await engine.search('二')).total, 0);
  assert.equal(worker().received.filter((type) => type === 'search').length, 1);
});

test('when a worker dies, pending calls are rejected, and a new one reopens what was open', async (t) => {
  const { engine, states } = client(t);
  await engine.openBulletin(issue('一', '二'), new Uint8Array([1, 2, 3]));
  await engine.addArticles([article('三')]);
  const pending = [engine.search('一'), engine.marks('一', '一')];
  for (let turn = 0; turn < 4; turn += 1) await null; // until both have been sent
  const first = worker();
  first.crash('out of memory');
  for (const call of pending) await assert.rejects(call, { code: 'engine-died', message: /out of memory/ });
  const after = await engine.search('三');
  assert.deepEqual(ids(after), ['三']);
  assert.equal(lexiconLength(after), 3);
  assert.deepEqual(states, ['loading', 'ready', 'restarting', 'ready']);
  assert.equal(FakeWorker.made.length, 2);
  assert.equal(first.alive, false);
});

test('a trap inside the engine counts as its death', async (t) => {
  const { engine, states } = client(t);
  await engine.openText('一\n二');
  await assert.rejects(engine.search('trap'), { code: 'engine-died', message: /unreachable/ });
  assert.deepEqual(ids(await engine.search('二')), ['二']);
  assert.deepEqual(states, ['loading', 'ready', 'restarting', 'ready']);
});

test('a bulletin that kills the engine while being opened is not reopened', async (t) => {
  const { engine } = client(t);
  await engine.openText('一');
  await assert.rejects(engine.openText('poison'), { code: 'engine-died' });
  assert.deepEqual(ids(await engine.search('一')), ['一'], 'what was open before is back');
});

test('an engine that dies of what it reopens fails, and recovers with another bulletin', async (t) => {
  const { engine, states } = client(t);
  await engine.openText('一');
  FakeWorker.manner = 'missing';
  worker().crash();
  await new Promise((resolve) => setTimeout(resolve, 20));
  FakeWorker.manner = 'well';
  assert.match(String(states.at(-1)), /^failed/);
  await assert.rejects(engine.search('一'), { name: 'KanbaoError' });
  await engine.openText('二');
  assert.deepEqual(ids(await engine.search('二')), ['二']);
  assert.deepEqual(states.slice(-2), ['restarting', 'ready']);
});

test('a worker that was killed without notice is detected by its silence', async (t) => {
  const { engine, states } = client(t);
  await engine.openText('一');
  t.mock.timers.enable({ apis: ['setTimeout'] });
  worker().deaf = true;
  const pending = engine.search('一');
  t.mock.timers.tick(60_000);
  t.mock.timers.reset();
  await assert.rejects(pending, { code: 'engine-died', message: /does not respond/ });
  assert.deepEqual(ids(await engine.search('一')), ['一']);
  assert.equal(states.at(-1), 'ready');
});

for (const manner of /** @type {const} */ (['refused', 'missing'])) {
  test(`without a worker (${manner}) the same handlers run on the page's own thread`, async (t) => {
    FakeWorker.manner = manner;
    const { engine, states } = client(t, { files: { worker: new URL('engine.js', HERE) } });
    await engine.openBulletin(issue('一', '二'), null);
    assert.deepEqual(ids(await engine.search('二')), ['二']);
    assert.equal(engine.thread, 'main');
    await assert.rejects(engine.search('trap'), { code: 'engine-died' });
    assert.deepEqual(ids(await engine.search('二')), ['二'], 'restarted there too');
    assert.deepEqual(states, ['loading', 'ready', 'restarting', 'ready']);
  });
}

test('on the page’s own thread, many articles are indexed in steps, and a search waits for all of them', async (t) => {
  const { engine } = client(t, { mode: 'main', files: { worker: new URL('engine.js', HERE) } });
  const headlines = Array.from({ length: 2500 }, (_, i) => `标题${i}`);
  const opening = engine.openBulletin(issue(...headlines), null);
  const last = engine.search('标题2499');
  assert.deepEqual(await opening, { articles: 2500 });
  assert.deepEqual(ids(await last), ['标题2499']);
});

test('if a worker is required, the page’s thread does not replace it', async (t) => {
  FakeWorker.manner = 'refused';
  const { engine, states } = client(t, { mode: 'worker' });
  await assert.rejects(engine.search('一'), { code: 'no-worker', message: /no workers here/ });
  assert.deepEqual(states, ['loading', 'failed: no-worker']);
});

test('a lost connection fails with the file’s name, and can be retried', async (t) => {
  let online = false;
  const wasm = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  fakeBrowser({ 'kanbao_bg.wasm': () => new Response(online ? wasm : 'gone', { status: online ? 200 : 503 }) });
  const { engine } = client(t);
  await assert.rejects(engine.search('一'), { code: 'network', message: /503/, place: `${BASE}kanbao_bg.wasm` });
  online = true;
  engine.restart();
  assert.equal((await engine.search('一')).total, 0);
});

test('the full lexicon is fetched with progress, checked, and kept for later bulletins', async (t) => {
  const lexicon = new Uint8Array(100_000).fill(7);
  fakeBrowser({ 'full.kbl': () => new Response(lexicon) });
  const { engine } = client(t, { files: { fullLexicon: { url: 'full.kbl', bytes: lexicon.length } } });
  await engine.openText('一');
  /** @type {number[][]} */
  const seen = [];
  await engine.loadFullLexicon({ onProgress: (loaded, total) => seen.push([loaded, total]) });
  assert.deepEqual(seen[0], [0, 100_000]);
  assert.deepEqual(seen.at(-1), [100_000, 100_000]);
  assert.equal(lexiconLength(await engine.search('一')), 100_000);
  seen.length = 0;
  await engine.loadFullLexicon({ onProgress: (loaded, total) => seen.push([loaded, total]) });
  assert.deepEqual(seen, [], 'not fetched twice');
  worker().crash();
  await engine.search('一').catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(lexiconLength(await engine.search('一')), 100_000, 'given back to a new engine');
});

test('searches are answered while the full lexicon is loading', async (t) => {
  const { readable, writable } = new TransformStream();
  fakeBrowser({ 'full.kbl': () => new Response(readable) });
  const { engine } = client(t);
  await engine.openText('一');
  const loading = engine.loadFullLexicon();
  assert.equal(lexiconLength(await engine.search('一')), 0);
  const body = writable.getWriter();
  body.write(Uint8Array.of(1, 2));
  body.close();
  await loading;
  assert.equal(lexiconLength(await engine.search('一')), 2);
});

test('bytes are decoded, their encoding reported, and reopened in a new engine as text', async (t) => {
  const { engine } = client(t);
  const gbk = Uint8Array.of(0xcb, 0xae, 0xb9, 0xfb); // 水果
  const opened = await engine.openBytes(gbk.buffer, { filename: 'a.txt' });
  assert.equal(opened.encoding, 'GB18030');
  assert.equal(opened.text, '水果');
  worker().crash();
  assert.deepEqual(ids(await engine.search('水')), ['水果']);
});

test('JSON is recognised by its contents or its name, and errors in it name the file', async (t) => {
  const { engine } = client(t);
  const opened = await engine.openText('\uFEFF{"articles": [{"headline": "桃"}]}');
  assert.deepEqual(
    opened.issue.articles,
    [{ ...article('桃'), id: opened.issue.articles[0].id }],
    'what may be left out is filled in',
  );
  await assert.rejects(engine.openText('no json', { filename: 'b.json' }), { code: 'bad-json', place: 'b.json' });
});

test('closing rejects pending and later calls', async (t) => {
  const { engine } = client(t);
  const pending = engine.search('一');
  engine.close();
  await assert.rejects(pending, { code: 'closed' });
  await assert.rejects(engine.search('一'), { code: 'closed' });
  engine.restart();
  assert.equal(engine.state, 'closed');
});

test('data that cannot be copied to a worker is rejected, not lost', async (t) => {
  const { engine } = client(t);
  await assert.rejects(engine.openBulletin(/** @type {any} */ ({ articles: [() => {}] }), null), {
    code: 'bad-request',
    place: 'openBulletin',
  });
});

test('suggestions, corrections and recommendations', async (t) => {
  const { engine } = client(t);
  await engine.openBulletin(issue('水果'), null);
  assert.deepEqual(await engine.suggest('水果'), [{ kind: 'headline', text: '水果', typed: [0, 1], count: 7 }]);
  assert.deepEqual(await engine.didYouMean('水果'), [{ spelling: 'typo', text: '水果', count: 7 }]);
  assert.deepEqual(await engine.keywords('水果'), [{ text: '南湖', weight: 0.5, count: 3 }]);
  assert.deepEqual([await engine.related('水果'), await engine.sameAuthor('水果')], [[], []]);
  assert.deepEqual(await engine.passage('水果', '水果'), [{ field: 'body', index: 0, note: false, ranges: [0, 2] }]);
});

test('every article has an identifier, also where the bulletin gives none, and calls take it', async (t) => {
  const { engine } = client(t);
  const plain = (/** @type {string} */ headline) => ({ headline, byline: [], paragraphs: [], captions: [] });
  await engine.openBulletin({ date: '2025-10-15', articles: [plain('水果'), plain('水果'), plain('水')] }, null);
  await engine.addArticles([{ ...plain('水'), id: 'given' }], { date: '2025-10-16' });
  const found = ids(await engine.search('水'));
  assert.equal(new Set(found).size, 4);
  assert.match(found[0] ?? '', /^[0-9a-v]{10}$/);
  assert.deepEqual([found[1], found[3]], [`${found[0]}-2`, 'given']);
  assert.equal((await engine.article('given')).headline, '水');
  await assert.rejects(engine.article('0'), { name: 'KanbaoError', code: 'no-such-article', place: '0' });
  await assert.rejects(engine.marks(/** @type {any} */ (0), '水'), { code: 'no-such-article' });
});

test('no option is taken from Object.prototype', async (t) => {
  const files = [];
  globalThis.fetch = new Proxy(globalThis.fetch, {
    apply: (real, self, args) => {
      files.push(String(args[0]));
      return Reflect.apply(real, self, args);
    },
  });
  const evil = { base: 'https://evil.example/', files: { worker: 'https://evil.example/w.js' }, mode: 'main' };
  const more = { engineWasm: 'https://evil.example/x.wasm', worker: 'https://evil.example/w.js', limit: 1, offset: 1 };
  Object.assign(Object.prototype, evil, more);
  try {
    const { engine } = client(t, {});
    await engine.openBulletin(issue('水果', '水'), null);
    assert.equal(engine.thread, 'worker');
    assert.deepEqual(ids(await engine.search('水')), ['水果', '水']);
  } finally {
    for (const name of Object.keys({ ...evil, ...more })) delete (/** @type {any} */ (Object.prototype)[name]);
  }
  assert.deepEqual(
    [...files, String(worker().url)].filter((file) => file.includes('evil')),
    [],
  );
});

test('a call with a missing or unknown argument is rejected, and every text of the error says something', async (t) => {
  const { engine } = client(t);
  await engine.openBulletin(issue('一'), null);
  for (const [call, place] of /** @type {[Promise<unknown>, string][]} */ ([
    [engine.search(/** @type {any} */ (undefined)), 'query'],
    [engine.search('一', { limit: -1 }), 'limit'],
    [engine.search('一', { sort: /** @type {any} */ ('price') }), 'sort'],
    [engine.search('一', { filters: [{ facet: /** @type {any} */ ('colour'), value: 'x' }] }), 'filters'],
  ])) {
    const error = await call.then(
      () => assert.fail(place),
      (thrown) => thrown,
    );
    assert.deepEqual([error.name, error.code, error.place], ['KanbaoError', 'bad-request', place]);
    assert.ok(error.message && error.advice, place);
  }
  assert.throws(() => client(t, { mode: /** @type {any} */ ('fast') }), { code: 'bad-request', place: 'mode' });
});

test('an engine that runs on the page’s own thread, or fails, says so in the console once', async (t) => {
  const { warn } = console;
  /** @type {string[]} */
  const said = [];
  console.warn = (/** @type {string} */ text) => said.push(text);
  t.after(() => {
    console.warn = warn;
  });
  const { createEngine: fresh } = await import('../../www/engine/client.js?warning');
  for (const _ of [1, 2]) {
    FakeWorker.manner = 'refused';
    const engine = fresh({ files: { worker: new URL('engine.js', HERE) } });
    await engine.openBulletin(issue('一'), null);
    engine.close();
  }
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /own thread.*no-worker.*cannot start a worker.*policy/s);
});
