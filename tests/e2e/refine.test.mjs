/** The clauses that were understood are shown above the results and can be removed; results can be filtered and sorted. */
import assert from 'node:assert/strict';
import { AT, Key } from './lib/page.mjs';
import { commonCharacter, holders } from './lib/text.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

/** @param {Page} page @returns {Promise<string>} */
const address = (page) => page.run(() => decodeURIComponent(location.search));

/**
 * Waits until the list has exactly these articles, in this order.
 * @param {Page} page
 * @param {readonly number[]} expected
 */
const lists = (page, expected) =>
  page.until(
    `the articles ${expected}`,
    (s, wanted) => {
      const links = document.querySelectorAll(`${s} h2 a`);
      return Array.from(links, (link) => link.getAttribute('data-a')).join() === wanted;
    },
    AT.hits,
    expected.join(),
  );

/** Returns an author's name as the author facet has it. @param {import('../../www/kanbao.js').PlainPerson} person */
const nameOf = (person) => (typeof person === 'string' ? person : person.name);

/**
 * Returns a query that nearly all articles match, an author of some of those, and the numbers of both sets of articles.
 * @param {import('./lib/site.mjs').Site} site
 */
function byAuthor({ issue }) {
  const query = commonCharacter(issue);
  const all = holders(issue, query);
  const names = all.flatMap((a) => issue.articles[a]?.byline.map(nameOf) ?? []);
  const author = /** @type {string} */ (names.find((name) => !/[\s、]/.test(name)));
  return { query, all, author, its: all.filter((a) => issue.articles[a]?.byline.map(nameOf).includes(author)) };
}

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'chips show how the query was understood, and each can be removed by keyboard'({ open }) {
    const page = await open({ path: `?q=${encodeURIComponent('灯 -路灯 作者:沈砚')}` });
    await page.there(AT.chips);
    assert.deepEqual(await page.texts(AT.chips), ['移除 灯', '移除 不含 路灯', '移除 作者：沈砚']);
    const few = await page.found();
    await page.run((s) => document.querySelectorAll(s)[2].focus(), AT.chips);
    await page.press(Key.ENTER);
    await page.answered('灯 -路灯');
    assert.equal(await page.value(), '灯 -路灯');
    assert.ok((await page.found()).length > few.length);
    assert.equal(await page.focus(), 'button.chip', 'the focus is on the neighbouring chip');
    assert.equal(await page.text(`${AT.results} :focus`), '移除 不含 路灯');
    await page.press(Key.ENTER);
    await page.answered('灯');
    await page.gone(AT.chips);
    assert.equal(await page.focus(), 'h1', 'if no chip is left, the focus is on the heading');
    await page.until('the address to follow', () => new URLSearchParams(location.search).get('q') === '灯');
  },

  async 'choosing an author narrows the results, is in the address, and can be undone (real)'({ open, site }) {
    const { query, all, author, its } = byAuthor(site);
    const page = await open();
    await page.front();
    await page.search(query);
    const box = `${AT.narrow} input[value="${author}"]`;
    if (!(await page.count(box)))
      await page.run(
        (s) => [...document.querySelectorAll(`${s} fieldset`)].forEach((set) => set.querySelector('button')?.click()),
        AT.narrow,
      );
    await page.click(box);
    await page.says(AT.chips, `移除 作者：${author}`);
    assert.deepEqual(
      (await page.found()).sort((a, b) => a - b),
      its,
    );
    assert.equal(await page.total(), its.length);
    assert.equal(await page.run((s) => document.querySelector(s).checked, box), true);
    assert.equal(await address(page), `?q=${query}&author=${author}`);
    await page.click(`${AT.hits} a`);
    await page.there(AT.article);
    await page.click(`${AT.article} .back`);
    await page.there(AT.chips);
    assert.deepEqual(
      (await page.found()).sort((a, b) => a - b),
      its,
      'Back restores the filtered list',
    );
    await page.driver.navigate().refresh();
    await page.says(AT.chips, `移除 作者：${author}`);
    assert.equal(await page.total(), its.length, 'the address opens the filtered list');
    await page.driver.navigate().back();
    await page.gone(AT.chips);
    await page.until(
      'all results',
      (s, n) => document.querySelector(s)?.textContent?.includes(`${n} 篇`),
      AT.count,
      all.length,
    );
    await page.driver.navigate().forward();
    await page.click(AT.chips);
    await page.until(
      'all results again',
      (s, n) => document.querySelector(s)?.textContent?.includes(`${n} 篇`),
      AT.count,
      all.length,
    );
  },

  async 'results can be sorted in print order'({ open, site }) {
    const { query, all } = byAuthor(site);
    const page = await open();
    await page.front();
    const best = await page.search(query);
    await page.click(`${AT.narrow} option[value=print]`);
    await lists(page, all);
    assert.equal(await address(page), `?q=${query}&sort=print`);
    await page.click(AT.chips);
    await lists(page, best);
    assert.equal(await address(page), `?q=${query}`);
  },

  async 'on a phone the filters are hidden until a button shows them'({ browser, open, site }) {
    await browser.viewport(360, 720);
    try {
      const page = await open({ path: `?q=${encodeURIComponent(commonCharacter(site.issue))}` });
      await page.there(AT.unfold);
      const seen = () => page.run((s) => document.querySelector(s).getClientRects().length > 0, AT.narrow);
      assert.equal(await seen(), false);
      await page.click(AT.unfold);
      assert.equal(await seen(), true);
      assert.equal(await page.run((s) => document.querySelector(s).getAttribute('aria-expanded'), AT.unfold), 'true');
    } finally {
      await browser.viewport(1200, 800);
    }
  },

  async 'results not found as typed say how they were found'({ open }) {
    const page = await open();
    await page.front();
    await page.search('渡口 大桥');
    assert.deepEqual(await page.texts(`${AT.hits} .group`), ['包含全部关键词']);
    await page.search('dukou');
    await page.says(AT.note, '已按拼音显示“渡口”的结果。');
    await page.search('渡口');
    assert.deepEqual(await page.texts(`${AT.hits} .group, ${AT.hits} .tier`), []);
  },

  async 'a mistake in a query is explained in the language of the interface'({ open }) {
    const page = await open();
    await page.front();
    await page.search('灯 作者:');
    await page.says(`${AT.results} .found .note`, '“作者:”：冒号后面没有内容。');
    await page.go(`?lang=en&q=${encodeURIComponent('灯 作者:')}`);
    await page.says(`${AT.results} .found .note`, 'There is nothing after the colon');
  },

  async 'if a filter leaves no results, a button removes it'({ open }) {
    const page = await open({ path: `?q=${encodeURIComponent('渡口')}&author=${encodeURIComponent('龘靐')}` });
    await page.answered('渡口');
    await page.click(`${AT.none} button`);
    await page.until('the results without the filter', (s) => document.querySelector(s) !== null, AT.hits);
    await page.gone(AT.chips);
  },
};
