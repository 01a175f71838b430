/**
 * Lines that say how things stand: above the page whose bulletin this is, at the window's foot what
 * is going on just now. What bears on the answers stands with the results.
 */
import { fill, h } from '../dom.js';
import { bulletinOf } from '../store.js';
/** @import {LateContext} from './parts.js' */
/** @import {State} from '../types.js' */

/**
 * @param {{above: HTMLElement, passing: HTMLElement}} roots
 * @param {LateContext} context
 */
export function createNotices({ above, passing }, { t, dispatch }) {
  const progress = h('progress', { 'aria-label': t.lexiconProgress });
  const line = (/** @type {(Node | string | false)[]} */ ...parts) => h('p', { class: 'notice' }, ...parts);
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) => h('button', { type: 'button', class: 'link', onclick: act }, label);

  /** @param {State} state */
  function whose(state) {
    const bulletin = bulletinOf(state);
    const { route, published } = state;
    if (!bulletin) return [];
    const { local, report, issue, encoding } = bulletin;
    return [
      route.local !== null && route.local !== local && line(t.localGone(route.local)),
      (local !== null || report !== null) && line(
        local !== null && h('span', null, t.localBar(local, issue.articles.length, encoding)),
        report !== null && button(t.localSum(report.repairs.length, report.doubts.length), () => dispatch({ type: 'report', shown: true })),
        local !== null && published !== null && button(t.localHome, () => dispatch({ type: 'home' }))),
    ];
  }

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
      const differ = (/** @type {(keyof State)[]} */ ...keys) => prev === null || keys.some((key) => state[key] !== prev[key]);
      if (differ('local', 'published') || route.local !== prev?.route.local) fill(above, whose(state));
      if (differ('opening', 'engine', 'online') || lexicon.status !== prev?.lexicon.status) {
        fill(passing, now(state));
        passing.hidden = passing.childElementCount === 0;
      }
    },
  };
}
