/**
 * What is useful besides reading and searching: suggestions and recommendations, an article's tools, bookmarks, the choice
 * of type, gestures; and, as separate files, the issues of a collection and texts of the user's own.
 */
import { createKeep } from './keep.js';
import { createLooks } from './look-panel.js';
import { createOffers } from './offers.js';
import { bulletinOf, isAnswering, viewOf } from './store.js';
import { createSwipe } from './swipe.js';
import { createTools } from './tools.js';
import { createProgress } from './views/progress.js';
import { createSearchSheet } from './views/search-sheet.js';
import { createWays } from './views/ways.js';
import { createFetched, createWanted } from './wanted.js';
/** @import {Host} from './reader.js' */
/** @import {State} from './types.js' */
/** @import {LaterContext} from './views/parts.js' */

/**
 * Loads what comes with a text of the user's own. This is its only import, so that its code in common with the rest of
 * the reader stays in later.js; imported by reader.js too, it would make another file of that code.
 */
export const brought = () => import('./brought.js');

/**
 * @typedef {() => ReturnType<typeof createTools>} GetTools
 * @typedef {{promise: Promise<GetTools>, resolve: (get: GetTools) => void}} Awaited
 */

/** What creates a reader's tools, by the element that holds its parts. @type {WeakMap<Element, Awaited>} */
const awaited = new WeakMap();

/** @param {Element} frame */
function awaitedFor(frame) {
  const there = awaited.get(frame);
  if (there) return there;
  // The first to ask may be a call that comes before the rest of the reader.
  const asked = /** @type {Awaited} */ ({});
  asked.promise = new Promise((resolve) => {
    asked.resolve = resolve;
  });
  awaited.set(frame, asked);
  return asked;
}

/**
 * Returns a reader's tools, once the rest of the reader has loaded.
 * @param {Element} frame what holds its parts
 */
export const toolsOf = async (frame) => (await awaitedFor(frame).promise)();

/**
 * @param {import('./offers.js').Roots} roots
 * @param {LaterContext} context
 * @param {import('./offers.js').Asked} asked
 * @param {Host} host
 * @param {import('./issues.js').Source} source
 */
export function createExtras(roots, context, asked, host, source) {
  const { look, storage } = host;
  const frame = /** @type {HTMLElement} */ (roots.article.closest('.frame'));
  /**
   * True with an article, where the part is of use; elsewhere once the engine is no longer starting.
   * @param {State} state
   */
  const calm = (state) =>
    bulletinOf(state) !== null && (viewOf(state) === 'article' || !['idle', 'loading'].includes(state.engine));
  const offers = createWanted(() => createOffers(roots, context, asked), isAnswering);
  // Printing adds the source below what is shown, so other views need the tools too.
  const tools = createWanted(() => createTools(frame, context), calm);
  const ways = createWays(roots, context, look, () => looks.get());
  const looks = createWanted(() => createLooks(ways.button, context, look, storage, ways.update));
  const parts = [
    createSearchSheet(frame, context, host.scroll),
    createSwipe(roots.article, context),
    createProgress(roots.article),
    offers,
    tools,
    looks,
    createFetched(
      brought,
      ({ createBrought }) => createBrought(frame, context, host),
      (state) => [bulletinOf(state)].some((it) => it && (it.local !== null || it.report)),
    ),
  ];
  if (storage) parts.push(createWanted(() => createKeep(frame, context, storage), calm));
  if (look.element.issuesSrc)
    parts.push(
      createFetched(
        async () => (await Promise.all([import('./issues.js'), host.dress('issues')]))[0],
        ({ createIssues }) => createIssues(frame, context, host, source),
        (state) => calm(state) && viewOf(state) === 'front' && roots.front.querySelector('.masthead') !== null,
      ),
    );
  awaitedFor(frame).resolve(tools.get);
  let view = '';
  return {
    /** @param {State} state */
    update(state) {
      const before = view;
      view = viewOf(state);
      // Applies later.css before anything in the view gets the focus; otherwise Chromium keeps a removed reader's nodes
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
