/**
 * What an input method does to a field, event by event, as observed in real browsers. The steps are dispatched in the
 * page as synthetic events, and the field's text changes at the same points.
 */

/**
 * @typedef {object} Step
 * @property {'key' | 'keyup' | 'start' | 'update' | 'input' | 'end'} does
 * @property {string} [data] the data of a composition or input event
 * @property {string} [value] the field's whole text from this step on
 * @property {string} [key]
 * @property {number} [code] the key event's keyCode
 * @property {boolean} [composing]
 * @property {string} [type] an input event's inputType
 */

/** @type {() => Step} */
const start = () => ({ does: 'start', data: '' });
/** @type {(data: string) => Step} */
const update = (data) => ({ does: 'update', data });
/** @type {(data: string) => Step} */
const end = (data) => ({ does: 'end', data });
/** @type {(key: string, code?: number, composing?: boolean) => Step} */
const key = (name, code = 229, composing = true) => ({ does: 'key', key: name, code, composing });
/** @type {(data: string, value?: string) => Step} */
const composed = (data, value = data) => ({
  does: 'input',
  data,
  value,
  composing: true,
  type: 'insertCompositionText',
});

/** What is in the field while the pinyin of a word is being typed. */
export const TYPED = 'jia x';

/** @type {(value: string, before: Step[], letter: (value: string) => Step[]) => Step[]} */
const letters = (value, before, letter) => [...before, ...['j', 'jia', value].flatMap(letter)];

/** Each key event before its effect, as in Chromium and Firefox; the first precedes the composition. */
const keysFirst = letters(TYPED, [key('Process', 229, false), start()], (value) => [
  key('Process'),
  update(value),
  composed(value),
]);
/** Each key event after its effect, as in WebKit. */
const keysLast = letters(TYPED, [start()], (value) => [update(value), composed(value), key(value.slice(-1))]);

/**
 * Typing a word by pinyin: `compose` types its letters into the field, then `commit` accepts the word with the space bar
 * or Enter.
 * @type {Record<string, {compose: Step[], commit: (word: string, by: ' ' | 'Enter') => Step[]}>}
 */
export const PINYIN = {
  // The last input event precedes the end of the composition.
  chromium: {
    compose: keysFirst,
    commit: (word, by) => [key(by), update(word), composed(word), end(word)],
  },
  // Another input event, with isComposing false, follows the end of the composition.
  firefox: {
    compose: keysFirst,
    commit: (word) => [
      key('Process'),
      update(word),
      { does: 'end', data: word, value: word },
      { does: 'input', data: word, value: word, composing: false, type: 'insertCompositionText' },
    ],
  },
  // The composed text is removed and inserted again. The end precedes the key event that caused it, which has
  // isComposing false but still the keyCode 229.
  webkit: {
    compose: keysLast,
    commit: (word, by) => [
      { does: 'input', data: '', value: '', composing: true, type: 'deleteCompositionText' },
      { does: 'input', data: word, value: word, composing: true, type: 'insertFromComposition' },
      end(word),
      key(by, 229, false),
    ],
  },
  // Some input methods in WebKit: the Enter that confirms looks like any other Enter.
  'webkit with a plain Enter': {
    compose: keysLast,
    commit: (word, by) => [
      { does: 'input', data: word, value: word, composing: true, type: 'insertFromComposition' },
      end(word),
      by === 'Enter' ? key(by, 13, false) : key(by, 229, false),
    ],
  },
};

/** Cancelling a composition with Escape: the text becomes what it was before. @type {Record<string, (before: string) => Step[]>} */
export const GIVEN_UP = {
  chromium: (before) => [key('Escape'), update(''), composed('', before), end('')],
  firefox: (before) => [
    key('Process'),
    update(''),
    { does: 'end', data: '', value: before },
    { does: 'input', data: '', value: before, composing: false, type: 'insertCompositionText' },
  ],
  // The key event comes last and has isComposing false.
  webkit: (before) => [
    { does: 'input', data: '', value: before, composing: true, type: 'deleteCompositionText' },
    end(''),
    key('Escape', 229, false),
  ],
};

/** Accepting the letters as typed, instead of a word, with Enter or Shift. @type {Record<string, (letters: string, by: 'Enter' | 'Shift') => Step[]>} */
export const AS_LETTERS = {
  chromium: (text, by) => [
    key(by),
    update(text),
    composed(text),
    end(text),
    { does: 'keyup', key: by, code: 229, composing: false },
  ],
  firefox: (text) => [
    key('Process'),
    update(text),
    { does: 'end', data: text, value: text },
    { does: 'input', data: text, value: text, composing: false, type: 'insertCompositionText' },
  ],
  webkit: (text, by) => [
    { does: 'input', data: text, value: text, composing: true, type: 'insertFromComposition' },
    end(text),
    key(by, by === 'Enter' ? 13 : 229, false),
  ],
};

/** Typing a word in Zhuyin and choosing a candidate by its number, as in Chromium and Firefox. */
export const ZHUYIN = {
  compose: ['ㄐ', 'ㄐㄧ', 'ㄐㄧㄚ'].flatMap((sounds, i) => [
    key('Process', 229, i > 0),
    ...(i ? [] : [start()]),
    update(sounds),
    composed(sounds),
  ]),
  commit: [
    key('1'),
    update('嘉'),
    composed('嘉'),
    end('嘉'),
    /** @type {Step} */ ({ does: 'keyup', key: '1', code: 49, composing: false }),
  ],
};

/** Typing a Chinese punctuation mark: the input method handles the key, without a composition. @type {(value: string) => Step[]} */
export const punctuation = (value) => [
  key('Process', 229, false),
  { does: 'input', data: value.slice(-1), value, composing: false, type: 'insertText' },
];

/** Typing a Latin word on an Android keyboard: every letter is composed, and the composition lasts until the next word. */
export const ANDROID_LATIN = {
  start: [key('Unidentified', 229, false), start()],
  letters: ['A', 'AP', 'APP'].map((word) => [key('Unidentified'), update(word), composed(word)]),
};

/** Deleting the last letter, as keyboards report it: as a new composition text, or only as a deletion. @type {Step[][]} */
export const ANDROID_TAKEN_AWAY = [
  [key('Unidentified'), update('AP'), composed('AP')],
  [key('Unidentified'), { does: 'input', value: 'A', composing: true, type: 'deleteContentBackward' }],
];

/**
 * Returns the steps of typing pinyin on an Android keyboard that composes letters in the field and commits Han characters.
 * @param {string} before text that is in the field already
 */
export const androidPinyin = (before = '') => ({
  compose: [
    key('Unidentified', 229, false),
    start(),
    update('jia'),
    composed('jia', `${before}jia`),
    update('jiaxing'),
    composed('jiaxing', `${before}jiaxing`),
  ],
  commit: [update('嘉兴'), composed('嘉兴', `${before}嘉兴`), end('嘉兴')],
});

/**
 * Plays steps in the page. Enter submits the form, as in a browser, unless its event was cancelled.
 * @param {import('./page.mjs').Page} page
 * @param {string} field
 * @param {readonly Step[]} steps
 */
export async function play(page, field, steps) {
  await page.run(
    (selector, played) => {
      const input = /** @type {HTMLInputElement} */ (document.querySelector(selector));
      for (const { does, data, value, key: name, code, composing, type } of /** @type {Step[]} */ (played)) {
        if (value !== undefined) input.value = value;
        const shared = { bubbles: true, cancelable: does === 'key' };
        if (does === 'key' || does === 'keyup') {
          const event = new KeyboardEvent(does === 'key' ? 'keydown' : 'keyup', {
            ...shared,
            key: name,
            keyCode: code,
            isComposing: composing,
          });
          const wanted = input.dispatchEvent(event);
          if (wanted && name === 'Enter' && code === 13 && does === 'key') input.form?.requestSubmit();
        } else if (does === 'input') {
          input.dispatchEvent(new InputEvent('input', { ...shared, data, inputType: type, isComposing: composing }));
        } else {
          input.dispatchEvent(new CompositionEvent(`composition${does}`, { ...shared, data }));
        }
      }
    },
    field,
    steps,
  );
}
