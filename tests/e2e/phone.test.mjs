/** On a phone the search fills the window while one is at it, whatever the page around it is like. */
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { LISTEN, hostPage, served } from './lib/host.mjs';
import { AT, Key } from './lib/page.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

/** A window that is touched, and what is seen of it beside a keyboard. */
const TOUCHED = `{
  const real = matchMedia;
  window.matchMedia = (query) => real(query.replaceAll('(pointer: coarse)', '(min-width: 0px)'));
  window.seen = (now) => {
    for (const [name, value] of Object.entries(now)) Object.defineProperty(visualViewport, name, { value, configurable: true });
    visualViewport.dispatchEvent(new Event('resize'));
  };
}`;

/** A portal whose text would hold a reader fast, and whose head lies over everything. */
const PORTAL =
  '<header><h1><a href="#" id="out">门户</a></h1></header><main><p>导语</p><kanbao-reader id="one" src="./sample/issue.json" address="fragment"></kanbao-reader><p>页脚</p></main>';
/** @type {Record<string, Record<string, string>>} */
const DRESS = {
  'body, h1': { margin: '0' },
  header: { position: 'fixed', inset: '0 0 auto', height: '60px', 'z-index': '999', background: '#ccc' },
  main: { transform: 'translateY(0)', overflow: 'clip', 'margin-top': '60px' },
  p: { height: '900px' },
};

/**
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
    // It was searched for once to see that all is there.
    if (await page.count('.frame[sheet]')) await page.click('.cancel');
    await page.run((s) => document.querySelector(s).blur(), AT.input);
    await does(page);
  } finally {
    await browser.viewport(1200, 800);
  }
}

/** What of the window the reader fills. @param {Page} page */
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

/** Where a reader has scrolled to in the middle of the list. @param {Page} page */
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
  'the search fills the window over the page, results are read in it, and the one that is chosen stands in the page': (
    test,
  ) =>
    onPhone(test, async (page) => {
      await goDown(page);
      const heights = await page.run((s) => {
        const before = document.documentElement.scrollHeight;
        document.querySelector(s).focus({ preventScroll: true });
        return [before, document.documentElement.scrollHeight];
      }, AT.input);
      assert.equal(heights[0], heights[1], 'the page behind it keeps the place');
      await page.there('.frame[sheet]');
      assert.deepEqual(await filled(page), { x: 0, y: 0, width: 1, height: 640, over: true });
      assert.equal(await page.focus(), 'input', 'what is typed goes on');
      assert.equal(await scrolled(page), 1300);
      assert.ok(
        await page.run(() => /** @type {Element} */ (document.querySelector('.frame')).scrollTop > 300),
        'what was read is still in sight',
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
      assert.equal((await filled(page)).height, 640, 'a keyboard that goes leaves it open');
      await page.click(`${AT.hits}:first-child h2 a`);
      await page.gone('.frame[sheet]');
      await page.there(`${AT.article} h1`);
      const top = await page.run(() => document.querySelector('.frame')?.getBoundingClientRect().top ?? NaN);
      assert.ok(Math.abs(top) < 2, `the article begins at the window’s top, not at ${top}`);
      assert.equal(
        await page.run(() => document.querySelector('.frame')?.parentNode?.children.length),
        1,
        'nothing keeps its place any more',
      );
    }),

  'cancelled, all is as it was: the place in the page, the list, the query': (test) =>
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
      // Of the suggestions, of the query, of the search.
      await page.press(Key.ESCAPE, Key.ESCAPE, Key.ESCAPE);
      await page.gone('.frame[sheet]');
      await page.there(AT.front);
    }),

  'the way back leads out of it': (test) =>
    onPhone(test, async (page) => {
      await page.run((s) => document.querySelector(s).focus({ preventScroll: true }), AT.input);
      await page.find(AT.input).sendKeys('渡口');
      await page.answered('渡口');
      await page.run(() => history.back());
      await page.gone('.frame[sheet]');
      await page.there(AT.front);
    }),

  'it is as high as a keyboard leaves, at its place, and no matter to whoever magnifies': (test) =>
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
        'the last result comes out from behind the keyboard',
      );
      assert.ok(
        await page.run((s) => document.querySelector(s).getBoundingClientRect().top >= 40, AT.input),
        'and the field stays',
      );
      await see({ height: 200, offsetTop: 100, scale: 2 });
      assert.equal((await filled(page)).height, 640);
    }),

  'it ends where something outside has the focus, an article is shown by the page itself, or the element goes': (
    test,
  ) =>
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

  'where a mouse points it stays in its place': (test) =>
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
