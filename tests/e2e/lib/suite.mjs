/** Every behaviour in every browser that is asked for; run by ../run.mjs. */
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

/** A test that takes longer has hung, also on two cores with two other browsers beside it (ms). */
const TIMEOUT_MS = 90_000;

/**
 * How many tests of a browser may fail once and pass in a browser started anew. Drivers lose a press or a window now and
 * then; what fails in more places than that, or twice, is the page's own. Each is printed with its error.
 */
const SECOND_TRIES = 3;

/**
 * Tests of a browser that run at once. Chromium has more tests than the others, and would still be at them when they
 * are done.
 */
const AT_ONCE = { chromium: 2, firefox: 1, webkit: 1 };

/**
 * What a test is given.
 * @typedef {object} Test
 * @property {import('./drivers.mjs').Browser} browser
 * @property {import('./site.mjs').Site} site what `open` serves
 * @property {(options?: OpenOptions) => Promise<Page>} open a page on an origin of its own
 * @property {(options?: import('./line.mjs').LineOptions) => Promise<import('./line.mjs').Line>} neighbour the same site on another origin, which a page may ask
 * @property {(expected: RegExp) => void} expect an error on the console or a refused request that belongs to this test
 * @property {(reason: string) => void} skip
 * @property {(other: import('./drivers.mjs').Browser) => Test} with the same in another browser
 *
 * @typedef {import('./line.mjs').LineOptions & {path?: string | null}} OpenOptions path: null opens nothing yet
 *
 * A behaviour's tests by name; a name that ends in “(real)” is run with the real bulletin too.
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
 * Every test of a browser.
 * @param {import('./drivers.mjs').BrowserName} name
 */
function* testsOf(name) {
  for (const behaviour of behaviours) {
    for (const [what, test] of Object.entries(behaviour.tests)) {
      if (!browsersOf(behaviour.name, what).includes(name)) continue;
      // The text makes no difference between engines: the second bulletin is read in one.
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
    assert.deepEqual(unused, [], 'entries of engines.mjs that name no test');
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
                // It may answer nothing any more, and what follows is not to blame.
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
 * Notes what a test takes, where KANBAO_E2E_TIMES names a file for it: JSON Lines of seconds and of the browser's
 * processor time.
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
 * Runs a test that must end in time.
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
  running.catch(() => {}); // of one that is given up nobody wants to hear
  const outcome = await Promise.race([running, late]).finally(() => clearTimeout(timer));
  if (outcome === hung) throw new Error(`no end within ${TIMEOUT_MS} ms`);
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
    await browser.viewport(WINDOW.width, WINDOW.height); // whatever the test before wanted
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
    // No page of a test goes on beside the next one.
    await browser.driver.get('about:blank').catch(() => {});
    await Promise.all([...neighbours, ...pages.map(({ line }) => line)].map((line) => line.close()));
  }
}

/**
 * What holds of every page, whatever the test was about.
 * @param {Page} page
 * @param {readonly RegExp[]} expected
 * @param {readonly import('./line.mjs').Line[]} neighbours
 */
async function holdToPromises(page, expected, neighbours) {
  const { violations, errors } = await page.watched();
  const surprising = (/** @type {string} */ one) => !expected.some((what) => what.test(one));
  assert.deepEqual(violations.filter(surprising), [], 'the Content-Security-Policy refused something');
  assert.deepEqual(errors.filter(surprising), [], 'errors on the console');
  const foreign = await page.foreign();
  assert.deepEqual(
    foreign.filter((address) => !neighbours.some(({ url }) => address.startsWith(url))),
    [],
    'requests to other origins',
  );
}

/**
 * @param {import('./drivers.mjs').Browser} browser
 * @param {string} title
 */
async function keepScreen(browser, title) {
  if (browser.name === 'webkit') return; // its driver may never answer this, nor anything after it
  try {
    const shot = await browser.driver.takeScreenshot();
    mkdirSync(path.join(OUTPUT, 'failed'), { recursive: true });
    writeFileSync(path.join(OUTPUT, 'failed', `${title.replace(/[^\p{L}\p{N}]+/gu, '-')}.png`), shot, 'base64');
  } catch {
    // The test's own error says more than a screenshot that failed too.
  }
}
