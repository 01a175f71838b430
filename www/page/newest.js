/** When several questions follow one another, only the latest gets an answer. */

/**
 * Creates a slot for one question at a time: a newer question aborts the older one, whose answer is ignored whenever it
 * comes.
 */
export function createNewest() {
  let now = new AbortController();
  return {
    /**
     * @template T
     * @param {(signal: AbortSignal) => Promise<T>} question
     * @param {(answer: T | null) => void} heard null: the question failed
     */
    ask(question, heard) {
      this.drop();
      const { signal } = now;
      const say = (/** @type {T | null} */ answer) => {
        if (!signal.aborted) heard(answer);
      };
      question(signal).then(say, () => say(null));
    },
    /** Aborts the question. */
    drop() {
      now.abort();
      now = new AbortController();
    },
  };
}
