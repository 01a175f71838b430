/** Reading an article, going on to the next, and coming back to a list that is as it was left. */
import assert from 'node:assert/strict';
import { AT } from './lib/page.mjs';
import { commonCharacter, rareString } from './lib/text.mjs';

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'every article shows all of its parts, one after the other (real)'({ open, site }) {
    const page = await open();
    await page.front();
    const { articles } = site.issue;
    assert.deepEqual(await page.texts(`${AT.front} .items h2`), articles.map(({ headline }) => headline), 'the front page has them in print order');
    await page.click(`${AT.front} .items a[data-a="0"]`);
    for (const [number, article] of articles.entries()) {
      await page.says(`${AT.article} h1`, article.headline);
      const shown = await page.run((s) => {
        const texts = (/** @type {string} */ selector) => Array.from(document.querySelectorAll(`${s} ${selector}`), (node) => node.textContent);
        return {
          headings: texts('.kicker, h1, .subtitle'.split(', ').join(`, ${s} `)),
          byline: texts('.byline .person'),
          paragraphs: texts('.text > *'),
          captions: texts('.photos .caption'),
          credits: texts('.photos .credit'),
        };
      }, AT.article);
      assert.deepEqual(shown.headings, [article.kicker, article.headline, article.subtitle].filter((text) => text !== undefined));
      assert.deepEqual(shown.paragraphs, article.paragraphs);
      assert.deepEqual(shown.captions, article.captions.map(({ text }) => text));
      assert.deepEqual(shown.credits, article.captions.flatMap(({ credit }) => credit ?? []));
      const names = article.byline.map((person) => (typeof person === 'string' ? person : person.name));
      assert.equal(shown.byline.length, names.length);
      names.forEach((name, i) => assert.ok(shown.byline[i]?.includes(name)));
      assert.equal(await page.focus(), 'h1', 'reading starts at the headline');
      assert.match(await page.driver.getTitle(), new RegExp(`^${article.headline.slice(0, 4).replace(/[^\p{L}]/gu, '.')}`, 'u'));
      if (number + 1 === articles.length) break;
      await page.there(AT.onward); // it comes above the way to the next, and moves it
      await page.click(`${AT.article} .turn .next`);
    }
    assert.equal(await page.count(`${AT.article} .turn .next`), 0, 'after the last there is no next');
    await page.click(`${AT.article} .turn .prev`);
    await page.says(`${AT.article} h1`, /** @type {any} */ (articles.at(-2)).headline);
  },

  async 'what was searched is marked in the article, and one can go from place to place (real)'({ open, site }) {
    const page = await open();
    const { article, query } = rareString(site.issue);
    await page.front();
    await page.search(query);
    await page.click(`${AT.hits} a[data-a="${article}"]`);
    await page.there(`${AT.article} .text mark`);
    assert.ok((await page.texts(`${AT.article} .text mark`)).every((text) => text === query));
    await page.says(`${AT.article} .tally`, query);
    await page.click(`${AT.article} .tally button:last-of-type`);
    await page.until('the mark to be in view', (s) => {
      const box = document.querySelector(`${s} mark.current`)?.getBoundingClientRect();
      return box && box.top >= 0 && box.bottom <= innerHeight;
    }, AT.article);
  },

  async 'Back finds the results as they were left'({ browser, open, site }) {
    await browser.viewport(390, 500);
    try {
      const page = await open();
      const query = commonCharacter(site.issue);
      await page.front();
      const found = await page.search(query);
      const last = found.at(-1);
      for (const back of [() => page.driver.navigate().back(), () => page.click(`${AT.article} .back`)]) {
        await page.run((s) => document.querySelector(s).scrollIntoView({ block: 'center' }), `${AT.hits} a[data-a="${last}"]`);
        const left = await page.run(() => scrollY);
        assert.ok(left > 100, 'the list is longer than the window');
        await page.click(`${AT.hits} a[data-a="${last}"]`);
        await page.there(`${AT.article} h1`);
        assert.equal(await page.run(() => scrollY), 0, 'an article starts at its top');
        await back();
        await page.there(AT.results);
        assert.deepEqual(await page.found(), found);
        await page.until('the place in the list', (y) => Math.abs(scrollY - y) <= 2, left);
        assert.equal(await page.focus(), `a[${last}]`, 'the link that was followed has the focus');
        assert.equal(await page.value(), query);
      }
    } finally {
      await browser.viewport(1200, 800);
    }
  },
};
