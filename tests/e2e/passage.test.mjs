/** Links to a passage in an article. */
import assert from 'node:assert/strict';
import { idOf } from './lib/text.mjs';
import { AT, Key } from './lib/page.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

/**
 * Selects an article's text from the beginning of one paragraph to the end of another.
 * @param {Page} page
 * @param {number} first
 * @param {number} last
 */
const select = (page, first, last) =>
  page.run(
    (s, from, to) => {
      const all = document.querySelectorAll(`${s} .text > *`);
      getSelection()?.setBaseAndExtent(all[from], 0, all[to], all[to].childNodes.length);
    },
    AT.article,
    first,
    last,
  );

/** Returns a script that replaces the clipboard's writeText. @param {string} write the function's source */
const clipboard = (write) => `Object.defineProperty(navigator, 'clipboard', { value: { writeText: ${write} } });`;

/** Waits until the top of the first mark is in view. @param {Page} page */
const inView = (page) =>
  page.until(
    'the passage to be in view',
    (s) => {
      const box = document.querySelector(`${s} mark`)?.getBoundingClientRect();
      return box && box.top >= 0 && box.top <= innerHeight;
    },
    AT.article,
  );

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a selected passage becomes a link that opens the article there'({ open, site }) {
    const page = await open({
      path: `?q=${encodeURIComponent('渡')}&a=1`,
      before: clipboard('async (text) => { window.copied = text; }'),
    });
    await page.there(AT.onward);
    assert.equal(await page.count(AT.quote), 0);
    const [, , a = '', b = ''] = site.issue.articles[0]?.paragraphs ?? [];
    assert.ok(a.length + b.length < 200);
    await select(page, 2, 3);
    await page.click(`${AT.quote} button`);
    await page.says(AT.quote, '链接已复制');
    await page.says(AT.live, '链接已复制');
    const copied = await page.run(() => /** @type {any} */ (window).copied);
    const params = new URL(copied).searchParams;
    assert.deepEqual(
      [params.get('a'), params.get('q'), params.get('passage')],
      [idOf(site.issue, 0), null, `${a}\n${b}`],
    );
    await page.driver.get(copied);
    await page.until(
      'the passage to be marked',
      (s, words) => [...document.querySelectorAll(`${s} mark`)].map((mark) => mark.textContent).join('') === words,
      AT.article,
      a + b,
    );
    await inView(page);
    await page.driver.navigate().refresh();
    await page.there(`${AT.article} mark`);
  },

  async 'if the clipboard is refused, the address bar has the link'({ open }) {
    const page = await open({
      path: '?a=1',
      before: clipboard("() => Promise.reject(new DOMException('no', 'NotAllowedError'))"),
    });
    await page.there(AT.onward);
    await select(page, 2, 2);
    await page.run((s) => document.querySelector(s).focus(), `${AT.quote} button`);
    await page.press(Key.ENTER);
    await page.says(AT.quote, '地址栏');
    await page.until(
      'the passage to be in the address',
      () => (new URLSearchParams(location.search).get('passage') ?? '').length > 10,
    );
    await page.there(`${AT.article} mark`);
  },

  async 'a passage that is no longer in the article is reported, and leaves the address with the article'({
    open,
    site,
  }) {
    const page = await open({ path: `?a=1&passage=${encodeURIComponent('这句话从来没有印过')}` });
    await page.says(`${AT.article} .tally`, '已找不到');
    await page.click(`${AT.article} .turn .next`);
    await page.says(`${AT.article} h1`, /** @type {any} */ (site.issue.articles[1]).headline);
    assert.equal(await page.run(() => location.search), `?a=${idOf(site.issue, 1)}`);
    assert.equal(await page.count(`${AT.article} .tally`), 0);
  },

  async 'a passage is found despite differences of width and script'({ open }) {
    const page = await open({ path: `?a=1&passage=${encodeURIComponent('清晨五點四十分,老渡工馮阿根')}` });
    await page.says(`${AT.article} .text mark`, '清晨五点四十分，老渡工冯阿根');
  },

  async 'a selection outside the article, or none, offers nothing'({ open }) {
    const page = await open({ path: '?a=1' });
    await page.there(AT.onward);
    await select(page, 1, 1);
    await page.there(AT.quote);
    await page.run(() => getSelection()?.removeAllRanges());
    await page.gone(AT.quote);
    await page.run(() => getSelection()?.selectAllChildren(/** @type {Element} */ (document.querySelector('.foot'))));
    await page.runAsync(
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, 100);
        }),
    );
    assert.equal(await page.count(AT.quote), 0);
  },
};
