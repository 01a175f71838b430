/** A problem as a reader can use it: what, where, what to do. */
import { h } from '../dom.js';
/** @import {Problem} from '../types.js' */
/** @import {Strings} from '../strings.js' */

/**
 * A problem in the reader's words: what, where, what to do. What the engine says beyond that is
 * kept, since it names what was found.
 * @param {Strings} t
 * @param {Problem} problem
 */
export function wordsFor(t, { code, message, where, advice }) {
  return {
    what: t.error[code] ?? t.error.unknown,
    detail: [message, code in t.error ? '' : advice].filter(Boolean).join(' '),
    where: where && t.errorWhere(where),
    advice: t.advice[code] ?? t.advice.unknown,
  };
}

/**
 * A problem in words: what, where, what to do.
 * @param {Strings} t
 * @param {Problem} problem
 */
export function problemNodes(t, problem) {
  const { what, detail, where, advice } = wordsFor(t, problem);
  return [
    h('p', null, what),
    (where || detail) && h('p', { class: 'detail' }, where, where && detail && ' · ', h('span', { lang: 'en' }, detail)),
    h('p', null, advice),
  ];
}
