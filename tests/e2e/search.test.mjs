/** Typing finds what occurs in the bulletin, and shows how many articles have it. */
import assert from 'node:assert/strict';
import { AT } from './lib/page.mjs';
import { commonCharacter, holders, rareString, samples, simplifiedAndTraditional } from './lib/text.mjs';

/** Number of strings to search for in turn; each takes a few milliseconds. */
const SAMPLES = 60;

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'results appear while typing, counted, marked and announced (real)'({ open, site }) {
    const page = await open();
    await page.front();
    const { article, query } = rareString(site.issue);
    await page.type(query.slice(0, 2));
    await page.answered(query.slice(0, 2));
    assert.equal(await page.total(), await page.count(AT.hits));
    await page.find(AT.input).sendKeys(query.slice(2));
    await page.answered(query);
    const found = await page.found();
    assert.equal(found[0], article, 'the article that contains the string as typed comes first');
    assert.equal(await page.total(), found.length);
    assert.ok((await page.texts(`${AT.hits}:first-child mark`)).includes(query), 'the string is marked in the excerpt');
    await page.says(AT.live, `“${query}”找到 ${found.length} 篇`);
    assert.equal(await page.focus(), 'input', 'the search field keeps the focus');
  },

  async 'a search starts without measuring the layout, and hides the results of the search before'({ open, site }) {
    const page = await open();
    const { query } = rareString(site.issue);
    await page.ready(query);
    await page.whole();
    const seen = await page.runAsync(async (at) => {
      const input = /** @type {HTMLInputElement} */ (document.querySelector(at.input));
      const type = (/** @type {string} */ text) => {
        input.value = text;
        input.dispatchEvent(new InputEvent('input', { data: text, inputType: 'insertText', bubbles: true }));
      };
      const shown = () =>
        getComputedStyle(/** @type {Element} */ (document.querySelector('.results .hits'))).display !== 'none';
      const { getBoundingClientRect } = Element.prototype;
      let asked = 0;
      Element.prototype.getBoundingClientRect = function count() {
        asked += 1;
        return getBoundingClientRect.call(this);
      };
      type('\u6e21');
      const atOnce = shown();
      Element.prototype.getBoundingClientRect = getBoundingClientRect;
      const until = performance.now() + 10_000;
      while (document.querySelector(at.results)?.getAttribute('aria-busy') !== 'false' && performance.now() < until)
        await new Promise((go) => {
          setTimeout(go, 20);
        });
      const answered = shown();
      type('\u6e21\u53e3');
      return { asked, atOnce, answered, typedOn: shown() };
    }, AT);
    assert.deepEqual(seen, { asked: 0, atOnce: false, answered: true, typedOn: true });
  },

  async 'strings from anywhere in the bulletin are found (real)'({ open, site }) {
    const page = await open();
    await page.ready(rareString(site.issue).query);
    const missed = await page.runAsync(
      async (at, wanted) => {
        const input = /** @type {HTMLInputElement} */ (document.querySelector(at.input));
        const answered = (/** @type {string} */ query) => {
          const results = document.querySelector(at.results);
          return (
            results?.getAttribute('aria-busy') === 'false' &&
            results.querySelector('h1')?.textContent?.includes(`“${query.trim()}”`)
          );
        };
        const missing = [];
        for (const { article, query } of wanted) {
          input.value = query;
          input.dispatchEvent(new InputEvent('input', { data: query, inputType: 'insertText', bubbles: true }));
          const limit = performance.now() + 5000;
          while (!answered(query) && performance.now() < limit) await new Promise((resolve) => setTimeout(resolve));
          if (!document.querySelector(`${at.hits} a[data-a="${article}"]`)) missing.push({ article, query });
        }
        return missing;
      },
      AT,
      samples(site.issue, SAMPLES, 20240229),
    );
    assert.deepEqual(missed, []);
  },

  async 'traditional characters find simplified text (real)'({ open, site }) {
    const page = await open();
    await page.front();
    const { simplified, traditional } = simplifiedAndTraditional(site.issue);
    const found = await page.search(simplified);
    const [first] = holders(site.issue, simplified);
    assert.ok(found.includes(/** @type {number} */ (first)));
    assert.deepEqual(await page.search(traditional), found);
    assert.ok((await page.texts(`${AT.hits} mark`)).includes(simplified), 'the mark covers the text as printed');
  },

  async 'a character that nearly every article contains finds them all'({ open, site }) {
    const page = await open();
    await page.front();
    const query = commonCharacter(site.issue);
    const found = await page.search(query);
    assert.deepEqual(
      [...found].sort((a, b) => a - b),
      holders(site.issue, query),
    );
  },

  async 'a search without results says so and offers a way back'({ open }) {
    const page = await open();
    await page.front();
    assert.deepEqual(await page.search('龘靐齉'), []);
    await page.there(AT.none);
    await page.says(AT.live, '没有找到');
    await page.click(`${AT.none} button`);
    await page.front();
    assert.equal(await page.value(), '');
  },

  async 'a query of ten thousand characters gets an answer'({ open }) {
    const page = await open();
    await page.ready('的');
    const long = '嘉兴'.repeat(5000);
    await page.run(
      (s, query) => {
        const input = /** @type {HTMLInputElement} */ (document.querySelector(s));
        input.value = query;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      },
      AT.input,
      long,
    );
    await page.answered(long);
    assert.deepEqual(await page.search('龘'), [], 'the next query is answered too');
  },
};
