/** The address contains the query and the article, for links, reloads, Back and Forward. */
import assert from 'node:assert/strict';
import { AT } from './lib/page.mjs';
import { idOf, rareString } from './lib/text.mjs';

/** @param {import('./lib/page.mjs').Page} page @returns {Promise<string>} */
const address = (page) => page.run(() => decodeURIComponent(location.search));

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a link to an article with a query opens both'({ open, site }) {
    const { article, query } = rareString(site.issue);
    const page = await open({ path: `?q=${encodeURIComponent(query)}&a=${article + 1}` });
    await page.says(`${AT.article} h1`, /** @type {any} */ (site.issue.articles[article]).headline);
    await page.there(`${AT.article} .text mark`);
    assert.equal(await page.value(), query);
    await page.click(`${AT.article} .back`);
    await page.answered(query);
    assert.ok((await page.found()).includes(article));
    assert.equal(await address(page), `?q=${query}`);
  },

  async 'a link to a query opens its results, also after a reload'({ open, site }) {
    const { article, query } = rareString(site.issue);
    const page = await open({ path: `?q=${encodeURIComponent(query)}` });
    await page.answered(query);
    await page.driver.navigate().refresh();
    await page.answered(query);
    assert.equal((await page.found())[0], article);
  },

  async 'a link to an article that does not exist opens the front page'({ open }) {
    const page = await open({ path: '?a=9999' });
    await page.front();
    for (const nonsense of ['?a=0', '?a=-1', '?a=1e3', '?q=&a=', '?q=%20%20', '?q=%E4%BD']) {
      await page.go(nonsense);
      await page.until(
        'some view',
        (at) => [at.front, at.results, at.article].some((s) => document.querySelector(s)),
        AT,
      );
    }
  },

  async 'Back and Forward retrace the user’s steps'({ open, site }) {
    const { article, query } = rareString(site.issue);
    const page = await open();
    await page.front();
    await page.search(query);
    await page.until(
      'the address to hold the query',
      (q) => new URLSearchParams(location.search).get('q') === q,
      query,
    );
    await page.click(`${AT.hits} a[data-a="${article}"]`);
    await page.there(AT.article);
    assert.equal(await address(page), `?q=${query}&a=${idOf(site.issue, article)}`);
    await page.driver.navigate().back();
    await page.there(AT.results);
    assert.equal(await address(page), `?q=${query}`);
    await page.driver.navigate().back();
    await page.front(); // typing one query makes one history entry
    assert.equal(await address(page), '');
    assert.equal(await page.value(), '');
    await page.driver.navigate().forward();
    await page.answered(query);
    await page.driver.navigate().forward();
    await page.says(`${AT.article} h1`, /** @type {any} */ (site.issue.articles[article]).headline);
  },

  async 'results are real links, whose addresses open the article'({ open, site }) {
    const { article, query } = rareString(site.issue);
    const page = await open();
    await page.front();
    await page.search(query);
    const href = await page.run((s) => document.querySelector(s).href, `${AT.hits} a[data-a="${article}"]`);
    await page.driver.get(href);
    await page.says(`${AT.article} h1`, /** @type {any} */ (site.issue.articles[article]).headline);
    await page.there(`${AT.article} mark`);
  },
};
