/** The page's state: frozen snapshots and one reducer. No DOM, no engine. */
import { indexOf, nameArticles } from '../engine/ids.js';
/** @import {Action, Answer, Bulletin, Dispatch, Problem, Route, State} from './types.js' */

/** Results requested at first, and added by each press of “more”: two or three screens of a phone. */
export const PAGE = 10;

/** Maximum length of a quoted query (UTF-16 units). */
const QUOTED = 40;

/** Results as they come: unfiltered, best first. @type {Pick<Route, 'filters' | 'sort'>} */
const UNNARROWED = Object.freeze({ filters: Object.freeze([]), sort: 'relevance' });

/** @type {State} */
export const INITIAL = Object.freeze({
  route: Object.freeze({ q: '', a: null, id: null, passage: null, local: null, ...UNNARROWED }),
  limit: PAGE,
  published: null,
  local: null,
  loadError: null,
  engine: 'idle',
  trouble: null,
  held: 0,
  refused: null,
  lexicon: Object.freeze({ status: 'none', loaded: 0, total: 0 }),
  answer: null,
  marks: null,
  explain: false,
  opener: false,
  opening: null,
  openError: null,
  report: false,
  online: true,
  update: false,
});

/**
 * Returns the bulletin shown: the one from this device that the address names, otherwise the published one.
 * @param {State} state
 * @returns {Bulletin | null}
 */
export function bulletinOf(state) {
  return state.local && state.local.local === state.route.local ? state.local : state.published;
}

/**
 * Returns an article's headline; '' if there is no such article.
 * @param {State} state
 * @param {number | null} article from 0
 */
export function headlineOf(state, article) {
  return bulletinOf(state)?.issue.articles[article ?? -1]?.headline ?? '';
}

/**
 * Returns the identifier of an article of the bulletin shown; null if there is no such article.
 * @param {State} state
 * @param {number | null} article from 0
 */
export function idOf(state, article) {
  return bulletinOf(state)?.issue.articles[article ?? -1]?.id ?? null;
}

/**
 * Returns the query as it is searched, without surrounding blanks.
 * @param {State} state
 */
export function queryOf(state) {
  return state.route.q.trim();
}

/**
 * Returns what is marked in an article: the passage that the address quotes, otherwise the query.
 * @param {State} state
 */
export function soughtIn(state) {
  return state.route.passage ?? queryOf(state);
}

/**
 * Returns the question as one string: states with the same question have the same answer.
 * @param {State} state
 */
export function questionOf(state) {
  const { filters, sort } = state.route;
  return JSON.stringify([queryOf(state), sort, filters.map(({ facet, value }) => [facet, value])]);
}

/**
 * Returns the answer to the current question, if it has arrived.
 * @param {State} state
 * @returns {Answer | null}
 */
export function answerOf(state) {
  const { answer } = state;
  return answer?.question === questionOf(state) && answer.bulletin === bulletinOf(state)?.id ? answer : null;
}

/**
 * Returns whether a fuller answer is to follow this one.
 * @param {State} state
 * @param {Answer} answer
 */
export function isSearching(state, { provisional, problem }) {
  return provisional && !problem && !silenceOf(state);
}

/**
 * Returns whether the engine can answer about the bulletin shown.
 * @param {State} state
 */
export function isAnswering(state) {
  return state.engine === 'ready' && state.held !== 0 && state.held === bulletinOf(state)?.id;
}

/**
 * Returns why the engine will not answer about the bulletin shown, so that the plain scan's answer is the last one;
 * null while it may still answer.
 * @param {State} state
 * @returns {Problem | null}
 */
export function silenceOf(state) {
  const { engine, trouble, refused } = state;
  if (engine === 'failed' || engine === 'unsupported')
    return { message: '', where: '', advice: '', ...trouble, code: `engine-${engine}` };
  return refused && refused.bulletin === bulletinOf(state)?.id ? refused.problem : null;
}

/**
 * Returns whether the answer to the current question is there, and no better one will follow by itself.
 * @param {State} state
 */
export function isFinal(state) {
  const answer = answerOf(state);
  if (!answer) return false;
  return !(answer.provisional || answer.partial) || answer.problem !== null || silenceOf(state) !== null;
}

/**
 * Returns a query for quoting in a heading, shortened: someone who pastes a whole page knows what they pasted.
 * @param {string} q
 */
export function quotable(q) {
  return q.length > QUOTED ? `${q.slice(0, QUOTED)}…` : q;
}

/**
 * Returns which of the page's views is shown.
 * @param {State} state
 * @returns {'loading' | 'error' | 'front' | 'results' | 'article'}
 */
export function viewOf(state) {
  const bulletin = bulletinOf(state);
  if (!bulletin) return state.loadError ? 'error' : 'loading';
  const { a } = state.route;
  if (a !== null && a < bulletin.issue.articles.length) return 'article';
  return queryOf(state) ? 'results' : 'front';
}

/**
 * Returns the state at another place, dropping the passage that was quoted at the previous one.
 * @param {State} state
 * @param {Partial<Route>} change
 * @returns {State}
 */
function at(state, change) {
  return { ...state, route: Object.freeze({ ...state.route, id: null, passage: null, ...change }), limit: PAGE };
}

/**
 * Returns the state with the article shown that the address or the page names, once the bulletin is there.
 * @param {State} state
 * @returns {State}
 */
function resolved(state) {
  const { route } = state;
  const issue = bulletinOf(state)?.issue;
  const a = issue && route.id !== null ? indexOf(issue, route.id) : -1;
  return a < 0 ? state : { ...state, route: Object.freeze({ ...route, a, id: null }) };
}

/**
 * Returns the state after an action. Answers to questions that are no longer asked are dropped here, so that code that
 * asks need not track what has happened meanwhile.
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export const reduce = (state, action) => resolved(step(state, action));

/**
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
function step(state, action) {
  switch (action.type) {
    case 'route':
      return { ...at(state, action.route), ...(action.limit && { limit: action.limit }) };
    case 'type':
      if (action.q === state.route.q && state.route.a === null) return state;
      // Filters may stay for the next query, but not after the search was cleared.
      return at(state, { q: action.q, a: null, ...(action.q.trim() ? null : UNNARROWED) });
    case 'search':
      return at(state, { q: action.q, a: null, ...UNNARROWED });
    case 'narrow': {
      const { filters = state.route.filters, sort = state.route.sort } = action;
      return at(state, { filters, sort });
    }
    case 'show':
      return {
        ...at(state, typeof action.article === 'string' ? { a: null, id: action.article } : { a: action.article }),
        limit: state.limit,
      };
    case 'quote':
      return { ...at(state, { id: state.route.id, passage: action.passage }), limit: state.limit };
    case 'home':
      return at(state, { q: '', a: null, local: null, ...UNNARROWED });
    case 'more':
      return { ...state, limit: state.limit + PAGE };
    case 'explain':
      return { ...state, explain: action.on };
    case 'loaded':
      nameArticles(action.bulletin.issue);
      return { ...state, published: action.bulletin, loadError: null };
    case 'loadFailed':
      return { ...state, loadError: action.problem };
    case 'reload':
      return action.anew
        ? { ...at(state, action.route ?? { a: null, local: null }), published: null, loadError: null }
        : { ...state, loadError: null };
    case 'engine':
      return action.status === state.engine
        ? state
        : { ...state, engine: action.status, trouble: action.problem ?? null };
    case 'held':
      return action.bulletin === state.held ? state : { ...state, held: action.bulletin };
    case 'refused':
      return action.refused === state.refused ? state : { ...state, refused: action.refused };
    case 'lexicon':
      return { ...state, lexicon: Object.freeze(action.lexicon) };
    case 'answer': {
      const next = { ...state, answer: Object.freeze(action.answer) };
      return answerOf(next) ? next : state;
    }
    case 'marks': {
      const { marks } = action;
      const asked = marks.q === soughtIn(state) && marks.article === state.route.a;
      return asked && marks.bulletin === bulletinOf(state)?.id ? { ...state, marks: Object.freeze(marks) } : state;
    }
    case 'opener':
      return { ...state, opener: action.shown, openError: null };
    case 'opening':
      return { ...state, opening: action.name, openError: null };
    case 'opened': {
      nameArticles(action.bulletin.issue);
      const next = at(state, { q: '', a: null, local: action.bulletin.local, ...UNNARROWED });
      return { ...next, local: action.bulletin, opening: null, opener: false };
    }
    case 'openFailed':
      return { ...state, opening: null, opener: true, openError: action.problem };
    case 'report':
      return { ...state, report: action.shown };
    case 'online':
      return { ...state, online: action.online };
    case 'update':
      return { ...state, update: true };
  }
}

/**
 * Creates a store: the state, and listeners that are told of its changes in the order they subscribed.
 * @param {State} state
 */
export function createStore(state) {
  /** @type {((next: State, prev: State) => void)[]} */
  const listeners = [];
  return {
    get state() {
      return state;
    },
    /** @type {Dispatch} */
    dispatch(action) {
      const prev = state;
      const next = Object.freeze(reduce(prev, action));
      state = next;
      // A listener may dispatch again; each listener still sees every step.
      if (next !== prev) for (const listener of [...listeners]) listener(next, prev);
    },
    /** @param {(next: State, prev: State) => void} listener */
    subscribe(listener) {
      listeners.push(listener);
      return () => listeners.splice(listeners.indexOf(listener), 1);
    },
  };
}
