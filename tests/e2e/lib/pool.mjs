/** A pool of browsers of one kind. Each is reused, by one test at a time. */
import { openBrowser } from './drivers.mjs';

/** @typedef {import('./drivers.mjs').Browser} Browser */

/**
 * @param {import('./drivers.mjs').BrowserName} name
 * @param {number} size the maximum number of open browsers
 */
export function createPool(name, size) {
  /** @type {Browser[]} */
  const idle = [];
  /** @type {((browser: Browser) => void)[]} */
  const waiting = [];
  /** @type {Set<Browser>} */
  const open = new Set();
  let opened = 0;

  async function start() {
    const browser = await openBrowser(name);
    open.add(browser);
    return browser;
  }

  return {
    /** Takes a browser, which must be given back. @returns {Promise<Browser>} */
    async take() {
      const browser = idle.pop();
      if (browser) return browser;
      if (opened < size) {
        opened += 1;
        return start();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },

    /** @param {Browser} browser */
    give(browser) {
      const next = waiting.shift();
      if (next) next(browser);
      else idle.push(browser);
    },

    /** Ends a browser that may no longer answer, and starts another for the same test. @param {Browser} browser */
    async replace(browser) {
      open.delete(browser);
      await browser.close().catch(() => {});
      return start();
    },

    async close() {
      await Promise.all([...open].map((browser) => browser.close()));
    },
  };
}
