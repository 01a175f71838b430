/** How far an article was read: recorded while reading, and offered once on the front page at the next visit. */
import { h } from '../dom.js';
import { keptOf, placeIn } from '../kept.js';
import { bulletinOf, viewOf } from '../store.js';
/** @import {KeptThings} from '../kept.js' */
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** Long enough to be sure that the user has stopped there (ms). */
const REST = 500;
/** A paragraph of which less than this is visible (CSS px) does not count as being read. */
const LINE = 24;

/**
 * @param {{front: HTMLElement, article: HTMLElement}} roots
 * @param {LaterContext} context
 * @param {KeptThings} kept
 * @param {AbortSignal} signal aborted when the reader ends
 */
export function createLastPlace({ front, article }, { t, dispatch }, kept, signal) {
  /** @type {State} */
  let now;
  let timer = 0;
  /** Whether the offer has been made or is no longer of use. */
  let done = false;
  const words = h('span', null);
  const node = h(
    'div',
    { class: 'resume', lang: t.lang, role: 'group', 'aria-label': t.lastPlace },
    words,
    h('button', { type: 'button', class: 'button strong', onclick: goOn }, t.goOn),
    h('button', {
      type: 'button',
      class: 'close',
      'aria-label': t.close,
      onclick() {
        kept.leave(null);
        node.remove();
        front.querySelector('h1')?.focus({ preventScroll: true });
      },
    }),
  );

  const blocks = () => [...article.querySelectorAll('.text > *')];
  const issue = () => bulletinOf(now)?.issue;

  function goOn() {
    const place = kept.place();
    const its = issue();
    const at = place && its ? placeIn(place, its) : -1;
    node.remove();
    if (!place || at < 0) return;
    dispatch({ type: 'show', article: at });
    if (viewOf(now) === 'article') blocks()[place.paragraph]?.scrollIntoView({ block: 'start' });
  }

  /** Records the first paragraph of which a line is visible; an article scrolled to its end counts as read. */
  function note() {
    const its = issue();
    const { a } = now.route;
    if (!its || a === null || viewOf(now) !== 'article' || bulletinOf(now)?.local !== null) return;
    const all = blocks();
    const top = Math.max(0, article.closest('.content')?.previousElementSibling?.getBoundingClientRect().bottom ?? 0);
    const paragraph = all.findIndex((block) => block.getBoundingClientRect().bottom > top + LINE);
    const last = all[all.length - 1]?.getBoundingClientRect().bottom ?? 0;
    kept.leave(paragraph < 1 || last < innerHeight ? null : { ...keptOf(its, a), paragraph });
  }

  addEventListener(
    'scroll',
    () => {
      clearTimeout(timer);
      if (now && viewOf(now) === 'article') timer = setTimeout(note, REST);
    },
    { passive: true, capture: true, signal },
  );
  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    /** @param {State} state */
    update(state) {
      if (state.route.a !== now?.route.a) clearTimeout(timer);
      now = state;
      const view = viewOf(state);
      if (view !== 'front') node.remove();
      if (done || view === 'loading') return;
      // Offered only to someone who has just arrived and not moved on.
      done = true;
      const place = kept.place();
      const its = issue();
      if (view !== 'front' || !place || !its || placeIn(place, its) < 0) return;
      words.textContent = t.readUpTo(place.headline);
      front.append(node);
    },
  };
}
