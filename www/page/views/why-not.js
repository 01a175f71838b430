/** Explains why there is no bulletin and what else can be done, below what trouble.js shows at once. */
import { find, h } from '../dom.js';
import { problemNodes } from './problem.js';
/** @import {LaterContext} from './parts.js' */
/** @import {State} from '../types.js' */

/**
 * @param {HTMLElement} root the view of the error
 * @param {LaterContext} context
 */
export function createWhyNot(root, { t, dispatch }) {
  return {
    /** @param {State} state */
    update({ loadError }) {
      if (!loadError || root.querySelector('.opens')) return;
      find(root, 'h1', HTMLElement).after(...problemNodes(t, loadError).filter((node) => node !== ''));
      find(root, '.acts', HTMLElement).append(
        h(
          'button',
          { type: 'button', class: 'button opens', onclick: () => dispatch({ type: 'opener', shown: true }) },
          t.open,
        ),
      );
    },
  };
}
