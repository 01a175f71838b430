/** What stands in the page's place while there is no bulletin: waiting, or what went wrong. */
import { fill, h } from '../dom.js';
import { problemNodes } from './problem.js';
/** @import {Context} from './parts.js' */
/** @import {State} from '../types.js' */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 * @param {{reload: () => void}} does
 */
export function createTrouble(root, context, does) {
  return {
    /** @param {State} state */
    update({ loadError }) {
      if (!loadError) return;
      const { t, dispatch } = context; // more words than at first, when it is a text that was not read
      fill(root, h('h1', { tabindex: -1 }, t.errorTitle), problemNodes(t, loadError),
        h('p', { class: 'acts' },
          h('button', { type: 'button', class: 'button', onclick: does.reload }, t.retry),
          h('button', { type: 'button', class: 'button', onclick: () => dispatch({ type: 'opener', shown: true }) }, t.open)));
    },
  };
}
