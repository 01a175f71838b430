/** The two ways to change the type: a button in the bar for all settings, and one on the front page for elder mode. */
import { find, h } from '../dom.js';
import { viewOf } from '../store.js';
/** @import {Look} from '../../element/look.js' */
/** @import {Roots} from '../offers.js' */
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/**
 * @param {Roots} roots
 * @param {LaterContext} context
 * @param {Look} look
 * @param {() => {toggle: () => void, elder: () => void}} looks returns what the buttons need
 */
export function createWays({ bar, front }, { t }, look, looks) {
  const press = (/** @type {'toggle' | 'elder'} */ what) => () => looks()[what]();
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
