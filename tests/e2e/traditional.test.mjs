/** The interface in traditional Chinese: none of its views has simplified characters. */
import assert from 'node:assert/strict';
import { AT } from './lib/page.mjs';
import { STATES } from './lib/states.mjs';
import { rareString } from './lib/text.mjs';
import { untraditional } from './lib/traditional.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */
/** @typedef {import('./lib/suite.mjs').Test} Test */

/**
 * Returns the same test with pages opened in traditional Chinese.
 * @param {Test} test
 * @returns {Test}
 */
const traditional = (test) => ({
  ...test,
  open: ({ path, ...options } = {}) =>
    test.open({ ...options, path: `?lang=zh-Hant${path ? `&${path.slice(1)}` : ''}` }),
});

/**
 * Waits for the parts that load later, and returns all Han text on the page and in its labels, hidden or not, without what
 * comes from the bulletin or the query.
 * @param {Page} page
 * @param {import('../../www/kanbao.js').PlainIssue} issue
 * @param {string} query
 */
async function interfaceOf(page, issue, query) {
  await page.until(
    'the rest of the reader',
    () => document.querySelector('.foot kbd') && document.querySelector('dialog'),
  );
  const written = await page.run(() => {
    const frame = /** @type {Element} */ (document.querySelector('.frame'));
    const walker = window.document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode.nodeValue ?? '');
    for (const node of frame.querySelectorAll('*'))
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(node.getAttribute(name) ?? '');
    return found;
  });
  const printed = JSON.stringify(issue);
  const names = issue.articles.flatMap(({ byline }) =>
    byline.map((person) => (typeof person === 'string' ? person : person.name)),
  );
  const named = [query, issue.paper ?? query, ...names, ...issue.articles.map(({ headline }) => headline)].sort(
    (a, b) => b.length - a.length,
  );
  return (
    written
      .filter(
        (text) =>
          /\p{Script=Han}/u.test(text) &&
          !text.split('　').every((piece) => printed.includes(piece.replaceAll('…', '').trim())),
      )
      // Removes names and quotations that the interface's texts contain.
      .map((text) => named.reduce((rest, one) => rest.replaceAll(one, ''), text).replaceAll(/「[^」]*」/g, ''))
  );
}

/** Returns the function that reaches a state. @param {string} name @returns {(test: Test) => Promise<Page>} */
const state = (name) => /** @type {typeof STATES[string]} */ (STATES[name]);

/** @type {Record<string, (test: Test, query: string) => Promise<Page>>} */
const VIEWS = {
  front: state('front'),
  async results({ open }, query) {
    const page = await open({ path: `?q=${encodeURIComponent(query)}` });
    await page.until(
      'the engine’s answer',
      (s, asked) => {
        const found = document.querySelector(`${s}[aria-busy=false] .found`)?.textContent ?? '';
        return found.includes(`「${asked}」`) && !found.includes('初步結果');
      },
      AT.results,
      query,
    );
    return page;
  },
  async article(means) {
    const page = await state('article')(means);
    await page.there(AT.onward);
    return page;
  },
  error: state('error'),
};

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'front page, results, article and error have no simplified characters outside articles'(test) {
    test.expect(/404|issue\.json/);
    const { issue } = test.site;
    const { query } = rareString(issue);
    for (const [view, reach] of Object.entries(VIEWS)) {
      const page = await reach(traditional(test), query);
      const texts = await interfaceOf(page, issue, query);
      assert.ok(texts.length > 20, `${view}: expected more than 20 texts of the interface, found ${texts.length}`);
      assert.deepEqual(
        texts.filter((text) => untraditional(text).length > 0),
        [],
        view,
      );
      assert.equal(await page.run(() => window.document.documentElement.lang), 'zh-Hant');
    }
  },

  async 'the page’s language selects it, articles keep their own font, and other pages do not fetch it'({ open }) {
    const page = await open({ path: 'examples/traditional.html' });
    await page.whole();
    const { interfaceFace, articleFace, date } = await page.run(() => {
      const face = (/** @type {string} */ s) =>
        getComputedStyle(/** @type {Element} */ (document.querySelector(s))).fontFamily;
      return {
        interfaceFace: face('.photos h2'),
        articleFace: face('.item h2'),
        date: document.querySelector('.masthead time')?.getAttribute('lang'),
      };
    });
    assert.equal(interfaceFace, 'serif');
    assert.match(articleFace, /Songti SC/);
    assert.equal(date, 'zh-Hant');
    const fetched = (/** @type {Page} */ { line }) =>
      line.served.filter(({ path }) => /\/zh-Hant-\w+\.js$/.test(path)).length;
    assert.equal(fetched(page), 1);
    const other = await open();
    await other.whole();
    await other.until('the service worker to control the page', () => navigator.serviceWorker.controller !== null);
    assert.equal(fetched(other), 0);
  },

  async 'the language is stored for reading offline'({ open, expect }) {
    const page = await open({ path: '?lang=zh-Hant' });
    await page.whole();
    await page.until('the language and the issue to be cached', async () => {
      const kept = await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
      );
      return (
        kept.flat().some((url) => /\/zh-Hant-\w+\.js$/.test(url)) &&
        kept.flat().some((url) => url.endsWith('issue.json'))
      );
    });
    await page.line.close();
    expect(/fetch|load|network/i);
    await page.go('?lang=zh-Hant');
    await page.front();
    assert.equal(await page.text('.brand'), '看報');
  },
};
