/** Reading an article, turning to the next, and returning to a list that is as it was. */
import assert from 'node:assert/strict';
import { AT } from './lib/page.mjs';
import { commonCharacter, rareString } from './lib/text.mjs';

/** Waits for the line that shows how much has been read. It is invisible at the beginning of an article. @param {import('./lib/page.mjs').Page} page */
const lineThere = (page) =>
  page.until(
    'the line that shows how much has been read',
    (s) => document.querySelector(`${s} .read`) !== null,
    AT.article,
  );

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'every article shows all of its parts, and Next leads through all articles (real)'({ open, site }) {
    const page = await open();
    await page.front();
    const { articles } = site.issue;
    assert.deepEqual(
      await page.texts(`${AT.front} .items h2`),
      articles.map(({ headline }) => headline),
      'the front page lists the articles in print order',
    );
    await page.click(`${AT.front} .items a[data-a="0"]`);
    for (const [number, article] of articles.entries()) {
      await page.says(`${AT.article} h1`, article.headline);
      const shown = await page.run((s) => {
        const texts = (/** @type {string} */ selector) =>
          Array.from(document.querySelectorAll(`${s} ${selector}`), (node) => node.textContent);
        return {
          headings: texts('.kicker, h1, .subtitle'.split(', ').join(`, ${s} `)),
          byline: texts('.byline .person'),
          paragraphs: texts('.text > *'),
          captions: texts('.photos .caption'),
          credits: texts('.photos .credit'),
        };
      }, AT.article);
      assert.deepEqual(
        shown.headings,
        [article.kicker, article.headline, article.subtitle].filter((text) => text !== undefined),
      );
      assert.deepEqual(shown.paragraphs, article.paragraphs);
      assert.deepEqual(
        shown.captions,
        article.captions.map(({ text }) => text),
      );
      assert.deepEqual(
        shown.credits,
        article.captions.flatMap(({ credit }) => credit ?? []),
      );
      const names = article.byline.map((person) => (typeof person === 'string' ? person : person.name));
      assert.equal(shown.byline.length, names.length);
      names.forEach((name, i) => assert.ok(shown.byline[i]?.includes(name)));
      assert.equal(await page.focus(), 'h1', 'the focus is on the headline');
      assert.match(
        await page.driver.getTitle(),
        new RegExp(`^${article.headline.slice(0, 4).replace(/[^\p{L}]/gu, '.')}`, 'u'),
      );
      if (number + 1 === articles.length) break;
      await page.there(AT.onward); // it appears above the button and moves it
      await page.click(`${AT.article} .turn .next`);
    }
    assert.equal(await page.count(`${AT.article} .turn .next`), 0, 'the last article has no next one');
    await page.click(`${AT.article} .turn .prev`);
    await page.says(`${AT.article} h1`, /** @type {any} */ (articles.at(-2)).headline);
  },

  async 'an article marks the query, and a button steps to a mark (real)'({ open, site }) {
    const page = await open();
    const { article, query } = rareString(site.issue);
    await page.front();
    await page.search(query);
    await page.click(`${AT.hits} a[data-a="${article}"]`);
    await page.there(`${AT.article} .text mark`);
    assert.ok((await page.texts(`${AT.article} .text mark`)).every((text) => text === query));
    await page.says(`${AT.article} .tally`, query);
    await page.click(`${AT.article} .tally button:last-of-type`);
    await page.until(
      'the mark to be in view',
      (s) => {
        const box = document.querySelector(`${s} mark.current`)?.getBoundingClientRect();
        return box && box.top >= 0 && box.bottom <= innerHeight;
      },
      AT.article,
    );
  },

  async 'Back restores the results as they were'({ browser, open, site }) {
    await browser.viewport(390, 500);
    try {
      const page = await open();
      const query = commonCharacter(site.issue);
      await page.front();
      const found = await page.search(query);
      const last = found.at(-1);
      for (const back of [() => page.driver.navigate().back(), () => page.click(`${AT.article} .back`)]) {
        await page.run(
          (s) => document.querySelector(s).scrollIntoView({ block: 'center' }),
          `${AT.hits} a[data-a="${last}"]`,
        );
        const left = await page.run(() => scrollY);
        assert.ok(left > 100, 'the list is longer than the window');
        await page.click(`${AT.hits} a[data-a="${last}"]`);
        await page.there(`${AT.article} h1`);
        assert.equal(await page.run(() => scrollY), 0, 'an article starts at its top');
        await back();
        await page.there(AT.results);
        assert.deepEqual(await page.found(), found);
        await page.until('the list at its former position', (y) => Math.abs(scrollY - y) <= 2, left);
        assert.equal(await page.focus(), `a[${last}]`, 'the link to the article has the focus');
        assert.equal(await page.value(), query);
      }
    } finally {
      await browser.viewport(1200, 800);
    }
  },

  async 'a horizontal swipe turns to the next or previous article; other touches do not'({ open, site }) {
    const page = await open({ path: '?a=2' });
    const { articles } = site.issue;
    const headline = (/** @type {number} */ a) => page.says(`${AT.article} h1`, articles[a]?.headline ?? '');
    await headline(1);
    await lineThere(page); // the listener for swipes arrives with it
    const stroke = (/** @type {[number, number][]} */ from, /** @type {[number, number]} */ to, ms = 0) =>
      page.run(
        (s, from, to, ms) => {
          const touch = (/** @type {[number, number]} */ [clientX, clientY]) => ({ clientX, clientY });
          const text = document.querySelector(`${s} .text`);
          const tell = (
            /** @type {string} */ type,
            /** @type {object[]} */ touches,
            /** @type {object[]} */ changedTouches,
          ) =>
            text?.dispatchEvent(
              Object.defineProperties(new Event(type, { bubbles: true, composed: true }), {
                touches: { value: touches },
                changedTouches: { value: changedTouches },
              }),
            );
          tell('touchstart', from.map(touch), from.map(touch));
          const end = performance.now() + ms;
          while (performance.now() < end);
          tell('touchend', [], [touch(to)]);
        },
        AT.article,
        from,
        to,
        ms,
      );
    await stroke([[300, 300]], [200, 310]);
    await headline(2);
    await stroke([[200, 300]], [300, 290]);
    await headline(1);
    await stroke([[300, 300]], [260, 300]); // too short
    await stroke([[300, 300]], [220, 380]); // also downwards
    await stroke(
      [
        [300, 300],
        [200, 300],
      ],
      [200, 300],
    ); // with two fingers
    await stroke([[10, 300]], [200, 300]); // from the edge, which is the browser's own gesture
    await stroke([[300, 300]], [200, 300], 700); // too slow
    await headline(1);
    await stroke([[200, 300]], [300, 300]);
    await headline(0);
    await stroke([[200, 300]], [300, 300]); // the first article has no previous one
    await headline(0);
    await page.click(`${AT.article} .back`);
    await page.front();
  },

  async 'a line shows how much of the article has been read'({ open, browser }) {
    await browser.viewport(360, 500);
    try {
      const page = await open({ path: '?a=1' });
      await lineThere(page);
      const read = (/** @type {string} */ what, /** @type {number} */ least, /** @type {number} */ most) =>
        page.until(
          what,
          (s, least, most) => {
            const line = document.querySelector(`${s} .read`)?.getBoundingClientRect();
            const width = document.querySelector(`${s} .reader`)?.getBoundingClientRect().width ?? 0;
            return (
              line &&
              line.width >= least * width &&
              line.width <= most * width &&
              (least === 0 || (line.top >= 0 && line.top < 100))
            );
          },
          AT.article,
          least,
          most,
        );
      await read('no line at the beginning', 0, 0);
      const to = (/** @type {number} */ part) =>
        page.run(
          (s, part) => {
            const box = document.querySelector(`${s} .reader`)?.getBoundingClientRect();
            if (box) scrollBy(0, box.top + part * (box.height - innerHeight));
          },
          AT.article,
          part,
        );
      await to(0.5);
      await read('half of it', 0.45, 0.55);
      await to(1);
      await read('all of it', 0.99, 1);
    } finally {
      await browser.viewport(1200, 900);
    }
  },
};
