/**
 * Errors with a code for programs and text for people, inside the engine. Callers get each as a KanbaoError.
 *
 * @typedef {{code: string, message: string, where: string, advice: string}} RawError as replies carry it; `where` is the
 * place, `''` if there is none to name
 */

/** The engine is gone: it trapped, threw an uncaught error, or fell silent. */
export const ENGINE_DIED = 'engine-died';

/** @implements {RawError} */
export class EngineError extends Error {
  /**
   * @param {string} code a stable identifier
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
   * Restores the error that a reply carries.
   * @param {RawError} plain
   */
  static from(plain) {
    return new EngineError(plain.code, plain.message, plain);
  }
}

/**
 * Turns anything thrown into plain data for a reply. An error without one of our codes is unexpected: after it, nothing
 * inside the engine can be trusted, so it counts as the engine's death.
 * @param {unknown} thrown
 * @returns {RawError}
 */
export function toPlainError(thrown) {
  const error = /** @type {Partial<RawError> | null | undefined} */ (thrown);
  if (error && typeof error.code === 'string') {
    return { code: error.code, message: error.message ?? '', where: error.where ?? '', advice: error.advice ?? '' };
  }
  return {
    code: ENGINE_DIED,
    message: `the search engine stopped: ${error?.message ?? String(thrown)}`,
    where: '',
    advice: 'it restarts by itself; if this happens again, the text that was opened is the likely cause',
  };
}
