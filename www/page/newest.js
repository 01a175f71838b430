/** Of several questions one after the other only the newest has an answer. */

/**
 * A place for one question at a time: a newer one takes the older one back, and an older answer is not heard, whenever
 * it comes.
 */
export function createNewest() {
  let now = new AbortController();
  return {
    /**
     * @template T
     * @param {(signal: AbortSignal) => Promise<T>} question
     * @param {(answer: T | null) => void} heard null: there was no answer
     */
    ask(question, heard) {
      this.drop();
      const { signal } = now;
      const say = (/** @type {T | null} */ answer) => {
        if (!signal.aborted) heard(answer);
      };
      question(signal).then(say, () => say(null));
    },
    /** What was asked is no longer wanted. */
    drop() {
      now.abort();
      now = new AbortController();
    },
  };
}
