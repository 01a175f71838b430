/** An issue that was read once can be read and searched without a server. */
import assert from 'node:assert/strict';
import { AT } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'without the server, an issue read before can be reloaded, read and searched'({ open, site, expect }) {
    const page = await open();
    const { article, query } = rareString(site.issue);
    await page.ready(query);
    await page.until('the service worker to control the page', () => navigator.serviceWorker.controller !== null);
    await page.until('the issue and its lexicon to be cached', async () => {
      const kept = await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
      );
      return kept.flat().some((url) => url.endsWith('issue.json')) && kept.flat().some((url) => url.endsWith('.kbl'));
    });
    await page.line.close();
    expect(/fetch|load|network/i);
    for (const path of ['', `?q=${encodeURIComponent(query)}`, `?a=${article + 1}`]) {
      await page.go(path);
      await page.until(
        'the issue',
        (at) => [at.front, at.results, at.article].some((s) => document.querySelector(s)),
        AT,
      );
      assert.equal((await page.search(query))[0], article);
    }
  },

  async 'the reader says when the device is offline'({ open }) {
    const page = await open();
    await page.whole();
    await page.run(() => dispatchEvent(new Event('offline')));
    await page.says(AT.passing, '离线');
    await page.run(() => dispatchEvent(new Event('online')));
    await page.gone(AT.passing);
  },
};
