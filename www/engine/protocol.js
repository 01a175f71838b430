/**
 * The messages between a client and its engine, and nothing else.
 *
 * Every request has an id and receives exactly one reply; while it runs it may receive progress messages. `cancel`
 * names the id of another request and receives no reply. The engine sends one greeting when it is ready to listen.
 *
 * @typedef {import('../kanbao.js').PlainIssue} PlainIssue
 * @typedef {import('../kanbao.js').PlainArticle} PlainArticle
 * @typedef {import('../kanbao.js').OpenedText} OpenedText
 * @typedef {import('../kanbao.js').OpenedFile} OpenedFile
 * @typedef {import('../kanbao.js').Mark} Mark
 *
 * @typedef {{url: string, bytes?: number, sha256?: string}} FileRef
 *
 * @typedef {{type: 'start', module: WebAssembly.Module, deferredWasm: string, parserScript: string,
 *   parserWasm: string}} Start
 * @typedef {{type: 'openBulletin', issue: PlainIssue, lexicon: Uint8Array | null}} OpenBulletin
 * @typedef {{type: 'openText', text: string, filename: string}} OpenText
 * @typedef {{type: 'openBytes', bytes: ArrayBuffer, filename: string}} OpenBytes
 * @typedef {{type: 'addArticles', articles: PlainArticle[], origin?: import('../kanbao.js').Origin}} AddArticles
 * @typedef {{type: 'setLexicon', bytes: Uint8Array}} SetLexicon
 * @typedef {{type: 'loadFullLexicon', file: FileRef}} LoadFullLexicon
 * @typedef {{type: 'search', query: string, limit: number, offset: number} & Wishes} Search
 * @typedef {Pick<import('../kanbao.js').SearchRequest, 'sort' | 'filters' | 'facets' | 'otherSpelling' | 'partialMatches'
 *   | 'explain' | 'halfLife' | 'today'>} Wishes
 * @typedef {{type: 'marks', article: number, query: string}} Marks
 * @typedef {{type: 'suggest', typed: string, limit: number, didYouMean: boolean}} Suggest
 * @typedef {{type: 'recommendations', article: number, keywords: number, related: number}} Recommendations
 * @typedef {{type: 'passage', article: number, text: string}} Passage
 * @typedef {{type: 'article', article: number}} Article
 *
 * @typedef {{type: 'prepare'}} Prepare
 *
 * @typedef {Start | OpenBulletin | OpenText | OpenBytes | AddArticles | SetLexicon
 *   | LoadFullLexicon | Search | Marks | Suggest | Recommendations | Passage | Article | Prepare} Call
 *
 * The value of the reply to each call.
 * @typedef {{
 *   start: null,
 *   openBulletin: {articles: number},
 *   openText: OpenedText,
 *   openBytes: OpenedFile,
 *   addArticles: {articles: number},
 *   setLexicon: null,
 *   loadFullLexicon: null,
 *   search: import('./outcome.js').Packed,
 *   marks: Mark[],
 *   suggest: import('./outcome.js').Packed,
 *   recommendations: import('./outcome.js').Packed,
 *   passage: Mark[],
 *   article: PlainArticle,
 *   prepare: null,
 * }} Values
 *
 * @typedef {{v: 1, id: number} & Call} Request
 * @typedef {{v: 1, id: number, type: 'cancel'}} Cancel
 * @typedef {{v: 1, id: 0, hello: true}} Hello
 * @typedef {{v: 1, id: number, ok: true, value: unknown}} Success
 * @typedef {{v: 1, id: number, ok: false, error: import('./errors.js').RawError}} Failure
 * @typedef {{v: 1, id: number, progress: {loaded: number, total: number}}} Progress
 * @typedef {Success | Failure} Reply
 * @typedef {Hello | Reply | Progress} FromEngine
 * @typedef {Request | Cancel} ToEngine
 */

/** The protocol version, which both sides must share: a page and a worker of different releases do not mix. */
export const VERSION = 1;

/** @type {Hello} */
export const HELLO = { v: VERSION, id: 0, hello: true };

/**
 * Returns whether a message belongs to this protocol and version.
 * @param {unknown} data
 * @returns {boolean}
 */
export function speaks(data) {
  const message = /** @type {{v?: unknown, id?: unknown} | null} */ (data);
  return typeof message === 'object' && message !== null && message.v === VERSION && Number.isSafeInteger(message.id);
}

/**
 * Returns the buffers of a call that are transferred to the engine instead of copied: only those that the caller gives
 * up, which is an opened file. A lexicon is kept, to open the issue again after a death.
 * @param {Call} call
 * @returns {Transferable[]}
 */
export function transfers(call) {
  return call.type === 'openBytes' ? [call.bytes] : [];
}
