/** A stand-in for a browser's speech synthesis; the test decides when an utterance ends. */
export class FakeSynthesis {
  /** The utterances spoken, oldest first. @type {any[]} */
  said = [];
  /** The current utterance. @type {any} */
  current = null;

  /** @param {any} utterance */
  speak(utterance) {
    this.said.push(utterance);
    this.current = utterance;
  }

  /** Cancels. As in browsers, a cancelled utterance receives an error event afterwards. */
  cancel() {
    const { current } = this;
    this.current = null;
    if (current) queueMicrotask(() => current.onerror?.({ error: 'interrupted' }));
  }

  /** Ends the current utterance normally. */
  end() {
    const { current } = this;
    this.current = null;
    current.onend();
  }

  /** The texts spoken. */
  get texts() {
    return this.said.map(({ text }) => text);
  }
}
