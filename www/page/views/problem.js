/** Problems in words: what, where, what to do. */
import { h } from '../dom.js';
/** @import {Problem} from '../types.js' */
/** @import {LaterStrings} from '../strings.js' */

/**
 * Returns the words for a problem: what, where, what to do. The engine's own message is kept as the detail, because it
 * names what was found.
 * @param {LaterStrings} t
 * @param {Problem} problem
 */
export function wordsFor(t, { code, message, where, advice }) {
  return {
    what: t.error[code] ?? t.openError[code] ?? t.error.unknown,
    detail: [message, t.error[code] || t.openError[code] ? '' : advice].filter(Boolean).join(' '),
    where: where && t.errorWhere(where),
    advice: t.advice[code] ?? t.openAdvice[code] ?? t.advice.unknown,
  };
}

/**
 * Returns the nodes that show a problem.
 * @param {LaterStrings} t
 * @param {Problem} problem
 */
export function problemNodes(t, problem) {
  const { what, detail, where, advice } = wordsFor(t, problem);
  return [
    h('p', null, what),
    (where || detail) &&
      h('p', { class: 'detail' }, where, where && detail && ' · ', h('span', { lang: 'en' }, detail)),
    h('p', null, advice),
  ];
}
