/** Fetches the last parts, each a separate file: offers.js, tools.js, look-panel.js, keep.js, issues.js, brought.js. */
import { createSwipe } from './swipe.js';
import { createProgress } from './views/progress.js';
import { createSearchSheet } from './views/search-sheet.js';
import { createWays } from './views/ways.js';
import { bulletinOf, isAnswering, viewOf } from './store.js';
/** @import {Host} from './reader.js' */
/** @import {State} from './types.js' */
/** @import {LateContext} from './views/parts.js' */

/**
 * @template P
 * @typedef {P & {update: (state: State) => void, stop: () => void}} Part
 */

/**
 * Creates a part that is fetched once it is wanted. If it fails to arrive, it is tried again after a change that may
 * help: the connection's return, or another state of the engine.
 * @template M, P
 * @param {() => Promise<M>} script
 * @param {(module: M) => Part<P>} make
 * @param {(state: State) => boolean} wanted
 * @param {Host} host
 * @param {'last' | 'issues'} [sheet]
 */
function createFetched(script, make, wanted, { dress }, sheet = 'last') {
  /** @type {Part<P> | null} */
  let part = null;
  /** @type {Promise<Part<P> | null> | null} */
  let coming = null;
  let lost = false;
  let stopped = false;
  /** @type {State} */
  let now;

  async function fetchIt() {
    try {
      const [module] = await Promise.all([script(), dress(sheet)]);
      if (stopped) return null;
      part = make(module);
      part.update(now);
      return part;
    } catch (error) {
      coming = null;
      lost = true;
      throw error;
    }
  }
  const come = () => (coming ??= fetchIt());
  return {
    /** Fetches the part; null if the reader has ended. */
    come,
    /** Returns the part if it has arrived. */
    there: () => part,
    /** @param {State} state */
    update(state) {
      if (state.engine !== now?.engine || (state.online && !now.online)) lost = false;
      now = state;
      if (part) part.update(state);
      else if (!lost && wanted(state)) come().catch(() => {});
    },
    stop() {
      stopped = true;
      part?.stop();
    },
  };
}

/**
 * @typedef {ReturnType<typeof import('./tools.js').createTools>} Tools
 * @typedef {() => Promise<Tools | null>} Come
 * @typedef {{promise: Promise<Come>, resolve: (come: Come) => void}} Fetching
 */

/** What fetches a reader's tools, by the element that holds its parts. @type {WeakMap<Element, Fetching>} */
const fetching = new WeakMap();

/** @param {Element} frame */
function fetchingOf(frame) {
  const there = fetching.get(frame);
  if (there) return there;
  // The first to ask may be a call that comes before the rest of the reader.
  const asked = /** @type {Fetching} */ ({});
  asked.promise = new Promise((resolve) => {
    asked.resolve = resolve;
  });
  fetching.set(frame, asked);
  return asked;
}

/**
 * Fetches a reader's tools now; null if the reader has ended.
 * @param {Element} frame what holds its parts
 */
export const toolsOf = async (frame) => (await fetchingOf(frame).promise)();

/**
 * @param {import('./offers.js').Roots} roots
 * @param {LateContext} context
 * @param {import('./offers.js').Asked} asked
 * @param {Host} host
 * @param {import('./issues.js').Source} source
 */
export function createLast(roots, context, asked, host, source) {
  // Suggestions and recommendations must not delay the first results.
  const offers = createFetched(
    () => import('./offers.js'),
    ({ createOffers }) => createOffers(roots, context, asked),
    isAnswering,
    host,
  );
  const frame = /** @type {HTMLElement} */ (roots.article.closest('.frame'));
  /**
   * True with an article, where the part is of use; elsewhere once the engine is no longer starting.
   * @param {State} state
   */
  const calm = (state) =>
    bulletinOf(state) !== null && (viewOf(state) === 'article' || !['idle', 'loading'].includes(state.engine));
  // Printing adds the source below what is shown, so other views need the tools too.
  const reading = createFetched(
    () => import('./tools.js'),
    ({ createTools }) => createTools(frame, context),
    calm,
    host,
  );
  const ways = createWays(roots, context, host.look, () => looks.come());
  const looks = createFetched(
    () => import('./look-panel.js'),
    ({ createLooks }) => createLooks(ways.button, context, host.look, host.storage, ways.update),
    () => false,
    host,
  );
  const { storage } = host;
  const keep = storage
    ? [
        createFetched(
          () => import('./keep.js'),
          ({ createKeep }) => createKeep(frame, context, storage),
          calm,
          host,
        ),
      ]
    : [];
  const issues = host.look.element.issues
    ? [
        createFetched(
          () => import('./issues.js'),
          ({ createIssues }) => createIssues(frame, context, host, source),
          (state) => calm(state) && viewOf(state) === 'front' && roots.front.querySelector('.masthead') !== null,
          host,
          'issues',
        ),
      ]
    : [];
  const brought = createFetched(
    () => import('./brought.js'),
    ({ createBrought }) => createBrought(frame, context, host),
    (state) => [bulletinOf(state)].some((it) => it && (it.local !== null || it.report)),
    host,
  );
  const parts = [
    createSearchSheet(frame, context, host.scroll),
    createSwipe(roots.article, context),
    createProgress(roots.article),
    offers,
    reading,
    looks,
    brought,
    ...keep,
    ...issues,
  ];
  fetchingOf(frame).resolve(reading.come);
  let view = '';
  return {
    /** @param {State} state */
    update(state) {
      const before = view;
      view = viewOf(state);
      // Applies late.css before anything in the view gets the focus; otherwise Chromium keeps a removed reader's nodes
      // alive.
      if (view === 'front' && before !== view) void getComputedStyle(roots.front).display;
      for (const part of [ways, ...parts]) part.update(state);
    },
    /** @param {string} q what the user has just typed */
    typed: (q) => offers.there()?.typed(q),
    /** @param {string} key */
    take: (key) => offers.there()?.take(key) ?? false,
    stop() {
      for (const part of parts) part.stop();
    },
  };
}
