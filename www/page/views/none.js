/** What to do when nothing was found. */
import { fill, find, h } from '../dom.js';
import { answerOf, bulletinOf, viewOf } from '../store.js';
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/**
 * @param {HTMLElement} root the view of the results
 * @param {LaterContext} context
 */
export function createNone(root, { t, dispatch }) {
  const none = find(root, '.none', HTMLElement);
  const slot = h('slot', { name: 'empty' });
  const way = (/** @type {string} */ words, /** @type {() => void} */ go) =>
    h('p', null, h('button', { type: 'button', class: 'button', onclick: go }, words));
  let key = '';

  return {
    /** @param {State} state */
    update(state) {
      if (viewOf(state) !== 'results' || answerOf(state)?.outcome.total !== 0) return;
      const narrowed = state.route.filters.length > 0;
      const articles = bulletinOf(state)?.issue.articles.length ?? 0;
      if (key === (key = `${narrowed} ${articles}`)) return;
      if (narrowed)
        fill(
          none,
          h('p', null, t.noHitsNarrowed),
          way(t.unnarrow, () => dispatch({ type: 'narrow', filters: [] })),
          slot,
        );
      else {
        fill(
          none,
          h('p', null, t.noHitsScope(articles)),
          h(
            'ul',
            null,
            t.noHitsTips.map((tip) => h('li', null, tip)),
          ),
          way(t.noHitsHome, () => dispatch({ type: 'type', q: '' })),
          slot,
        );
      }
    },
  };
}
