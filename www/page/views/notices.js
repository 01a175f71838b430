/**
 * Notices: above the page, that a link led elsewhere; at the bottom of the window, what is going on now. Notices about
 * the answers are shown with the results.
 */
import { fill, h } from '../dom.js';
import { bulletinOf } from '../store.js';
/** @import {LaterContext} from './parts.js' */
/** @import {State} from '../types.js' */

/**
 * @param {{above: HTMLElement, passing: HTMLElement}} roots
 * @param {LaterContext} context
 */
export function createNotices({ above, passing }, { t }) {
  const progress = h('progress', { 'aria-label': t.lexiconProgress });
  const line = (/** @type {(Node | string)[]} */ ...parts) => h('p', { class: 'notice' }, ...parts);
  const gone = line();

  /** @param {State} state */
  function now({ opening, lexicon, engine, online }) {
    return [
      opening !== null && line(t.opening(opening)),
      lexicon.status === 'loading' && line(h('span', null, t.lexicon), progress),
      engine === 'restarting' && line(t.restarting),
      !online && line(t.offline),
    ];
  }

  return {
    /**
     * @param {State} state
     * @param {State | null} prev
     */
    update(state, prev) {
      const { lexicon, route } = state;
      if (lexicon.total > 0) {
        progress.max = lexicon.total;
        progress.value = lexicon.loaded;
      }
      const differ = (/** @type {(keyof State)[]} */ ...keys) =>
        prev === null || keys.some((key) => state[key] !== prev[key]);
      const bulletin = bulletinOf(state);
      const name = bulletin && route.local !== bulletin.local ? route.local : null;
      if (name === null) gone.remove();
      else {
        gone.textContent = t.localGone(name);
        above.prepend(gone);
      }
      if (differ('opening', 'engine', 'online') || lexicon.status !== prev?.lexicon.status) {
        fill(passing, now(state));
        passing.hidden = passing.childElementCount === 0;
      }
    },
  };
}
