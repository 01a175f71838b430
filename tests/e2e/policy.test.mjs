/** The page runs under the strict policy it is served with, and under one that allows no Trusted Types policy at all. */
import assert from 'node:assert/strict';
import { brought, drop } from './lib/bring.mjs';
import { AT } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

const STRICT =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types kanbao";

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'the page’s policy blocks nothing that the page does'({ browser, open, site }) {
    const page = await open();
    const { headers } = await fetch(page.line.url);
    assert.equal(headers.get('content-security-policy'), STRICT);
    await page.front();
    const { article, query } = rareString(site.issue);
    await page.search(query);
    await page.click(`${AT.hits} a[data-a="${article}"]`);
    await page.there(AT.article);
    await drop(page, '二月.txt', site.text);
    await brought(page, '二月.txt');
    await page.search(query);
    assert.equal((await page.watched()).workers, 1);
    // Every test ends with a check for violations; Chromium's log also has those in workers.
    if (browser.name === 'chromium') {
      const log = await browser.driver.manage().logs().get('browser');
      assert.deepEqual(
        log
          .map(({ message }) => message)
          .filter((message) => message.includes(page.line.url) && /violat|refused|Trusted/i.test(message)),
        [],
      );
    }
  },

  async 'without any Trusted Types policy the engine runs on the page’s own thread'({ open, site, expect }) {
    expect(/^trusted-types /); // the page tries to create its policy and is refused
    const page = await open({
      rules: [{ path: /\/$/, headers: { 'content-security-policy': STRICT.replace('kanbao', "'none'") } }],
    });
    await page.front();
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    const trusted = await page.run(() => 'trustedTypes' in window);
    assert.equal((await page.watched()).workers, trusted ? 0 : 1);
    await drop(page, '二月.txt', site.text);
    await brought(page, '二月.txt');
    assert.equal((await page.search(query))[0], article);
  },
};
