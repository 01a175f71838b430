/** Each page in examples/, used as a user would. */
import assert from 'node:assert/strict';
import { CONTENT_SECURITY_POLICY } from '../../scripts/lib/serve.mjs';
import { AT, Key } from './lib/page.mjs';
import { idOf, rareString } from './lib/text.mjs';

/** Makes a test of a framework's page. @param {string} name @param {import('./lib/line.mjs').Rule[]} [rules] */
const inFramework =
  (name, rules) =>
  async (/** @type {import('./lib/suite.mjs').Test} */ { open, site, expect }) => {
    expect(/^link did not load: .*\/vite\/assets\//); // Firefox reports this for a preload of a file that it has already
    const page = await open({ path: `package/vite/${name}.html`, rules });
    await page.front();
    await page.click('#app button');
    await page.answered('渡口');
    const [first] = await page.found();
    await page.click(`${AT.hits} a[data-a="${first}"]`);
    await page.there(AT.article);
    await page.until(
      'the page to be told',
      (headline) => window.document.querySelector('output')?.textContent?.includes(headline),
      site.issue.articles[first ?? 0]?.headline,
    );
  };

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'plain: one tag on a portal’s page gives reading, search, and addresses for results and articles'({
    open,
    site,
  }) {
    const page = await open({ path: 'examples/plain.html' });
    await page.front();
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    await page.click(`${AT.hits} a`);
    await page.there(`${AT.article} .text mark`);
    assert.equal(await page.run(() => decodeURIComponent(location.hash)), `#q=${query}&a=${idOf(site.issue, article)}`);
    assert.equal(await page.driver.getTitle(), '苇湾新闻网 · 数字报');
    assert.equal(
      await page.run((s) => getComputedStyle(document.querySelector(s)).fontSize, `${AT.article} .text`),
      '18px',
      'the type size does not depend on the page’s root font size',
    );
  },

  async 'themed: large type, the page’s colours, and its own elements in the slots'({ open, site }) {
    const page = await open({ path: 'examples/themed.html' });
    await page.front();
    const sizes = await page.run(
      (s) =>
        [...document.querySelectorAll(`${s} :is(a, p, .tag)`)].map((node) =>
          parseFloat(getComputedStyle(node).fontSize),
        ),
      AT.front,
    );
    assert.ok(
      sizes.length > 10 && sizes.every((size) => size >= 24),
      `nothing is below 18 points (24 px); the smallest is ${Math.min(...sizes)} px`,
    );
    assert.equal(
      await page.run(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.frame'))).backgroundColor),
      'rgb(244, 236, 216)',
    );
    await page.search(rareString(site.issue).query);
    await page.click(`${AT.hits} a`);
    await page.there(`${AT.article} h1`);
    assert.ok(await page.run(() => (window.document.querySelector('.keep')?.getClientRects().length ?? 0) > 0));
  },

  async 'issues: the calendar opens an earlier issue, search covers that issue, and Next goes forward'({ open }) {
    const page = await open({ path: 'examples/issues.html' });
    await page.click('.issues .link');
    await page.there('dialog.calendar[open]');
    await page.press(Key.PAGE_UP, Key.ENTER);
    await page.says(`${AT.front} .masthead time`, '2025年8月15日');
    assert.equal(await page.run(() => decodeURIComponent(location.hash)), '#src=2025-08-15/issue.json');
    assert.deepEqual(await page.search('早市'), [1]);
    await page.clearField();
    await page.click('.issues .next');
    await page.says(`${AT.front} .masthead time`, '2025年9月15日');
  },

  async 'two: an article chosen in one reader opens in the other'({ open, site }) {
    const page = await open({ path: 'examples/two.html' });
    await page.front();
    await page.until('the results in the other', () =>
      window.document.querySelector('#en')?.shadowRoot?.querySelector('.results:not([hidden]) .hits li'),
    );
    await page.click(`${AT.front} .items a[data-a="1"]`);
    await page.until(
      'the article in the other',
      (headline) =>
        window.document.querySelector('#en')?.shadowRoot?.querySelector('.article:not([hidden]) h1')?.textContent ===
        headline,
      site.issue.articles[1]?.headline,
    );
    await page.there(AT.front);
    assert.equal(
      await page.run(() =>
        window.document.querySelector('#en')?.shadowRoot?.querySelector('.frame')?.getAttribute('lang'),
      ),
      'en',
    );
  },

  async 'engine: a page finds and marks with the engine alone, without the reader'({ open, site }) {
    const page = await open({ path: 'examples/engine.html' });
    const { article, query } = rareString(site.issue);
    await page.find('#q').sendKeys(query);
    await page.until(
      'the marked results',
      (q) => [...document.querySelectorAll('#hits mark')].some((mark) => mark.textContent === q),
      query,
    );
    assert.equal(
      await page.run(() => document.querySelector('#hits a')?.getAttribute('href')),
      `./plain.html#a=${idOf(site.issue, article)}`,
    );
    assert.equal((await page.watched()).workers, 1);
    assert.equal(
      page.line.served.some(({ path }) => path.endsWith('/reader.js') || path.endsWith('/kanbao.js')),
      false,
    );
  },

  // One page per framework, bundled with the npm package by tests/package.
  'React: properties, events and methods': inFramework('react'),
  'Vue: properties, events and methods': inFramework('vue', [
    { path: /\.html$/, headers: { 'content-security-policy': `${CONTENT_SECURITY_POLICY} vue` } },
  ]), // Vue needs a Trusted Types policy of its own

  async 'search and article: a result leads to the portal’s own page, which marks the query'({ open, site }) {
    const page = await open({ path: 'examples/search.html' });
    await page.there(AT.input);
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    const address = await page.run(
      (s) => /** @type {HTMLAnchorElement} */ (document.querySelector(`${s} a`)).href,
      AT.hits,
    );
    assert.equal(
      decodeURIComponent(address),
      `${page.line.url}examples/article.html?id=${idOf(site.issue, article)}&q=${query}`,
    );
    await page.press(Key.ARROW_DOWN, Key.ENTER);
    await page.until('the article', () => location.pathname.endsWith('article.html'));
    await page.there(`${AT.article} .text mark`);
    await page.until(
      'its headline as the title',
      (headline) => window.document.title.startsWith(headline),
      site.issue.articles[article]?.headline,
    );
  },
};
