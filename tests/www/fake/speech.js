/** A stand-in for a browser's speech synthesis: a test says when an utterance ends. */
export class FakeSynthesis {
  /** What was said, oldest first. @type {any[]} */
  said = [];
  /** What is being said. @type {any} */
  current = null;

  /** @param {any} utterance */
  speak(utterance) {
    this.said.push(utterance);
    this.current = utterance;
  }

  /** As browsers do, a cancelled utterance hears of it as an error, afterwards. */
  cancel() {
    const { current } = this;
    this.current = null;
    if (current) queueMicrotask(() => current.onerror?.({ error: 'interrupted' }));
  }

  /** What is being said is said to its end. */
  end() {
    const { current } = this;
    this.current = null;
    current.onend();
  }

  /** The texts that were said. */
  get texts() {
    return this.said.map(({ text }) => text);
  }
}
