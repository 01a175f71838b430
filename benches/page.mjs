// Measures bytes on the wire and time from an empty cache to the first answers, over a fast and a slow connection.
//
//   node benches/page.mjs [--runs N] [--site sample|real] [--query STRING]
//
// Chromium opens the page that scripts/build makes with a query in its address, each time in a fresh profile. Bytes are
// those of the bodies as sent (headers, about 0.4 kB a request, do not count) of the responses that were complete when
// the page showed its answer. The slow connection has 1.6 Mbit/s in total and a delay of 150 ms before each response.
// Figures are medians, with minimum and maximum.
import { parseArgs } from 'node:util';
import { loadavg } from 'node:os';
import { openBrowser } from '../tests/e2e/lib/drivers.mjs';
import { openLine } from '../tests/e2e/lib/line.mjs';
import { AT, Page } from '../tests/e2e/lib/page.mjs';
import { REAL_TEXT, serveReal, serveSample } from '../tests/e2e/lib/site.mjs';
import { rareString } from '../tests/e2e/lib/text.mjs';

/** @type {Record<string, {kbit: number, delay: number}>} */
const LINES = { fast: { kbit: 0, delay: 0 }, slow: { kbit: 1600, delay: 150 } };

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    site: { type: 'string', default: REAL_TEXT ? 'real' : 'sample' },
    query: { type: 'string', default: '' },
  },
});
const site = (values.site === 'real' && (await serveReal())) || (await serveSample());
const expected = rareString(site.issue);
const query = values.query || expected.query;

/** Runs in the page before its scripts: records when answers appear, in ms since navigation began. */
const WATCH = `(${(/** @type {typeof AT} */ at) => {
  /** @type {Record<string, number>} */
  const times = {};
  Object.defineProperty(window, 'answerTimes', { value: times });
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    const look = () => {
      const results = root.querySelector(at.results);
      if (results?.getAttribute('aria-busy') !== 'false' || !root.querySelector(at.hits)) return;
      const provisional = root.querySelector(at.count)?.textContent?.includes('初步');
      times[provisional ? 'provisional' : 'engine'] ??= performance.now();
    };
    new MutationObserver(look).observe(root, { childList: true, subtree: true, attributes: true, characterData: true });
    return root;
  };
}})(${JSON.stringify(AT)})`;

/**
 * @typedef {{at: number, bytes: number, files: string[]}} Answer at: ms since navigation began
 * @param {{kbit: number, delay: number}} shape
 * @returns {Promise<{provisional: Answer | null, engine: Answer}>} provisional: null if the engine answered first
 */
async function visit(shape) {
  const browser = await openBrowser('chromium');
  const line = await openLine(site.url, { ...shape, before: null });
  try {
    await browser.cdp('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
    const page = new Page(browser, line);
    await page.go(`?q=${encodeURIComponent(query)}`);
    const { times, origin } = await page.until('the engine’s answer', () => {
      const { answerTimes } = /** @type {any} */ (window);
      return answerTimes.engine && { times: answerTimes, origin: performance.timeOrigin };
    });
    const found = await page.found();
    if (!values.query && found[0] !== expected.article)
      throw new Error(`expected article ${expected.article} for “${query}”, found ${found}`);
    const answer = (/** @type {number} */ at) => {
      const complete = line.served.filter(({ done }) => done <= origin + at);
      return {
        at,
        bytes: complete.reduce((sum, { bytes }) => sum + bytes, 0),
        files: complete.map(({ path, bytes }) => `${path} ${bytes}`),
      };
    };
    return { provisional: times.provisional ? answer(times.provisional) : null, engine: answer(times.engine) };
  } finally {
    await browser.close();
    await line.close();
  }
}

/** @param {number[]} numbers @param {number} digits */
function spread(numbers, digits = 0) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const show = (/** @type {number | undefined} */ n) => (n ?? NaN).toFixed(digits);
  return `${show(sorted[sorted.length >> 1])} (${show(sorted[0])}–${show(sorted.at(-1))})`;
}

try {
  console.log(`${site.name} bulletin, “${query}”, ${values.runs} visits each; load ${loadavg()[0]?.toFixed(1)}`);
  console.log('| line | provisional answer, ms | kB | engine’s answer, ms | kB |\n| --- | --- | --- | --- | --- |');
  /** @type {string[]} */
  let files = [];
  for (const [name, shape] of Object.entries(LINES)) {
    const visits = [];
    for (let run = 0; run < Number(values.runs); run += 1) visits.push(await visit(shape));
    const early = visits.flatMap(({ provisional }) => provisional ?? []);
    const kB = (/** @type {Answer[]} */ answers) =>
      spread(
        answers.map(({ bytes }) => bytes / 1000),
        1,
      );
    const ms = (/** @type {Answer[]} */ answers) => spread(answers.map(({ at }) => at));
    const engine = visits.map((one) => one.engine);
    console.log(
      `| ${name} | ${early.length ? `${ms(early)} | ${kB(early)}` : '– | –'} | ${ms(engine)} | ${kB(engine)} |`,
    );
    files = engine.at(-1)?.files ?? [];
  }
  console.log(
    `files fetched before the engine’s answer, bytes as sent:\n${files.map((file) => `  ${file}`).join('\n')}`,
  );
} finally {
  await site.close();
}
