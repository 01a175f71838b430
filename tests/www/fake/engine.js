/**
 * A stand-in for the wasm engine. It finds substrings of headlines, and dies on request.
 *
 * @typedef {import('../../../www/kanbao.js').PlainArticle} PlainArticle
 * @typedef {import('../../../www/engine/handlers.js').WasmEngine} WasmEngine
 */

import { pack as packArticles, unpack } from '../../../www/engine/articles.js';
import { createHandlers } from '../../../www/engine/handlers.js';
import { HELLO } from '../../../www/engine/protocol.js';
import { pack } from './pack.js';

/** @param {string} headline @returns {PlainArticle} */
export const article = (headline) => ({ id: headline, headline, byline: [], paragraphs: [], captions: [] });

/** Creates an error as the engine throws it. @param {string} code @param {string} message @param {string} where */
const error = (code, message, where) => Object.assign(new Error(message), { code, where, advice: '' });

/** A stand-in lexicon of at least this length counts as a full one. */
const FULL = 1000;

/** @implements {WasmEngine} */
export class FakeEngine {
  /** @type {PlainArticle[]} */
  articles = [];
  /** @type {PlainArticle[]} */
  waiting = [];
  /** @type {Uint8Array | undefined} */
  lexicon;
  /** How many articles have been prepared. */
  prepared = 0;
  /** What the wasm engine received with the last search and the last articles. @type {unknown[]} */
  received = [];

  get length() {
    return this.articles.length;
  }

  get hasFullLexicon() {
    return this.lexicon !== undefined && this.lexicon.length >= FULL;
  }

  /** @param {string} text @param {Uint32Array} shape @param {Uint8Array} [lexicon] */
  openBulletin(text, shape, lexicon) {
    this.articles = [];
    this.prepared = 0;
    this.waiting = unpack([text, shape]);
    if (lexicon) this.lexicon = lexicon;
  }

  /** @param {string} text @param {Uint32Array} shape @param {string} [date] @param {string} [edition] */
  addArticles(text, shape, date, edition) {
    this.received = [date, edition];
    this.waiting.push(...unpack([text, shape]));
  }

  /** @param {string} typed @param {number} limit @param {boolean} didYouMean @returns {[string, Float64Array]} */
  suggest(typed, limit, didYouMean) {
    this.received = [typed, limit, didYouMean];
    return [typed, Float64Array.from(didYouMean ? [1, 4, typed.length, 7] : [1, 3, typed.length, 0, 1, 7])];
  }

  /** @param {number} article @param {number} keywords @param {number} related @returns {[string, Float64Array]} */
  recommendations(article, keywords, related) {
    this.received = [article, keywords, related];
    return ['南湖', Float64Array.from([keywords ? 1 : 0, ...(keywords ? [2, 0.5, 3] : []), 0, 0])];
  }

  /** @param {number} _article @param {string} text */
  passage(_article, text) {
    return Float64Array.from([1, 4, 0, 0, 2, 0, text.length]);
  }

  /** @param {number} count */
  indexMore(count) {
    const next = this.waiting.splice(0, count);
    if (next.some(({ headline }) => headline === 'poison')) throw new WebAssembly.RuntimeError('unreachable');
    this.articles.push(...next);
    return this.waiting.length;
  }

  /** @param {number} count */
  prepareMore(count) {
    if (this.articles.some(({ headline }) => headline === 'unprepared'))
      throw new WebAssembly.RuntimeError('unreachable');
    this.prepared = Math.min(this.prepared + count, this.articles.length);
    return this.prepared < this.articles.length;
  }

  /** @param {Uint8Array} bytes */
  setLexicon(bytes) {
    this.lexicon = bytes;
  }

  /**
   * Searches. The score is the length of the lexicon, so that a test can tell which one is in use.
   * @param {string} query @param {number} limit @param {number} offset
   * @param {number} how @param {string} today @param {string} filters
   */
  search(query, limit, offset, how, today, filters) {
    this.received = [limit, offset, how, today, filters];
    if (query === 'trap') throw new WebAssembly.RuntimeError('unreachable');
    const found = this.articles.flatMap(({ headline }, id) => (headline.includes(query) ? [id] : []));
    const score = this.lexicon?.length ?? 0;
    return pack({
      hits: found.map((id) => ({
        article: id,
        tier: 'asTyped',
        fields: [],
        score,
        headline: { text: '', ranges: [] },
        excerpts: [],
      })),
      total: found.length,
      tiers: [],
      clauses: [],
      problems: [],
      facets: [],
    });
  }

  /** @param {number} id @param {string} query */
  marks(id, query) {
    const start = this.#article(id).headline.indexOf(query);
    return Float64Array.from(start < 0 ? [0] : [1, 0, 0, 0, 2, start, start + query.length]);
  }

  /** @param {number} id */
  article(id) {
    return packArticles([this.#article(id)]);
  }

  /** @param {number} id */
  #article(id) {
    const found = this.articles[id];
    if (!found) throw error('no-such-article', 'there is none', String(id));
    return found;
  }
}

/**
 * Returns what www/engine/wasm.js does, with the deferred module already loaded.
 * @param {WasmEngine} engine
 * @returns {import('../../../www/engine/handlers.js').Started}
 */
export const started = (engine) => ({ engine, exports: {}, late: async () => {} });

/** Parses a text as one article per line. @type {import('../../../www/engine/handlers.js').Parse} */
const parse = (text) => ({
  issue: { articles: text.split('\n').map(article) },
  repairs: [],
  doubts: [],
  setAside: [],
  places: [],
});

/**
 * What worker.js exports, with the stand-in.
 * @type {typeof import('../../../www/engine/worker.js').listen}
 */
export function listen(post, thread) {
  const handle = createHandlers({
    instantiate: async () => started(new FakeEngine()),
    loadParser: async () => parse,
    post,
    thread,
  });
  post(HELLO);
  return handle;
}
