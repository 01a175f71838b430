/** The npm package as others use it: pages and bundles that tests/package/consume.mjs makes of its archive. */
import assert from 'node:assert/strict';
import { AT } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

/** The loaders that most webpack projects have for their styles write them into the page; its own parts come by a policy. */
const FOR_WEBPACK =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types kanbao webpack";

/** What Firefox says of Vite's preload of a module that is there already. */
const PRELOADED = /^link did not load: .*\/vite\/assets\/[\w-]+\.js$/;

/** @param {string} path @param {import('./lib/line.mjs').Rule[]} [rules] */
const reads =
  (path, rules = []) =>
  async (/** @type {import('./lib/suite.mjs').Test} */ { open, site, expect }) => {
    expect(PRELOADED);
    const page = await open({ path: `package/${path}`, rules });
    await page.front();
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    assert.equal((await page.watched()).workers, 1, 'the engine has a worker');
    assert.equal(
      await page.run(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.search'))).display),
      'flex',
      'the reader has its styles',
    );
    // The smaller elements have parts of their own.
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
    // A text of one's own needs the parser, its script and the full lexicon, which a bundler carries along too.
    await page.reader((reader) => reader.open('渡口的船\n\n沈砚\n\n船夫在渡口等了一上午，来的人不多。\n'));
    await page.until(
      'the text that was opened',
      (s) => document.querySelector(`${s} .items`)?.textContent?.includes('渡口的船'),
      AT.front,
    );
    await page.search('dukou');
    await page.says(`${AT.hits} .tier`, '渡口');
  };

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  'a plain page with the module': reads('plain/module.html'),
  'a plain page with the one script, which is not a module': reads('plain/script.html'),
  'a page built by Vite': reads('vite/page.html'),
  'a page built by webpack': reads('webpack/page.html', [
    { path: /page\.html$/, headers: { 'content-security-policy': FOR_WEBPACK } },
  ]),
};
