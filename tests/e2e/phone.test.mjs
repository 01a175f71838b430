/** On a phone the reader fills the window during a search, whatever the page around it is like. */
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { LISTEN, hostPage, served } from './lib/host.mjs';
import { AT, Key } from './lib/page.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

/** Script that simulates a touch screen, and lets a test set the visual viewport, as when a keyboard is shown. */
const TOUCHED = `{
  const real = matchMedia;
  window.matchMedia = (query) => real(query.replaceAll('(pointer: coarse)', '(min-width: 0px)'));
  window.seen = (now) => {
    for (const [name, value] of Object.entries(now)) Object.defineProperty(visualViewport, name, { value, configurable: true });
    visualViewport.dispatchEvent(new Event('resize'));
  };
}`;

/** A portal whose main part would contain fixed elements in it, and whose header covers everything. */
const PORTAL =
  '<header><h1><a href="#" id="out">门户</a></h1></header><main><p>导语</p><kanbao-reader id="one" src="./sample/issue.json" routing="hash"></kanbao-reader><p>页脚</p></main>';
/** @type {Record<string, Record<string, string>>} */
const DRESS = {
  'body, h1': { margin: '0' },
  header: { position: 'fixed', inset: '0 0 auto', height: '60px', 'z-index': '999', background: '#ccc' },
  main: { transform: 'translateY(0)', overflow: 'clip', 'margin-top': '60px' },
  p: { height: '900px' },
};

/**
 * Runs a test in a phone's window, on the portal, once the engine answers.
 * @param {import('./lib/suite.mjs').Test} test
 * @param {(page: Page) => Promise<void>} does
 * @param {string} [before]
 */
async function onPhone({ browser, open }, does, before = TOUCHED) {
  await browser.viewport(360, 640);
  try {
    const page = await open({ before: LISTEN + before, rules: [served(hostPage(PORTAL))] });
    await page.front();
    await page.run((dress) => {
      for (const [name, styles] of Object.entries(dress)) {
        for (const node of window.document.querySelectorAll(name))
          for (const style of Object.entries(styles)) /** @type {HTMLElement} */ (node).style.setProperty(...style);
      }
    }, DRESS);
    await page.ready('渡口');
    await page.there(`${AT.input}[role=combobox]`);
    // Leaves the search that checked that everything has loaded.
    if (await page.count('.frame[sheet]')) await page.click('.cancel');
    await page.run((s) => document.querySelector(s).blur(), AT.input);
    await does(page);
  } finally {
    await browser.viewport(1200, 800);
  }
}

/** Returns the area that the reader fills (width as a part of the window's, the rest in CSS px), and whether it is on top. @param {Page} page */
const filled = (page) =>
  page.run(() => {
    const { x, y, width, height } = document.querySelector('.frame[sheet]')?.getBoundingClientRect() ?? new DOMRect();
    const top = /** @type {Element} */ (document.elementFromPoint(5, 5));
    return {
      x,
      y,
      width: width / document.documentElement.clientWidth,
      height,
      over: top?.getRootNode() !== window.document,
    };
  });

/** Scrolls to the middle of the list. @param {Page} page */
const goDown = (page) =>
  page.runAsync(async () => {
    scrollTo(0, 1300);
    await new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
    });
  });

/** @param {Page} page */
const scrolled = (page) => page.run(() => Math.round(scrollY));

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  'the search fills the window over the page, shows its results there, and opens the chosen article in the page': (
    test,
  ) =>
    onPhone(test, async (page) => {
      await goDown(page);
      const heights = await page.run((s) => {
        const before = document.documentElement.scrollHeight;
        document.querySelector(s).focus({ preventScroll: true });
        return [before, document.documentElement.scrollHeight];
      }, AT.input);
      assert.equal(heights[0], heights[1], 'the page behind it keeps its height');
      await page.there('.frame[sheet]');
      assert.deepEqual(await filled(page), { x: 0, y: 0, width: 1, height: 640, over: true });
      assert.equal(await page.focus(), 'input', 'the field keeps the focus');
      assert.equal(await scrolled(page), 1300);
      assert.ok(
        await page.run(() => /** @type {Element} */ (document.querySelector('.frame')).scrollTop > 300),
        'the list keeps its scroll position',
      );
      await page.find(AT.input).sendKeys('渡口');
      await page.answered('渡口');
      assert.ok(
        await page.run((s) => {
          const { left, top } = document.querySelector(s).getBoundingClientRect();
          return document.querySelector(s).contains(document.elementFromPoint(left + 4, top + 4));
        }, `${AT.hits}:first-child h2 a`),
        'results can be pressed',
      );
      assert.deepEqual(await violations(page), []);
      await page.press(Key.ENTER);
      await page.run(() => /** @type {any} */ (window).seen({ height: 640 }));
      assert.equal((await filled(page)).height, 640, 'it stays open when the keyboard is hidden');
      await page.click(`${AT.hits}:first-child h2 a`);
      await page.gone('.frame[sheet]');
      await page.there(`${AT.article} h1`);
      const top = await page.run(() => document.querySelector('.frame')?.getBoundingClientRect().top ?? NaN);
      assert.ok(Math.abs(top) < 2, `the article starts at the top of the window, not at ${top} px`);
      assert.equal(
        await page.run(() => document.querySelector('.frame')?.parentNode?.children.length),
        1,
        'the placeholder in the page is removed',
      );
    }),

  'cancelling restores the position in the page, the list and the query': (test) =>
    onPhone(test, async (page) => {
      await goDown(page);
      await page.run((s) => document.querySelector(s).focus({ preventScroll: true }), AT.input);
      await page.find(AT.input).sendKeys('渡口');
      await page.answered('渡口');
      await page.click('.cancel');
      await page.there(AT.front);
      assert.deepEqual([await page.value(), await scrolled(page), await page.count('.frame[sheet]')], ['', 1300, 0]);
      assert.equal(await page.focus(), 'div.content', 'the focus is not lost');
      await page.search('渡口');
      // Escape closes the suggestions, clears the query and ends the search, in this order.
      await page.press(Key.ESCAPE, Key.ESCAPE, Key.ESCAPE);
      await page.gone('.frame[sheet]');
      await page.there(AT.front);
    }),

  'Back leads out of it': (test) =>
    onPhone(test, async (page) => {
      await page.run((s) => document.querySelector(s).focus({ preventScroll: true }), AT.input);
      await page.find(AT.input).sendKeys('渡口');
      await page.answered('渡口');
      await page.run(() => history.back());
      await page.gone('.frame[sheet]');
      await page.there(AT.front);
    }),

  'it fits above the on-screen keyboard, and does not shrink when the user zooms': (test) =>
    onPhone(test, async (page) => {
      await page.click(AT.input);
      await page.there('.frame[sheet]');
      const see = (/** @type {object} */ now) => page.run((it) => /** @type {any} */ (window).seen(it), now);
      await see({ height: 300, offsetTop: 40 });
      assert.deepEqual(await filled(page), { x: 0, y: 40, width: 1, height: 300, over: false });
      await page.find(AT.input).sendKeys('的');
      await page.answered('的');
      assert.ok(
        await page.run((s) => {
          const last = [...document.querySelectorAll(s)].at(-1);
          last.scrollIntoView({ block: 'end' });
          return last.getBoundingClientRect().bottom <= 341;
        }, AT.hits),
        'the last result can be scrolled above the keyboard',
      );
      assert.ok(
        await page.run((s) => document.querySelector(s).getBoundingClientRect().top >= 40, AT.input),
        'the field stays visible',
      );
      await see({ height: 200, offsetTop: 100, scale: 2 });
      assert.equal((await filled(page)).height, 640);
    }),

  'it closes when the focus leaves it, the page handles the chosen article, or the element is removed': (test) =>
    onPhone(test, async (page) => {
      await page.run(() => addEventListener('kanbao-select', (event) => event.preventDefault(), { once: true }));
      await page.click(AT.input);
      await page.search('渡口');
      await page.there('.frame[sheet]');
      await page.click(`${AT.hits}:first-child h2 a`);
      await page.gone('.frame[sheet]');
      await page.there(AT.results);
      await page.click(AT.input);
      await page.there('.frame[sheet]');
      await page.run(() => window.document.getElementById('out')?.focus());
      await page.gone('.frame[sheet]');
      await page.click(AT.input);
      await page.there('.frame[sheet]');
      await page.run(() => window.document.querySelector('kanbao-reader')?.remove());
      await page.rest(100);
      assert.equal(await page.run(() => Boolean(document.elementFromPoint(5, 5)?.closest('header'))), true);
    }),

  'with a mouse the reader stays in its place': (test) =>
    onPhone(
      test,
      async (page) => {
        await page.click(AT.input);
        await page.search('渡口');
        assert.equal(await page.count('.frame[sheet]'), 0);
        assert.equal(await page.run(() => document.querySelector('.cancel')?.getClientRects().length), 0);
      },
      '',
    ),
};
