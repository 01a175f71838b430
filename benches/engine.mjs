// Compares two builds of the engine: time to index, time per query, and whether they answer alike.
//
//   node benches/engine.mjs OLD NEW [--articles FILE.jsonl.gz] [--queries 1000] [--rounds 7]
//
// OLD and NEW are folders like www/pkg: kanbao_bg.js, kanbao_bg.wasm and, if the build has one, kanbao_late.wasm. The
// engine is driven by the messages of www/engine/protocol.js, with the late module loaded. Both builds run in this
// process and take turns, query by query, so that a machine that is busy elsewhere slows both alike. A query's time is
// its median over the rounds, after one round that is not counted; percentiles are over queries. (On a machine that is
// busy enough to interrupt most queries, read the mean of the fastest.) Indexing is timed in a process of its own each
// time, because V8 keeps code that it has optimised.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { createHandlers } from '../www/engine/handlers.js';
import { VERSION } from '../www/engine/protocol.js';

/** @import {Started} from '../www/engine/handlers.js' */
/** @import {PlainIssue} from '../www/kanbao.js' */

const TOP = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    articles: { type: 'string', default: path.join(TOP, '../shared/corpora/recent-issues-1k.jsonl.gz') },
    queries: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '7' },
    /** The folder of published articles, in a process that only indexes. */
    index: { type: 'string' },
  },
});

/** Starts the build in `folder`. @param {string} folder @param {PlainIssue} issue @param {Uint8Array} lexicon */
async function start(folder, issue, lexicon) {
  const glue = await import(pathToFileURL(path.resolve(folder, 'kanbao_bg.js')).href);
  const compiled = (/** @type {string} */ name) =>
    new WebAssembly.Module(new Uint8Array(readFileSync(path.join(folder, name))));
  /** @type {Map<number, (reply: any) => void>} */
  const waiting = new Map();
  /** @type {Started | undefined} */
  let started;
  let last = 0;
  const handle = createHandlers({
    thread: 'worker',
    loadParser: () => Promise.reject(new Error('nothing is parsed')),
    instantiate: async (module) => {
      const { exports } = await WebAssembly.instantiate(module, { './kanbao_bg.js': glue, placeholder: unfilled });
      glue.__wbg_set_wasm(exports);
      if (existsSync(path.join(folder, 'kanbao_late.wasm')))
        await WebAssembly.instantiate(compiled('kanbao_late.wasm'), { primary: exports });
      started = { engine: new glue.Engine(), exports, late: () => Promise.resolve() };
      return started;
    },
    post: (message) => waiting.get(message.id)?.(message),
  });
  /** @param {import('../www/engine/protocol.js').Call} call @returns {Promise<any>} */
  async function ask(call) {
    const id = (last += 1);
    const reply = await new Promise((resolve) => {
      waiting.set(id, resolve);
      handle({ v: VERSION, id, ...call });
    });
    waiting.delete(id);
    if (!reply.ok) throw new Error(`${call.type}: ${reply.error.message}`);
    return reply.value;
  }
  await ask({ type: 'start', module: compiled('kanbao_bg.wasm'), deferredWasm: '', parserScript: '', parserWasm: '' });
  const began = performance.now();
  await ask({ type: 'openBulletin', issue, lexicon });
  const indexed = performance.now() - began;
  while (started?.engine.prepareMore(64));
  return { ask, indexed, prepared: performance.now() - began - indexed };
}

/** Fills the imports that the late module replaces. */
const unfilled = new Proxy({}, { get: () => () => undefined });

/** @param {string} folder of published articles */
function read(folder) {
  const file = readdirSync(folder).find((name) => name.endsWith('.kbl')) ?? '';
  return {
    issue: /** @type {PlainIssue} */ (JSON.parse(readFileSync(path.join(folder, 'issue.json'), 'utf8'))),
    lexicon: new Uint8Array(readFileSync(path.join(folder, file))),
  };
}

/** Publishes the articles as an editor does it. */
function publish() {
  const target = path.resolve(TOP, process.env.CARGO_TARGET_DIR ?? 'target');
  const folder = path.join(target, 'engine-bench');
  mkdirSync(folder, { recursive: true });
  const articles = path.join(folder, 'articles.jsonl');
  writeFileSync(articles, gunzipSync(readFileSync(values.articles)));
  const cli = process.env.KANBAO_CLI ?? path.join(target, 'debug/kanbao');
  execFileSync(cli, ['publish', articles, '--out', folder], { stdio: 'ignore' });
  return folder;
}

/** Makes queries of the articles' own text: what is typed first, words, slips, letters, operators, sentences. */
function* queries(/** @type {PlainIssue} */ { articles }) {
  let seed = 1;
  const random = (/** @type {number} */ below) => {
    seed = (seed * 48271) % 0x7fff_ffff;
    return seed % below;
  };
  const article = () => /** @type {PlainIssue['articles'][0]} */ (articles[random(articles.length)]);
  const slice = (/** @type {string} */ text, /** @type {number} */ length) => {
    const all = [...text];
    const at = random(Math.max(all.length - length, 1));
    return all.slice(at, at + length).join('');
  };
  const body = (/** @type {number} */ length) => slice(article().paragraphs.join(''), length);
  const letters = ['beijing', 'fazhan', 'xinwen', 'jingji', 'zhongguo', 'wenhua', 'bj', 'AI', '5G'];
  const slip = (/** @type {string} */ text) => {
    const all = [...text];
    all[random(all.length)] = slice(body(20), 1);
    return all.join('');
  };
  const kinds = [
    () => body(1 + random(3)),
    () => body(2),
    () => body(4 + random(5)),
    () => article().headline.slice(0, 2 + random(10)),
    () => article().headline,
    () => `${slice(article().headline, 2)} ${body(2)}`,
    () => `${body(2)} ${body(2)} ${body(3)}`,
    () => slip(slice(article().headline, 4 + random(5))),
    () => slip(slip(slice(article().headline, 8))),
    () => letters[random(letters.length)] ?? '',
    () => `标题:${slice(article().headline, 2)} -${body(2)}`,
    () => `"${body(4)}" 或 ${body(2)}`,
    () => `${slice(article().headline, 6)}有什么新的做法？`,
    () => body(20 + random(40)),
  ];
  for (let i = 0; ; i += 1) yield kinds[i % kinds.length]?.() ?? '';
}

/** @param {number[]} numbers @param {number} share */
function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
const median = (/** @type {number[]} */ numbers) => percentile(numbers, 0.5);

/** Runs in a process of its own. @param {string} folder @param {string} published */
async function index(folder, published) {
  const { issue, lexicon } = read(published);
  const { indexed, prepared } = await start(folder, issue, lexicon);
  console.log(JSON.stringify([indexed, prepared]));
}

/** @param {[string, string]} folders */
async function compare(folders) {
  const published = publish();
  const rounds = Number(values.rounds);
  const { issue, lexicon } = read(published);
  console.log(`${issue.articles.length} articles, ${values.queries} queries, load ${loadavg()[0]?.toFixed(1)}`);
  console.log('| | old, ms | new, ms | new / old |\n| --- | ---: | ---: | ---: |');
  const line = (/** @type {string} */ what, /** @type {number} */ old, /** @type {number} */ now) =>
    console.log(`| ${what} | ${old.toFixed(3)} | ${now.toFixed(3)} | ${(now / old).toFixed(3)} |`);

  const indexing = Array.from({ length: rounds }, () =>
    folders.map((folder) => {
      const args = [process.argv[1] ?? '', folder, '--index', published];
      return /** @type {number[]} */ (JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })));
    }),
  );
  for (const [i, what] of ['index, best', 'prepare, best'].entries()) {
    const [old = 0, now = 0] = folders.map((_, b) => Math.min(...indexing.map((round) => round[b]?.[i] ?? 0)));
    line(what, old, now);
  }

  /** @type {string[]} */
  const notes = [];
  const builds = [];
  for (const folder of folders) builds.push(await start(folder, issue, lexicon));
  const asked = queries(issue);
  const wanted = Array.from({ length: Number(values.queries) }, () => asked.next().value ?? '');
  const shared = { type: /** @type {const} */ ('search'), limit: 20, offset: 0, facets: true, today: '2026-06-05' };
  for (const [name, tiers] of /** @type {const} */ ([
    ['all tiers', true],
    ['first tiers', false],
  ])) {
    /** @type {number[][][]} */
    const times = wanted.map(() => [[], []]);
    let different = 0;
    for (let round = 0; round <= rounds; round += 1) {
      for (const [i, query] of wanted.entries()) {
        /** @type {string[]} */
        const answers = [];
        for (const b of (round + i) % 2 ? [1, 0] : [0, 1]) {
          const began = performance.now();
          const answer = await builds[b]?.ask({ ...shared, query, otherSpelling: tiers, partialMatches: tiers });
          const time = performance.now() - began;
          if (round > 0) times[i]?.[b]?.push(time);
          else answers[b] = JSON.stringify([answer[0], [...answer[1]]]);
        }
        if (answers[0] !== answers[1]) different += 1;
      }
    }
    const each = (/** @type {(times: number[]) => number} */ of) =>
      [0, 1].map((b) => times.map((time) => of(time[b] ?? [])));
    const [old = [], now = []] = each(median);
    const ratios = old.map((time, i) => (now[i] ?? 0) / time);
    const mean = (/** @type {number[]} */ numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
    for (const [what, of] of /** @type {const} */ ([
      ['p50', (/** @type {number[]} */ all) => median(all)],
      ['p95', (/** @type {number[]} */ all) => percentile(all, 0.95)],
      ['p99', (/** @type {number[]} */ all) => percentile(all, 0.99)],
      ['mean', mean],
    ]))
      line(`${name}, ${what}`, of(old), of(now));
    const [best = [], bestNow = []] = each((all) => Math.min(...all));
    line(`${name}, mean of the fastest`, mean(best), mean(bestNow));
    notes.push(`${name}: a query's ratio is ${median(ratios).toFixed(3)} (median); ${different} answers differ.`);
  }
  console.log(`\n${notes.join('\n')}`);
}

const [old, now] = positionals;
if (old && values.index) await index(old, values.index);
else if (old && now) await compare([old, now]);
else throw new Error('usage: engine.mjs OLD NEW [--articles FILE.jsonl.gz] [--queries N] [--rounds N]');
