/** The source line below what is printed: paper, date, edition, address. Hidden on screen. */
import { h } from '../dom.js';
import { sourceOf } from '../source.js';
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/**
 * @param {HTMLElement} root what holds the views
 * @param {LaterContext} context
 */
export function createSource(root, context) {
  const line = h('p', { class: 'source' });
  root.append(line);
  return {
    /** @param {State} state */
    update(state) {
      line.textContent = sourceOf(context, state, root.baseURI);
    },
  };
}
