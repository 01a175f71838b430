// What a first visit runs of the engine, so that its module can be cut there.
//
//   node scripts/lib/first-visit.mjs INSTRUMENTED.wasm BULLETIN-FOLDER -o PROFILE
//
// The module was instrumented by wasm-split and knows afterwards which of its functions ran. Driven is
// the engine as a worker has it, by the messages of www/engine/protocol.js: a published bulletin is
// opened, with its lexicon and without, searched as readers begin to search, and one article is read.
// What comes seldom or later (other spellings, suggestions, reading on, facets' rarer ways, errors) is
// left out on purpose: it comes with the late module. (The page asks for no other spellings before it is there.)
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createHandlers } from '../../www/engine/handlers.js';
import { VERSION } from '../../www/engine/protocol.js';
import { instantiate } from '../../www/engine/wasm.js';

/** The function that wasm-split adds: writes the profile to memory, or says how long it would be. */
const WRITE_PROFILE = '__write_profile';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string', short: 'o' } } });
const [modulePath, folder] = positionals;
if (!modulePath || !folder || !values.out) throw new Error('usage: first-visit.mjs INSTRUMENTED.wasm BULLETIN-FOLDER -o PROFILE');

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
    return { ...started, late: async () => {} };
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

const search = (/** @type {string} */ query) => ask({ type: 'search', query, limit: 20, offset: 0, facets: true, otherSpelling: false, today: '2024-02-01' });

const issue = JSON.parse(readFileSync(join(folder, 'issue.json'), 'utf8'));
const file = readdirSync(folder).find((name) => name.endsWith('.kbl')) ?? '';
const lexicon = new Uint8Array(readFileSync(join(folder, file)));
await ask({ type: 'start', module: new WebAssembly.Module(readFileSync(modulePath)), parser: '', late: '' });
for (const words of [null, lexicon]) {
  await ask({ type: 'openBulletin', issue, lexicon: words });
  for (const [i, { headline, paragraphs }] of issue.articles.entries()) {
    const text = paragraphs.join('');
    const queries = ['', headline, headline.slice(0, 1), text.slice(8, 10), text.slice(20, 26), `${headline.slice(0, 2)} ${text.slice(12, 14)}`, text.slice(0, 60)];
    for (const query of queries) {
      await search(query);
      await ask({ type: 'marks', article: i, query });
    }
  }
}
const length = exports[WRITE_PROFILE](0, 0);
const pages = Math.ceil(length / 65536);
const at = exports.memory.grow(pages) * 65536;
exports[WRITE_PROFILE](at, length);
writeFileSync(values.out, new Uint8Array(exports.memory.buffer, at, length));
