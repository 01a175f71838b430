/** Reports what changes in a reader, as the element's events. */
import { INITIAL, answerOf, bulletinOf, queryOf, viewOf } from '../page/store.js';
import { SILENT } from './names.js';
/** @import {Teller} from './reader.js' */
/** @import {State} from '../page/types.js' */

/**
 * Reports what is already the case, and every change from then on.
 * @param {{readonly state: State, subscribe: (listener: (next: State, prev: State) => void) => unknown}} store
 * @param {Teller['tell']} tell
 * @param {AbortSignal} signal aborted when the reader ends
 */
export function startReport(store, tell, signal) {
  /**
   * Reports the differences between two states.
   * @param {State} next
   * @param {State} prev
   */
  function report(next, prev) {
    const bulletin = bulletinOf(next);
    const { issue } = bulletin ?? {};
    const other = bulletin !== bulletinOf(prev);
    if (issue && other)
      tell('ready', {
        paper: issue.paper ?? '',
        date: issue.date ?? '',
        edition: issue.edition ?? '',
        articles: issue.articles.length,
        local: bulletin?.local ?? null,
      });
    const { a } = next.route;
    if (issue && a !== null && viewOf(next) === 'article' && (other || a !== prev.route.a))
      tell('article', { article: a + 1, headline: issue.articles[a].headline });
    const answer = answerOf(next);
    if (answer && answer !== prev.answer) {
      const {
        provisional,
        outcome: { total, hits },
      } = answer;
      tell('search', {
        query: queryOf(next),
        total,
        provisional,
        articles: Object.freeze(hits.map(({ article }) => article + 1)),
      });
    }
    for (const problem of [
      next.loadError !== prev.loadError && next.loadError,
      next.openError !== prev.openError && next.openError,
    ])
      if (problem) tell('error', { ...problem });
    if (next.engine !== prev.engine && SILENT.includes(next.engine))
      tell('error', { code: `engine-${next.engine}`, message: '', where: '', advice: '' });
  }

  report(store.state, INITIAL);
  store.subscribe((next, prev) => signal.aborted || report(next, prev));
}
