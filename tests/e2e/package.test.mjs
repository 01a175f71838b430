/** The npm package as others use it: pages and bundles that tests/package/consume.mjs makes from the packed archive. */
import assert from 'node:assert/strict';
import { AT } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

/**
 * A policy for webpack: most projects' style loaders write styles into the page, and webpack loads its chunks through a
 * Trusted Types policy of its own.
 */
const FOR_WEBPACK =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types kanbao webpack";

/** The error that Firefox reports when Vite preloads a module that is already loaded. */
const PRELOADED = /^link did not load: .*\/vite\/assets\/[\w-]+\.js$/;

/** Makes a test that reads and searches on a page. @param {string} path @param {import('./lib/line.mjs').Rule[]} [rules] */
const reads =
  (path, rules = []) =>
  async (/** @type {import('./lib/suite.mjs').Test} */ { open, site, expect }) => {
    expect(PRELOADED);
    const page = await open({ path: `package/${path}`, rules });
    await page.front();
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    assert.equal((await page.watched()).workers, 1, 'the engine runs in a worker');
    assert.equal(
      await page.run(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.search'))).display),
      'flex',
      'the reader has its styles',
    );
    // The smaller elements load files of their own.
    await page.run(() => {
      const alone = Object.assign(window.document.createElement('kanbao-article'), {
        id: 'alone',
        src: '/sample/issue.json',
        article: 2,
      });
      window.document.body.append(alone);
    });
    await page.until(
      'an article by itself',
      (headline) =>
        window.document.querySelector('#alone')?.shadowRoot?.querySelector('.article h1, .article h2')?.textContent ===
        headline,
      site.issue.articles[1]?.headline,
    );
    // Opening a text needs the parser, its script and the full lexicon, which the bundler must have included.
    await page.reader((reader) => reader.open('渡口的船\n\n沈砚\n\n船夫在渡口等了一上午，来的人不多。\n'));
    await page.until(
      'the text that was opened',
      (s) => document.querySelector(`${s} .items`)?.textContent?.includes('渡口的船'),
      AT.front,
    );
    await page.search('dukou');
    await page.says(AT.note, '“渡口”');
  };

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  'a plain page with the module': reads('plain/module.html'),
  'a plain page with the single classic script': reads('plain/script.html'),
  'a page built by Vite': reads('vite/page.html'),
  'a page built by webpack': reads('webpack/page.html', [
    { path: /page\.html$/, headers: { 'content-security-policy': FOR_WEBPACK } },
  ]),
};
