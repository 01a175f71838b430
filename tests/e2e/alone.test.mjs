/** The search field and the article by themselves, links to the host's pages, heading levels, and a box that scrolls. */
import assert from 'node:assert/strict';
import { LISTEN, heard, hostPage, served } from './lib/host.mjs';
import { AT, Key } from './lib/page.mjs';
import { commonCharacter, idOf, rareString } from './lib/text.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

/**
 * Opens a host page with one element. The tests' `document` looks inside it.
 * @param {import('./lib/suite.mjs').Test} test
 * @param {string} tag
 * @param {string} [attributes]
 * @param {{around?: (element: string) => string, head?: string, rules?: import('./lib/line.mjs').Rule[]}} [options]
 */
function host({ open }, tag, attributes = '', { around = (element) => element, head = '', rules = [] } = {}) {
  const element = `<kanbao-${tag} id="one" src="./sample/issue.json" ${attributes}></kanbao-${tag}>`;
  return open({ before: LISTEN, rules: [served(hostPage(around(element), { head })), ...rules] });
}

/** Returns whether anything that matches is visible. @param {Page} page @param {string} selector */
const seen = (page, selector) =>
  page.run((s) => [...document.querySelectorAll(s)].some((node) => node.getClientRects().length > 0), selector);

/** Returns the decoded addresses of links. @param {Page} page @param {string} selector */
const hrefs = (page, selector) =>
  page.run(
    (s) =>
      Array.from(document.querySelectorAll(s), (link) =>
        decodeURIComponent(/** @type {HTMLAnchorElement} */ (link).href),
      ),
    selector,
  );

/** Returns the levels of the visible headings in the reader. @param {Page} page @returns {Promise<number[]>} */
const levels = (page) =>
  page.run(() =>
    Array.from(document.querySelectorAll('.frame :is(h1, h2, h3)'))
      .filter((node) => node.getClientRects().length)
      .map((node) => Number(node.getAttribute('aria-level') ?? node.localName[1])),
  );

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a search field by itself shows only the field and the results'(test) {
    const { issue } = test.site;
    const { article, query } = rareString(issue);
    const page = await host(test, 'search', 'href="read/{article}?q={query}&p={passage}"', {
      rules: [{ path: /\/read\//, body: '<!doctype html><title>there</title>', type: 'text/html' }],
    });
    await page.there(`${AT.front}`);
    for (const part of ['.brand', '.opener', '.foot', '.masthead', '.items'])
      assert.equal(await seen(page, part), false, part);
    assert.equal((await page.search(query))[0], article);
    assert.deepEqual(await hrefs(page, `${AT.hits} a`), [
      `${page.line.url}read/${idOf(test.site.issue, article)}?q=${query}&p=`,
    ]);
    await page.run(() => addEventListener('kanbao-select', (event) => event.preventDefault(), { once: true }));
    await page.click(`${AT.hits} a`);
    assert.equal((await heard(page, 'select')).article, idOf(test.site.issue, article));
    await page.rest(100);
    await page.there(AT.results);
    await page.click(`${AT.hits} a`);
    await page.until('the other page', (n) => location.pathname === `/read/${n}`, idOf(test.site.issue, article));
  },

  async 'without href an article opens in place of the results, and Escape goes back'(test) {
    const { article, query } = rareString(test.site.issue);
    const page = await host(test, 'search');
    await page.there(AT.input);
    await page.search(query);
    await page.click(`${AT.hits} a`);
    await page.says(`${AT.article} h1`, /** @type {any} */ (test.site.issue.articles[article]).headline);
    await page.press(Key.ESCAPE);
    await page.there(AT.results);
  },

  async 'an href that is not http or https is ignored'(test) {
    for (const href of ['javascript:alert({article})', 'data:text/html,{query}', 'http://[{article}']) {
      const page = await host(test, 'search', `href="${href}"`);
      await page.there(AT.input);
      await page.search(rareString(test.site.issue).query);
      for (const found of await hrefs(page, `${AT.hits} a`)) assert.match(found, /^http:\/\/localhost/, href);
      await page.click(`${AT.hits} a`);
      await page.there(AT.article);
    }
  },

  async 'values inserted into an href cannot change the rest of the address'(test) {
    const page = await host(test, 'search', 'href="read?q={query}&id={article}"');
    await page.there(AT.input);
    await page.search(`“${commonCharacter(test.site.issue)}”`);
    await page.until('results', (s) => document.querySelector(`${s} a`), AT.hits);
    await page.reader((element) => element.search('a&id=9#x/../ 或 的'));
    for (const address of await page.run(
      (s) => Array.from(document.querySelectorAll(`${s} a`), (link) => /** @type {HTMLAnchorElement} */ (link).href),
      AT.hits,
    )) {
      const { pathname, hash, searchParams } = new URL(address);
      assert.deepEqual(
        [pathname, hash, searchParams.get('q'), searchParams.getAll('id').length],
        ['/read', '', 'a&id=9#x/../ 或 的', 1],
      );
    }
  },

  async 'with href the front page of a reader leads to the host’s pages'(test) {
    const page = await host(test, 'reader', 'href="read/{article}"', {
      rules: [{ path: /\/read\//, body: '<!doctype html><title>there</title>', type: 'text/html' }],
    });
    await page.front();
    const { id } = /** @type {any} */ (test.site.issue.articles[1]);
    assert.equal((await hrefs(page, `${AT.front} .items a`))[1], new URL(`read/${id}`, page.line.url).href);
    assert.equal(await seen(page, '.masthead'), true);
    await page.click(`${AT.front} .items a[data-a="1"]`);
    await page.until('the other page', (path) => location.pathname === path, `/read/${id}`);
  },

  async 'an article by itself shows one article, and loads no engine while it needs none'(test) {
    const { issue } = test.site;
    const page = await host(test, 'article');
    await page.says(`${AT.article} h1`, /** @type {any} */ (issue.articles[0]).headline);
    await page.there('.foot p');
    for (const part of ['.bar', '.back', '.turn', '.foot', '.masthead'])
      assert.equal(await seen(page, part), false, part);
    assert.equal(
      page.line.served.some(({ path }) => /\.wasm$/.test(path)),
      false,
    );
    await page.run((s) => document.querySelector(s).focus(), `${AT.article} h1`);
    await page.press(Key.ESCAPE, Key.ARROW_RIGHT);
    await page.rest(100);
    await page.says(`${AT.article} h1`, /** @type {any} */ (issue.articles[0]).headline);
    await page.reader((element) => {
      element.article = 3;
    });
    await page.says(`${AT.article} h1`, /** @type {any} */ (issue.articles[2]).headline);
    assert.equal(
      (await heard(page, 'article', { article: /** @type {any} */ (issue.articles[2]).id })).headline,
      /** @type {any} */ (issue.articles[2]).headline,
    );
    await page.reader((element) => {
      element.article = 999;
    });
    await page.says(AT.front, '没有这篇文章');
  },

  async 'an article by itself marks its query and passage, also those set later'(test) {
    const { issue } = test.site;
    const { article, query } = rareString(issue);
    const page = await host(test, 'article', `article="${article + 1}" query="${query}"`);
    await page.there(`${AT.article} .text mark`);
    const passage = /** @type {any} */ (issue.articles[0]).paragraphs[0].slice(0, 12);
    await page.reader((element, text) => Object.assign(element, { article: 1, query: '', passage: text }), passage);
    await page.until(
      'the passage',
      (text) =>
        Array.from(document.querySelectorAll('.article mark'), ({ textContent }) => textContent).join('') === text,
      passage,
    );
  },

  async 'with href an article leads to its neighbours on the host’s pages'(test) {
    const page = await host(test, 'article', 'article="2" href="read/{article}"');
    await page.there(`${AT.article} .turn .next`);
    assert.deepEqual(
      await hrefs(page, `${AT.article} .turn a`),
      [0, 2].map((i) => new URL(`read/${/** @type {any} */ (test.site.issue.articles[i]).id}`, page.line.url).href),
    );
    assert.equal(await seen(page, '.turn'), true);
  },

  async 'headings start below the page’s, or at the level that the attribute sets'(test) {
    const page = await host(test, 'reader');
    await page.whole();
    await page.there('.foot p');
    const found = await levels(page);
    assert.deepEqual([found[0], found[1], Math.max(...found)], [2, 3, 3]);
    await page.search(commonCharacter(test.site.issue));
    assert.equal((await levels(page))[0], 2);
    await page.reader((element) => {
      element.headingLevel = 4;
    });
    await page.there('.foot p');
    await page.there(AT.results);
    await page.until('other levels', () => document.querySelector('.results h1')?.getAttribute('aria-level') === '4');
    await page.reader((element) => {
      element.headingLevel = 1;
    });
    await page.there('.foot p');
    assert.equal((await levels(page))[0], 1);
  },

  async 'in a box that scrolls articles start at the top, Back restores the place, and marks scroll into view'(test) {
    const css =
      '#box { height: 400px; overflow: auto; margin-top: 200px; border: 5px solid; } #after { height: 3000px; }';
    const { query } = rareString(test.site.issue);
    const page = await host(test, 'reader', '', {
      around: (element) => `<div id="box">${element}</div><p id="after">后</p>`,
      head: '<link rel="stylesheet" href="./box.css">',
      rules: [{ path: /box\.css$/, body: css, type: 'text/css' }],
    });
    await page.whole();
    const at = () =>
      page.run(() => [scrollY, Math.round(/** @type {Element} */ (window.document.querySelector('#box')).scrollTop)]);
    const inBox = (/** @type {string} */ selector) =>
      page.run((s) => {
        const box = /** @type {Element} */ (window.document.querySelector('#box')).getBoundingClientRect();
        const node = document.querySelector(s)?.getBoundingClientRect();
        return node !== undefined && node.top >= box.top - 1 && node.bottom <= box.bottom + 1;
      }, selector);
    await page.run(() => {
      /** @type {Element} */ (window.document.querySelector('#box')).scrollTop = 900;
    });
    await page.rest(400);
    const [, y] = await at();
    const link = await page.run(() => {
      const box = /** @type {Element} */ (window.document.querySelector('#box')).getBoundingClientRect();
      return Array.from(document.querySelectorAll('.items h2 a'))
        .find((node) => node.getBoundingClientRect().top > box.top + 20)
        ?.getAttribute('data-a');
    });
    await page.run((a) => /** @type {HTMLElement} */ (document.querySelector(`.items a[data-a="${a}"]`)).click(), link);
    await page.there(AT.article);
    assert.equal(await inBox(`${AT.article} h1`), true, 'an article starts at its headline');
    await page.run((s) => /** @type {HTMLElement} */ (document.querySelector(s)).click(), `${AT.article} .back`);
    await page.front();
    await page.until(
      'the list at its former position',
      (was) => Math.abs(/** @type {Element} */ (window.document.querySelector('#box')).scrollTop - was) < 30,
      y,
    );
    assert.equal((await at())[0], 0, 'the window has not moved');
    await page.reader((element, q) => Object.assign(element, { query: q }), query);
    await page.answered(query);
    await page.run((s) => /** @type {HTMLElement} */ (document.querySelector(s)).click(), `${AT.hits} a`);
    await page.there(`${AT.article} mark`);
    await page.run(
      (s) => /** @type {HTMLElement} */ (document.querySelector(s)).click(),
      `${AT.article} .steps button:last-child`,
    );
    await page.until('the mark to be visible in the box', () => {
      const box = /** @type {Element} */ (window.document.querySelector('#box')).getBoundingClientRect();
      const mark = document.querySelector('mark.current')?.getBoundingClientRect();
      return mark && mark.top >= box.top && mark.bottom <= box.bottom;
    });
  },
};
