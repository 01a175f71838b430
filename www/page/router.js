/**
 * Translates between the address bar and the state: `?q=query&a=article` (an identifier), a passage of the article
 * (`&passage=…`), the filters and sort order (`&author=王伟&month=2024-02&sort=newest`), and `local=name` for a bulletin
 * from this device. Other parameters (`src`, `lang`) are left alone.
 *
 * Each history entry has a key. What the user saw there (the scroll position, which article was opened from there) is
 * stored by key and restored on return.
 */
import { FACETS, SORTS } from '../engine/outcome.js';
/** @import {Route, State} from './types.js' */

/** While the user types, the address follows after this pause (ms): Safari refuses more than 100 changes in 30 s. */
const SETTLE = 300;

/** Maximum length of an article's identifier in an address (UTF-16 units). */
const LONGEST = 200;

/**
 * Parses the query part of an address.
 * @param {string} search
 * @returns {Route}
 */
export function parseRoute(search) {
  const params = new URLSearchParams(search);
  const id = params.get('a')?.slice(0, LONGEST).trim() || null;
  return {
    q: params.get('q') ?? '',
    a: null,
    id,
    passage: (id && params.get('passage')) || null,
    local: params.get('local'),
    filters: FACETS.flatMap((facet) =>
      [...new Set(params.getAll(facet))].filter(Boolean).map((value) => ({ facet, value })),
    ),
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? 'relevance',
  };
}

/**
 * Returns the query part of an address for `route`, keeping other parameters; `''` if there is nothing to say.
 * @param {Route} route
 * @param {string} search the current one
 * @param {(a: number) => string | null} idOf
 */
export function formatRoute(route, search, idOf) {
  const params = new URLSearchParams(search);
  for (const name of ['local', 'q', 'sort', 'a', 'passage', ...FACETS]) params.delete(name);
  if (route.local !== null) params.set('local', route.local);
  if (route.q.trim()) {
    params.set('q', route.q.trim());
    for (const { facet, value } of route.filters) params.append(facet, value);
    if (route.sort !== 'relevance') params.set('sort', route.sort);
  }
  const id = route.a === null ? route.id : idOf(route.a);
  if (id !== null) {
    params.set('a', id);
    if (route.passage) params.set('passage', route.passage);
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

/**
 * @typedef {object} Place what a user leaves behind at a history entry
 * @property {number} y how far the page is scrolled down, CSS px
 * @property {number | null} article the article that was opened from there
 *
 * @typedef {{key: number, depth: number, place: Place | null}} Entry
 * depth: how many entries back the list is from which this article was opened; 0: none
 */

/**
 * @param {object} host
 * @param {Pick<Location, 'search' | 'pathname'>} host.location
 * @param {Pick<History, 'state' | 'pushState' | 'replaceState' | 'go'>} host.history
 * @param {(a: number) => string | null} host.idOf returns the identifier of an article shown
 * @param {() => number} host.scrollY
 * @param {(run: () => void, ms: number) => unknown} host.later
 * @param {(timer: any) => void} host.cancel
 */
export function createRouter({ location, history, idOf, scrollY, later, cancel }) {
  /** @type {Map<number, Place>} */
  const places = new Map();
  /** @type {unknown} */
  let timer = null;
  let entry = adopt(history.state);
  let keys = entry.key;
  /** Whether the next change gets an entry of its own, whatever it is. */
  let apart = false;
  /** Whether the next change comes from the browser's history. */
  let came = false;
  if (history.state?.key !== entry.key) history.replaceState(entry, '');

  /**
   * Takes over a history entry.
   * @param {unknown} state of the entry, perhaps written by another program
   * @returns {Entry}
   */
  function adopt(state) {
    const known = /** @type {Partial<Entry> | null} */ (state);
    if (typeof known?.key !== 'number') return { key: Date.now(), depth: 0, place: null };
    // What is remembered here is newer than what was stored in the entry.
    if (known.place && !places.has(known.key)) places.set(known.key, known.place);
    return { key: known.key, depth: known.depth ?? 0, place: null };
  }

  /** @param {Route} route */
  const href = (route) => formatRoute(route, location.search, idOf) || location.pathname;
  /** The address of what was shown last; the articles of another bulletin have other identifiers. */
  let last = '';

  /** @param {string} address */
  function replace(address) {
    cancel(timer);
    timer = null;
    try {
      history.replaceState(entry, '', address);
    } catch {
      // Too many changes in a short time: the next one will bring the address up to date.
    }
  }

  /** Returns the place that the user left at this entry, if they were here before. */
  const place = () => places.get(entry.key) ?? null;

  /** @param {number | null} article */
  function leave(article) {
    places.set(entry.key, { y: scrollY(), article: article ?? places.get(entry.key)?.article ?? null });
  }

  return {
    href,

    place,

    /**
     * Gives the next change an entry of its own, because it comes from a link: Back then leads to where the link was.
     */
    part() {
      apart = true;
    },

    /**
     * Updates the address after a change of state. Another article, view or bulletin, or other filters or order, make a
     * new entry; the letters of a query that is being typed do not.
     * @param {State} next
     * @param {State} prev
     */
    follow({ route: next, ...now }, { route: prev, ...then }) {
      const linked = apart;
      const named = came || now.published !== then.published;
      apart = false;
      if (next === prev) return;
      came = false;
      const before = last || href(prev);
      last = href(next);
      if (formatRoute(next, location.search, idOf) === location.search) return;
      // The address named the article in another way, or before the bulletin was there: the entry stays the same.
      if (named && next.a !== null) return replace(last);
      const started = prev.a === null && next.a === null && !prev.q.trim() && next.q.trim() !== '';
      const turned = next.a !== prev.a || next.local !== prev.local;
      const narrowed = next.q === prev.q && (next.filters !== prev.filters || next.sort !== prev.sort);
      if (!started && !turned && !narrowed && !linked) {
        cancel(timer);
        timer = later(() => replace(href(next)), SETTLE);
        return;
      }
      leave(next.a);
      entry = { ...entry, place: place() };
      replace(before);
      const depth = next.a === null ? 0 : prev.a === null ? 1 : entry.depth && entry.depth + 1;
      entry = { key: ++keys, depth, place: null };
      history.pushState(entry, '', href(next));
    },

    /**
     * Returns the route of the entry the browser went to by Back, Forward or a reload.
     * @param {unknown} state of the entry
     * @returns {Route}
     */
    arrive(state) {
      cancel(timer);
      timer = null;
      leave(null);
      came = true;
      last = '';
      entry = adopt(state);
      keys = Math.max(keys, entry.key);
      return parseRoute(location.search);
    },

    /**
     * Goes back to the list from which the article was opened. Returns false if a link opened it.
     */
    back() {
      if (!entry.depth) return false;
      history.go(-entry.depth);
      return true;
    },

    /**
     * Stores the place in the entry itself, for a reload or a return from another site.
     * @param {Route} route
     */
    keep(route) {
      leave(null);
      entry = { ...entry, place: place() };
      replace(href(route));
    },

    /** Ends; a query that is still being typed does not reach the address. */
    stop: () => cancel(timer),
  };
}
