/** What a page's program is told: the methods' promises and the events, without a screen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCalls } from '../../www/element/calls.js';
import { startReport } from '../../www/element/report.js';
import { createStore, INITIAL, questionOf } from '../../www/page/store.js';

const article = (headline) => ({ headline, byline: [], paragraphs: [], captions: [] });
const outcome = (total) => ({ hits: [], total, tiers: [], clauses: [], problems: [], facets: [] });

/** Creates a reader without a screen that shows an issue, with its calls and the events it has told. */
function reader() {
  const store = createStore(INITIAL);
  const events = [];
  const { signal } = new AbortController();
  startReport(
    store,
    (event, detail) => events.push({ event, ...detail }),
    signal,
    () => 'here',
  );
  const shared = { store, whole: async () => {}, openText: async () => {}, focusSearch() {} };
  const calls = createCalls(/** @type {any} */ (shared), signal, async () => ({}), null, '', { localName: 'x' });
  const bulletin = { id: 1, local: null, report: null, encoding: '', issue: { articles: ['一', '二'].map(article) } };
  store.dispatch({ type: 'loaded', bulletin });
  return {
    store,
    calls,
    /** Returns the events of a kind. */
    told: (kind) => events.filter(({ event }) => event === kind),
    answer(more) {
      const { state } = store;
      const usual = { provisional: false, partial: false, plain: false, problem: null, outcome: outcome(1) };
      const known = { question: questionOf(state), bulletin: 1, limit: state.limit };
      store.dispatch({ type: 'answer', answer: { ...usual, ...known, ...more } });
    },
  };
}

test('a refusal by the engine is an event, and a rejection of the search that waits', async () => {
  const { store, calls, told, answer } = reader();
  const searching = calls.search('一');
  answer({ provisional: true, plain: true });
  const problem = { code: 'too-large', message: 'over 20000 articles', where: 'articles[20000]', advice: '' };
  store.dispatch({ type: 'refused', refused: { bulletin: 1, problem } });
  await assert.rejects(searching, {
    name: 'KanbaoError',
    code: 'too-large',
    place: 'articles[20000]',
    advice: /split/,
  });
  const [error] = told('error');
  assert.deepEqual([error.code, error.place], ['too-large', 'articles[20000]']);
  assert.ok(error.message && error.advice);
  await assert.rejects(calls.search('一'), { code: 'too-large' }, 'and of every later one');
});

test('the last answer comes once, as an event and from the search', async () => {
  const { calls, told, answer } = reader();
  const searching = calls.search('一', { limit: 3 });
  answer({ provisional: true, plain: true });
  answer({ partial: true });
  answer({ outcome: { ...outcome(1), hits: [{ article: 1 }] } });
  answer({ outcome: { ...outcome(1), hits: [{ article: 1 }] } });
  const { hits, by, reason } = await searching;
  await calls.showArticle(hits[0].article);
  assert.deepEqual([by, reason], ['engine', null]);
  assert.deepEqual(
    told('search').map(({ provisional }) => provisional),
    [true, true, false],
  );
  assert.deepEqual(
    told('article').map(({ headline }) => headline),
    ['二'],
  );
});

test('an engine that fails leaves the scan’s answer, which says why', async () => {
  const { store, calls, told, answer } = reader();
  const searching = calls.search('一');
  answer({ provisional: true, plain: true });
  store.dispatch({ type: 'engine', status: 'failed', problem: { code: 'network', message: 'status 503', where: 'x' } });
  const { by, reason } = await searching;
  assert.deepEqual([by, reason.code, reason.message, reason.place], ['scan', 'engine-failed', 'status 503', 'x']);
  assert.deepEqual([told('search').at(-1)?.provisional, told('error').length], [false, 1]);
});

test('missing and unknown arguments, and a signal, reject', async () => {
  const { calls } = reader();
  for (const [call, place] of [
    [calls.search(undefined), 'query'],
    [calls.search('一', { sort: 'price' }), 'sort'],
    [calls.search('一', { filters: [{ facet: 'colour', value: 'x' }] }), 'filters'],
    [calls.search('一', { limit: 0 }), 'limit'],
    [calls.open(), 'source'],
    [calls.showArticle(1), 'article'],
  ])
    await assert.rejects(call, { name: 'KanbaoError', code: 'bad-request', place });
  await assert.rejects(calls.showArticle('none'), { code: 'no-such-article' });
  const stop = new AbortController();
  const searching = calls.search('一', { signal: stop.signal });
  setTimeout(() => stop.abort('typed on'));
  await assert.rejects(searching, (reason) => reason === 'typed on');
});
