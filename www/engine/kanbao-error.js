/**
 * The errors that a page's program gets, from the elements and from the engine: one class, no empty texts.
 *
 * @typedef {import('../kanbao.js').PlainError} PlainError
 * @typedef {import('./errors.js').RawError} RawError
 */

/** What to do, by code, if the origin of an error does not say. */
const ADVICE = /** @type {Record<string, string>} */ ({
  'too-large': 'split the bulletin by issue or page',
  'bad-json': 'correct the file there, or publish it again with the command line',
  'bad-src': 'name a file in the folder of the page’s own src, or set src-scope',
  'bad-request': 'correct the call; the reference lists what it takes',
  'not-found': 'check the address',
  'no-such-article': 'use the id from a hit, an event or the bulletin',
  'not-ready': 'open a bulletin first',
  'not-connected': 'put the element into a document first',
  empty: 'open a file that contains articles',
  'no-engine': 'use a newer browser, or open a prepared bulletin (JSON)',
  'no-worker': 'allow workers in the page’s policy, or leave the mode at auto',
  closed: 'create another engine',
});

/** If nothing better is known. */
const OTHERWISE = 'check the connection and try again; if it happens again, report it with this message';

/** @implements {PlainError} */
export class KanbaoError extends Error {
  /** True for errors of every copy of this class: the elements and the engine are separate files. @param {unknown} value */
  static [Symbol.hasInstance](value) {
    return (
      Object.prototype.toString.call(value) === '[object Error]' && /** @type {any} */ (value).name === 'KanbaoError'
    );
  }

  /**
   * @param {Partial<RawError & PlainError>} error its empty texts are filled in
   * @param {string} place where it happened, if the error does not say
   */
  constructor({ code = '', message = '', where = '', place: at = where, advice = '' }, place) {
    super(message || (code || 'something went wrong').replace(/-/g, ' '));
    this.name = 'KanbaoError';
    /** A stable identifier. */
    this.code = code || 'unknown';
    /** A file, an address, a path within JSON, or the call that failed. */
    this.place = at || place;
    /** What to do about it. */
    this.advice = advice || ADVICE[this.code] || OTHERWISE;
  }

  /**
   * Returns plain data, for an event. @param {Partial<RawError & PlainError>} error @param {string} at @returns {PlainError}
   */
  static plain(error, at) {
    const { code, message, place, advice } = new KanbaoError(error, at);
    return { code, message, place, advice };
  }
}

/**
 * Returns an object's own properties without a prototype, so that options a caller leaves out are undefined, whatever
 * another script has added to `Object.prototype`.
 * @template {object} T
 * @param {T | null | undefined} options
 * @returns {Partial<T>}
 */
export const own = (options) => Object.assign(Object.create(null), options);
