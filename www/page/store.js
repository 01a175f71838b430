/** The page's state: frozen snapshots, one reducer, no DOM and no engine. */
/** @import {Action, Answer, Bulletin, Dispatch, Route, State} from './types.js' */

/** Results asked for at first, and more by each press of “more”: two or three screens of a phone. */
export const PAGE = 10;

/** Characters of a query that are quoted. */
const QUOTED = 40;

/** Results as they come: all of them, the best first. @type {Pick<Route, 'filters' | 'sort'>} */
const UNNARROWED = Object.freeze({ filters: Object.freeze([]), sort: 'relevance' });

/** @type {State} */
export const INITIAL = Object.freeze({
  route: Object.freeze({ q: '', a: null, passage: null, local: null, ...UNNARROWED }),
  limit: PAGE,
  published: null,
  local: null,
  loadError: null,
  engine: 'idle',
  held: 0,
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
 * The bulletin on show: the one from this device that the address names, else the published one.
 * @param {State} state
 * @returns {Bulletin | null}
 */
export function bulletinOf(state) {
  return state.local && state.local.local === state.route.local ? state.local : state.published;
}

/**
 * The query as it is searched: without blanks around it.
 * @param {State} state
 */
export function queryOf(state) {
  return state.route.q.trim();
}

/**
 * What is marked in an article: the passage that the address quotes, else the query.
 * @param {State} state
 */
export function soughtIn(state) {
  return state.route.passage ?? queryOf(state);
}

/**
 * What is asked, as one string: two states that ask the same have the same answer.
 * @param {State} state
 */
export function questionOf(state) {
  const { filters, sort } = state.route;
  return JSON.stringify([queryOf(state), sort, filters.map(({ facet, value }) => [facet, value])]);
}

/**
 * The answer to what is asked, where it has come.
 * @param {State} state
 * @returns {Answer | null}
 */
export function answerOf(state) {
  const { answer } = state;
  return answer?.question === questionOf(state) && answer.bulletin === bulletinOf(state)?.id ? answer : null;
}

/**
 * Whether the engine can answer about the bulletin on show.
 * @param {State} state
 */
export function isAnswering(state) {
  return state.engine === 'ready' && state.held !== 0 && state.held === bulletinOf(state)?.id;
}

/**
 * A query as it is quoted in a heading: one who pastes a whole page knows what was pasted.
 * @param {string} q
 */
export function quotable(q) {
  return q.length > QUOTED ? `${q.slice(0, QUOTED)}…` : q;
}

/**
 * Which of the page's views is on.
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
 * Another place; what was quoted at the one before is not quoted there.
 * @param {State} state
 * @param {Partial<Route>} change
 * @returns {State}
 */
function at(state, change) {
  return { ...state, route: Object.freeze({ ...state.route, passage: null, ...change }), limit: PAGE };
}

/**
 * The state after an action. Answers to questions no longer asked are dropped here, so whoever
 * asks need not know what has happened meanwhile.
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case 'route':
      return at(state, action.route);
    case 'type':
      if (action.q === state.route.q && state.route.a === null) return state;
      // What narrowed one query may stay for the next, but not for a search that was cleared away.
      return at(state, { q: action.q, a: null, ...(action.q.trim() ? null : UNNARROWED) });
    case 'search':
      return at(state, { q: action.q, a: null, ...UNNARROWED });
    case 'narrow': {
      const { filters = state.route.filters, sort = state.route.sort } = action;
      return at(state, { filters, sort });
    }
    case 'show':
      return { ...at(state, { a: action.article }), limit: state.limit };
    case 'quote':
      return { ...at(state, { passage: action.passage }), limit: state.limit };
    case 'home':
      return at(state, { q: '', a: null, local: null, ...UNNARROWED });
    case 'more':
      return { ...state, limit: state.limit + PAGE };
    case 'explain':
      return { ...state, explain: action.on };
    case 'loaded':
      return { ...state, published: action.bulletin, loadError: null };
    case 'loadFailed':
      return { ...state, loadError: action.problem };
    case 'reload':
      return action.anew
        ? { ...at(state, action.route ?? { a: null, local: null }), published: null, loadError: null }
        : { ...state, loadError: null };
    case 'engine':
      return action.status === state.engine ? state : { ...state, engine: action.status };
    case 'held':
      return action.bulletin === state.held ? state : { ...state, held: action.bulletin };
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
 * A store: the state, and whoever wants to hear of its changes, in the order they asked.
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
      // A listener may dispatch again: each still hears of every step, as it was.
      if (next !== prev) for (const listener of [...listeners]) listener(next, prev);
    },
    /** @param {(next: State, prev: State) => void} listener */
    subscribe(listener) {
      listeners.push(listener);
      return () => listeners.splice(listeners.indexOf(listener), 1);
    },
  };
}
