/** Bookmarks and the last position, stored on the device if the page allows it. */
import assert from 'node:assert/strict';
import { hostPage, served } from './lib/host.mjs';
import { AT } from './lib/page.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

const KEEP = '.view.article:not([hidden]) .keep';
const KEPT = '.view.front:not([hidden]) .kept';
const RESUME = '.view.front:not([hidden]) .resume';

/** Opens an article from the front page. @param {Page} page @param {number} article from 1 */
async function read(page, article) {
  await page.run(
    (s) => /** @type {HTMLElement} */ (document.querySelector(s)).click(),
    `${AT.front} .items a[data-a="${article - 1}"]`,
  );
  await page.there(KEEP);
}

/** @param {Page} page */
async function home(page) {
  await page.click(`${AT.article} .back`);
  await page.front();
}

/** @param {Page} page */
const pressed = (page) => page.run((s) => document.querySelector(s)?.getAttribute('aria-pressed'), KEEP);

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a bookmarked article is listed on the front page, also after a reload, until the bookmark is removed'({
    open,
    site,
  }) {
    const [, second, third] = /** @type {any[]} */ (site.issue.articles);
    const page = await open();
    await page.front();
    await read(page, 2);
    assert.equal(await pressed(page), 'false');
    await page.click(KEEP);
    assert.equal(await pressed(page), 'true');
    await page.says(AT.live, '已收藏');
    await home(page);
    await page.says(KEPT, second.headline);
    await read(page, 3);
    await page.click(KEEP);
    await page.driver.navigate().refresh();
    await page.there(KEEP);
    assert.equal(await pressed(page), 'true');
    await home(page);
    assert.deepEqual(await page.texts(`${KEPT} li > a`), [third.headline, second.headline]);
    await page.click(`${KEPT} li:last-child a`);
    await page.says(`${AT.article} h1`, second.headline);
    await page.there(KEEP);
    await page.click(KEEP);
    assert.equal(await pressed(page), 'false');
    await home(page);
    await page.until('one bookmark left', (s) => document.querySelectorAll(s).length === 1, `${KEPT} li`);
    await page.click(`${KEPT} .close`);
    await page.gone(KEPT);
    assert.match(await page.focus(), /^h1/, 'the focus goes to the heading, since the list is gone');
    assert.deepEqual(await page.run(() => Object.keys(localStorage)), []);
  },

  async 'a bookmark of another issue names the issue, and leads only to another http page'({ open }) {
    const other = (/** @type {string} */ headline, /** @type {string} */ address) => ({
      paper: '别的报',
      date: '2025-01-02',
      edition: '1',
      article: 0,
      headline,
      address,
    });
    const marks = [
      other('别处的文章', 'https://other.example/2025-01-02?a=1'),
      other('这里的旧文章', 'HERE?a=1'),
      other('不是链接', 'javascript:alert(1)'),
      { nonsense: true },
      7,
    ];
    const page = await open({
      before: `if (!localStorage.length) localStorage.setItem('kanbao.marks', JSON.stringify(${JSON.stringify(marks)}).replace('HERE', location.href));`,
    });
    await page.front();
    await page.there(KEPT);
    assert.deepEqual(await page.texts(`${KEPT} li > :first-child`), ['别处的文章', '这里的旧文章', '不是链接']);
    assert.deepEqual(
      await page.run((s) => Array.from(document.querySelectorAll(s), (link) => link.getAttribute('href')), `${KEPT} a`),
      ['https://other.example/2025-01-02?a=1'],
    );
    await page.says(KEPT, '别的报');
  },

  async 'the last position is offered on the next visit, and the page moves only if it is accepted'({
    open,
    site,
    browser,
  }) {
    await browser.viewport(360, 500);
    const longest =
      site.issue.articles.map(({ paragraphs }, i) => ({ i, n: paragraphs.length })).sort((a, b) => b.n - a.n)[0]?.i ??
      0;
    const page = await open();
    await page.front();
    assert.equal(await page.count(RESUME), 0);
    await read(page, longest + 1);
    await page.run(() =>
      document.querySelectorAll('.article .text > *')[2]?.scrollIntoView({ block: 'start', behavior: 'instant' }),
    );
    await page.until('the position to be stored', () => localStorage.getItem('kanbao.place'));
    await page.go();
    await page.there(RESUME);
    await page.says(RESUME, /** @type {any} */ (site.issue.articles[longest]).headline);
    await page.there(AT.front);
    await page.click(`${RESUME} .button`);
    await page.there(AT.article);
    const at = await page.run(() => {
      const bar = document.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0;
      return Array.from(document.querySelectorAll('.article .text > *')).findIndex(
        (block) => block.getBoundingClientRect().bottom > bar + 24,
      );
    });
    assert.equal(at, 2);
    await page.go();
    await page.there(RESUME);
    await page.click(`${RESUME} .close`);
    await page.gone(RESUME);
    await page.go();
    await page.front();
    await page.rest(500);
    assert.equal(await page.count(RESUME), 0, 'a position that was declined is forgotten');
  },

  async 'without permission there is no bookmark button, and nothing is read or stored'({ open }) {
    const page = await open({
      rules: [served(hostPage('<kanbao-reader src="./sample/issue.json"></kanbao-reader>'))],
      before: `window.stored = [];
        for (const name of ['getItem', 'setItem', 'removeItem']) {
          const own = Storage.prototype[name];
          Storage.prototype[name] = function (...all) { stored.push(all[0]); return own.apply(this, all); };
        }`,
    });
    await page.front();
    await page.run(
      (s) => /** @type {HTMLElement} */ (document.querySelector(s)).click(),
      `${AT.front} .items a[data-a="0"]`,
    );
    await page.there(`${AT.article} .tools`);
    await page.run(() => scrollTo(0, 900));
    await page.rest(800);
    assert.equal(await page.count('.keep, .kept, .resume'), 0);
    assert.equal(await page.run(() => localStorage.length), 0);
    assert.deepEqual(await page.run(() => /** @type {any} */ (window).stored), []);
  },
};
