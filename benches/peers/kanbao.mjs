/**
 * Enters Kanbao in the peer bench: `node run.mjs --corpus FILE --with …/benches/peers/kanbao.mjs`.
 *
 * Needs a built tree: www/pkg (scripts/build --engine), node_modules, and the command line at
 * target/release/kanbao or at the path in KANBAO_CLI. By default the engine runs on the page's own
 * thread, as the peers do, so that the time measured is that of the query alone; `--params worker=1`
 * measures it in a worker, as a page uses it.
 *
 * static: the page fetches and indexes what `kanbao publish` writes (issue.json and the lexicon of its
 * words). inpage: the page fetches and indexes articles.json. Words need a lexicon, so the one that
 * `kanbao publish` makes of these articles is served too. (In real use, a page that opens an unpublished
 * text fetches the full lexicon once, and matches only characters until it has arrived.)
 */
import { createEngine } from '../../www/engine/client.js';

/** @import {PlainIssue} from '../../www/kanbao.js' */

/**
 * What the bench passes to the functions that run in Node (Context) and in the page (Page).
 * @typedef {any} Context
 * @typedef {any} Page
 */

export const meta = {
  label: 'Kanbao',
  packages: [],
  modes: ['static', 'inpage'],
  notes: 'index built in the page in both modes; the lexicon of the collection is published with the articles',
};

/** Named .bin because the bench's server compresses by file name; a real site's server is configured for .kbl. */
const LEXICON = 'lexicon.bin';

/** More articles than any collection has. */
const ALL = 0xffff_ffff;

/**
 * In Node: publishes the articles and copies the files to the page's folder.
 * @param {Context} ctx
 * @param {boolean} withIssue
 */
function publish(ctx, withIssue) {
  const fs = process.getBuiltinModule('node:fs');
  const path = process.getBuiltinModule('node:path');
  const folder = ctx.scratch('published');
  const articles = JSON.parse(fs.readFileSync(ctx.articlesFile, 'utf8'));
  const lines = articles.map((/** @type {any} */ { title, body }) => JSON.stringify({ title, body }));
  ctx.writeTo(folder, 'articles.jsonl', lines.join('\n'));
  const said = ctx.run(process.env.KANBAO_CLI ?? path.join(top(), 'target/release/kanbao'), [
    'publish',
    path.join(folder, 'articles.jsonl'),
    '--out',
    folder,
  ]);
  const lexicon = fs.readdirSync(folder).find((/** @type {string} */ name) => name.endsWith('.kbl'));
  fs.copyFileSync(path.join(folder, lexicon ?? ''), ctx.out(LEXICON));
  if (withIssue) fs.copyFileSync(path.join(folder, 'issue.json'), ctx.out('issue.json'));
  return said;
}

/** Returns the top folder of the repository. */
function top() {
  return process.getBuiltinModule('node:url').fileURLToPath(new URL('../..', import.meta.url));
}

/** @param {unknown} _articles @param {Context} ctx */
export function build(_articles, ctx) {
  return { log: publish(ctx, true) };
}

/** @param {Context} ctx */
export function assets(ctx) {
  const { join } = process.getBuiltinModule('node:path');
  if (ctx.mode === 'inpage') publish(ctx, false);
  ctx.run(join(top(), 'node_modules/.bin/esbuild'), [
    join(top(), 'www/engine/worker.js'),
    '--bundle',
    '--minify',
    '--format=esm',
    `--outfile=${ctx.out('worker.js')}`,
  ]);
  for (const name of ['kanbao_bg.wasm', 'kanbao_late.wasm'])
    ctx.run('cp', [join(top(), 'www/pkg', name), ctx.out(name)]);
}

/** @type {import('../../www/engine/client.js').EngineClient} */
let engine;

/** @type {PlainIssue} */
let issue;

/** @param {Page} env */
export async function open(env) {
  engine = createEngine({ base: new URL('.', location.href), mode: env.params.get('worker') ? 'worker' : 'main' });
  const ready = engine.search('').then(() => env.mark('engineReady'));
  const [opened, lexicon] = await Promise.all([
    env.mode === 'static' ? env.json('./issue.json') : env.articles().then(issueOf),
    env.bytes(`./${LEXICON}`),
    ready,
  ]);
  issue = opened;
  env.mark('buildStart');
  await engine.openBulletin(issue, lexicon);
  env.mark('buildEnd');
}

/** @param {{title: string, body: string}[]} articles @returns {PlainIssue} */
function issueOf(articles) {
  return {
    articles: articles.map(({ title, body }) => ({
      headline: title,
      byline: [],
      paragraphs: body.split('\n').filter((paragraph) => paragraph.trim()),
      captions: [],
    })),
  };
}

/**
 * Searches the articles. The engine always makes excerpts, so “ids” costs the same as “display”.
 * @param {string} query
 * @param {{k: number, need: 'first' | 'display' | 'ids'}} options
 */
export async function search(query, { k, need }) {
  const { hits } = await engine.search(query, { limit: need === 'first' ? 1 : Math.min(k, ALL) });
  return hits.map(({ article, headline, excerpts }) => ({
    id: String(article),
    title: headline.text,
    headline,
    excerpts,
  }));
}
