/**
 * The page's side of the engine: each call returns a promise of its answer. Calls made before the engine is ready wait
 * for it. If an engine dies, its pending calls are rejected, and a new one is started and given what was open.
 *
 * @typedef {import('../kanbao.js').EngineOptions} EngineOptions
 * @typedef {import('../kanbao.js').EngineState} EngineState
 * @typedef {import('../kanbao.js').PlainArticle} PlainArticle
 * @typedef {import('../kanbao.js').PlainIssue} PlainIssue
 * @typedef {import('../kanbao.js').SearchRequest} SearchRequest
 * @typedef {import('./links.js').Link} Link
 * @typedef {import('./protocol.js').Call} Call
 * @typedef {import('./protocol.js').FromEngine} FromEngine
 * @typedef {import('./protocol.js').Values} Values
 *
 * @typedef {(loaded: number, total: number) => void} OnProgress
 * @typedef {{
 *   call: Call,
 *   sent: boolean,
 *   resolve: (value: any) => void,
 *   reject: (reason: unknown) => void,
 *   onProgress?: OnProgress,
 * }} Pending
 */

import { ENGINE_DIED, EngineError } from './errors.js';
import { filesOf } from './files.js';
import { idsOf } from './ids.js';
import { KanbaoError, own } from './kanbao-error.js';
import { openHere, openWorker } from './links.js';
import { compileWasm, integrityOf } from './loader.js';
import { unpackCorrections, unpackRecommendations, unpackSuggestions } from './offers.js';
import { unpack } from './outcome.js';
import { VERSION, transfers } from './protocol.js';
import { unsupported } from './support.js';

/** An engine that owes an answer and sends nothing for this long is taken for dead. */
const SILENCE_MS = 60_000;

/**
 * Starts an engine.
 * @param {EngineOptions} [options]
 */
export function createEngine(options) {
  return new EngineClient(options);
}

/**
 * Returns why a signal was aborted; browsers before Chrome 98, Firefox 97 and Safari 15.4 do not say.
 * @param {AbortSignal} signal
 * @returns {unknown}
 */
function reasonOf(signal) {
  return signal.reason ?? new DOMException('the search was aborted', 'AbortError');
}

/** Returns today's date in the user's time zone, as `YYYY-MM-DD`. */
function localDay() {
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {string} message @param {string} where */
const badRequest = (message, where) => new KanbaoError({ code: 'bad-request', message, where }, where);

/** What has been said in the console, once for all engines of the page. @type {Set<string>} */
const warned = new Set();

/** Says in the console, once, why the engine runs otherwise than it should. @param {string} what @param {unknown} error */
function warn(what, error) {
  if (warned.has(what)) return;
  warned.add(what);
  const { code, message, place, advice } = new KanbaoError(/** @type {EngineError} */ (error), 'engine');
  console.warn(`kanbao: ${what} (${code}): ${message}\n${place}\n${advice}`);
}

export class EngineClient {
  #mode;
  #onState;
  /** @type {import('./files.js').Files} */
  #files;
  /** @type {EngineState | 'closed'} */
  #state = 'loading';
  /** Why the engine failed or was closed. @type {EngineError | undefined} */
  #failure;
  /** @type {Link | undefined} */
  #link;
  /** Counts starts; a start that is no longer the latest stops. */
  #start = 0;
  #lastId = 0;
  /** Calls waiting for an answer, by id, oldest first. @type {Map<number, Pending>} */
  #pending = new Map();
  /** Compiled once; from it, a new engine starts in a millisecond. @type {Promise<WebAssembly.Module> | undefined} */
  #module;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watchdog;
  /** The identifiers of the articles that are open, in the engine's order. @type {string[]} */
  #ids = [];
  /** The index of each of them. @type {Map<string, number>} */
  #places = new Map();
  /** Settles when what is being opened has been opened, and its identifiers are known. @type {Promise<unknown>} */
  #opening = Promise.resolve();
  /** What a new engine is given, in this order. @type {{opened?: Call, added: Call[], lexicon?: Call}} */
  #kept = { added: [] };

  /** @param {EngineOptions} [options] */
  constructor(options) {
    const { base, files, mode = 'auto', onState = () => {} } = own(options);
    if (!['auto', 'worker', 'main'].includes(mode)) throw badRequest(`unknown mode “${mode}”`, 'mode');
    this.#files = filesOf(base, own(files));
    this.#mode = mode;
    this.#onState = onState;
    this.#run('loading');
  }

  /**
   * The engine's state: `loading`, `ready`, `failed`, `restarting` or `closed`.
   * @returns {EngineState | 'closed'}
   */
  get state() {
    return this.#state;
  }

  /** Where the engine runs: `worker`, or `main` for the page's own thread. Undefined while it is not running. */
  get thread() {
    return this.#link?.kind;
  }

  /**
   * Opens a published issue with the lexicon it was published with, replacing what was open. Without a lexicon (null),
   * searches match characters only until one is set.
   * @param {PlainIssue} issue
   * @param {Uint8Array | ArrayBuffer | null} lexicon
   * @returns {Promise<{articles: number}>}
   */
  openBulletin(issue, lexicon) {
    const bytes = lexicon && (lexicon instanceof Uint8Array ? lexicon : new Uint8Array(lexicon));
    return this.#naming(this.#open({ type: 'openBulletin', issue, lexicon: bytes }), () => issue);
  }

  /**
   * Parses and opens the text of a page, or an issue as JSON (recognised by the file name or the first characters).
   * @param {string} text
   * @param {{filename?: string}} [options]
   * @returns {Promise<import('../kanbao.js').OpenedText>}
   */
  openText(text, options) {
    const { filename = '' } = own(options);
    return this.#naming(this.#open({ type: 'openText', text: String(text), filename }), ({ issue }) => issue, true);
  }

  /**
   * Decodes, parses and opens a file in UTF-8, UTF-16 or GB18030. The buffer is transferred to the engine.
   * @param {ArrayBuffer} bytes
   * @param {{filename?: string}} [options]
   * @returns {Promise<import('../kanbao.js').OpenedFile>}
   */
  async openBytes(bytes, options) {
    const { filename = '' } = own(options);
    this.#revive();
    const opened = await this.#naming(this.#call({ type: 'openBytes', bytes, filename }), ({ issue }) => issue, true);
    this.#kept = { ...this.#kept, opened: { type: 'openText', text: opened.text, filename }, added: [] };
    return opened;
  }

  /**
   * Adds articles after those that are open. `origin` is the date and page of the issue they come from, if known.
   * @param {PlainArticle[]} articles
   * @param {import('../kanbao.js').Origin} [origin]
   * @returns {Promise<{articles: number}>}
   */
  async addArticles(articles, origin) {
    /** @type {Call & {type: 'addArticles'}} */
    const call = { type: 'addArticles', articles, origin };
    const answer = await this.#call(call);
    this.#kept.added.push(call);
    this.#name([...this.#ids, ...idsOf({ ...origin, articles }, new Set(this.#ids))]);
    return answer;
  }

  /**
   * Sets the lexicon for what is open. A full lexicon also serves whatever is opened later without a lexicon of its
   * own.
   * @param {Uint8Array} bytes
   * @returns {Promise<void>}
   */
  async setLexicon(bytes) {
    await this.#setLexicon({ type: 'setLexicon', bytes });
  }

  /**
   * Makes the engine fetch the full lexicon, and sets it.
   * @param {{onProgress?: OnProgress}} [options] `total` is 0 if unknown
   * @returns {Promise<void>}
   */
  async loadFullLexicon(options) {
    const { onProgress } = own(options);
    await this.#setLexicon({ type: 'loadFullLexicon', file: this.#files.fullLexicon }, onProgress);
  }

  /**
   * Searches what is open; returns the hits, best first, and everything else about the answer.
   * @param {string} query
   * @param {SearchRequest} [request]
   * @returns {Promise<import('../kanbao.js').SearchOutcome>} rejects with the signal's reason if it is aborted
   */
  async search(query, request) {
    const { limit = 10, offset = 0, signal, today = localDay(), ...wishes } = own(request);
    const { sort, filters, facets, otherSpelling, partialMatches, explain, halfLife } = wishes;
    if (typeof query !== 'string') throw badRequest(`expected a query, a string, found ${typeof query}`, 'query');
    for (const [name, value] of Object.entries({ limit, offset }))
      if (!Number.isInteger(value) || value < 0) throw badRequest(`expected a whole number, found ${value}`, name);
    /** @type {Call} */
    const call = {
      type: 'search',
      query: String(query),
      limit,
      offset,
      sort,
      filters,
      facets,
      otherSpelling,
      partialMatches,
      explain,
      halfLife,
      today,
    };
    const outcome = unpack(await this.#call(call, { signal }));
    return { ...outcome, hits: outcome.hits.map((hit) => ({ ...hit, article: this.#ids[hit.article] ?? '' })) };
  }

  /**
   * Returns where a query appears in an article.
   * @param {string} article
   * @param {string} query
   * @returns {Promise<import('../kanbao.js').Mark[]>}
   */
  async marks(article, query) {
    return this.#call({ type: 'marks', article: await this.#at(article), query: String(query) });
  }

  /**
   * Returns completions of what the user is typing. `limit` defaults to 8.
   * @param {string} typed
   * @param {{limit?: number, signal?: AbortSignal}} [options]
   * @returns {Promise<import('../kanbao.js').Suggestion[]>}
   */
  async suggest(typed, options) {
    const { limit = 8, signal } = own(options);
    return unpackSuggestions(
      await this.#call({ type: 'suggest', typed: String(typed), limit, didYouMean: false }, { signal }),
    );
  }

  /**
   * Returns corrections of a query that finds nothing. `limit` defaults to 3.
   * @param {string} query
   * @param {{limit?: number, signal?: AbortSignal}} [options]
   * @returns {Promise<import('../kanbao.js').Correction[]>}
   */
  async didYouMean(query, options) {
    const { limit = 3, signal } = own(options);
    return unpackCorrections(
      await this.#call({ type: 'suggest', typed: String(query), limit, didYouMean: true }, { signal }),
    );
  }

  /**
   * Returns the keywords of an article. `limit` defaults to 8.
   * @param {string} article
   * @param {{limit?: number}} [options]
   */
  async keywords(article, options) {
    const { limit = 8 } = own(options);
    return (await this.recommendations(article, { keywords: limit, related: 0 })).keywords;
  }

  /**
   * Returns related articles. `limit` defaults to 5.
   * @param {string} article
   * @param {{limit?: number}} [options]
   */
  async related(article, options) {
    const { limit = 5 } = own(options);
    return (await this.recommendations(article, { keywords: 0, related: limit })).related;
  }

  /**
   * Returns, for each author of an article, their other articles.
   * @param {string} article
   */
  async sameAuthor(article) {
    return (await this.recommendations(article, { keywords: 0, related: 0 })).sameAuthor;
  }

  /**
   * Returns keywords, related articles and other articles by the same authors in one call. The limits default to 8
   * keywords and 5 related articles.
   * @param {string} article
   * @param {{keywords?: number, related?: number}} [limits]
   * @returns {Promise<import('../kanbao.js').Recommendations>}
   */
  async recommendations(article, limits) {
    const { keywords = 8, related = 5 } = own(limits);
    const at = await this.#at(article);
    const all = unpackRecommendations(await this.#call({ type: 'recommendations', article: at, keywords, related }));
    const idOf = (/** @type {number} */ one) => this.#ids[one] ?? '';
    return {
      ...all,
      related: all.related.map((one) => ({ ...one, article: idOf(one.article) })),
      sameAuthor: all.sameAuthor.map((one) => ({ ...one, articles: one.articles.map(idOf) })),
    };
  }

  /**
   * Returns where a passage appears in an article, ignoring differences of width, script and spacing; empty if nowhere.
   * @param {string} article
   * @param {string} text
   * @returns {Promise<import('../kanbao.js').Mark[]>}
   */
  async passage(article, text) {
    return this.#call({ type: 'passage', article: await this.#at(article), text: String(text) });
  }

  /**
   * Returns an article as the engine holds it.
   * @param {string} article
   * @returns {Promise<PlainArticle>}
   */
  async article(article) {
    return { ...(await this.#call({ type: 'article', article: await this.#at(article) })), id: article };
  }

  /**
   * Loads the deferred half of the engine, so that the first suggestion, recommendation or search for other spellings
   * need not wait for it.
   * @returns {Promise<void>}
   */
  async prepare() {
    await this.#call({ type: 'prepare' });
  }

  /**
   * Starts the engine again after a failure (such as a lost connection) and reopens what was open. Pending calls are
   * rejected.
   */
  restart() {
    if (this.#state === 'closed') return;
    this.#stop(new EngineError(ENGINE_DIED, 'the search engine is restarting'));
    this.#run('restarting');
  }

  /** Stops the engine. Every later call is rejected. */
  close() {
    const error = new EngineError('closed', 'the search engine was closed');
    this.#stop(error);
    this.#failure = error;
    this.#state = 'closed';
  }

  /**
   * @param {'loading' | 'restarting'} state
   */
  async #run(state) {
    const start = ++this.#start;
    this.#failure = undefined;
    this.#setState(state);
    /** @type {Promise<Link> | undefined} */
    let linking;
    try {
      const problem = unsupported();
      if (problem) throw problem;
      // Both at once: on a slow connection the engine's script and its wasm arrive in parallel.
      this.#module ??= compileWasm(this.#files.engineWasm.href, integrityOf('kanbao_bg.wasm'));
      linking = this.#connect(start);
      const [link, module] = await Promise.all([linking, this.#module]);
      if (start !== this.#start) return link.close();
      this.#link = link;
      const { deferredWasm, parserScript, parserWasm } = this.#files;
      await this.#exchange({
        type: 'start',
        module,
        deferredWasm: deferredWasm.href,
        parserScript: parserScript.href,
        parserWasm: parserWasm.href,
      });
      for (const call of [this.#kept.opened, ...this.#kept.added]) {
        if (call) await this.#exchange(call);
      }
      if (start !== this.#start) return;
      // In the background: until it arrives, searches match characters, as they did before it was first set.
      if (this.#kept.lexicon) this.#exchange(this.#kept.lexicon).catch(() => {});
      this.#setState('ready');
      for (const [id, pending] of this.#pending) {
        if (!pending.sent) this.#send(id, pending);
      }
    } catch (error) {
      linking?.then(
        (link) => link.close(),
        () => {},
      );
      if (start === this.#start) this.#fail(/** @type {EngineError} */ (error));
    }
  }

  /**
   * @param {number} start
   * @returns {Promise<Link>}
   */
  async #connect(start) {
    const listener = {
      onMessage: (/** @type {FromEngine} */ message) => this.#receive(start, message),
      onDeath: (/** @type {EngineError} */ error) => this.#died(start, error),
    };
    if (this.#mode !== 'main') {
      try {
        return await openWorker(this.#files.worker, listener);
      } catch (error) {
        if (this.#mode === 'worker') throw error;
        warn('the search engine runs on the page’s own thread, and the page waits for it', error);
      }
    }
    return openHere(this.#files.worker, start, listener);
  }

  /**
   * @param {number} start
   * @param {FromEngine} message
   */
  #receive(start, message) {
    if (start !== this.#start) return;
    const pending = this.#pending.get(message.id);
    if ('progress' in message) {
      pending?.onProgress?.(message.progress.loaded, message.progress.total);
    } else if ('ok' in message) {
      if (!message.ok && message.error.code === ENGINE_DIED) return this.#died(start, EngineError.from(message.error));
      this.#pending.delete(message.id);
      if (message.ok) pending?.resolve(message.value);
      else pending?.reject(EngineError.from(message.error));
    }
    this.#watch();
  }

  /**
   * @param {number} start
   * @param {EngineError} error
   */
  #died(start, error) {
    if (start !== this.#start) return;
    if (this.#state !== 'ready') return this.#fail(error); // otherwise it would die again and again
    this.#stop(error);
    this.#run('restarting');
  }

  /** Restarts a failed engine before something is opened, without what was open (which may be the cause). */
  #revive() {
    if (this.#state !== 'failed') return;
    this.#kept = { ...this.#kept, opened: undefined, added: [] };
    this.#run('restarting');
  }

  /** @param {EngineError} error */
  #fail(error) {
    this.#stop(error);
    this.#module = undefined; // fetched again on restart
    this.#failure = error;
    if (error.code !== 'unsupported') warn('the search engine did not start', error);
    this.#setState('failed', error);
  }

  /**
   * Ends the engine, whatever it is doing, and rejects all pending calls.
   * @param {EngineError} error
   */
  #stop(error) {
    this.#start++;
    this.#link?.close();
    this.#link = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#watch();
    for (const { reject } of pending) reject(error);
  }

  /**
   * @param {EngineState} state
   * @param {EngineError} [error]
   */
  #setState(state, error) {
    this.#state = state;
    this.#onState(state, error && new KanbaoError(error, 'engine'));
  }

  /** Restarts the watchdog, or stops it if no answer is owed. */
  #watch() {
    clearTimeout(this.#watchdog);
    const owed = this.#link?.kind === 'worker' && [...this.#pending.values()].some(({ sent }) => sent);
    const start = this.#start;
    this.#watchdog = owed
      ? setTimeout(
          () => this.#died(start, new EngineError(ENGINE_DIED, 'the search engine does not respond')),
          SILENCE_MS,
        )
      : undefined;
  }

  /**
   * @param {Extract<Call, {type: 'setLexicon' | 'loadFullLexicon'}>} call
   * @param {OnProgress} [onProgress]
   */
  async #setLexicon(call, onProgress) {
    await this.#call(call, { onProgress });
    this.#kept.lexicon = call;
  }

  /**
   * @template {Extract<Call, {type: 'openBulletin' | 'openText'}>} C
   * @param {C} call
   * @returns {Promise<Values[C['type']]>}
   */
  async #open(call) {
    this.#revive();
    const opened = await this.#call(call);
    const { lexicon } = this.#kept;
    // A lexicon that comes with a bulletin replaces the one in use.
    this.#kept = { opened: call, added: [], lexicon: 'lexicon' in call && call.lexicon ? undefined : lexicon };
    return opened;
  }

  /** @param {string[]} ids */
  #name(ids) {
    this.#ids = ids;
    this.#places = new Map(ids.map((id, place) => [id, place]));
  }

  /**
   * Takes over the identifiers of what is being opened, once it is open.
   * @template T
   * @param {Promise<T>} opening
   * @param {(opened: T) => PlainIssue} issueOf
   * @param {boolean} [write] whether the articles get them as well
   */
  #naming(opening, issueOf, write = false) {
    const named = opening.then((opened) => {
      const issue = issueOf(opened);
      this.#name(idsOf(issue));
      if (write) issue.articles.forEach((article, i) => Object.assign(article, { id: this.#ids[i] }));
      return opened;
    });
    this.#opening = named.catch(() => {});
    return named;
  }

  /** Returns an article's index. @param {string} id */
  async #at(id) {
    await this.#opening;
    const place = this.#places.get(id);
    if (place !== undefined) return place;
    const message = `expected the identifier of an article that is open, found ${JSON.stringify(id)}`;
    throw new KanbaoError({ code: 'no-such-article', message }, String(id));
  }

  /**
   * Makes a call for the page; it waits until the engine is ready.
   * @template {Call} C
   * @param {C} call
   * @param {{signal?: AbortSignal, onProgress?: OnProgress}} [options]
   * @returns {Promise<Values[C['type']]>}
   */
  #call(call, { signal, onProgress } = {}) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(reasonOf(signal));
      if (this.#failure) return reject(new KanbaoError(this.#failure, call.type));
      const id = ++this.#lastId;
      const abort = () => {
        const pending = this.#pending.get(id);
        if (!pending) return;
        this.#pending.delete(id);
        if (pending.sent) this.#link?.post({ v: VERSION, id, type: 'cancel' });
        this.#watch();
        reject(reasonOf(/** @type {AbortSignal} */ (signal)));
      };
      signal?.addEventListener('abort', abort, { once: true });
      const settled = () => signal?.removeEventListener('abort', abort);
      /** @type {Pending} */
      const pending = {
        call,
        sent: false,
        onProgress,
        resolve: (value) => {
          settled();
          resolve(value);
        },
        reject: (reason) => {
          settled();
          reject(new KanbaoError(/** @type {EngineError} */ (reason), call.type));
        },
      };
      this.#pending.set(id, pending);
      if (this.#state === 'ready') this.#send(id, pending);
    });
  }

  /**
   * Makes a call of the client's own, to an engine that is not ready yet.
   * @param {Call} call
   * @returns {Promise<unknown>}
   */
  #exchange(call) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const pending = { call, sent: false, resolve, reject };
      this.#pending.set(id, pending);
      this.#send(id, pending);
    });
  }

  /**
   * @param {number} id
   * @param {Pending} pending
   */
  #send(id, pending) {
    pending.sent = true;
    try {
      this.#link?.post({ v: VERSION, id, ...pending.call }, transfers(pending.call));
      this.#watch();
    } catch (error) {
      // The data cannot be copied to a worker (a function in a bulletin, a buffer already transferred).
      this.#pending.delete(id);
      pending.reject(
        new EngineError('bad-request', /** @type {Error} */ (error).message, { where: pending.call.type }),
      );
    }
  }
}
