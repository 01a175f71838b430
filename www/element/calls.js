/** The methods a page's program can call on a reader, each with a promise of the result. */
import { FACETS, SORTS } from '../engine/outcome.js';
import { PageError, problemOf } from '../page/issue.js';
import { answerOf, bulletinOf, queryOf } from '../page/store.js';
import { SILENT } from './names.js';
/** @import {Filter, SearchOutcome, Sort, State} from '../page/types.js' */

/**
 * Turns an error into one for the page's program.
 * @param {unknown} error
 */
function thrown(error) {
  const problem = problemOf(error);
  return Object.assign(new Error(problem.message || problem.code), problem);
}

/**
 * @param {ReturnType<typeof import('../page/reader.js').createReader>} reader
 * @param {AbortSignal} signal aborted when the reader ends
 * @param {() => ReturnType<typeof import('../page/later.js').toolsOf>} toolsOf resolves to the reader's tools once they exist
 * @param {HTMLElement | null} root what to print; null: the whole page
 * @param {string} unnamed the name of a text that has none
 */
export function createCalls({ store, focusSearch, openFile, openText }, signal, toolsOf, root, unnamed) {
  const aborted = () => new DOMException('the reader moved on to something else', 'AbortError');

  /**
   * Waits until `look` returns something other than undefined.
   * @template T
   * @param {(state: State) => T | undefined} look its errors reject the promise
   * @returns {Promise<T>}
   */
  function when(look) {
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
      signal.addEventListener(
        'abort',
        () => {
          end();
          reject(aborted());
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
    async open(source, { name = '' } = {}) {
      await (source instanceof Blob
        ? openFile(source instanceof File ? source : new File([source], name || unnamed))
        : openText(typeof source === 'string' ? source : JSON.stringify(source), name || unnamed));
      if (signal.aborted) throw aborted();
      const { openError } = store.state;
      if (!openError) return;
      store.dispatch({ type: 'opener', shown: false }); // the program gets the error and may show it
      throw thrown(new PageError(openError));
    },

    /**
     * @param {string} q
     * @param {{filters?: readonly Filter[], sort?: Sort}} [options]
     */
    async search(q, { filters = [], sort = 'relevance' } = {}) {
      const query = q.trim();
      const known = filters
        .filter(({ facet }) => FACETS.includes(facet))
        .map(({ facet, value }) => ({ facet, value: String(value) }));
      store.dispatch({
        type: 'route',
        route: { ...store.state.route, q, a: null, filters: known, sort: SORTS.includes(sort) ? sort : 'relevance' },
      });
      if (!query) return null;
      return when((state) => {
        if (queryOf(state) !== query) throw aborted();
        if (state.loadError) throw thrown(new PageError(state.loadError));
        const answer = answerOf(state);
        if (!answer || (answer.provisional && !SILENT.includes(state.engine))) return undefined;
        return /** @type {SearchOutcome} */ (JSON.parse(JSON.stringify(answer.outcome)));
      });
    },

    /** @param {number} number */
    async showArticle(number) {
      const articles = await when((state) => {
        if (state.loadError) throw thrown(new PageError(state.loadError));
        return bulletinOf(state)?.issue.articles;
      });
      if (!Number.isInteger(number) || number < 1 || number > articles.length)
        throw new RangeError(`expected an article from 1 to ${articles.length}, found ${number}`);
      store.dispatch({ type: 'show', article: number - 1 });
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
