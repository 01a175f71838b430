/** What may be about to be typed is offered under the field, walked by keys or pressed, and never in the way. */
import assert from 'node:assert/strict';
import { PINYIN, play } from './lib/compose.mjs';
import { gate } from './lib/line.mjs';
import { AT, Key } from './lib/page.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

/** A page whose engine answers and whose suggestions have come. @param {import('./lib/suite.mjs').Test} test */
async function ready({ open }) {
  const page = await open();
  await page.ready('渡口');
  await page.there(`${AT.input}[role=combobox]`);
  return page;
}

/** Waits until one of the suggestions is this, and gives back its place. @param {Page} page @param {string} text */
const offered = async (page, text) => {
  await page.until(
    `“${text}” to be offered`,
    (s, wanted) => [...document.querySelectorAll(`${s} .what`)].some((node) => node.textContent === wanted),
    AT.offer,
    text,
  );
  return (await page.texts(`${AT.offer} .what`)).indexOf(text);
};

/** The text of the suggestion that is walked to, as assistive technology is told. @param {Page} page @returns {Promise<string | null>} */
const active = (page) =>
  page.run((s) => {
    const id = document.querySelector(s).getAttribute('aria-activedescendant');
    return id && (document.querySelector(`#${id}[aria-selected=true] .what`)?.textContent ?? '');
  }, AT.input);

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'characters, pinyin and initials are completed, and what was typed is marked'(test) {
    const page = await ready(test);
    for (const [typed, marked] of [
      ['沈', '沈'],
      ['shen', '沈'],
      ['sy', '沈砚'],
    ]) {
      await page.type(/** @type {string} */ (typed));
      const at = await offered(page, '沈砚');
      assert.equal(
        await page.run((s, n) => document.querySelectorAll(s)[n].querySelector('mark')?.textContent, AT.offer, at),
        marked,
        typed,
      );
      assert.match((await page.texts(AT.offer))[at] ?? '', /^作者 沈砚 2 篇/);
      assert.equal(await page.run((s) => document.querySelector(s).getAttribute('aria-expanded'), AT.input), 'true');
      assert.equal(await active(page), null, 'nothing is chosen unasked');
    }
    await page.answered('sy');
    await page.says(AT.live, '“sy”');
    assert.doesNotMatch(await page.text(AT.live), /沈砚/, 'the live region speaks of results only');
  },

  async 'the number beside a suggestion is what it finds'(test) {
    const page = await ready(test);
    await page.type('渡');
    await offered(page, '渡口');
    const all = await page.run(
      (s) =>
        [...document.querySelectorAll(s)]
          .filter((item) => item.querySelector('.n'))
          .map((item) => ({
            text: item.querySelector('.what')?.textContent ?? '',
            n: Number.parseInt(item.querySelector('.n')?.textContent ?? '', 10),
          })),
      AT.offer,
    );
    assert.ok(all.length > 0);
    for (const { text, n } of all) {
      await page.search(text);
      assert.equal(
        await page
          .run((s) => [...document.querySelectorAll(s)].findIndex((hit) => hit.querySelector('.group')), AT.hits)
          .then((other) => (other < 0 ? page.count(AT.hits) : other)),
        n,
        text,
      );
    }
  },

  async 'by keys: down and up, Enter takes it, Escape closes and then clears'(test) {
    const page = await ready(test);
    await page.type('渡');
    await offered(page, '渡口');
    await page.answered('渡');
    const texts = await page.texts(`${AT.offer} .what`);
    await page.press(Key.ARROW_DOWN);
    assert.equal(await active(page), texts[0]);
    assert.equal(await page.focus(), 'input', 'the focus stays in the field');
    assert.equal(await page.value(), '渡', 'and the text as typed');
    await page.press(Key.ARROW_UP);
    assert.equal(await active(page), null);
    await page.press(Key.ARROW_DOWN, Key.ESCAPE);
    await page.gone(AT.offers);
    assert.deepEqual([await page.value(), await page.count(AT.results)], ['渡', 1]);
    await page.press(Key.ESCAPE);
    await page.front();
    assert.equal(await page.value(), '');
    await page.press('渡');
    const at = await offered(page, '渡口');
    await page.press(...Array(at + 1).fill(Key.ARROW_DOWN), Key.ENTER);
    await page.answered('渡口');
    assert.deepEqual([await page.value(), await page.focus(), await page.count(AT.offers)], ['渡口', 'input', 0]);
    await page.press(Key.ARROW_DOWN);
    assert.equal(await page.focus(), `a[${(await page.found())[0]}]`, 'without a list the results are next');
  },

  async 'beyond the last suggestion lie the results'(test) {
    const page = await ready(test);
    await page.type('渡');
    await offered(page, '渡口');
    await page.answered('渡');
    const n = await page.count(AT.offer);
    await page.press(...Array(n + 1).fill(Key.ARROW_DOWN));
    assert.equal(await page.focus(), `a[${(await page.found())[0]}]`);
    await page.gone(AT.offers);
  },

  async 'Enter with none chosen searches what was typed'(test) {
    const page = await ready(test);
    await page.type('渡');
    await offered(page, '渡口');
    await page.press(Key.ENTER);
    await page.gone(AT.offers);
    await page.answered('渡');
    assert.equal(await page.value(), '渡');
  },

  async 'by pointer: pressed, it is searched; elsewhere, the list is gone'(test) {
    const page = await ready(test);
    await page.type('渡');
    const at = await offered(page, '渡口');
    await page.click(`${AT.offer}:nth-child(${at + 1})`);
    await page.answered('渡口');
    assert.deepEqual([await page.value(), await page.count(AT.offers)], ['渡口', 0]);
    await page.type('沈');
    await offered(page, '沈砚');
    await page.run((s) => document.querySelector(s).blur(), AT.input);
    await page.gone(AT.offers);
    await page.type('沈');
    await offered(page, '沈砚');
    await page.driver.navigate().back();
    await page.gone(AT.offers);
  },

  async 'composing closes the list, and opens none until it ends'(test) {
    const { compose, commit } = /** @type {typeof PINYIN[string]} */ (PINYIN[test.browser.name] ?? PINYIN.chromium);
    const page = await ready(test);
    await page.type('沈');
    await offered(page, '沈砚');
    await play(page, AT.input, compose);
    await page.runAsync(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve, 100));
        }),
    );
    assert.equal(await page.count(AT.offers), 0);
    assert.equal(await page.value(), 'jia x', 'what is being composed is left alone');
    await play(page, AT.input, commit('渡', ' '));
    await offered(page, '渡口');
    assert.equal(await page.value(), '渡');
  },

  async 'nothing is offered while the answer is provisional'({ open }) {
    const wasm = gate();
    const page = await open({ rules: [{ path: /\.wasm$/, after: wasm.opened }] });
    await page.front();
    await page.type('渡');
    await page.answered('渡', { plain: true });
    assert.equal(await page.count(AT.offers), 0);
    wasm.open();
    await page.there(`${AT.input}[role=combobox]`);
    assert.equal(await page.count(AT.offers), 0, 'nor unasked when the engine comes');
    await page.find(AT.input).sendKeys('口');
    await page.answered('渡口');
  },

  async 'an empty field offers what was looked for before, for as long as the page is there'(test) {
    const page = await ready(test);
    await page.search('大桥');
    await page.click(`${AT.hits} h2 a`);
    await page.there(`${AT.article} h1`);
    await page.search('渡口');
    await page.press(Key.ENTER);
    await page.click(AT.clear);
    await page.there(AT.offers);
    assert.deepEqual(await page.texts(AT.offer), ['查过 渡口', '查过 大桥']);
    await page.press(Key.ARROW_DOWN, Key.ARROW_DOWN, Key.ENTER);
    await page.answered('大桥');
    assert.equal(await page.count(AT.offers), 0);
    await page.click(AT.clear);
    await page.there(AT.offers);
    await page.find(AT.input).sendKeys('沈');
    await offered(page, '沈砚');
    assert.ok(
      (await page.texts(AT.offer)).every((text) => !text.startsWith('查过')),
      'once something is typed, that is completed',
    );
    assert.deepEqual(await page.run(() => [localStorage.length, sessionStorage.length].join() || null), '0,0');
  },

  async 'on a phone the list leaves the results in sight, and can be touched'(test) {
    await test.browser.viewport(320, 640);
    try {
      const page = await ready(test);
      await page.type('渡');
      await offered(page, '渡口');
      await page.answered('渡');
      assert.ok(
        await page.run(
          (s) => [...document.querySelectorAll(s)].every((item) => item.getBoundingClientRect().height >= 44),
          AT.offer,
        ),
      );
      for (const selector of [AT.count, `${AT.hits}:first-child h2 a`]) {
        assert.ok(
          await page.run((s) => {
            const node = document.querySelector(s);
            const { left, top, height } = node.getBoundingClientRect();
            return node.contains(document.elementFromPoint(left + 4, top + height / 2));
          }, selector),
          `${selector} is not covered`,
        );
      }
      assert.equal(await page.run(() => document.documentElement.scrollWidth <= innerWidth), true);
    } finally {
      await test.browser.viewport(1200, 800);
    }
  },
};
