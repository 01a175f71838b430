/** Where to go next: from a query that finds nothing as typed, and from an article to others. */
import assert from 'node:assert/strict';
import { idOf } from './lib/text.mjs';
import { AT, Key } from './lib/page.mjs';

/** @param {import('./lib/page.mjs').Page} page @returns {Promise<string>} */
const address = (page) => page.run(() => decodeURIComponent(location.search));

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'if nothing is found, what was probably meant is offered as a link with its number of articles'({ open }) {
    const page = await open();
    await page.ready('渡口');
    await page.search('读口');
    await page.says(`${AT.instead} li`, /渡口 同音字 · 2 篇/);
    assert.equal(
      await page.run((s) => decodeURIComponent(new URL(document.querySelector(s).href).search), `${AT.instead} a`),
      '?q=渡口',
    );
    await page.run((s) => document.querySelector(s).focus(), `${AT.instead} a`);
    await page.click(`${AT.instead} a`);
    await page.answered('渡口');
    assert.deepEqual([await page.total(), await page.value()], [2, '渡口']);
    await page.gone(AT.instead);
    assert.equal(await page.focus(), 'h1', 'the focus is on the heading of the results');
    await page.driver.navigate().back();
    await page.answered('读口');
    await page.there(AT.instead);
  },

  async 'if the query is found as typed, nothing else is offered'({ open }) {
    const page = await open();
    await page.ready('渡口');
    await page.search('读口');
    await page.there(AT.instead);
    await page.search('渡口');
    await page.gone(AT.instead);
  },

  async 'an article shows keywords, related articles with what they share, and the author’s other articles'({
    open,
    site,
  }) {
    const page = await open({ path: '?a=1' });
    await page.there(`${AT.onward} .words a`);
    const words = await page.texts(`${AT.onward} .words li`);
    assert.ok(
      words.some((word) => /^渡口 \d+$/.test(word)),
      words.join(),
    );
    const { related, reason, by } = await page.run((s) => {
      const part = (/** @type {string} */ title) =>
        [...document.querySelectorAll(`${s} > div`)].find((one) => one.querySelector('h2')?.textContent === title);
      const links = (/** @type {Element | undefined} */ one) =>
        Array.from(one?.querySelectorAll('a') ?? [], ({ textContent }) => textContent);
      return {
        related: links(part('相关文章')),
        reason: part('相关文章')?.querySelector('.reason')?.textContent,
        by: links(part('沈砚的其他文章')),
      };
    }, AT.onward);
    assert.ok(related.length > 0);
    const [, shared] = /都提到“([^”]+)”/.exec(reason ?? '') ?? [];
    assert.ok(shared, String(reason));
    assert.ok(JSON.stringify(site.issue.articles[0]).includes(/** @type {string} */ (shared)));
    assert.deepEqual(
      by,
      site.issue.articles
        .slice(1)
        .filter(({ byline }) => JSON.stringify(byline).includes('沈砚'))
        .map(({ headline }) => headline),
    );
    await page.click(`${AT.onward} .words li:nth-child(${words.findIndex((word) => word.startsWith('渡口 ')) + 1}) a`);
    await page.answered('渡口');
    assert.equal(await page.run(() => scrollY), 0);
    assert.equal(await page.focus(), 'h1');
    await page.driver.navigate().back();
    await page.there(`${AT.onward} .words a`);
    assert.equal(await page.text(`${AT.article} h1`), site.issue.articles[0]?.headline);
  },

  async 'a related article opens at its own address, with its own recommendations'({ open, site }) {
    const page = await open({ path: '?a=1' });
    await page.there(`${AT.onward} .reason`);
    const link = `${AT.onward} li:has(.reason) a`;
    const headline = await page.text(link);
    await page.click(link);
    await page.says(`${AT.article} h1`, headline);
    assert.match(
      await address(page),
      new RegExp(
        `^\\?a=${idOf(
          site.issue,
          site.issue.articles.findIndex((one) => one.headline === headline),
        )}$`,
      ),
    );
    await page.until('its own keywords', (s) => document.querySelectorAll(`${s} .words li`).length > 0, AT.onward);
    assert.ok(!(await page.texts(`${AT.onward} a`)).includes(headline), 'an article is not related to itself');
  },

  async 'the matches of a query are counted, and buttons step through them'({ open }) {
    const page = await open({ path: `?q=${encodeURIComponent('渡')}&a=1` });
    await page.there(`${AT.article} .text mark`);
    const n = Number(/共 (\d+) 处/.exec(await page.text(`${AT.article} .tally`))?.[1]);
    assert.ok(n > 2);
    const at = () => page.text(`${AT.article} .position`);
    // By keys, since WebKit's driver does not press buttons while the page scrolls.
    const press = async (/** @type {'first' | 'last'} */ which) => {
      await page.run(
        (selector) => document.querySelector(selector).focus({ preventScroll: true }),
        `${AT.article} .tally button:${which}-of-type`,
      );
      await page.press(Key.ENTER);
    };
    assert.equal(await at(), `0/${n}`);
    await press('last');
    await press('last');
    assert.equal(await at(), `2/${n}`);
    await page.says(AT.live, `第 2 处，共 ${n} 处`);
    await press('first');
    await press('first');
    assert.equal(await at(), `${n}/${n}`, 'before the first match comes the last');
    await page.until(
      'the mark to be in view',
      (s) => {
        const box = document.querySelector(`${s} mark.current`)?.getBoundingClientRect();
        return box && box.top >= 0 && box.bottom <= innerHeight;
      },
      AT.article,
    );
  },

  async 'on request each result explains its score'({ open }) {
    const page = await open({ path: `?q=${encodeURIComponent('渡口 大桥')}` });
    await page.answered('渡口 大桥');
    await page.there(`${AT.narrow} .why`);
    assert.equal(await page.count(`${AT.hits} .reasons`), 0);
    await page.click(`${AT.narrow} .why input`);
    await page.until(
      'the explanation of each hit',
      (s) => [...document.querySelectorAll(s)].every((hit) => hit.querySelector('.reasons')),
      AT.hits,
    );
    const told = await page.texts(`${AT.hits} .reasons`);
    for (const words of told) {
      const [, sum, parts] = /^得 ([\d.]+) 分：(.*)$/.exec(words) ?? [];
      const all = [...(parts ?? '').matchAll(/ (-?[\d.]+)/g)].reduce((total, [, value]) => total + Number(value), 0);
      assert.ok(Math.abs(all - Number(sum)) < 0.5, words);
      assert.match(words, /词语 [\d.]+/);
    }
    await page.click(`${AT.narrow} .why input`);
    await page.gone(`${AT.hits} .reasons`);
  },

  async 'a query that is found as typed gets no note about its syntax'({ open }) {
    const page = await open({ path: `?q=${encodeURIComponent('“人家不是来过河的')}` });
    await page.answered('“人家不是来过河的');
    assert.equal(await page.total(), 1);
    assert.equal(await page.count(AT.note), 0);
    await page.search('“这里没有这句话');
    await page.says(AT.note, '引号不成对');
  },
};
