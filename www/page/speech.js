/** Reading aloud: sentences, the voice, and one utterance a sentence, since browsers break off long ones. */

/** To the end of a sentence, with the quotation marks and brackets that close it. */
const SENTENCE = /[^。！？；\n]*[。！？；\n]+[”’」』）》〉\s]*|[^。！？；\n]+/gu;

/**
 * Where the sentences of a text stand, without blanks around them; what has nothing to say is none.
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
 * The device's own voice for Chinese, Mandarin before others. One that is not the device's would send the text away.
 * @param {readonly SpeechSynthesisVoice[]} voices
 * @returns {SpeechSynthesisVoice | undefined}
 */
export function voiceOf(voices) {
  const able = voices.filter(({ lang, localService }) => localService && /^(zh|cmn)\b/i.test(lang.replace('_', '-')));
  return able.find(({ lang }) => /CN|Hans/i.test(lang)) ?? able.find(({ lang }) => !/HK|MO/i.test(lang)) ?? able[0];
}

/**
 * Reads sentences, one after the other. A pause ends the utterance, and its sentence begins anew after it: what
 * browsers do with a pause of their own differs.
 * @param {SpeechSynthesis} synthesis
 * @param {(text: string) => SpeechSynthesisUtterance} utter
 * @param {() => void} changed called when another sentence is read, or none
 */
export function createSpeaker(synthesis, utter, changed) {
  /** @type {readonly string[]} */
  let sentences = [];
  let at = -1;
  let rate = 1;
  /** Kept while it is spoken: browsers forget one that nobody has. @type {SpeechSynthesisUtterance | null} */
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
    // Somebody else speaks, or nobody can.
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
    /** Which sentence is read, or paused at; -1: none. */
    at: () => at,
    speaking: () => current !== null,
    /** @param {readonly string[]} texts */
    start(texts) {
      hush();
      // What another part of the page says does not have to be heard out.
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
    /** @param {number} times of the voice's own speed */
    speed(times) {
      rate = times;
      if (current) speak(at);
    },
  };
}
