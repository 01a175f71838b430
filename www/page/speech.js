/** Reading aloud: sentences, the voice, and one utterance per sentence, because browsers cut off long ones. */

/** A sentence up to its end, including closing quotation marks and brackets. */
const SENTENCE = /[^。！？；\n]*[。！？；\n]+[”’」』）》〉\s]*|[^。！？；\n]+/gu;

/**
 * Returns the sentences of a text, without surrounding blanks. Pieces without letters or digits are skipped.
 * @param {string} text
 * @returns {{start: number, end: number}[]} UTF-16 offsets
 */
export function sentencesOf(text) {
  return [...text.matchAll(SENTENCE)].flatMap(({ 0: piece, index = 0 }) => {
    if (!/[\p{L}\p{N}]/u.test(piece)) return [];
    const start = index + piece.length - piece.trimStart().length;
    return [{ start, end: start + piece.trim().length }];
  });
}

/**
 * Returns a Chinese voice of the device, preferring Mandarin. Other voices would send the text to a server.
 * @param {readonly SpeechSynthesisVoice[]} voices
 * @returns {SpeechSynthesisVoice | undefined}
 */
export function voiceOf(voices) {
  const able = voices.filter(({ lang, localService }) => localService && /^(zh|cmn)\b/i.test(lang.replace('_', '-')));
  return able.find(({ lang }) => /CN|Hans/i.test(lang)) ?? able.find(({ lang }) => !/HK|MO/i.test(lang)) ?? able[0];
}

/**
 * Creates a speaker that reads sentences in turn. Pausing ends the current utterance, and resuming starts its sentence
 * again, because browsers implement pause differently.
 * @param {SpeechSynthesis} synthesis
 * @param {(text: string) => SpeechSynthesisUtterance} utter
 * @param {() => void} changed called when another sentence starts, and when reading pauses or ends
 */
export function createSpeaker(synthesis, utter, changed) {
  /** @type {readonly string[]} */
  let sentences = [];
  let at = -1;
  let rate = 1;
  /**
   * The utterance being spoken. Browsers discard one that nothing refers to.
   * @type {SpeechSynthesisUtterance | null}
   */
  let current = null;

  function hush() {
    if (!current) return;
    current = null;
    synthesis.cancel();
  }

  function stop() {
    hush();
    if (at < 0) return;
    at = -1;
    sentences = [];
    changed();
  }

  /** @param {number} next */
  function speak(next) {
    hush();
    if (next >= sentences.length) return stop();
    at = next;
    const utterance = utter(sentences[at]);
    utterance.rate = rate;
    utterance.onend = () => {
      if (utterance !== current) return;
      current = null;
      speak(at + 1);
    };
    // Something else is speaking, or no speech is possible.
    utterance.onerror = () => {
      if (utterance !== current) return;
      current = null;
      stop();
    };
    current = utterance;
    synthesis.speak(utterance);
    changed();
  }

  return {
    /** Returns the index of the sentence being read or paused at; -1 if none. */
    at: () => at,
    speaking: () => current !== null,
    /** @param {readonly string[]} texts */
    start(texts) {
      hush();
      // Interrupt whatever another part of the page is saying.
      synthesis.cancel();
      sentences = texts;
      speak(0);
    },
    pause() {
      hush();
      changed();
    },
    resume: () => at >= 0 && speak(at),
    stop,
    /** @param {number} times the voice's normal speed */
    speed(times) {
      rate = times;
      if (current) speak(at);
    },
  };
}
