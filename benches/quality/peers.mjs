/**
 * Measures how well other engines answer the bench's queries, without a browser. Their code is in the peer bench's
 * folder PEERS, which has `contenders` and `node_modules`.
 *
 *     cargo bench … --bench quality -- tasks TASKS.jsonl
 *     node benches/quality/peers.mjs TASKS.jsonl PEERS [CONTENDER…]
 *
 * Prints a line for each engine, kind of query and half of the articles: success@1, MRR@10 and recall@10 in percent.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';

/**
 * @typedef {{ kind: string, query: string, article: number, tuned: boolean }} Task
 * @typedef {{ name: string, articles: [string, string][], blank: Task[], full: Task[] }} TaskSet
 */

const [file = '', peers = '', ...asked] = process.argv.slice(2);
const names =
  asked.length > 0 ? asked : ['lunr-zh', 'minisearch-jieba', 'minisearch-intl', 'orama', 'flexsearch', 'scan'];

// The parts of a page that the contenders use: its address, and fetch for its files.
const wasm = path.join(path.resolve(peers), 'node_modules/jieba-wasm/pkg/web/');
Object.assign(globalThis, {
  location: { href: pathToFileURL(wasm).href },
  fetch: async (/** @type {URL} */ url) =>
    new Response(readFileSync(fileURLToPath(url)), { headers: { 'content-type': 'application/wasm' } }),
});

/**
 * Opens an engine over articles. The function returned gives the numbers of up to ten articles for a query.
 * @param {string} name
 * @param {{ id: string, title: string, body: string }[]} articles
 * @returns {Promise<(query: string) => Promise<number[]>>}
 */
async function engine(name, articles) {
  const url = pathToFileURL(path.resolve(peers, 'contenders', `${name}.mjs`)).href;
  const contender = await import(url);
  const mark = () => undefined;
  await contender.open({ mode: 'inpage', articles: async () => articles, mark, params: new URLSearchParams() });
  return async (query) => {
    const hits = await contender.search(query, { k: 10, need: 'ids' });
    return hits.slice(0, 10).map((/** @type {{ id: string }} */ { id }) => Number(id));
  };
}

/**
 * @param {Task[]} tasks
 * @param {(query: string) => Promise<number[]>} find
 * @param {string} label
 */
async function measure(tasks, find, label) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (const { kind, query, article, tuned } of tasks) {
    const place = (await find(query)).indexOf(article);
    const key = `${kind}\t${tuned ? 'tuned on' : 'held out'}`;
    places.set(key, [...(places.get(key) ?? []), place]);
  }
  for (const [key, of] of [...places].sort()) {
    const percent = (/** @type {(place: number) => number} */ worth) =>
      ((100 * of.reduce((sum, place) => sum + (place < 0 ? 0 : worth(place)), 0)) / of.length).toFixed(1);
    const first = percent((place) => Number(place === 0));
    console.log([label, key, of.length, first, percent((place) => 1 / (place + 1)), percent(() => 1)].join('\t'));
  }
}

console.log('articles\tengine\tkind\thalf\tn\tS@1\tMRR@10\tR@10');
for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  /** @type {TaskSet} */
  const set = JSON.parse(line);
  const articles = set.articles.map(([title, body], id) => ({ id: String(id), title, body }));
  for (const name of names) {
    if (set.blank.length > 0) {
      const blank = articles.map((article) => ({ ...article, title: '' }));
      await measure(set.blank, await engine(name, blank), `${set.name}\t${name}`);
    }
    await measure(set.full, await engine(name, articles), `${set.name}\t${name}`);
  }
}
