/** The methods a page's program can call on a reader, each with a promise of the result. */
import { indexOf } from '../engine/ids.js';
import { KanbaoError, own } from '../engine/kanbao-error.js';
import { FACETS, SORTS } from '../engine/outcome.js';
import { PAGE, answerOf, bulletinOf, idOf, isFinal, queryOf, silenceOf } from '../page/store.js';
/** @import {KanbaoReader} from './kanbao.js' */
/** @import {Filter, ReaderOutcome, Sort} from '../kanbao.js' */
/** @import {Problem, State} from '../page/types.js' */

/** Maximum number of hits that a call may ask for. */
const MOST = 1000;

/**
 * @param {string} message
 * @param {string} where the argument
 * @param {string} [code]
 */
const bad = (message, where, code = 'bad-request') => new KanbaoError({ code, message }, where);

/** Returns why a signal was aborted; older browsers do not say. @param {AbortSignal} signal */
const reasonOf = (signal) => signal.reason ?? new DOMException('the search was aborted', 'AbortError');

/** Names what was found in place of an argument. @param {unknown} value */
const found = (value) => (value === undefined ? 'nothing' : (JSON.stringify(value) ?? typeof value));

/**
 * Checks the filters of a call.
 * @param {unknown} filters
 * @returns {Filter[]}
 */
function checked(filters) {
  if (!Array.isArray(filters)) throw bad(`expected an array of filters, found ${found(filters)}`, 'filters');
  return filters.map((one) => {
    const { facet, value } = own(Object(one));
    if (!FACETS.includes(facet)) throw bad(`expected one of ${FACETS.join(', ')}, found ${found(facet)}`, 'filters');
    if (value === undefined) throw bad('expected a value, found nothing', 'filters');
    return { facet, value: String(value) };
  });
}

/**
 * @param {ReturnType<typeof import('../page/reader.js').createReader>} reader
 * @param {AbortSignal} signal aborted when the reader ends
 * @param {() => ReturnType<typeof import('../page/later.js').toolsOf>} toolsOf resolves to the reader's tools once they exist
 * @param {HTMLElement | null} root what to print; null: the whole page
 * @param {string} unnamed the name of a text that has none
 * @param {KanbaoReader} element
 */
export function createCalls(
  { store, focusSearch, openFile, openText, whole },
  signal,
  toolsOf,
  root,
  unnamed,
  element,
) {
  const thrown = (/** @type {Problem} */ problem) =>
    new KanbaoError(problem, /** @type {any} */ (element).src || element.localName);
  const aborted = () => new DOMException('the reader moved on to something else', 'AbortError');

  /**
   * Waits until `look` returns something other than undefined.
   * @template T
   * @param {(state: State) => T | undefined} look its errors reject the promise
   * @param {AbortSignal} [stop] the caller's own
   * @returns {Promise<T>}
   */
  function when(look, stop) {
    return new Promise((resolve, reject) => {
      let done = false;
      const end = () => {
        if (done) return;
        done = true;
        off();
      };
      const see = () => {
        if (done) return;
        try {
          if (signal.aborted) throw aborted();
          const value = look(store.state);
          if (value === undefined) return;
          end();
          resolve(value);
        } catch (error) {
          end();
          reject(error);
        }
      };
      const off = store.subscribe(see);
      for (const one of [signal, stop])
        one?.addEventListener(
          'abort',
          () => {
            end();
            reject(one === stop ? reasonOf(one) : aborted());
          },
          { once: true },
        );
      see();
    });
  }

  return {
    /**
     * @param {unknown} source
     * @param {{name?: string}} [options]
     */
    async open(source, options) {
      const { name = '' } = own(options);
      if (typeof source !== 'string' && Object(source) !== source)
        throw bad(`expected a text, a file or a bulletin, found ${found(source)}`, 'source');
      let text = '';
      try {
        text = typeof source === 'string' ? source : JSON.stringify(source);
      } catch (error) {
        throw bad(String(error), 'source', 'bad-json');
      }
      await (source instanceof Blob
        ? openFile(source instanceof File ? source : new File([source], name || unnamed))
        : openText(text, name || unnamed));
      if (signal.aborted) throw aborted();
      const { openError } = store.state;
      if (openError) {
        store.dispatch({ type: 'opener', shown: false }); // the program gets the error and may show it
        throw thrown(openError);
      }
      // What was opened is searched by words and in other spellings once the full lexicon and the deferred module are there.
      await when((state) => (state.lexicon.status === 'loading' ? undefined : true));
      await whole();
      const silence = silenceOf(store.state);
      if (silence && store.state.refused) throw thrown(silence);
    },

    /**
     * @param {unknown} q
     * @param {{filters?: readonly Filter[], sort?: Sort, limit?: number, signal?: AbortSignal}} [options]
     * @returns {Promise<ReaderOutcome | null>}
     */
    async search(q, options) {
      const { filters = [], sort = 'relevance', limit = PAGE, signal: stop } = own(options);
      if (typeof q !== 'string') throw bad(`expected a query, a string, found ${found(q)}`, 'query');
      if (!SORTS.includes(sort)) throw bad(`expected one of ${SORTS.join(', ')}, found ${found(sort)}`, 'sort');
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
        throw bad(`expected a whole number from 1 to ${MOST}, found ${found(limit)}`, 'limit');
      if (stop?.aborted) throw reasonOf(stop);
      const query = q.trim();
      const route = { ...store.state.route, q, a: null, id: null, filters: checked(filters), sort };
      store.dispatch({ type: 'route', route, limit });
      if (!query) return null;
      return when((state) => {
        if (queryOf(state) !== query) throw aborted();
        if (state.loadError) throw thrown(state.loadError);
        const answer = answerOf(state);
        if (!answer || answer.limit !== state.limit || !isFinal(state)) return undefined;
        const silence = silenceOf(state);
        if (silence && state.refused?.problem === silence) throw thrown(silence);
        const { outcome, plain, problem } = answer;
        const { lexicon } = state;
        const reason =
          problem ??
          silence ??
          (lexicon.status === 'failed' ? { code: 'network', message: 'the full lexicon did not arrive' } : null);
        return {
          .../** @type {typeof outcome} */ (JSON.parse(JSON.stringify(outcome))),
          hits: outcome.hits.map((hit) => ({ ...hit, article: idOf(state, hit.article) ?? '' })),
          by: plain ? 'scan' : 'engine',
          reason: reason && KanbaoError.plain(reason, element.localName),
        };
      }, stop);
    },

    /** @param {unknown} id */
    async showArticle(id) {
      if (typeof id !== 'string' || !id) throw bad(`expected an article’s id, a string, found ${found(id)}`, 'article');
      const issue = await when((state) => {
        if (state.loadError) throw thrown(state.loadError);
        return bulletinOf(state)?.issue;
      });
      const at = indexOf(issue, id);
      if (at < 0)
        throw bad(
          `expected the id of one of ${issue.articles.length} articles, found ${found(id)}`,
          'article',
          'no-such-article',
        );
      store.dispatch({ type: 'show', article: at });
    },

    async focusSearch() {
      focusSearch();
    },

    /** Prints what is shown with its source, which the tools add. */
    async print() {
      const ended = new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(aborted()), { once: true }),
      );
      const tools = await Promise.race([toolsOf(), /** @type {Promise<never>} */ (ended)]);
      if (root) tools.printAlone(root);
      else print();
    },
  };
}

/** @typedef {ReturnType<typeof createCalls>} Calls */
