/** What the user sees when the issue cannot be loaded: what happened, and what to do. */
import assert from 'node:assert/strict';
import { brought, drop } from './lib/bring.mjs';
import { gate } from './lib/line.mjs';
import { AT } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

/** @typedef {import('./lib/line.mjs').Rule} Rule */

/** @type {Record<string, {rule: Omit<Rule, 'path'>, says: string | RegExp}>} */
const TROUBLES = {
  'does not exist': { rule: { status: 404 }, says: '找不到' },
  // Firefox treats what has arrived as the whole file, which is then not JSON.
  'is cut off': { rule: { cut: true }, says: /网络|JSON/ },
  'is not JSON': { rule: { alter: () => '{"articles": [' }, says: 'JSON' },
  'has the wrong shape': { rule: { alter: () => '{"articles": [{"headline": "好"}, 5]}' }, says: 'articles[1]' },
};

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  ...Object.fromEntries(
    Object.entries(TROUBLES).map(([what, { rule, says }]) => [
      `an issue that ${what}: the reader shows the reason and can try again`,
      async (/** @type {import('./lib/suite.mjs').Test} */ { open, site, expect }) => {
        expect(/404|issue\.json|Failed to load/);
        /** @type {Rule[]} */
        const rules = [{ path: /issue\.json$/, ...rule }];
        const page = await open({ rules });
        await page.says(AT.error, says);
        rules.length = 0;
        await page.click(`${AT.error} .acts button`);
        await page.front();
        const { article, query } = rareString(site.issue);
        assert.equal((await page.search(query))[0], article);
      },
    ]),
  ),

  async 'while the issue loads, the page says so and another text can be opened'({ open, site }) {
    const issue = gate();
    const page = await open({ path: null, rules: [{ path: /issue\.json$/, after: issue.opened }] });
    await page.run((url) => {
      location.href = url;
    }, page.line.url);
    await page.says('.loading', '正在加载');
    await page.until(
      'the page’s script',
      () => /** @type {any} */ (window).watched && document.querySelector('dialog'),
    );
    await drop(page, '二月.txt', site.text);
    await brought(page, '二月.txt');
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    issue.open();
    await page.until(
      'the button that returns to the published issue',
      (s) => [...document.querySelectorAll(`${s} button`)].some((button) => button.textContent?.includes('返回本期')),
      AT.notices,
    );
  },
};
