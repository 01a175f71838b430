// Measures what typing costs a slow phone when a large issue is open: the page's longest task, the time from a key press
// to the paint of its effect, and the layout shift.
//
//   node benches/typing.mjs [--articles FILE.jsonl.gz] [--throttle 4] [--runs 3]
//
// Chromium's processor is slowed (for the page's thread, not for workers). The articles are published as an editor would
// publish them, and served with the page that scripts/build makes. A key's wait is the duration of an interaction (W3C,
// Event Timing API; in steps of 8 ms); a long task takes 50 ms or more (W3C, Long Tasks API); the shift is the sum of all
// shifts (W3C, Layout Instability). Each run has its own figures.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { compressFolder } from '../scripts/lib/compress.mjs';
import { startServer } from '../scripts/lib/serve.mjs';
import { openBrowser } from '../tests/e2e/lib/drivers.mjs';
import { openLine } from '../tests/e2e/lib/line.mjs';
import { AT, Page } from '../tests/e2e/lib/page.mjs';

const TOP = path.resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: path.join(TOP, '../shared/corpora/recent-issues-1k.jsonl.gz') },
    throttle: { type: 'string', default: '4' },
    runs: { type: 'string', default: '3' },
  },
});
/** Time between two key presses, ms. */
const PACE = 120;
/** Queries to type: short and long, with many hits, few and none, in characters and in letters. */
const QUERIES = ['发展', '图书馆', '中国经济', 'beijing', '为什么春节回家的人越来越多', '的'];

const target = path.resolve(TOP, process.env.CARGO_TARGET_DIR ?? 'target');
const folder = path.join(target, 'typing');
mkdirSync(folder, { recursive: true });
if (!existsSync(values.articles))
  throw new Error(`there is no ${values.articles}: name a file of articles with --articles`);
const articles = path.join(folder, 'articles.jsonl');
writeFileSync(articles, gunzipSync(readFileSync(values.articles)));
const published = path.join(folder, 'published');
execFileSync(path.join(target, 'debug/kanbao'), ['publish', articles, '--out', published], { stdio: 'ignore' });
await compressFolder(published);
const count = JSON.parse(readFileSync(path.join(published, 'issue.json'), 'utf8')).articles.length;
const server = await startServer({ root: path.join(TOP, 'dist'), overlays: { '/sample/': published } });

/** Runs in the page before its scripts. */
const WATCH = `(${() => {
  const figures = { tasks: /** @type {number[]} */ ([]), keys: /** @type {number[]} */ ([]), shift: 0 };
  Object.defineProperty(window, 'figures', { value: figures });
  const watch = (/** @type {string} */ type, /** @type {(entry: any) => void} */ note, options = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...options });
  watch('longtask', ({ duration }) => figures.tasks.push(duration));
  watch('layout-shift', ({ value, hadRecentInput }) => {
    figures.shift += hadRecentInput ? 0 : value;
  });
  watch(
    'event',
    ({ duration, interactionId }) => {
      if (interactionId) figures.keys.push(duration);
    },
    { durationThreshold: 16 },
  );
}})()`;

async function visit() {
  const browser = await openBrowser('chromium');
  const line = await openLine(server.url, { kbit: 0, delay: 0, before: null });
  try {
    await browser.cdp('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
    await browser.cdp('Emulation.setCPUThrottlingRate', { rate: Number(values.throttle) });
    const page = new Page(browser, line);
    await page.go('');
    await page.front();
    const figures = () => page.run(() => /** @type {any} */ (window).figures);
    await page.rest(8000); // for the engine, its index and the parts of the page that load last
    const loaded = await figures();
    /** @type {{tasks: number[], keys: number[]}} */
    const typing = { tasks: [], keys: [] };
    for (const query of QUERIES) {
      await page.clearField();
      await page.rest(1000);
      const before = await figures();
      for (const key of query) {
        await page.find(AT.input).sendKeys(key);
        await page.rest(PACE);
      }
      await page.answered(query);
      await page.rest(500);
      const after = await figures();
      typing.tasks.push(...after.tasks.slice(before.tasks.length));
      typing.keys.push(...after.keys.slice(before.keys.length));
    }
    return { loading: loaded.tasks, typing: typing.tasks, keys: typing.keys, shift: (await figures()).shift };
  } finally {
    await browser.close();
    await line.close();
  }
}

try {
  console.log(
    `${count} articles, processor slowed by a factor of ${values.throttle}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(
    '| run | longest task while loading, ms | while typing | longest wait of a key, ms | keys over 100 ms | layout shift |\n| --- | ---: | ---: | ---: | ---: | ---: |',
  );
  const longest = (/** @type {number[]} */ all, least = 'under 50') =>
    all.length ? Math.max(...all).toFixed(0) : least;
  for (let run = 1; run <= Number(values.runs); run += 1) {
    const { loading, typing, keys, shift } = await visit();
    console.log(
      `| ${run} | ${longest(loading)} | ${longest(typing)} | ${longest(keys, 'under 16')} | ${keys.filter((/** @type {number} */ ms) => ms > 100).length} | ${shift.toFixed(4)} |`,
    );
  }
} finally {
  await server.close();
}
