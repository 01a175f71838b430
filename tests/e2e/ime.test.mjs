/** Composing with an input method fires no search and loses none; the keys that belong to it do nothing else. */
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

/** A page whose engine answers, with the field focused. @param {import('./lib/suite.mjs').Test} test @param {string} [before] */
async function ready({ open }, before = '') {
  const page = await open({ before });
  await page.ready('的');
  await page.click(AT.input);
  return page;
}

/** Queries searched since, after everything that was under way is done. @param {Page} page @param {number} from */
async function searchesSince(page, from) {
  // A search that was wrongly fired would be with the engine after a frame and a turn of the loop.
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
      `events in the order of ${order}`,
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
          assert.equal(await page.value(), TYPED, 'Escape belongs to the input method');
          await play(page, AT.input, commit(word, by));
          await page.answered(word);
          assert.deepEqual(await searchesSince(page, from), [word], 'exactly one search when the word is taken');
          assert.equal(await page.focus(), 'input', 'the key that took it opened and left nothing');
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
      `given up with Escape, in the order of ${order}: nothing is searched, nothing cleared, nothing left`,
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
        // In a field that holds a word already: composed behind it, and given up.
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
      `letters taken as they are, in the order of ${order}`,
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

  async 'Zhuyin is not searched until its candidate is taken by number, on a phone neither'(test) {
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

  async 'punctuation that an input method types is text at once'(test) {
    const page = await ready(test);
    await page.type('渡口');
    await page.answered('渡口');
    await play(page, AT.input, punctuation('渡口，'));
    await page.answered('渡口，');
  },

  async 'what an Android keyboard takes away again is searched as it stands'(test) {
    const page = await ready(test, ANDROID);
    await play(page, AT.input, [...ANDROID_LATIN.start, ...ANDROID_LATIN.letters.flat()]);
    await page.answered('APP');
    for (const [i, steps] of ANDROID_TAKEN_AWAY.entries()) {
      await play(page, AT.input, steps);
      await page.answered('APP'.slice(0, 2 - i));
    }
  },

  async 'a key that is the reader’s own works again at once'(test) {
    const page = await ready(test);
    const { compose, commit } = /** @type {typeof PINYIN[string]} */ (PINYIN.webkit);
    await play(page, AT.input, [...compose, ...commit('嘉兴', 'Enter')]);
    await page.answered('嘉兴');
    await page.press(Key.ESCAPE);
    await page.front();
    assert.equal(await page.value(), '');
  },

  async 'Latin letters that an Android keyboard composes are searched as they come'(test) {
    const page = await ready(test, ANDROID);
    const from = (await page.watched()).searches.length;
    await play(page, AT.input, ANDROID_LATIN.start);
    for (const [i, steps] of ANDROID_LATIN.letters.entries()) {
      await play(page, AT.input, steps);
      await page.answered('APP'.slice(0, i + 1));
    }
    assert.deepEqual(await searchesSince(page, from), ['A', 'AP', 'APP']);
  },

  async 'pinyin that an Android keyboard composes in the field is not searched once it has shown to be pinyin'(test) {
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

  async 'a real composition, by Chromium’s own input path'(test) {
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
