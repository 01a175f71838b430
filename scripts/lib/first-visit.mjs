// Records which functions of the engine a first visit runs, so that the module can be cut in two (split-engine.sh).
//
//   node scripts/lib/first-visit.mjs INSTRUMENTED.wasm BULLETIN-FOLDER -o PROFILE
//
// wasm-split has instrumented the module, so that it records which of its functions ran. This script drives the engine
// as a worker does, by the messages of www/engine/protocol.js: it opens published bulletins with and without their
// lexicon, searches as users begin to search, and reads articles. Which functions run also depends on the text (a list
// that outgrows its capacity, a character of four bytes), so it also opens a large bulletin made from pieces of the
// first. What is needed rarely or later (the lower tiers, suggestions, recommendations, operators, errors) is left out
// on purpose: it is in the deferred module. (The page asks for no lower tiers before that module has loaded.)
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createHandlers } from '../../www/engine/handlers.js';
import { VERSION } from '../../www/engine/protocol.js';
import { instantiate } from '../../www/engine/wasm.js';
import { isPlain } from './plain-text.mjs';

/** The function that wasm-split adds. It writes the profile to memory and returns its length in bytes. */
const WRITE_PROFILE = '__write_profile';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string', short: 'o' } } });
const [modulePath, folder] = positionals;
if (!modulePath || !folder || !values.out)
  throw new Error('usage: first-visit.mjs INSTRUMENTED.wasm BULLETIN-FOLDER -o PROFILE');

/** @type {any} */
let exports;
/** @type {Map<number, (reply: any) => void>} */
const waiting = new Map();
const handle = createHandlers({
  thread: 'worker',
  loadParser: () => Promise.reject(new Error('a first visit parses nothing')),
  instantiate: async (module) => {
    const started = await instantiate(module, '');
    ({ exports } = started);
    return { ...started, late: () => new Promise(() => {}) };
  },
  post: (message) => waiting.get(message.id)?.(message),
});
let last = 0;

/** @param {import('../../www/engine/protocol.js').Call} call @returns {Promise<any>} */
async function ask(call) {
  const id = (last += 1);
  const reply = await new Promise((resolve) => {
    waiting.set(id, resolve);
    handle({ v: VERSION, id, ...call });
  });
  if (!reply.ok) throw new Error(`${call.type}: ${reply.error.message}`);
  return reply.value;
}

/** Lengths of the strings to search for, in characters. */
const LENGTHS = [2, 3, 1, 4, 2, 8, 5, 2, 3, 12, 70];

/** @param {string} query */
const search = (query) =>
  ask({
    type: 'search',
    query,
    limit: 20,
    offset: 0,
    facets: true,
    otherSpelling: false,
    fewerWords: false,
    today: '2024-02-01',
  });

/**
 * Searches for strings of several lengths that occur in the articles, and for some that do not.
 * @param {import('../../www/kanbao.js').PlainIssue} issue
 */
async function visit(issue) {
  for (const [i, { headline, paragraphs }] of issue.articles.entries()) {
    const text = paragraphs.join('');
    const slices = Array.from({ length: Math.min(text.length, 300) / 4 }, (_, at) =>
      text.slice(4 * at, 4 * at + (LENGTHS[at % LENGTHS.length] ?? 0)),
    );
    const pieces = slices.filter(isPlain);
    const words = [`${headline.slice(0, 2)} ${text.slice(12, 14)}`, `${text.slice(3, 5)} ${text.slice(40, 42)}`];
    const others = [
      '',
      headline,
      `${headline}${text.slice(0, 9)}`,
      '202',
      'abc',
      '灯會',
      `${headline.slice(0, 4)}有什么新的做法？`,
    ];
    for (const query of [...pieces, ...[...words, ...others].filter((it) => !it || isPlain(it))]) await search(query);
    // Asks for the marks of strings that do not occur in the article too: there it is searched in other spellings.
    for (const query of pieces.slice(0, 9)) await ask({ type: 'marks', article: i, query });
  }
}

/** Text with marks where sentences and clauses end, and with marks that only look like their ends. */
const MARKS =
  '“灯亮了!”他说,“真的?”……3.5万元、12.8%;It was v2.0. Was it? (见第2版)《灯》:“‘好。’”——e.g. a-b/c 2024-02-05 18:30，全角：１２Ａ。';

/**
 * Makes a large issue from pieces of a small one.
 * @param {import('../../www/kanbao.js').PlainIssue} issue
 * @returns {import('../../www/kanbao.js').PlainIssue}
 */
function enlarged(issue) {
  const all = issue.articles.flatMap(({ paragraphs }) => paragraphs);
  const articles = Array.from({ length: 400 }, (_, i) => {
    const one = /** @type {import('../../www/kanbao.js').PlainArticle} */ (issue.articles[i % issue.articles.length]);
    const paragraphs = all.filter((_, at) => (at * 7 + i) % 5 < 2).map((text, at) => text.slice((i * 13 + at) % 17));
    const rare = `${String.fromCodePoint(0x4e00 + i * 37)}${String.fromCodePoint(0x20000 + i)}${i * 7919}kanbao${i}`;
    return {
      ...one,
      headline: `${rare}${one.headline}`,
      paragraphs: [MARKS, ...paragraphs, rare, one.headline.repeat(40)],
    };
  });
  return { ...issue, articles };
}

const issue = JSON.parse(readFileSync(join(folder, 'issue.json'), 'utf8'));
const file = readdirSync(folder).find((name) => name.endsWith('.kbl')) ?? '';
const lexicon = new Uint8Array(readFileSync(join(folder, file)));
const large = enlarged(issue);
await ask({ type: 'start', module: new WebAssembly.Module(readFileSync(modulePath)), parser: '', glue: '', late: '' });
for (const words of [null, lexicon]) {
  await ask({ type: 'openBulletin', issue, lexicon: words });
  await visit(issue);
}
await ask({ type: 'openBulletin', issue: large, lexicon });
await visit({ ...large, articles: large.articles.slice(0, 20) });
const length = exports[WRITE_PROFILE](0, 0);
const pages = Math.ceil(length / 65536);
const at = exports.memory.grow(pages) * 65536;
exports[WRITE_PROFILE](at, length);
writeFileSync(values.out, new Uint8Array(exports.memory.buffer, at, length));
