/**
 * The engine's side of the protocol: requests in, replies out. It is the same in a worker and on the page's own thread.
 *
 * @typedef {import('./protocol.js').Call} Call
 * @typedef {import('./protocol.js').Request} Request
 * @typedef {import('./protocol.js').ToEngine} ToEngine
 * @typedef {import('./protocol.js').FromEngine} FromEngine
 * @typedef {import('./protocol.js').Values} Values
 *
 * An engine in this thread; `late` loads the deferred module (see wasm.js).
 * @typedef {{engine: WasmEngine, exports: WebAssembly.Exports, late: () => Promise<void>}} Started
 *
 * A call waiting for its turn; `loadFullLexicon` becomes `setLexicon` once the lexicon has been fetched.
 * @typedef {Exclude<Call, {type: 'loadFullLexicon'}>} Queued
 *
 * The handle that the wasm package exports. Its errors have the shape of PlainError. `openBulletin` and `addArticles`
 * only store the articles; `indexMore` indexes them, and `prepareMore` prepares what other spellings and suggestions
 * need. Both work in steps and say whether anything is left.
 * @typedef {{
 *   openBulletin(text: string, shape: Uint32Array, lexicon?: Uint8Array, date?: string, edition?: string): void,
 *   addArticles(text: string, shape: Uint32Array, date?: string, edition?: string): void,
 *   indexMore(articles: number): number,
 *   prepareMore(articles: number): boolean,
 *   setLexicon(bytes: Uint8Array): void,
 *   search(query: string, limit: number, offset: number, how: number, today: string, filters: string): import('./outcome.js').Packed,
 *   marks(article: number, query: string): Float64Array,
 *   suggest(typed: string, limit: number, didYouMean: boolean): import('./outcome.js').Packed,
 *   recommendations(article: number, keywords: number, related: number): import('./outcome.js').Packed,
 *   passage(article: number, text: string): Float64Array,
 *   article(article: number): import('./articles.js').PackedArticles,
 *   readonly hasFullLexicon: boolean,
 *   readonly length: number,
 * }} WasmEngine
 *
 * The parser is a module of its own, fetched when a text is opened, because a published issue needs none.
 * @typedef {(text: string) => import('../kanbao.js').OpenedText} Parse
 *
 * @typedef {{
 *   loadParser: (wasm: string, script: string) => Promise<Parse>,
 *   instantiate: (module: WebAssembly.Module, deferredWasm: string) => Promise<Started>,
 *   post: (message: FromEngine) => void,
 *   thread: 'worker' | 'main',
 * }} Surroundings
 */

import { originsOf, pack, packIssue, unpack } from './articles.js';
import { decode } from './decode.js';
import { ENGINE_DIED, EngineError, toPlainError } from './errors.js';
import { MAX_LEXICON_BYTES, fetchBytes } from './loader.js';
import { FACETS, SORTS, unpackMarks } from './outcome.js';
import { VERSION, speaks } from './protocol.js';

/**
 * Articles indexed per step. In a worker all at once: small indexes are rebuilt into larger ones as they grow, so every
 * step costs time overall. On the page's thread, few enough that a year of issues takes several steps, between which
 * the page stays responsive, and enough that a single issue takes one.
 */
const STEP = { worker: 0xffff_ffff, main: 1000 };

/**
 * Articles prepared per step. A step takes a few milliseconds on a slow phone, and a query that arrives waits for it.
 */
const PREPARED = 8;

/** Requests handled entirely by the deferred module. @type {Set<Request['type']>} */
const LATE = new Set(['suggest', 'recommendations', 'passage', 'prepare']);

/**
 * Yields the thread once, so that input and other messages get their turn. It uses a message because nested timers are
 * delayed by at least 4 ms.
 * @returns {Promise<void>}
 */
function breathe() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * @param {Surroundings} surroundings
 * @returns {(message: ToEngine) => void} call it with every message from the client
 */
export function createHandlers({ instantiate, loadParser, post, thread }) {
  /** @type {WasmEngine | undefined} */
  let engine;
  /** Loads the deferred module, after the first answer or as soon as it is needed. */
  let late = () => Promise.resolve();
  /** The addresses of the parser's wasm and its script. @type {[string, string]} */
  let parserAt;
  /** @type {import('./errors.js').RawError | undefined} set by a trap, after which nothing in the engine can be trusted */
  let death;
  /** Ids of requests that are waiting for their turn; `cancel` removes one. @type {Set<number>} */
  const waiting = new Set();
  /** The end of the queue. Only one request at a time uses the engine. @type {Promise<unknown>} */
  let last = Promise.resolve();
  /** Whether the deferred module has been needed, and whether the engine is being prepared. */
  let [isLate, isPreparing] = [false, false];

  /** @returns {WasmEngine} */
  function started() {
    if (!engine) throw new EngineError('not-ready', 'the engine has not been started');
    return engine;
  }

  /** @param {WasmEngine} opened */
  async function indexAll(opened) {
    while (opened.indexMore(STEP[thread]) > 0) await breathe();
    return { articles: opened.length };
  }

  /**
   * @param {import('../kanbao.js').PlainIssue} issue
   * @param {Uint8Array} [lexicon]
   */
  function openIssue(issue, lexicon) {
    const packed = packIssue(issue);
    started().openBulletin(...packed, lexicon, ...originsOf(issue));
    return packed;
  }

  /**
   * @param {string} text
   * @param {string} filename
   */
  async function open(text, filename) {
    if (looksLikeJson(text, filename)) return openJson(text, filename);
    const parse = await loadParser(...parserAt);
    const opened = parse(text);
    openIssue(opened.issue);
    await indexAll(started());
    return opened;
  }

  /**
   * Opens an issue as JSON. The articles are returned as unpacked, which fills in what JSON may leave out.
   * @param {string} text
   * @param {string} filename
   * @returns {Promise<import('../kanbao.js').OpenedText>}
   */
  async function openJson(text, filename) {
    const issue = parseJson(text, filename);
    const packed = openIssue(issue);
    await indexAll(started());
    return {
      issue: { ...issue, articles: unpack(packed).map((article, i) => ({ ...issue.articles[i], ...article })) },
      repairs: [],
      doubts: [],
      setAside: [],
      places: [],
    };
  }

  /** @type {{[T in Queued['type']]: (call: Extract<Queued, {type: T}>) => Values[T] | Promise<Values[T]>}} */
  const answers = {
    start: async ({ module, deferredWasm, parserScript, parserWasm }) => {
      parserAt = [parserWasm, parserScript];
      ({ engine, late } = await instantiate(module, deferredWasm));
      // Outside a worker, a call cannot wait for the module, so it must be there from the start.
      if (thread === 'main') await late();
      return null;
    },
    openBulletin: ({ issue, lexicon }) => {
      openIssue(issue, lexicon ?? undefined);
      return indexAll(started());
    },
    openText: ({ text, filename }) => open(text, filename),
    openBytes: async ({ bytes, filename }) => {
      const { text, encoding } = decode(bytes, filename);
      return { ...(await open(text, filename)), encoding, text };
    },
    addArticles: ({ articles, origin }) => {
      started().addArticles(...pack(articles), ...originsOf({ ...origin, articles }));
      return indexAll(started());
    },
    setLexicon: ({ bytes }) => {
      started().setLexicon(bytes);
      return null;
    },
    search: (call) =>
      started().search(call.query, call.limit, call.offset, howOf(call), call.today ?? '', linesOf(call.filters ?? [])),
    marks: ({ article, query }) => unpackMarks(started().marks(article, query)),
    suggest: ({ typed, limit, didYouMean }) => started().suggest(typed, limit, didYouMean),
    recommendations: ({ article, keywords, related }) => started().recommendations(article, keywords, related),
    passage: ({ article, text }) => unpackMarks(started().passage(article, text)),
    article: ({ article }) =>
      /** @type {import('../kanbao.js').PlainArticle} */ (unpack(started().article(article))[0]),
    prepare: () => null,
  };

  /**
   * Answers a request whose turn has come.
   * @param {number} id
   * @param {Queued} call
   */
  function answer(id, call) {
    if (death) throw death;
    if (!waiting.delete(id)) throw new EngineError('cancelled', 'the request was cancelled');
    if (!Object.prototype.hasOwnProperty.call(answers, call.type))
      throw new EngineError('bad-request', `unknown request “${call.type}”`);
    return /** @type {(call: Queued) => unknown} */ (answers[call.type])(call);
  }

  /**
   * Fetches the full lexicon. The download runs outside the queue, so that searches are answered meanwhile; only
   * handing over the bytes waits for its turn. Returns undefined if it is already loaded: the same file gives the same
   * lexicon.
   * @param {Extract<Request, {type: 'loadFullLexicon'}>} request
   * @returns {Promise<Queued | undefined>}
   */
  async function fetched({ id, file }) {
    if (engine?.hasFullLexicon) return undefined;
    const bytes = await fetchBytes(file, {
      cap: MAX_LEXICON_BYTES,
      onProgress: (loaded, total) => post({ v: VERSION, id, progress: { loaded, total } }),
    });
    return { type: 'setLexicon', bytes };
  }

  /**
   * Prepares, step by step between requests, what the first request to need it would otherwise wait for. An error here
   * occurs again in that request, which reports it.
   */
  async function prepare() {
    isPreparing = true;
    try {
      await late();
      for (let left = true; left; ) {
        await breathe();
        const turn = last.then(() => !death && started().prepareMore(PREPARED));
        last = turn.catch(plainly);
        left = await turn;
      }
    } catch {
      // The request that needs it reports the error.
    }
    isPreparing = false;
  }

  /** Converts what was thrown to plain data, and remembers a death. @param {unknown} thrown */
  function plainly(thrown) {
    const error = toPlainError(thrown);
    if (error.code === ENGINE_DIED) death = error;
    return error;
  }

  /** @param {Request} request */
  async function run(request) {
    const { id } = request;
    waiting.add(id);
    try {
      if (LATE.has(request.type)) await late();
      const call = request.type === 'loadFullLexicon' ? await fetched(request) : request;
      const turn = last.then(() => (call ? answer(id, call) : null));
      last = turn.catch(() => {});
      post({ v: VERSION, id, ok: true, value: await turn });
      isLate ||= request.type === 'search' || LATE.has(request.type);
      if (isLate && !isPreparing) prepare();
    } catch (thrown) {
      waiting.delete(id);
      post({ v: VERSION, id, ok: false, error: plainly(thrown) });
    }
  }

  return (message) => {
    if (!speaks(message)) return;
    if (message.type === 'cancel') waiting.delete(message.id);
    else run(message);
  };
}

/**
 * Encodes sort order, facets, tiers and other options as the one number that the wasm engine takes.
 * @param {import('./protocol.js').Wishes} wishes
 */
function howOf({
  sort = 'relevance',
  facets = false,
  otherSpelling = true,
  partialMatches = true,
  explain = false,
  halfLife = 0,
}) {
  const number = SORTS.indexOf(sort);
  if (number < 0) throw new EngineError('bad-request', `unknown sort order “${sort}”`, { where: 'sort' });
  const days = Math.min(Math.max(Math.trunc(Number(halfLife)) || 0, 0), 0x7f_ffff);
  return (
    number | (facets ? 4 : 0) | (otherSpelling ? 0 : 8) | (partialMatches ? 0 : 16) | (explain ? 32 : 0) | (days << 8)
  );
}

/**
 * Encodes filters as the wasm engine takes them, one per line. (Line breaks inside a value become spaces, which folding
 * treats alike.)
 * @param {readonly import('../kanbao.js').Filter[]} filters
 */
function linesOf(filters) {
  const lines = filters.map(({ facet, value }) => {
    if (!FACETS.includes(facet)) throw new EngineError('bad-request', `unknown facet “${facet}”`, { where: 'filters' });
    return `${facet}:${String(value).replace(/\s+/g, ' ')}`;
  });
  return lines.join('\n');
}

/**
 * @param {string} text
 * @param {string} filename
 */
function looksLikeJson(text, filename) {
  return /\.json$/i.test(filename) || /^\s*\{\s*"/.test(text);
}

/**
 * @param {string} text
 * @param {string} filename
 */
function parseJson(text, filename) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new EngineError('bad-json', `expected JSON: ${/** @type {Error} */ (error).message}`, { where: filename });
  }
}
