/** Replaces the page if there is no bulletin: says that it did not arrive, and offers another attempt. */
import { fill, h } from '../dom.js';
/** @import {Context} from './parts.js' */
/** @import {State} from '../types.js' */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 * @param {{reload: () => void}} does
 */
export function createTrouble(root, { t }, does) {
  return {
    /** @param {State} state */
    update({ loadError }) {
      if (loadError)
        fill(
          root,
          h('h1', { tabindex: -1 }, t.errorTitle),
          h('p', { class: 'acts' }, h('button', { type: 'button', class: 'button', onclick: does.reload }, t.retry)),
        );
    },
  };
}
