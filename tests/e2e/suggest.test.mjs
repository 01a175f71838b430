/** Suggestions below the search field: chosen by keys or pointer, and never in the way. */
import assert from 'node:assert/strict';
import { PINYIN, play } from './lib/compose.mjs';
import { gate } from './lib/line.mjs';
import { AT, Key } from './lib/page.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

/** Opens a page and waits until the engine answers and suggestions have loaded. @param {import('./lib/suite.mjs').Test} test */
async function ready({ open }) {
  const page = await open();
  await page.ready('渡口');
  await page.there(`${AT.input}[role=combobox]`);
  return page;
}

/** Waits until `text` is suggested, and returns its index in the list. @param {Page} page @param {string} text */
const offered = async (page, text) => {
  await page.until(
    `“${text}” to be suggested`,
    (s, wanted) => [...document.querySelectorAll(`${s} .what`)].some((node) => node.textContent === wanted),
    AT.offer,
    text,
  );
  return (await page.texts(`${AT.offer} .what`)).indexOf(text);
};

/** Returns the text of the active suggestion as exposed to assistive technology; null if there is none. @param {Page} page @returns {Promise<string | null>} */
const active = (page) =>
  page.run((s) => {
    const id = document.querySelector(s).getAttribute('aria-activedescendant');
    return id && (document.querySelector(`#${id}[aria-selected=true] .what`)?.textContent ?? '');
  }, AT.input);

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'characters, pinyin and initials are completed, and the part that was typed is marked'(test) {
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
      assert.equal(await active(page), null, 'no suggestion is active by itself');
    }
    await page.answered('sy');
    await page.says(AT.live, '“sy”');
    assert.doesNotMatch(await page.text(AT.live), /沈砚/, 'the live region announces only results');
  },

  async 'the number next to a suggestion is the number of articles that it finds'(test) {
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

  async 'by keys: arrows move, Enter accepts, Escape closes the list and then clears the field'(test) {
    const page = await ready(test);
    await page.type('渡');
    await offered(page, '渡口');
    await page.answered('渡');
    const texts = await page.texts(`${AT.offer} .what`);
    await page.press(Key.ARROW_DOWN);
    assert.equal(await active(page), texts[0]);
    assert.equal(await page.focus(), 'input', 'the focus stays in the field');
    assert.equal(await page.value(), '渡', 'the field keeps the text as typed');
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
    assert.equal(await page.focus(), `a[${(await page.found())[0]}]`, 'without a list, the arrow goes to the results');
  },

  async 'after the last suggestion the arrow goes to the results'(test) {
    const page = await ready(test);
    await page.type('渡');
    await offered(page, '渡口');
    await page.answered('渡');
    const n = await page.count(AT.offer);
    await page.press(...Array(n + 1).fill(Key.ARROW_DOWN));
    assert.equal(await page.focus(), `a[${(await page.found())[0]}]`);
    await page.gone(AT.offers);
  },

  async 'Enter without a chosen suggestion searches for what was typed'(test) {
    const page = await ready(test);
    await page.type('渡');
    await offered(page, '渡口');
    await page.press(Key.ENTER);
    await page.gone(AT.offers);
    await page.answered('渡');
    assert.equal(await page.value(), '渡');
  },

  async 'by pointer: pressing a suggestion searches for it, and leaving the field closes the list'(test) {
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

  async 'composing closes the list, which opens again only when it has ended'(test) {
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
    assert.equal(await page.value(), 'jia x', 'the text being composed is not changed');
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
    assert.equal(await page.count(AT.offers), 0, 'no list opens by itself when the engine is ready');
    await page.find(AT.input).sendKeys('口');
    await page.answered('渡口');
  },

  async 'an empty field offers earlier queries, which are not stored'(test) {
    const page = await ready(test);
    await page.search('大桥');
    await page.click(`${AT.hits} h2 a`);
    await page.there(`${AT.article} h1`);
    await page.search('渡口');
    await page.press(Key.ENTER);
    await page.click(AT.clear);
    await page.there(AT.offers);
    assert.deepEqual(await page.texts(AT.offer), ['最近搜索 渡口', '最近搜索 大桥']);
    await page.press(Key.ARROW_DOWN, Key.ARROW_DOWN, Key.ENTER);
    await page.answered('大桥');
    assert.equal(await page.count(AT.offers), 0);
    await page.click(AT.clear);
    await page.there(AT.offers);
    await page.find(AT.input).sendKeys('沈');
    await offered(page, '沈砚');
    assert.ok(
      (await page.texts(AT.offer)).every((text) => !text.startsWith('最近搜索')),
      'once something is typed, earlier queries are no longer offered',
    );
    assert.deepEqual(await page.run(() => [localStorage.length, sessionStorage.length].join() || null), '0,0');
  },

  async 'on a phone the list leaves the results visible, and its rows are large enough to touch'(test) {
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
