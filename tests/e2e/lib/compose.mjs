/**
 * What an input method does to a field, event by event, as browsers were seen to do it. Each is
 * dispatched as a synthetic event in the page, with the field's text changed at the same points.
 */

/**
 * @typedef {object} Step
 * @property {'key' | 'keyup' | 'start' | 'update' | 'input' | 'end'} does
 * @property {string} [data] of a composition or input event
 * @property {string} [value] the field's whole text from here on
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

/** The key before what it does, as Chromium and Firefox have it; the first comes before the composition. */
const keysFirst = letters(TYPED, [key('Process', 229, false), start()], (value) => [
  key('Process'),
  update(value),
  composed(value),
]);
/** The key after what it does, as WebKit has it. */
const keysLast = letters(TYPED, [start()], (value) => [update(value), composed(value), key(value.slice(-1))]);

/**
 * A word by pinyin: `compose` until it stands in the field as letters, then `commit` by the space
 * bar or by Enter.
 * @type {Record<string, {compose: Step[], commit: (word: string, by: ' ' | 'Enter') => Step[]}>}
 */
export const PINYIN = {
  // The last input comes before the end.
  chromium: {
    compose: keysFirst,
    commit: (word, by) => [key(by), update(word), composed(word), end(word)],
  },
  // One more input, no longer composing, comes after the end.
  firefox: {
    compose: keysFirst,
    commit: (word) => [
      key('Process'),
      update(word),
      { does: 'end', data: word, value: word },
      { does: 'input', data: word, value: word, composing: false, type: 'insertCompositionText' },
    ],
  },
  // The composed text is taken out and put in again; the end comes before the key that brought it,
  // which says that it composes nothing but still has 229.
  webkit: {
    compose: keysLast,
    commit: (word, by) => [
      { does: 'input', data: '', value: '', composing: true, type: 'deleteCompositionText' },
      { does: 'input', data: word, value: word, composing: true, type: 'insertFromComposition' },
      end(word),
      key(by, 229, false),
    ],
  },
  // As some input methods have it under WebKit: the Enter that confirms looks like any other.
  'webkit with a plain Enter': {
    compose: keysLast,
    commit: (word, by) => [
      { does: 'input', data: word, value: word, composing: true, type: 'insertFromComposition' },
      end(word),
      by === 'Enter' ? key(by, 13, false) : key(by, 229, false),
    ],
  },
};

/** A composition that is given up with Escape: the text is as it was before. @type {Record<string, (before: string) => Step[]>} */
export const GIVEN_UP = {
  chromium: (before) => [key('Escape'), update(''), composed('', before), end('')],
  firefox: (before) => [
    key('Process'),
    update(''),
    { does: 'end', data: '', value: before },
    { does: 'input', data: '', value: before, composing: false, type: 'insertCompositionText' },
  ],
  // The key comes last, and says that it composes nothing.
  webkit: (before) => [
    { does: 'input', data: '', value: before, composing: true, type: 'deleteCompositionText' },
    end(''),
    key('Escape', 229, false),
  ],
};

/** Letters that are taken as they are, by Enter or by the Shift key: no word came of them. @type {Record<string, (letters: string, by: 'Enter' | 'Shift') => Step[]>} */
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

/** A word by its sounds in Zhuyin, and a candidate by its number, as Chromium and Firefox have it. */
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

/** A mark of Chinese punctuation: a key of the input method’s, and no composition. @type {(value: string) => Step[]} */
export const punctuation = (value) => [
  key('Process', 229, false),
  { does: 'input', data: value.slice(-1), value, composing: false, type: 'insertText' },
];

/** A Latin word on an Android keyboard: every letter is composed, and nothing ends until the next word. */
export const ANDROID_LATIN = {
  start: [key('Unidentified', 229, false), start()],
  letters: ['A', 'AP', 'APP'].map((word) => [key('Unidentified'), update(word), composed(word)]),
};

/** The last of them taken away again, as keyboards tell of it: as another composition, or only that something went. @type {Step[][]} */
export const ANDROID_TAKEN_AWAY = [
  [key('Unidentified'), update('AP'), composed('AP')],
  [key('Unidentified'), { does: 'input', value: 'A', composing: true, type: 'deleteContentBackward' }],
];

/** Pinyin on an Android keyboard that composes the letters in the field and ends in Han. @param {string} before text in the field already */
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
 * Plays steps in the page. A key nobody refused does what it does by itself: Enter submits the form.
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
