/** What stands in the page's place while there is no bulletin: waiting, or what went wrong. */
import { fill, h } from '../dom.js';
import { wordsFor } from '../strings.js';
/** @import {Context} from './parts.js' */
/** @import {Problem, State} from '../types.js' */
/** @import {Strings} from '../strings.js' */

/**
 * A problem in words: what, where, what to do.
 * @param {Strings} t
 * @param {Problem} problem
 */
export function problemNodes(t, problem) {
  const { what, detail, where, advice } = wordsFor(t, problem);
  return [
    h('p', null, what),
    (where || detail) && h('p', { class: 'detail' }, [where, detail].filter(Boolean).join(' · ')),
    h('p', null, advice),
  ];
}

/**
 * @param {HTMLElement} root
 * @param {Context} context
 * @param {{reload: () => void}} does
 */
export function createTrouble(root, { t, dispatch }, does) {
  return {
    /** @param {State} state */
    update({ loadError }) {
      if (!loadError) return;
      fill(root, h('h1', { tabindex: -1 }, t.errorTitle), problemNodes(t, loadError),
        h('p', { class: 'acts' },
          h('button', { type: 'button', class: 'button', onclick: does.reload }, t.retry),
          h('button', { type: 'button', class: 'button', onclick: () => dispatch({ type: 'opener', shown: true }) }, t.open)));
    },
  };
}
