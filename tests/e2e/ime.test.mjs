/** Composing with an input method starts no search and loses none, and keys meant for the input method do nothing else. */
import assert from 'node:assert/strict';
import {
  ANDROID_LATIN,
  ANDROID_TAKEN_AWAY,
  AS_LETTERS,
  GIVEN_UP,
  PINYIN,
  TYPED,
  ZHUYIN,
  androidPinyin,
  play,
  punctuation,
} from './lib/compose.mjs';
import { AT, Key } from './lib/page.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

/** Opens a page, waits for the engine's first answer and focuses the field. @param {import('./lib/suite.mjs').Test} test @param {string} [before] */
async function ready({ open }, before = '') {
  const page = await open({ before });
  await page.ready('的');
  await page.click(AT.input);
  return page;
}

/** Returns the queries searched since the first `from`, once pending searches have reached the engine. @param {Page} page @param {number} from */
async function searchesSince(page, from) {
  // A search started by mistake would reach the engine after a frame and a turn of the event loop.
  await page.runAsync(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve, 50));
      }),
  );
  return (await page.watched()).searches.slice(from);
}

const ANDROID =
  "Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile' });";

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  ...Object.fromEntries(
    Object.entries(PINYIN).map(([order, { compose, commit }]) => [
      `composing with events in the order of ${order} searches once, when the word is committed`,
      async (/** @type {import('./lib/suite.mjs').Test} */ test) => {
        const page = await ready(test);
        for (const [word, by] of /** @type {const} */ ([
          ['嘉兴', ' '],
          ['嘉善', 'Enter'],
        ])) {
          const from = (await page.watched()).searches.length;
          await play(page, AT.input, compose);
          assert.deepEqual(await searchesSince(page, from), [], 'no search while composing');
          await page.there(AT.front);
          await play(page, AT.input, [{ does: 'key', key: 'Escape', code: 229, composing: true }]);
          assert.equal(await page.value(), TYPED, 'the input method handles Escape');
          await play(page, AT.input, commit(word, by));
          await page.answered(word);
          assert.deepEqual(await searchesSince(page, from), [word], 'exactly one search, when the word is committed');
          assert.equal(
            await page.focus(),
            'input',
            'the key that committed it neither opened an article nor left the field',
          );
          assert.equal(await page.count(AT.article), 0);
          await page.clearField();
          await page.front();
          await page.click(AT.input);
        }
      },
    ]),
  ),

  ...Object.fromEntries(
    Object.entries(GIVEN_UP).map(([order, giveUp]) => [
      `cancelling a composition with Escape, in the order of ${order}, searches nothing and clears nothing`,
      async (/** @type {import('./lib/suite.mjs').Test} */ test) => {
        const page = await ready(test);
        const { compose } = /** @type {typeof PINYIN[string]} */ (PINYIN[order]);
        const before = (await page.watched()).searches.length;
        await play(page, AT.input, [...compose, ...giveUp('')]);
        assert.deepEqual(await searchesSince(page, before), []);
        await page.there(AT.front);
        await page.type('渡口');
        await page.answered('渡口');
        const from = (await page.watched()).searches.length;
        // The field has a word already; the composition after it is cancelled.
        await play(page, AT.input, [
          ...compose.map((step) => (step.value === undefined ? step : { ...step, value: `渡口${step.value}` })),
          ...giveUp('渡口'),
        ]);
        assert.deepEqual(await searchesSince(page, from), []);
        assert.equal(await page.value(), '渡口');
        await page.there(AT.results);
        assert.equal(await page.focus(), 'input');
        await page.rest(200);
        await page.press(Key.ESCAPE);
        await page.front();
      },
    ]),
  ),

  ...Object.fromEntries(
    Object.entries(AS_LETTERS).map(([order, take]) => [
      `letters accepted as typed, in the order of ${order}, are searched`,
      async (/** @type {import('./lib/suite.mjs').Test} */ test) => {
        const page = await ready(test);
        const { compose } = /** @type {typeof PINYIN[string]} */ (PINYIN[order]);
        for (const [text, by] of /** @type {const} */ ([
          ['jiax', 'Enter'],
          ['jiaxi', 'Shift'],
        ])) {
          const from = (await page.watched()).searches.length;
          await play(page, AT.input, [...compose, ...take(text, by)]);
          await page.answered(text);
          assert.deepEqual([...new Set(await searchesSince(page, from))], [text], by);
          assert.equal(await page.focus(), 'input');
          await page.clearField();
          await page.front();
          await page.click(AT.input);
        }
      },
    ]),
  ),

  async 'Zhuyin is not searched until a candidate is chosen by number, on Android too'(test) {
    for (const before of ['', ANDROID]) {
      const page = await ready(test, before);
      const from = (await page.watched()).searches.length;
      await play(page, AT.input, ZHUYIN.compose);
      assert.deepEqual(await searchesSince(page, from), []);
      await play(page, AT.input, ZHUYIN.commit);
      await page.answered('嘉');
      assert.deepEqual(await searchesSince(page, from), ['嘉']);
    }
  },

  async 'punctuation typed by an input method is searched at once'(test) {
    const page = await ready(test);
    await page.type('渡口');
    await page.answered('渡口');
    await play(page, AT.input, punctuation('渡口，'));
    await page.answered('渡口，');
  },

  async 'deleting letters with an Android keyboard searches for what is left'(test) {
    const page = await ready(test, ANDROID);
    await play(page, AT.input, [...ANDROID_LATIN.start, ...ANDROID_LATIN.letters.flat()]);
    await page.answered('APP');
    for (const [i, steps] of ANDROID_TAKEN_AWAY.entries()) {
      await play(page, AT.input, steps);
      await page.answered('APP'.slice(0, 2 - i));
    }
  },

  async 'the user’s own keys work again at once after a composition'(test) {
    const page = await ready(test);
    const { compose, commit } = /** @type {typeof PINYIN[string]} */ (PINYIN.webkit);
    await play(page, AT.input, [...compose, ...commit('嘉兴', 'Enter')]);
    await page.answered('嘉兴');
    await page.press(Key.ESCAPE);
    await page.front();
    assert.equal(await page.value(), '');
  },

  async 'Latin letters that an Android keyboard composes are searched as they are typed'(test) {
    const page = await ready(test, ANDROID);
    const from = (await page.watched()).searches.length;
    await play(page, AT.input, ANDROID_LATIN.start);
    for (const [i, steps] of ANDROID_LATIN.letters.entries()) {
      await play(page, AT.input, steps);
      await page.answered('APP'.slice(0, i + 1));
    }
    assert.deepEqual(await searchesSince(page, from), ['A', 'AP', 'APP']);
  },

  async 'pinyin that an Android keyboard composes in the field is not searched once it is known to be pinyin'(test) {
    const page = await ready(test, ANDROID);
    const first = androidPinyin();
    await play(page, AT.input, [...first.compose, ...first.commit]);
    await page.answered('嘉兴');
    const from = (await page.watched()).searches.length;
    const second = androidPinyin('嘉兴');
    await play(page, AT.input, second.compose);
    assert.deepEqual(await searchesSince(page, from), []);
    await play(page, AT.input, second.commit);
    await page.answered('嘉兴嘉兴');
    assert.deepEqual(await searchesSince(page, from), ['嘉兴嘉兴']);
  },

  async 'a real composition, through Chromium’s own input path, is searched once'(test) {
    const page = await ready(test);
    const from = (await page.watched()).searches.length;
    for (const text of ['j', 'jia', 'jia x', 'jia xing']) {
      await test.browser.cdp('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
    assert.equal(await page.value(), 'jia xing');
    assert.deepEqual(await searchesSince(page, from), []);
    await test.browser.cdp('Input.insertText', { text: '嘉兴' });
    await page.answered('嘉兴');
    assert.deepEqual(await searchesSince(page, from), ['嘉兴']);
  },
};
