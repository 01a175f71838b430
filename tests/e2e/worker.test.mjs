/** An engine that dies, cannot be loaded, or may not use a worker: reading and searching still work. */
import assert from 'node:assert/strict';
import { brought, drop } from './lib/bring.mjs';
import { gate } from './lib/line.mjs';
import { AT } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

/** Makes the worker die of an uncaught error when told to. */
const MORTAL = {
  path: /\/worker\.js$/,
  alter: (/** @type {string} */ script) => `addEventListener('message', ({ data }) => {
    if (data === 'die') setTimeout(() => { throw new Error('told to die'); });
  });\n${script}`,
};

/** The engine's deferred module. */
const LATE = /_late\.wasm$/;

/** @param {import('./lib/page.mjs').Page} page */
const kill = (page) => page.run(() => /** @type {any} */ (window).watched.workers.at(-1).postMessage('die'));

/** @param {import('./lib/page.mjs').Page} page @param {number} workers */
const restarted = (page, workers) =>
  page.until('another worker', (n) => /** @type {any} */ (window).watched.workers.length > n, workers);

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a worker that dies is replaced, and search works again'({ open, site }) {
    const page = await open({ rules: [MORTAL] });
    await page.front();
    const { article, query } = rareString(site.issue);
    await page.search(query);
    for (let deaths = 1; deaths <= 2; deaths += 1) {
      await kill(page);
      await restarted(page, deaths);
      await page.answered(query);
      assert.deepEqual(await page.found(), [article].concat((await page.found()).slice(1)));
      assert.equal((await page.search(query.slice(0, 2))).includes(article), true);
      await page.search(query);
    }
    assert.equal((await page.watched()).workers, 3);
  },

  async 'a worker that dies during a search loses no answer'({ open, site }) {
    const page = await open({ rules: [MORTAL] });
    await page.front();
    const { article, query } = rareString(site.issue);
    await page.ready(query);
    await kill(page);
    assert.equal((await page.search(query))[0], article);
  },

  async 'a worker that dies loses no bulletin opened from the device'({ open, site }) {
    const page = await open({ rules: [MORTAL] });
    await page.front();
    const { article, query } = rareString(site.issue);
    await drop(page, '二月.txt', site.text);
    await brought(page, '二月.txt');
    await page.search(query);
    await kill(page);
    await restarted(page, 1);
    await page.answered(query);
    assert.equal((await page.found())[0], article);
  },

  async 'without the engine’s file the plain scan answers, and the user can try again'({ open, site, expect }) {
    /** @type {import('./lib/line.mjs').Rule[]} */
    const rules = [{ path: /\.wasm$/, status: 404 }];
    expect(/404|\.wasm/);
    const page = await open({ rules });
    await page.front();
    const { article, query } = rareString(site.issue);
    await page.type(query);
    await page.says(AT.note, '未能启动');
    await page.answered(query, { plain: true });
    assert.deepEqual(await page.found(), [article]);
    rules.length = 0;
    await page.click(`${AT.note} button`);
    await page.answered(query);
    assert.equal((await page.found())[0], article);
  },

  async 'the deferred module loads after the first answer, and a search that needs it waits'({ open, site }) {
    const late = gate();
    const page = await open({ rules: [{ path: LATE, after: late.opened }] });
    await page.front();
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    await page.type('dukou');
    await page.answered('dukou', { plain: true });
    late.open();
    await page.says(AT.note, '已按拼音显示“渡口”的结果。');
  },

  async 'without the deferred module, text is still found as typed'({ open, site, expect }) {
    expect(/404|\.wasm/);
    const page = await open({ rules: [{ path: LATE, status: 404 }] });
    await page.front();
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    await page.type('dukou');
    await page.answered('dukou');
    assert.deepEqual(await page.found(), []);
    assert.equal((await page.search(query))[0], article);
  },

  async 'without Worker the engine runs on the page’s thread'({ open, site }) {
    const page = await open({ before: 'delete window.Worker;' });
    await page.front();
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    await drop(page, '二月.txt', site.text);
    await brought(page, '二月.txt');
    assert.equal((await page.search(query))[0], article);
  },
};
