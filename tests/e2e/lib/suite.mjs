/** Runs every behaviour in every browser asked for; started by ../run.mjs. */
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { browsersOf, unusedEntries } from '../engines.mjs';
import { BROWSERS, WINDOW } from './drivers.mjs';
import { openLine } from './line.mjs';
import { Page } from './page.mjs';
import { createPool } from './pool.mjs';
import { processorTime } from './processor.mjs';
import { SECOND } from './reporter.mjs';
import { OUTPUT, serveReal, serveSample } from './site.mjs';

/** Maximum duration of a test (ms). A test that takes longer has hung, even on two cores with two other browsers running. */
const TIMEOUT_MS = 90_000;

/**
 * Maximum number of tests per browser that may fail once and pass in a new browser. Drivers occasionally lose a press or
 * a window; more failures, or a second one, are the page's fault. Each retry is printed with the error of the first try.
 */
const SECOND_TRIES = 3;

/**
 * Number of tests per browser that run at once. Chromium has more tests than the others and would finish long after them.
 */
const AT_ONCE = { chromium: 2, firefox: 1, webkit: 1 };

/**
 * What a test is given.
 * @typedef {object} Test
 * @property {import('./drivers.mjs').Browser} browser
 * @property {import('./site.mjs').Site} site the site that `open` serves
 * @property {(options?: OpenOptions) => Promise<Page>} open opens a page on an origin of its own
 * @property {(options?: import('./line.mjs').LineOptions) => Promise<import('./line.mjs').Line>} neighbour serves the same site on another origin, from which a page may request files
 * @property {(expected: RegExp) => void} expect allows an error on the console or a refused request that the test causes on purpose
 * @property {(reason: string) => void} skip
 * @property {(other: import('./drivers.mjs').Browser) => Test} with returns the same for another browser
 *
 * @typedef {import('./line.mjs').LineOptions & {path?: string | null}} OpenOptions path: null starts the line without opening the page
 *
 * A behaviour's tests by name. A test whose name ends in “(real)” also runs with the real bulletin.
 * @typedef {Record<string, (test: Test) => Promise<void>>} Tests
 */

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const browsers = /** @type {import('./drivers.mjs').BrowserName[]} */ (
  (process.env.KANBAO_E2E_BROWSERS ?? '').split(',').filter(Boolean)
);
const only = (process.env.KANBAO_E2E_ONLY ?? '').split(',').filter(Boolean);

/** @type {{name: string, tests: Tests}[]} */
const behaviours = [];
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs'))
  .sort()) {
  const { default: tests } = await import(pathToFileURL(path.join(folder, file)).href);
  behaviours.push({ name: file.replace('.test.mjs', ''), tests });
}

const sample = await serveSample();
const real = await serveReal();

/**
 * Yields every test of a browser.
 * @param {import('./drivers.mjs').BrowserName} name
 */
function* testsOf(name) {
  for (const behaviour of behaviours) {
    for (const [what, test] of Object.entries(behaviour.tests)) {
      if (!browsersOf(behaviour.name, what).includes(name)) continue;
      // Browsers do not differ in how they treat another text, so one of them is enough for the real bulletin.
      for (const site of what.endsWith('(real)') && real && name === 'chromium' ? [sample, real] : [sample]) {
        const title = `${name} · ${behaviour.name}: ${what.replace(/ ?\(real\)$/, '')}${site === real ? ' (real bulletin)' : ''}`;
        if (only.length && !only.some((wanted) => behaviour.name === wanted || title.includes(wanted))) continue;
        yield { title, site, test };
      }
    }
  }
}

describe('end to end', { concurrency: browsers.length }, () => {
  after(async () => {
    await Promise.all([sample.close(), real?.close()]);
    const unused = only.length || browsers.length < BROWSERS.length ? [] : unusedEntries();
    assert.deepEqual(unused, [], 'entries in engines.mjs that match no test');
  });
  for (const name of browsers) {
    const size = AT_ONCE[name];
    describe(name, { concurrency: size }, () => {
      const pool = createPool(name, size);
      let tries = SECOND_TRIES;
      after(() => pool.close());
      for (const { title, site, test } of testsOf(name)) {
        it(title, async (context) => {
          let browser = await pool.take();
          try {
            let tried = false;
            for (;;) {
              const used = noteTimes(title, browser);
              try {
                return await within(() => runTest(browser, site, title, test, context));
              } catch (error) {
                // The browser may no longer answer, and the next test must not fail because of that.
                browser = await pool.replace(browser);
                if (tries === 0 || tried) throw error;
                tries -= 1;
                tried = true;
                context.diagnostic(`${SECOND}${title}\n${error instanceof Error ? error.stack : error}`);
              } finally {
                used();
              }
            }
          } finally {
            pool.give(browser);
          }
        });
      }
    });
  }
});

/**
 * Records how long a test takes, if KANBAO_E2E_TIMES names a file: a line of JSON per test, with its title, its duration
 * and the browser's processor time, both in seconds. Returns the function to call when the test has ended.
 * @param {string} title
 * @param {import('./drivers.mjs').Browser} browser
 */
function noteTimes(title, { pid }) {
  const file = process.env.KANBAO_E2E_TIMES;
  if (!file) return () => {};
  const began = performance.now();
  const before = processorTime(pid);
  return () => {
    const seconds = (performance.now() - began) / 1000;
    appendFileSync(file, `${JSON.stringify({ title, seconds, processor: processorTime(pid) - before })}\n`);
  };
}

/**
 * Runs a test. Throws if it takes longer than `TIMEOUT_MS`.
 * @param {() => Promise<void>} run
 */
async function within(run) {
  const hung = Symbol('hung');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, TIMEOUT_MS, hung);
  });
  const running = run();
  running.catch(() => {}); // a test that timed out may still reject later
  const outcome = await Promise.race([running, late]).finally(() => clearTimeout(timer));
  if (outcome === hung) throw new Error(`the test did not end within ${TIMEOUT_MS} ms`);
}

/**
 * @param {import('./drivers.mjs').Browser} browser
 * @param {import('./site.mjs').Site} site
 * @param {string} title
 * @param {Tests[string]} test
 * @param {{skip: (reason?: string) => void}} context
 */
async function runTest(browser, site, title, test, context) {
  /** @type {Page[]} */
  const pages = [];
  /** @type {import('./line.mjs').Line[]} */
  const neighbours = [];
  /** @type {RegExp[]} */
  const expected = [];
  try {
    await browser.viewport(WINDOW.width, WINDOW.height); // the previous test may have changed it
    /** @type {(used: import('./drivers.mjs').Browser) => Test} */
    const means = (used) => ({
      browser: used,
      site,
      async open({ path = '', ...options } = {}) {
        const page = new Page(used, await openLine(site.url, options));
        pages.push(page);
        if (path !== null) await page.go(path);
        return page;
      },
      async neighbour(options) {
        const line = await openLine(site.url, options);
        neighbours.push(line);
        return line;
      },
      expect: (what) => expected.push(what),
      skip: (reason) => context.skip(reason),
      with: means,
    });
    await test(means(browser));
    const page = pages.at(-1);
    if (page?.browser === browser) await holdToPromises(page, expected, neighbours);
  } catch (error) {
    await keepScreen(browser, title);
    throw error;
  } finally {
    // A test's page must not keep running during the next test.
    await browser.driver.get('about:blank').catch(() => {});
    await Promise.all([...neighbours, ...pages.map(({ line }) => line)].map((line) => line.close()));
  }
}

/**
 * Asserts what must hold for every page, whatever the test was about.
 * @param {Page} page
 * @param {readonly RegExp[]} expected
 * @param {readonly import('./line.mjs').Line[]} neighbours
 */
async function holdToPromises(page, expected, neighbours) {
  const { violations, errors } = await page.watched();
  const surprising = (/** @type {string} */ one) => !expected.some((what) => what.test(one));
  assert.deepEqual(violations.filter(surprising), [], 'the Content-Security-Policy blocked something');
  assert.deepEqual(errors.filter(surprising), [], 'unexpected errors on the console');
  const foreign = await page.foreign();
  assert.deepEqual(
    foreign.filter((address) => !neighbours.some(({ url }) => address.startsWith(url))),
    [],
    'unexpected requests to other origins',
  );
}

/**
 * Saves a screenshot of what a failed test left on the screen.
 * @param {import('./drivers.mjs').Browser} browser
 * @param {string} title
 */
async function keepScreen(browser, title) {
  if (browser.name === 'webkit') return; // its driver may hang on this request, and on everything after it
  try {
    const shot = await browser.driver.takeScreenshot();
    mkdirSync(path.join(OUTPUT, 'failed'), { recursive: true });
    writeFileSync(path.join(OUTPUT, 'failed', `${title.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`), shot, 'base64');
  } catch {
    // The test's own error matters more than a failed screenshot.
  }
}
