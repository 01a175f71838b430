/** Script that replaces the browser's speech synthesis by a silent one: the test says when an utterance ends. Runs before the page's scripts. */
export const VOICE = `{
  const known = new Set();
  window.voice = new (class extends EventTarget {
    voices = [{ lang: 'zh-CN', localService: true }];
    said = [];
    current = null;
    getVoices() { return this.voices; }
    speak(utterance) { this.said.push(utterance); this.current = utterance; }
    cancel() {
      const { current } = this;
      this.current = null;
      if (current) setTimeout(() => current.onerror?.({ error: 'interrupted' }));
    }
    end() {
      const { current } = this;
      this.current = null;
      current.onend();
    }
    addEventListener(type, listener, options) {
      known.add(listener);
      options?.signal?.addEventListener('abort', () => known.delete(listener));
      super.addEventListener(type, listener, options);
    }
    listeners() { return known.size; }
  })();
  Object.defineProperty(window, 'speechSynthesis', { value: voice });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: class { constructor(text) { this.text = text; } } });
}`;
