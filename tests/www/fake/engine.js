/** A stand-in for the wasm engine: finds substrings, dies on request. */

import { createHandlers } from '../../../www/engine/handlers.js';
import { HELLO } from '../../../www/engine/protocol.js';

export class FakeEngine {
  constructor() {
    this.articles = [];
    this.waiting = [];
    this.lexicon = null;
    this.searches = 0;
  }

  get length() {
    return this.articles.length;
  }

  openBulletin(issue, lexicon) {
    if (!Array.isArray(issue.articles)) {
      throw { code: 'bad-json', message: 'expected an array', where: 'articles', advice: '' };
    }
    this.articles = [];
    this.waiting = [...issue.articles];
    if (lexicon) this.lexicon = lexicon;
  }

  openText(text) {
    const articles = text.split('\n').map((headline) => ({ headline, byline: [], paragraphs: [], captions: [] }));
    this.openBulletin({ articles });
    return { issue: { articles }, repairs: [], doubts: [], setAside: [] };
  }

  addArticles(articles) {
    this.waiting.push(...articles);
  }

  indexMore(count) {
    const next = this.waiting.splice(0, count);
    if (next.some(({ headline }) => headline === 'poison')) throw new WebAssembly.RuntimeError('unreachable');
    this.articles.push(...next);
    return this.waiting.length;
  }

  setLexicon(bytes) {
    if (bytes[0] === 0) throw { code: 'damaged', message: 'no lexicon', where: 'byte 0', advice: '' };
    this.lexicon = bytes;
  }

  search(query) {
    this.searches += 1;
    if (query === 'trap') throw new WebAssembly.RuntimeError('unreachable');
    const found = this.articles.flatMap(({ headline }, article) => (headline.includes(query) ? [article] : []));
    return { hits: found.map((article) => ({ article })), total: found.length, tiers: [], problems: [], lexicon: this.lexicon?.length ?? 0 };
  }

  marks(article, query) {
    return [{ field: 'headline', index: 0, ranges: [this.articles[article].headline.indexOf(query), query.length] }];
  }

  article(article) {
    const found = this.articles[article];
    if (!found) throw { code: 'no-such-article', message: 'there is none', where: String(article), advice: '' };
    return { byline: [], paragraphs: [], captions: [], ...found };
  }
}

/** What worker.js exports, over the stand-in. */
export function listen(post) {
  const handle = createHandlers({ instantiate: async () => new FakeEngine(), post });
  post(HELLO);
  return handle;
}
