/** Readers that are added and removed leave nothing behind. */
import assert from 'node:assert/strict';
import { hostPage, served } from './lib/host.mjs';
import { rareString } from './lib/text.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

/** Script that counts listeners, workers and observers that were added and not removed, through a signal or directly. */
const COUNT = `{
  const live = new Set();
  const workers = new Set();
  let observers = 0;
  for (const target of [window, document]) {
    const { addEventListener: add, removeEventListener: remove } = target;
    const key = (type, f) => { f.countKey ??= Symbol(); return [type, f.countKey]; };
    const known = [];
    const drop = (type, f) => { const at = known.findIndex(([t, g]) => t === type && g === f); if (at >= 0) { live.delete(known[at]); known.splice(at, 1); } };
    target.addEventListener = function (type, f, options) {
      if (!options?.signal?.aborted && !known.some(([t, g]) => t === type && g === f)) {
        const entry = [type, f];
        known.push(entry);
        live.add(entry);
        if (options?.signal) options.signal.addEventListener('abort', () => drop(type, f));
      }
      return add.call(this, type, f, options);
    };
    target.removeEventListener = function (type, f, options) { drop(type, f); return remove.call(this, type, f, options); };
  }
  watched.workers.push = () => 0; // watch.js would hold on to every worker
  const { Worker: Real } = window;
  window.Worker = class extends Real {
    constructor(...args) { super(...args); workers.add(this); }
    terminate() { workers.delete(this); super.terminate(); }
  };
  const { observe, disconnect } = IntersectionObserver.prototype;
  const watching = new Set();
  IntersectionObserver.prototype.observe = function (node) { watching.add(this); return observe.call(this, node); };
  IntersectionObserver.prototype.disconnect = function () { watching.delete(this); return disconnect.call(this); };
  window.alive = () => ({ listeners: live.size, workers: workers.size, observers: watching.size });
}`;

/**
 * Runs in the page: adds, uses and removes an element `times` times.
 * @param {string} query
 * @param {number} times
 * @param {boolean} thoroughly whether to wait for the engine's answer, and not only for the front page
 */
async function round(query, times, thoroughly) {
  const place = /** @type {HTMLElement} */ (window.document.querySelector('#place'));
  for (let n = 0; n < times; n += 1) {
    const reader = /** @type {any} */ (window.document.createElement('kanbao-reader'));
    reader.src = './sample/issue.json';
    const ready = new Promise((resolve) => {
      reader.addEventListener('kanbao-load', resolve, { once: true });
    });
    place.append(reader);
    await reader.load();
    await ready;
    if (thoroughly) await reader.search(query);
    else reader.query = query;
    await reader.showArticle('1');
    if (thoroughly) reader.shadowRoot.querySelector('.brand').click(); // back to the front page, which then has the focus
    reader.remove();
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
  }
}

/**
 * Counts what is alive in the page.
 * @param {Page} page
 * @param {import('./lib/suite.mjs').Test} test
 * @returns {Promise<{listeners: number, workers: number, observers: number, nodes: number, heap: number}>} nodes, and heap in bytes: 0 except in Chromium
 */
async function counted(page, { browser }) {
  await page.rest(500);
  const alive = await page.run(() => /** @type {any} */ (window).alive());
  if (browser.name !== 'chromium') return { ...alive, nodes: 0, heap: 0 };
  await browser.cdp('HeapProfiler.enable');
  for (let i = 0; i < 3; i += 1) await browser.cdp('HeapProfiler.collectGarbage');
  await browser.cdp('Performance.enable');
  const { metrics } = await browser.cdp('Performance.getMetrics');
  const metric = (/** @type {string} */ name) =>
    metrics.find((/** @type {any} */ one) => one.name === name)?.value ?? 0;
  await browser.cdp('HeapProfiler.disable');
  return { ...alive, listeners: alive.listeners, nodes: metric('Nodes'), heap: metric('JSHeapUsedSize') };
}

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a reader used and removed a hundred times leaves no listeners, workers or nodes'(test) {
    const { query } = rareString(test.site.issue);
    const page = await test.open({ before: COUNT, rules: [served(hostPage('<div id="place"></div>'))] });
    await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
    // Before counting, everything is fetched and everything that is made only once is made.
    await page.runAsync(round, query, 3, true);
    const before = await counted(page, test);
    // In parts, so that no single script exceeds the time limit on a busy machine.
    for (let part = 0; part < 10; part += 1) await page.runAsync(round, query, 10, part > 7);
    const after = await counted(page, test);
    assert.deepEqual(
      { listeners: after.listeners, workers: after.workers, observers: after.observers },
      { listeners: before.listeners, workers: 0, observers: 0 },
    );
    if (before.nodes) assert.ok(after.nodes <= before.nodes + 50, `${before.nodes} nodes before, ${after.nodes} after`);
    if (before.heap)
      assert.ok(after.heap < before.heap + 1_500_000, `a heap of ${before.heap} bytes before, ${after.heap} after`);
  },
};
