/** A problem as a reader can use it: what, where, what to do. */
import { h } from '../dom.js';
/** @import {Problem} from '../types.js' */
/** @import {LateStrings} from '../strings.js' */

/**
 * A problem in the reader's words: what, where, what to do. What the engine says beyond that is
 * kept, since it names what was found.
 * @param {LateStrings} t
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
 * A problem in words: what, where, what to do.
 * @param {LateStrings} t
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
