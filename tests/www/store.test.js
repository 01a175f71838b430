import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  answerOf,
  bulletinOf,
  createStore,
  INITIAL,
  isSearching,
  PAGE,
  queryOf,
  questionOf,
  reduce,
  soughtIn,
  viewOf,
} from '../../www/page/store.js';

const article = (headline) => ({ headline, byline: [], paragraphs: [], captions: [] });
const bulletin = (id, local = null, n = 3) => ({
  id,
  local,
  issue: { articles: Array.from({ length: n }, (_, i) => article(`第${i}篇`)) },
  report: null,
  encoding: '',
});
const run = (...actions) => actions.reduce(reduce, INITIAL);
const outcome = (total) => ({ hits: [], total, tiers: [], clauses: [], problems: [], facets: [] });
const loaded = { type: 'loaded', bulletin: bulletin(1) };

test('a provisional answer is not the last word, unless the engine cannot run', () => {
  for (const engine of ['idle', 'loading', 'restarting', 'ready'])
    assert.equal(isSearching({ ...INITIAL, engine }, { provisional: true }), true, engine);
  for (const engine of ['failed', 'unsupported'])
    assert.equal(isSearching({ ...INITIAL, engine }, { provisional: true }), false, engine);
  assert.equal(isSearching({ ...INITIAL, engine: 'ready' }, { provisional: false }), false);
});

test('the view follows from the bulletin, the query and the article', () => {
  assert.equal(viewOf(INITIAL), 'loading');
  assert.equal(
    viewOf(run({ type: 'loadFailed', problem: { code: 'network', message: '', where: '', advice: '' } })),
    'error',
  );
  assert.equal(viewOf(run(loaded)), 'front');
  assert.equal(viewOf(run(loaded, { type: 'type', q: '  ' })), 'front');
  assert.equal(viewOf(run(loaded, { type: 'type', q: '水' })), 'results');
  assert.equal(viewOf(run(loaded, { type: 'type', q: '水' }, { type: 'show', article: 2 })), 'article');
  assert.equal(viewOf(run(loaded, { type: 'show', article: 3 })), 'front', 'there is no fourth article');
});

test('typing leaves the article, and keeps the blanks being typed', () => {
  const state = run(loaded, { type: 'show', article: 1 }, { type: 'type', q: '水 ' });
  assert.deepEqual(state.route, { ...INITIAL.route, q: '水 ' });
  assert.equal(queryOf(state), '水');
});

test('a passage applies to one article only, and a link’s query has no filters', () => {
  const quoted = run(
    loaded,
    { type: 'type', q: '水' },
    { type: 'narrow', sort: 'print' },
    { type: 'show', article: 1 },
    { type: 'quote', passage: '水乡' },
  );
  assert.deepEqual([quoted.route.a, quoted.route.passage, soughtIn(quoted)], [1, '水乡', '水乡']);
  assert.equal(reduce(quoted, { type: 'show', article: 2 }).route.passage, null);
  assert.deepEqual(reduce(quoted, { type: 'search', q: '春' }).route, { ...INITIAL.route, q: '春' });
});

test('showing an article and going back keeps the number of results requested', () => {
  const state = run(
    loaded,
    { type: 'type', q: '水' },
    { type: 'more' },
    { type: 'show', article: 1 },
    { type: 'show', article: null },
  );
  assert.equal(state.limit, 2 * PAGE);
  assert.equal(run(loaded, { type: 'type', q: '水' }, { type: 'more' }, { type: 'type', q: '水果' }).limit, PAGE);
});

test('answers to questions no longer asked are dropped', () => {
  const asked = run(loaded, { type: 'type', q: '水果' });
  const answer = (q, id) => ({
    type: 'answer',
    answer: {
      question: questionOf(run(loaded, { type: 'type', q })),
      bulletin: id,
      provisional: false,
      outcome: outcome(1),
    },
  });
  assert.equal(reduce(asked, answer('水', 1)), asked);
  assert.equal(reduce(asked, answer('水果', 9)), asked);
  assert.equal(reduce(asked, answer('水果', 1)).answer.outcome.total, 1);
  const reading = reduce(asked, { type: 'show', article: 1 });
  const marks = (article) => ({
    type: 'marks',
    marks: { q: '水果', bulletin: 1, article, provisional: true, marks: [] },
  });
  assert.equal(reduce(reading, marks(0)), reading);
  assert.equal(reduce(reading, marks(1)).marks.article, 1);
});

test('an answer belongs to the query with its filters, and stays while an article is read', () => {
  const filters = [{ facet: 'author', value: '王伟' }];
  const narrowed = run(
    loaded,
    { type: 'type', q: '水果' },
    { type: 'more' },
    { type: 'narrow', filters, sort: 'print' },
  );
  assert.deepEqual([narrowed.route.filters, narrowed.route.sort, narrowed.limit], [filters, 'print', PAGE]);
  const answered = reduce(narrowed, {
    type: 'answer',
    answer: { question: questionOf(narrowed), bulletin: 1, provisional: false, outcome: outcome(1) },
  });
  assert.ok(answerOf(answered));
  const back = [
    { type: 'show', article: 1 },
    { type: 'show', article: null },
  ].reduce(reduce, answered);
  assert.ok(answerOf(back), 'the list is available at once');
  assert.ok(
    answerOf(reduce(back, { type: 'route', route: { ...back.route, filters: [{ facet: 'author', value: '王伟' }] } })),
    'another list of the same filters asks the same',
  );
  assert.equal(answerOf(reduce(back, { type: 'narrow', filters: [] })), null);
  assert.equal(reduce(back, { type: 'narrow', filters: [] }).route.sort, 'print');
});

test('filters stay for the next query, and go when the search is cleared', () => {
  const narrowed = run(
    loaded,
    { type: 'type', q: '水' },
    { type: 'narrow', filters: [{ facet: 'kind', value: 'photo' }], sort: 'oldest' },
  );
  assert.deepEqual(reduce(narrowed, { type: 'type', q: '水果' }).route.filters, narrowed.route.filters);
  for (const action of [
    { type: 'type', q: ' ' },
    { type: 'home' },
    { type: 'opened', bulletin: bulletin(2, '版面.txt') },
  ]) {
    const { filters, sort } = reduce(narrowed, action).route;
    assert.deepEqual([filters, sort], [[], 'relevance'], action.type);
  }
});

test('a bulletin from this device is shown while the address names it', () => {
  const state = run(loaded, { type: 'type', q: '水' }, { type: 'opened', bulletin: bulletin(2, '版面.txt', 1) });
  assert.equal(bulletinOf(state).id, 2);
  assert.deepEqual(state.route, { ...INITIAL.route, local: '版面.txt' });
  assert.equal(bulletinOf(reduce(state, { type: 'home' })).id, 1);
  assert.equal(bulletinOf(reduce(state, { type: 'route', route: { ...INITIAL.route, local: '别的.txt' } })).id, 1);
});

test('a bulletin that cannot be opened leaves the state as it is and says why', () => {
  const problem = { code: 'bad-json', message: 'm', where: 'articles', advice: '' };
  const state = run(loaded, { type: 'opening', name: 'x.json' }, { type: 'openFailed', problem });
  assert.equal(state.opening, null);
  assert.equal(state.openError, problem);
  assert.equal(bulletinOf(state).id, 1);
  assert.equal(reduce(state, { type: 'opener', shown: true }).openError, null);
});

test('states are frozen, and an action that changes nothing notifies nobody', () => {
  const store = createStore(INITIAL);
  const heard = [];
  store.subscribe((next, prev) => heard.push([next.route.q, prev.route.q]));
  store.dispatch({ type: 'type', q: '水' });
  store.dispatch({ type: 'type', q: '水' });
  store.dispatch({ type: 'engine', status: 'idle' });
  assert.deepEqual(heard, [['水', '']]);
  assert.throws(() => {
    store.state.route.q = 'x';
  }, TypeError);
  assert.throws(() => {
    store.state.limit = 1;
  }, TypeError);
});

test('a listener that dispatches does not hide a step from the others', () => {
  const store = createStore(INITIAL);
  const heard = [];
  store.subscribe((next) => next.limit === 2 * PAGE && store.dispatch({ type: 'more' }));
  store.subscribe((next, prev) => heard.push([prev.limit / PAGE, next.limit / PAGE]));
  store.dispatch({ type: 'more' });
  assert.deepEqual(heard.sort(), [
    [1, 2],
    [2, 3],
  ]);
});
