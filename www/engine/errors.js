/**
 * What goes wrong, as an Error with a code for programs and sentences for people.
 *
 * @typedef {import('../kanbao.js').PlainError} PlainError
 */

/** The engine's process is gone: a trap, an uncaught error, silence. */
export const ENGINE_DIED = 'engine-died';

/** @implements {PlainError} */
export class EngineError extends Error {
  /**
   * @param {string} code a stable word
   * @param {string} message what was expected and what was found
   * @param {{where?: string, advice?: string}} [more]
   */
  constructor(code, message, { where = '', advice = '' } = {}) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
    this.where = where;
    this.advice = advice;
  }

  /**
   * The error that a reply carries.
   * @param {PlainError} plain
   */
  static from(plain) {
    return new EngineError(plain.code, plain.message, plain);
  }
}

/**
 * Whatever was thrown, as plain data for a reply. What carries no code of ours is a surprise
 * inside the engine: after it nothing there can be trusted, so it counts as the engine's death.
 * @param {unknown} thrown
 * @returns {PlainError}
 */
export function toPlainError(thrown) {
  const error = /** @type {Partial<PlainError> | null | undefined} */ (thrown);
  if (error && typeof error.code === 'string') {
    return { code: error.code, message: error.message ?? '', where: error.where ?? '', advice: error.advice ?? '' };
  }
  return {
    code: ENGINE_DIED,
    message: `the search engine stopped: ${error?.message ?? String(thrown)}`,
    where: '',
    advice: 'it is started again; if this comes back, the text that was opened is the likely cause',
  };
}
