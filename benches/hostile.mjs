// What hostile bulletins cost the engine: whether each is refused, the time until it is open or refused, and the memory.
//
//   node benches/hostile.mjs [PKG] [--only NAME]
//
// PKG is a folder like www/pkg (the default). Each bulletin is opened in a process of its own, by the messages of
// www/engine/protocol.js, so that the figures include what www/ does before the wasm. `ms` is the whole of opening;
// `wasm` is the engine's memory afterwards, less that of an empty bulletin, and `process` by how much opening raised
// the most that the process took, in MB.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createHandlers } from '../www/engine/handlers.js';
import { VERSION } from '../www/engine/protocol.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, child: { type: 'string' } },
});
const folder = path.resolve(positionals[0] ?? path.join(import.meta.dirname, '../www/pkg'));

/** @param {number} count @param {(i: number) => unknown} make */
const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));
/** @param {object} more */
const one = (more) => ({ articles: [{ headline: '春灌', ...more }] });
const MEGA = 1 << 20;
/** Han characters without an order that repeats. @param {number} length @param {number} seed */
function han(length, seed) {
  let state = seed * 2_654_435_761 + 1;
  let text = '';
  for (let i = 0; i < length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += i % 30 === 29 ? '。' : String.fromCharCode(0x4e00 + ((state >>> 8) % 3000));
  }
  return text;
}
/** @param {number} length @param {number} seed */
const latin = (length, seed) =>
  han(length, seed).replace(/[^。]/g, (c) => 'abcdefghijklmnopqrstuvwxyz'[c.charCodeAt(0) % 26] ?? 'a');

/** @type {Record<string, () => unknown>} */
const BULLETINS = {
  empty: () => ({ articles: [] }),
  'subheading out of range': () => one({ paragraphs: ['一'], subheadings: [7] }),
  'surrogate pair split over two fields': () => one({ kicker: '\ud83c', subtitle: '\udf51' }),
  'deeply nested unknown key': () => one({ more: JSON.parse('['.repeat(5000) + ']'.repeat(5000)) }),
  '20,001 articles': () => ({ articles: many(20_001, () => ({ headline: '' })) }),
  '22,192 short articles': () => ({
    articles: many(22_192, (i) => ({ headline: `第${i}条`, paragraphs: ['短讯。'] })),
  }),
  '20,000 articles of 200 characters': () => ({
    articles: many(20_000, (i) => ({ headline: han(20, i), paragraphs: [han(180, i)] })),
  }),
  '8 MiB of Han characters in one field': () => one({ paragraphs: ['春'.repeat(8 * MEGA + 1)] }),
  '100,000 names': () => one({ byline: many(100_000, (i) => `${han(3, i)}${i}`) }),
  'a million paragraphs': () => one({ paragraphs: many(1_000_000, () => '一') }),
  'a paragraph of 7 MB': () => one({ paragraphs: ['春'.repeat(2.3 * MEGA)] }),
  '5 MB of Latin letters, one word': () => one({ paragraphs: ['a'.repeat(5_000_000)] }),
  '5 MB of Latin letters, in paragraphs': () => one({ paragraphs: many(1000, (i) => latin(5000, i)) }),
  '100,000 combining marks': () => one({ paragraphs: [`e${'\u0301'.repeat(100_000)}`] }),
  '60,000 combining marks': () => one({ paragraphs: [`e${'\u0301'.repeat(60_000)}`] }),
  '4 Mi Han characters, in paragraphs': () => ({
    articles: many(500, (i) => ({ headline: han(20, i), paragraphs: many(4, (n) => han(2048, i * 4 + n)) })),
  }),
  'as many Han characters as may be': () => ({
    articles: many(344, (i) => ({ headline: han(20, i), paragraphs: many(4, (n) => han(2000, i * 4 + n)) })),
  }),
  'as many articles as may be, of 130 characters': () => ({
    articles: many(20_000, (i) => ({
      headline: han(20, i),
      byline: [`${han(3, i)}${i % 5000}`],
      paragraphs: [han(107, i)],
    })),
  }),
  'as many paragraphs of an article as may be': () => one({ paragraphs: many(2000, (i) => han(1399, i)) }),
  '2,700,000 Latin letters, in words of 20,000': () =>
    one({ paragraphs: many(135, (i) => latin(20_000, i).replace(/。/g, 'x')) }),
  '1.5 Mi Han characters, in paragraphs': () => ({
    articles: many(200, (i) => ({ headline: han(20, i), paragraphs: many(4, (n) => han(2048, i * 4 + n)) })),
  }),
};

if (values.child !== undefined) {
  const glue = await import(pathToFileURL(path.join(folder, 'kanbao_bg.js')).href);
  const compiled = (/** @type {string} */ name) =>
    new WebAssembly.Module(new Uint8Array(readFileSync(path.join(folder, name))));
  const unfilled = new Proxy({}, { get: () => () => {} });
  /** @type {(reply: any) => void} */
  let settle = () => {};
  /** @type {WebAssembly.Memory | undefined} */
  let memory;
  const handle = createHandlers({
    thread: 'worker',
    loadParser: () => Promise.reject(new Error('nothing is parsed')),
    instantiate: async (module) => {
      const { exports } = await WebAssembly.instantiate(module, { './kanbao_bg.js': glue, placeholder: unfilled });
      glue.__wbg_set_wasm(exports);
      memory = /** @type {WebAssembly.Memory} */ (exports.memory);
      if (existsSync(path.join(folder, 'kanbao_late.wasm')))
        await WebAssembly.instantiate(compiled('kanbao_late.wasm'), { primary: exports });
      return { engine: new glue.Engine(), exports, late: () => Promise.resolve() };
    },
    post: (message) => settle(message),
  });
  let last = 0;
  /** @param {object} call @returns {Promise<any>} */
  const ask = (call) =>
    new Promise((resolve) => {
      settle = resolve;
      handle(/** @type {any} */ ({ v: VERSION, id: (last += 1), ...call }));
    });
  await ask({ type: 'start', module: compiled('kanbao_bg.wasm'), deferredWasm: '', parserScript: '', parserWasm: '' });
  const issue = BULLETINS[values.child]?.();
  const at = process.resourceUsage().maxRSS;
  const before = performance.now();
  const { ok, error } = await ask({ type: 'openBulletin', issue, lexicon: null });
  const ms = performance.now() - before;
  const verdict = ok ? 'opened' : `${error.code} ${error.where}`;
  console.log(JSON.stringify([verdict, ms, memory?.buffer.byteLength, (process.resourceUsage().maxRSS - at) * 1024]));
  process.exit(0);
}

/** @param {string} name @returns {[string, number, number, number]} */
function measure(name) {
  try {
    const args = [import.meta.filename, folder, '--child', name];
    return JSON.parse(
      execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 120_000 }),
    );
  } catch {
    return ['died, or took over two minutes', NaN, NaN, NaN];
  }
}

const [, , wasmAtRest] = measure('empty');
console.log('| bulletin | verdict | ms | wasm MB | process MB |\n| --- | --- | --- | --- | --- |');
for (const name of Object.keys(BULLETINS)) {
  if (values.only && !name.includes(values.only)) continue;
  const [verdict, ms, wasm, all] = measure(name);
  const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(0);
  console.log(`| ${name} | ${verdict} | ${ms.toFixed(0)} | ${megabytes(wasm - wasmAtRest)} | ${megabytes(all)} |`);
}
