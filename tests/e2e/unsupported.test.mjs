/** In a browser that cannot run the engine, the reader says so in a sentence; reading and the plain scan work. */
import assert from 'node:assert/strict';
import { brought, drop } from './lib/bring.mjs';
import { AT } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

/** Makes a test in a browser that lacks something. @param {string} before the script that takes it away */
const without =
  (before) =>
  async (/** @type {import('./lib/suite.mjs').Test} */ { open, site }) => {
    const page = await open({ before });
    await page.front();
    const { article, query } = rareString(site.issue);
    await page.type(query);
    await page.answered(query, { plain: true });
    assert.deepEqual(await page.found(), [article]);
    await page.says(AT.note, '仍可阅读，也可按原文查找');
    await page.click(`${AT.hits} a[data-a="${article}"]`);
    await page.there(`${AT.article} .text mark`);
    await drop(
      page,
      'small.json',
      JSON.stringify({ articles: [{ headline: '渡口', byline: [], paragraphs: ['船来了。'], captions: [] }] }),
    );
    await brought(page, 'small.json');
    await drop(page, '二月.txt', site.text);
    await page.says(`${AT.openPanel} [role=alert]`, '引擎');
    // The service worker may have cached it, in case the browser is updated.
    assert.equal(
      await page.run(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'))),
      false,
      'the page does not fetch an engine that it cannot run',
    );
  };

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  'no WebAssembly': without('delete window.WebAssembly;'),
  'WebAssembly without SIMD': without('WebAssembly.validate = () => false;'),
};
