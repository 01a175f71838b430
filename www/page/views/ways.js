/** The two ways to change the type: a button in the bar for all settings, and one on the front page for elder mode. */
import { find, h } from '../dom.js';
import { viewOf } from '../store.js';
/** @import {Look} from '../../element/look.js' */
/** @import {Roots} from '../offers.js' */
/** @import {State} from '../types.js' */
/** @import {LateContext} from './parts.js' */

/**
 * @param {Roots} roots
 * @param {LateContext} context
 * @param {Look} look
 * @param {() => Promise<{toggle: () => void, elder: () => void} | null>} come fetches what the buttons need
 */
export function createWays({ bar, front }, { t }, look, come) {
  const press = (/** @type {'toggle' | 'elder'} */ what) => () =>
    come().then(
      (looks) => looks?.[what](),
      () => {},
    );
  const button = h(
    'button',
    { type: 'button', class: 'button look', 'aria-expanded': 'false', onclick: press('toggle') },
    t.looksOpen,
    h('span', { class: 'unseen' }, t.looksMore),
  );
  const elder = h('button', { type: 'button', class: 'link elder', lang: t.lang, onclick: press('elder') });
  find(bar, '.opener', HTMLElement).before(button);

  return {
    button,

    /** @param {State} [state] */
    update(state) {
      elder.textContent = look.shown('size') === 'elder' ? t.elderOff : t.elder;
      if (state && viewOf(state) === 'front' && !front.contains(elder)) front.querySelector('.masthead')?.append(elder);
    },
  };
}
