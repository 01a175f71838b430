/**
 * The page's side of the engine: promises for answers. Calls made before the engine is there wait
 * for it; an engine that dies rejects what is pending, is started again, and gets back what was
 * open.
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
import { openHere, openWorker } from './links.js';
import { compileWasm } from './loader.js';
import { unpackInstead, unpackOnward, unpackSuggestions } from './offers.js';
import { unpack } from './outcome.js';
import { VERSION, transfers } from './protocol.js';
import { unsupported } from './support.js';

/** An engine that owes an answer and says nothing for so long is taken for dead. */
const SILENCE_MS = 60_000;

/**
 * An engine, starting at once.
 * @param {EngineOptions} [options]
 */
export function createEngine(options) {
  return new EngineClient(options);
}

/**
 * Why a signal aborted; browsers before Chrome 98, Firefox 97 and Safari 15.4 do not say.
 * @param {AbortSignal} signal
 * @returns {unknown}
 */
function reasonOf(signal) {
  return signal.reason ?? new DOMException('the search was given up', 'AbortError');
}

/** Today where the reader is, as `YYYY-MM-DD`. */
function localDay() {
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export class EngineClient {
  #mode;
  #onState;
  /** @type {import('./files.js').Files} */
  #files;
  /** @type {EngineState | 'closed'} */
  #state = 'loading';
  /** Why the engine failed or is closed. @type {EngineError | undefined} */
  #failure;
  /** @type {Link | undefined} */
  #link;
  /** Counts starts; a start that is no longer the newest gives up. */
  #start = 0;
  #lastId = 0;
  /** By id, oldest first. @type {Map<number, Pending>} */
  #pending = new Map();
  /** Compiled once; a new engine starts from it in a millisecond. @type {Promise<WebAssembly.Module> | undefined} */
  #module;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watchdog;
  /** What a new engine is given, in this order. @type {{opened?: Call, added: Call[], lexicon?: Call}} */
  #kept = { added: [] };

  /** @param {EngineOptions} [options] */
  constructor({ base, files = {}, mode = 'auto', onState = () => {} } = {}) {
    this.#files = filesOf(base, files);
    this.#mode = mode;
    this.#onState = onState;
    this.#run('loading');
  }

  /**
   * `loading`, `ready`, `failed`, `restarting` or `closed`.
   * @returns {EngineState | 'closed'}
   */
  get state() {
    return this.#state;
  }

  /** Whether the engine runs in a worker or on this thread; undefined while it runs nowhere. */
  get runsIn() {
    return this.#link?.kind;
  }

  /**
   * A published issue, with the lexicon it was published with (or null: then it is searched by
   * characters only, until a lexicon comes).
   * @param {PlainIssue} issue
   * @param {Uint8Array | ArrayBuffer | null} lexicon
   * @returns {Promise<{articles: number}>}
   */
  openBulletin(issue, lexicon) {
    const bytes = lexicon && (lexicon instanceof Uint8Array ? lexicon : new Uint8Array(lexicon));
    return this.#open({ type: 'openBulletin', issue, lexicon: bytes });
  }

  /**
   * The text of a page, or JSON of the plain form (by its file name or its first characters).
   * @param {string} text
   * @param {{filename?: string}} [options]
   * @returns {Promise<import('../kanbao.js').OpenedText>}
   */
  openText(text, { filename = '' } = {}) {
    return this.#open({ type: 'openText', text: String(text), filename });
  }

  /**
   * A file's bytes, in whichever encoding; the buffer is given away.
   * @param {ArrayBuffer} bytes
   * @param {{filename?: string}} [options]
   * @returns {Promise<import('../kanbao.js').OpenedFile>}
   */
  async openBytes(bytes, { filename = '' } = {}) {
    this.#revive();
    const opened = await this.#call({ type: 'openBytes', bytes, filename });
    this.#kept = { ...this.#kept, opened: { type: 'openText', text: opened.text, filename }, added: [] };
    return opened;
  }

  /**
   * More articles, after those that are open, of an issue of this date and page where they are known.
   * @param {PlainArticle[]} articles
   * @param {import('../kanbao.js').Origin} [origin]
   * @returns {Promise<{articles: number}>}
   */
  async addArticles(articles, origin) {
    /** @type {Call & {type: 'addArticles'}} */
    const call = { type: 'addArticles', articles, origin };
    const answer = await this.#call(call);
    this.#kept.added.push(call);
    return answer;
  }

  /**
   * A lexicon for what is open; a full one also for what is opened later without one of its own.
   * @param {Uint8Array} bytes
   * @returns {Promise<void>}
   */
  async setLexicon(bytes) {
    await this.#setLexicon({ type: 'setLexicon', bytes });
  }

  /**
   * The same with the full lexicon, which the engine fetches.
   * @param {{onProgress?: OnProgress}} [options] `total` is 0 where nobody knows it
   * @returns {Promise<void>}
   */
  async loadFullLexicon({ onProgress } = {}) {
    await this.#setLexicon({ type: 'loadFullLexicon', file: this.#files.fullLexicon }, onProgress);
  }

  /**
   * What a query finds, best first.
   * @param {string} query
   * @param {SearchRequest} [request]
   * @returns {Promise<import('../kanbao.js').SearchOutcome>} rejects with the signal's reason once it aborts
   */
  async search(query, { limit = 10, offset = 0, signal, today = localDay(), ...wishes } = {}) {
    const { sort, filters, facets, otherSpelling, fewerWords, explain, halfLife } = wishes;
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
      fewerWords,
      explain,
      halfLife,
      today,
    };
    return unpack(await this.#call(call, { signal }));
  }

  /**
   * Where `query` stands in an article.
   * @param {number} article
   * @param {string} query
   * @returns {Promise<import('../kanbao.js').Mark[]>}
   */
  marks(article, query) {
    return this.#call({ type: 'marks', article, query: String(query) });
  }

  /**
   * What a reader who typed this may be about to type.
   * @param {string} typed
   * @param {{limit?: number, signal?: AbortSignal}} [options]
   * @returns {Promise<import('../kanbao.js').Suggestion[]>}
   */
  async suggest(typed, { limit = 8, signal } = {}) {
    return unpackSuggestions(
      await this.#call({ type: 'suggest', typed: String(typed), limit, instead: false }, { signal }),
    );
  }

  /**
   * What may have been meant by a query that finds nothing.
   * @param {string} query
   * @param {{limit?: number, signal?: AbortSignal}} [options]
   * @returns {Promise<import('../kanbao.js').Instead[]>}
   */
  async instead(query, { limit = 3, signal } = {}) {
    return unpackInstead(await this.#call({ type: 'suggest', typed: String(query), limit, instead: true }, { signal }));
  }

  /**
   * What an article is about.
   * @param {number} article
   * @param {{limit?: number}} [options]
   */
  async keywords(article, { limit = 8 } = {}) {
    return (await this.onward(article, { keywords: limit, related: 0 })).keywords;
  }

  /**
   * Articles that are about the same.
   * @param {number} article
   * @param {{limit?: number}} [options]
   */
  async related(article, { limit = 5 } = {}) {
    return (await this.onward(article, { keywords: 0, related: limit })).related;
  }

  /**
   * What else each author of an article wrote.
   * @param {number} article
   */
  async sameAuthor(article) {
    return (await this.onward(article, { keywords: 0, related: 0 })).sameAuthor;
  }

  /**
   * All three at once: what to read after an article.
   * @param {number} article
   * @param {{keywords?: number, related?: number}} [limits]
   * @returns {Promise<import('../kanbao.js').Onward>}
   */
  async onward(article, { keywords = 8, related = 5 } = {}) {
    return unpackOnward(await this.#call({ type: 'onward', article, keywords, related }));
  }

  /**
   * Where a passage stands in an article, in whichever width, script and spacing; nothing where it does not.
   * @param {number} article
   * @param {string} text
   * @returns {Promise<import('../kanbao.js').Mark[]>}
   */
  passage(article, text) {
    return this.#call({ type: 'passage', article, text: String(text) });
  }

  /**
   * An article as it was taken in.
   * @param {number} article
   * @returns {Promise<PlainArticle>}
   */
  article(article) {
    return this.#call({ type: 'article', article });
  }

  /**
   * Sees to it that the engine is whole: it starts without what a first answer does without, and would have to wait
   * in the middle of a search for other spellings, of suggestions and of what to read on.
   * @returns {Promise<void>}
   */
  async prepare() {
    await this.#call({ type: 'prepare' });
  }

  /** Starts again after a failure (a lost connection, say), with what was open. */
  restart() {
    if (this.#state === 'closed') return;
    this.#stop(new EngineError(ENGINE_DIED, 'the search engine is started again'));
    this.#run('restarting');
  }

  /** Stops the engine; every later call is refused. */
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
      // Both at once: on a slow line the engine's script and its wasm arrive side by side.
      this.#module ??= compileWasm(this.#files.wasm.href);
      linking = this.#connect(start);
      const [link, module] = await Promise.all([linking, this.#module]);
      if (start !== this.#start) return link.close();
      this.#link = link;
      const { late, parser, glue } = this.#files;
      await this.#exchange({ type: 'start', module, late: late.href, parser: parser.href, glue: glue.href });
      for (const call of [this.#kept.opened, ...this.#kept.added]) {
        if (call) await this.#exchange(call);
      }
      if (start !== this.#start) return;
      // In the background: without it search works by characters, as it did before it came.
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
    if (this.#state !== 'ready') return this.#fail(error); // else it would die again and again
    this.#stop(error);
    this.#run('restarting');
  }

  /** Opening something starts a failed engine again, without what was open (it may be the cause). */
  #revive() {
    if (this.#state !== 'failed') return;
    this.#kept = { ...this.#kept, opened: undefined, added: [] };
    this.#run('restarting');
  }

  /** @param {EngineError} error */
  #fail(error) {
    this.#stop(error);
    this.#module = undefined; // fetched anew when started again
    this.#failure = error;
    this.#setState('failed', error);
  }

  /**
   * Ends the engine, whatever it is doing, and rejects all that is pending.
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
    this.#onState(state, error);
  }

  /** Arms the watchdog anew, or disarms it where nothing is owed. */
  #watch() {
    clearTimeout(this.#watchdog);
    const owed = this.#link?.kind === 'worker' && [...this.#pending.values()].some(({ sent }) => sent);
    const start = this.#start;
    this.#watchdog = owed
      ? setTimeout(
          () => this.#died(start, new EngineError(ENGINE_DIED, 'the search engine does not answer')),
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
    // A lexicon that comes with a bulletin takes the place of the one in use.
    this.#kept = { opened: call, added: [], lexicon: 'lexicon' in call && call.lexicon ? undefined : lexicon };
    return opened;
  }

  /**
   * A call of the page's: waits until the engine is ready.
   * @template {Call} C
   * @param {C} call
   * @param {{signal?: AbortSignal, onProgress?: OnProgress}} [options]
   * @returns {Promise<Values[C['type']]>}
   */
  #call(call, { signal, onProgress } = {}) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(reasonOf(signal));
      if (this.#failure) return reject(this.#failure);
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
          reject(reason);
        },
      };
      this.#pending.set(id, pending);
      if (this.#state === 'ready') this.#send(id, pending);
    });
  }

  /**
   * A call of the client's own, to an engine that is not ready yet.
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
      // Data that cannot be copied to a worker (a function in a bulletin, a given-away buffer).
      this.#pending.delete(id);
      pending.reject(
        new EngineError('bad-request', /** @type {Error} */ (error).message, { where: pending.call.type }),
      );
    }
  }
}
