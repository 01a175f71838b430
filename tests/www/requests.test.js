import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createOpening } from '../../www/page/opening.js';
import { createRequests } from '../../www/page/requests.js';
import { createStore, idOf, INITIAL, isFinal, PAGE, silenceOf, viewOf } from '../../www/page/store.js';

const article = (headline, ...paragraphs) => ({ headline, byline: [], paragraphs, captions: [] });
const issue = { articles: [article('夜市亮灯', '老街的夜市。'), article('春耕', '农机下田。')] };
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** Creates a page without a screen: store, requests, and an engine that answers when told to. */
function page({ unsupported = false } = {}) {
  const calls = [];
  const states = [];
  /** What waits for the deferred module. */
  const preparing = [];
  let tell;
  const client = new Proxy(
    {},
    {
      has: (_, name) => name === 'openText',
      get: (_, name) =>
        name === 'then'
          ? undefined
          : (...args) =>
              new Promise((resolve, reject) =>
                (name === 'prepare' ? preparing : calls).push({ name, args, resolve, reject }),
              ),
    },
  );
  const store = createStore(INITIAL);
  const requests = createRequests({
    store,
    loadOpening: async () => createOpening,
    fetchBeside: async (file) => new TextEncoder().encode(file).buffer,
    startEngine: async (onState) => {
      tell = onState;
      if (unsupported) onState('failed', { code: 'unsupported', message: '', where: '', advice: '' });
      else onState('loading');
      return client;
    },
  });
  store.subscribe((next, prev) => requests.changed(next, prev));
  store.subscribe((next) => next.answer !== states.at(-1) && next.answer && states.push(next.answer));
  return {
    store,
    requests,
    calls,
    states,
    preparing,
    tell: (...args) => tell(...args),
    /** Returns the oldest unanswered call of that name. */
    async call(name) {
      await settled();
      const at = calls.findIndex((call) => call.name === name);
      assert.ok(at >= 0, `${name} among ${calls.map((call) => call.name)}`);
      return calls.splice(at, 1)[0];
    },
    type: (q) => store.dispatch({ type: 'type', q }),
    async ready(bulletin = { ...issue, lexicon: { file: 'x.kbl', bytes: 1, sha256: '' } }) {
      await requests.published({ issue: bulletin });
      requests.start();
      await settled();
      tell('ready');
      (await this.call('openBulletin')).resolve({ articles: bulletin.articles.length });
      await settled();
    },
  };
}

const outcome = (total = 0) => ({ hits: [], total, tiers: [], clauses: [], problems: [], facets: [] });
const asked = ({ question }) => JSON.parse(question)[0];
const said = ({ answer }) => answer && [asked(answer), answer.provisional, answer.outcome.total];

test('before the engine is ready, the scan answers at once; then the engine’s answer replaces it', async () => {
  const { store, requests, type, tell, call } = page();
  await requests.published({ issue: { ...issue, lexicon: { file: 'x.kbl', bytes: 1, sha256: '' } } });
  type('夜市');
  assert.deepEqual(said(store.state), ['夜市', true, 1]);
  requests.start();
  await settled();
  tell('ready');
  assert.deepEqual(said(store.state), ['夜市', true, 1], 'an engine without the bulletin is not asked');
  const opening = await call('openBulletin');
  assert.equal(new TextDecoder().decode(opening.args[1]), 'x.kbl');
  opening.resolve({ articles: 2 });
  (await call('search')).resolve(outcome(2));
  await settled();
  assert.deepEqual(said(store.state), ['夜市', false, 2]);
});

test('a newer query aborts the older one, whose answer changes nothing', async () => {
  const one = page();
  await one.ready();
  one.type('夜');
  one.type('夜市');
  const [first, second] = [await one.call('search'), await one.call('search')];
  assert.equal(first.args[1].signal.aborted, true);
  second.resolve(outcome(1));
  await settled();
  first.resolve(outcome(9));
  await settled();
  assert.deepEqual(said(one.store.state), ['夜市', false, 1]);
  assert.deepEqual(one.states.map(asked), ['夜市']);
});

test('the same question is asked once; more results are another question', async () => {
  const one = page();
  await one.ready();
  one.type('夜市');
  one.type('夜市 ');
  (await one.call('search')).resolve(outcome(50));
  assert.equal(one.calls.length, 0);
  one.store.dispatch({ type: 'more' });
  assert.equal((await one.call('search')).args[1].limit, 2 * PAGE);
});

test('filters are asked with the query, and changing them is another question', async () => {
  const one = page();
  await one.ready();
  one.type('夜市');
  const whole = await one.call('search');
  assert.deepEqual([whole.args[1].facets, whole.args[1].filters, whole.args[1].sort], [true, [], 'relevance']);
  const filters = [{ facet: 'author', value: '王伟' }];
  one.store.dispatch({ type: 'narrow', filters });
  const narrowed = await one.call('search');
  assert.equal(whole.args[1].signal.aborted, true);
  assert.deepEqual([narrowed.args[0], narrowed.args[1].filters], ['夜市', filters]);
  narrowed.resolve(outcome(1));
  await settled();
  one.store.dispatch({ type: 'narrow', sort: 'print' });
  assert.equal((await one.call('search')).args[1].sort, 'print');
});

test('a query that kills the engine is answered by the scan, and after a second death not asked again', async () => {
  const one = page();
  await one.ready();
  one.type('夜市');
  // The first death may be chance.
  for (const _ of [1, 2]) {
    const search = await one.call('search');
    one.tell('restarting');
    search.reject({ code: 'engine-died' });
    await settled();
    assert.deepEqual(said(one.store.state), ['夜市', true, 1]);
    one.tell('ready');
    await settled();
  }
  assert.equal(one.calls.length, 0, 'otherwise it would die for ever');
  one.type('春');
  (await one.call('search')).resolve(outcome(1));
  await settled();
  assert.deepEqual(said(one.store.state), ['春', false, 1]);
});

test('marks come from the scan, then from the engine', async () => {
  const { store, requests, type, tell, call } = page();
  await requests.published({ issue });
  type('夜市');
  store.dispatch({ type: 'show', article: 0 });
  assert.deepEqual([store.state.marks.provisional, store.state.marks.marks.length], [true, 2]);
  requests.start();
  await settled();
  tell('ready');
  (await call('openBulletin')).resolve({ articles: 2 });
  const inArticle = await call('marks');
  assert.deepEqual(inArticle.args, [store.state.published.issue.articles[0].id, '夜市']);
  inArticle.resolve([]);
  await settled();
  assert.deepEqual([store.state.marks.provisional, store.state.marks.marks], [false, []]);
});

test('a passage that the address quotes is marked instead of the query', async () => {
  const one = page();
  await one.ready();
  one.type('夜市');
  await one.call('search');
  const { route } = one.store.state;
  one.store.dispatch({ type: 'route', route: { ...route, a: 0, passage: '老街的' } });
  const passage = await one.call('passage');
  assert.deepEqual(passage.args, [idOf(one.store.state, 0), '老街的']);
  passage.resolve([]);
  await settled();
  assert.deepEqual([one.store.state.marks.q, one.store.state.marks.provisional], ['老街的', false]);
  one.store.dispatch({ type: 'show', article: 1 });
  assert.deepEqual(
    (await one.call('marks')).args,
    [idOf(one.store.state, 1), '夜市'],
    'in the next article it is the query again',
  );
});

test('explanations are requested when wanted, for the same answer', async () => {
  const one = page();
  await one.ready();
  one.type('夜市');
  const plain = await one.call('search');
  plain.resolve(outcome(1));
  await settled();
  one.store.dispatch({ type: 'explain', on: true });
  const explained = await one.call('search');
  assert.deepEqual([plain.args[1].explain, explained.args[1].explain], [false, true]);
  assert.equal(said(one.store.state)[2], 1, 'what was found stays on the page meanwhile');
});

test('the engine is available for other questions while it can answer about the bulletin shown', async () => {
  const one = page();
  assert.equal(one.requests.engine(), null);
  await one.ready();
  assert.notEqual(one.requests.engine(), null);
  one.requests.openText('夜市', '粘贴');
  await settled();
  assert.equal(one.requests.engine(), null, 'while another is being opened');
  (await one.call('openText')).resolve({ issue, repairs: [], doubts: [], setAside: [], places: [] });
  await one.call('loadFullLexicon');
  assert.notEqual(one.requests.engine(), null);
  one.tell('restarting');
  assert.equal(one.requests.engine(), null);
});

test('a text from this device is parsed and shown, and the full lexicon fetched once', async () => {
  const one = page();
  await one.ready();
  one.requests.openText('夜市', '粘贴');
  await settled();
  assert.equal(one.store.state.opening, '粘贴');
  (await one.call('openText')).resolve({
    issue,
    repairs: [],
    doubts: [{ code: 'maybe-byline', line: 1, text: '夜', ranges: [] }],
    setAside: [],
    places: [],
  });
  const lexicon = await one.call('loadFullLexicon');
  assert.equal(one.store.state.route.local, '粘贴');
  assert.equal(one.store.state.local.report.doubts.length, 1);
  lexicon.args[0].onProgress(3, 9);
  assert.deepEqual(one.store.state.lexicon, { status: 'loading', loaded: 3, total: 9 });
  one.type('夜市');
  (await one.call('search')).resolve(outcome(1));
  await settled();
  assert.deepEqual(said(one.store.state), ['夜市', false, 1], 'searched before the lexicon is there');
  lexicon.resolve();
  (await one.call('search')).resolve(outcome(1));
  one.requests.openText('春耕', '又一份');
  await settled();
  (await one.call('openText')).resolve({ issue, repairs: [], doubts: [], setAside: [], places: [] });
  await settled();
  assert.deepEqual(
    one.calls.map(({ name }) => name),
    [],
  );
});

test('a first answer does not wait for other spellings; they are requested once the deferred module is loaded', async () => {
  const one = page();
  await one.ready();
  one.type('dukou');
  const first = await one.call('search');
  assert.equal(first.args[1].otherSpelling, false);
  first.resolve(outcome(0));
  await settled();
  assert.deepEqual(said(one.store.state), ['dukou', true, 0], 'an empty answer is not final yet');
  one.preparing.pop().resolve();
  await settled();
  const second = await one.call('search');
  assert.equal(second.args[1].otherSpelling, true);
  second.resolve(outcome(3));
  await settled();
  assert.deepEqual(said(one.store.state), ['dukou', false, 3]);
  one.type('yeshi');
  assert.equal((await one.call('search')).args[1].otherSpelling, true);
  assert.equal(one.preparing.length, 0);
});

test('without the deferred module, the first answer is final; a restarted engine must load it again', async () => {
  const one = page();
  await one.ready();
  one.type('dukou');
  (await one.call('search')).resolve(outcome(0));
  await settled();
  one.preparing.pop().reject({ code: 'network', message: '', where: '', advice: '' });
  await settled();
  assert.deepEqual(said(one.store.state), ['dukou', false, 0]);
  one.type('夜市');
  (await one.call('search')).resolve(outcome(1));
  await settled();
  one.preparing.pop().resolve();
  (await one.call('search')).resolve(outcome(1));
  one.tell('restarting');
  one.tell('ready');
  one.type('春耕');
  assert.equal((await one.call('search')).args[1].otherSpelling, false);
});

test('a text that cannot be opened is reported, and the engine gets back what is shown', async () => {
  const one = page();
  await one.ready();
  one.requests.openText('x', '坏的');
  await settled();
  (await one.call('openText')).reject({ code: 'bad-json', message: 'm', where: 'articles', advice: 'a' });
  await settled();
  assert.equal(one.store.state.openError.where, 'articles');
  assert.equal(one.store.state.local, null);
  one.type('夜市');
  assert.deepEqual(said(one.store.state), ['夜市', true, 1]);
  (await one.call('openBulletin')).resolve({ articles: 2 });
  (await one.call('search')).resolve(outcome(1));
});

test('an empty text is not a bulletin', async () => {
  const one = page();
  await one.ready();
  one.requests.openText(' ', '空的');
  await settled();
  (await one.call('openText')).resolve({ issue: { articles: [] }, repairs: [], doubts: [], setAside: [], places: [] });
  await settled();
  assert.equal(one.store.state.openError.code, 'empty');
});

test('going back to the published bulletin gives it to the engine again', async () => {
  const one = page();
  await one.ready();
  one.requests.openText('夜市', '粘贴');
  await settled();
  (await one.call('openText')).resolve({ issue, repairs: [], doubts: [], setAside: [], places: [] });
  await one.call('loadFullLexicon');
  one.store.dispatch({ type: 'home' });
  one.type('夜市');
  assert.deepEqual(said(one.store.state), ['夜市', true, 1]);
  (await one.call('openBulletin')).resolve({ articles: 2 });
  (await one.call('search')).resolve(outcome(2));
  await settled();
  assert.deepEqual(said(one.store.state), ['夜市', false, 2]);
});

test('a browser that cannot run the engine can read, scan and open prepared bulletins', async () => {
  const { store, requests, type, calls } = page({ unsupported: true });
  await requests.published({ issue });
  requests.start();
  await settled();
  assert.equal(store.state.engine, 'unsupported');
  type('夜市');
  assert.deepEqual(said(store.state), ['夜市', true, 1]);
  await requests.openText('只有文字', '文字');
  assert.equal(store.state.openError.code, 'no-engine');
  await requests.openText(JSON.stringify({ articles: [{ headline: '一' }] }), '一份');
  assert.equal(store.state.local.issue.articles[0].headline, '一');
  assert.equal(viewOf(store.state), 'front');
  assert.deepEqual(calls, [], 'an engine that cannot run is not asked');
});

test('a refusal by the engine becomes part of the state, ends the waiting, and is gone with another bulletin', async () => {
  const one = page();
  await one.requests.published({ issue });
  one.type('夜市');
  one.requests.start();
  await settled();
  one.tell('ready');
  const refusal = { code: 'bad-json', message: 'm', where: 'articles[0].subheadings[0]', advice: '' };
  (await one.call('openBulletin')).reject(refusal);
  (await one.call('openBulletin')).reject(refusal);
  await settled();
  assert.deepEqual(silenceOf(one.store.state), refusal);
  assert.equal(isFinal(one.store.state), true);
  assert.deepEqual(said(one.store.state), ['夜市', true, 1]);
  one.type('春');
  assert.equal(isFinal(one.store.state), true, 'the next query does not wait either');
  assert.deepEqual(one.calls, [], 'an engine that has refused it is not asked about it');
  await one.requests.published({ issue: { articles: [article('另一期')] } });
  assert.equal(silenceOf(one.store.state), null);
  (await one.call('openBulletin')).resolve({ articles: 1 });
});

test('a question that the engine cannot answer ends with the scan’s answer, and why', async () => {
  const one = page();
  await one.ready();
  one.type('夜市');
  (await one.call('search')).reject({ code: 'bad-request', message: 'm', where: 'w', advice: '' });
  await settled();
  assert.deepEqual([said(one.store.state), isFinal(one.store.state)], [['夜市', true, 1], true]);
  assert.equal(one.store.state.answer.problem.code, 'bad-request');
  one.type('春');
  for (const _ of [1, 2]) {
    const search = await one.call('search');
    one.tell('restarting');
    search.reject({ code: 'engine-died', message: 'it died' });
    await settled();
    one.tell('ready');
    await settled();
  }
  assert.deepEqual([isFinal(one.store.state), one.store.state.answer.problem.message], [true, 'it died']);
});

test('an answer is final once the deferred module and the full lexicon are there, or cannot be had', async () => {
  for (const failing of [false, true]) {
    const one = page();
    await one.ready(issue);
    one.type('夜市');
    (await one.call('search')).resolve(outcome(1));
    await settled();
    assert.equal(isFinal(one.store.state), false);
    one.preparing.pop().resolve();
    (await one.call('search')).resolve(outcome(1));
    await settled();
    assert.equal(isFinal(one.store.state), false, 'the full lexicon is on its way');
    const lexicon = await one.call('loadFullLexicon');
    if (failing) lexicon.reject({ code: 'network', message: '', where: '', advice: '' });
    else lexicon.resolve();
    (await one.call('search')).resolve(outcome(2));
    await settled();
    assert.deepEqual([isFinal(one.store.state), said(one.store.state)], [true, ['夜市', false, 2]]);
  }
});

test('an engine that fails says why, and every query ends with the scan’s answer', async () => {
  const one = page();
  await one.ready();
  one.tell('failed', {
    code: 'network',
    message: 'the server responded with status 503',
    place: 'x.wasm',
    advice: 'a',
  });
  one.type('夜市');
  assert.equal(isFinal(one.store.state), true);
  const { code, message, where } = silenceOf(one.store.state);
  assert.deepEqual([code, message, where], ['engine-failed', 'the server responded with status 503', 'x.wasm']);
});
