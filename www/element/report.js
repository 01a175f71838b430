/** Reports what changes in a reader, as the element's events. */
import { KanbaoError } from '../engine/kanbao-error.js';
import {
  INITIAL,
  answerOf,
  bulletinOf,
  idOf,
  isAnswering,
  isFinal,
  queryOf,
  silenceOf,
  viewOf,
} from '../page/store.js';
/** @import {Teller} from './reader.js' */
/** @import {Problem, State} from '../page/types.js' */

/**
 * Reports what is already the case, and every change from then on.
 * @param {{readonly state: State, subscribe: (listener: (next: State, prev: State) => void) => unknown}} store
 * @param {Teller['tell']} tell
 * @param {AbortSignal} signal aborted when the reader ends
 * @param {() => string} place where an error happened that does not say
 */
export function startReport(store, tell, signal, place) {
  /** The question whose final answer was reported last: it is reported once. */
  let settled = '';
  /** The last answer that was reported. @type {unknown} */
  let told = null;
  /** The id of the bulletin that was last reported as ready. */
  let ready = 0;

  /** @param {State} state */
  function reportAnswer(state) {
    const answer = answerOf(state);
    if (!answer) return;
    const final = isFinal(state);
    const { plain, limit, bulletin, question } = answer;
    // The plain scan's answer may be replaced once more, if the user starts the engine again.
    const key = JSON.stringify([bulletin, question, limit, plain]);
    if (key === settled || JSON.stringify([bulletin, question, limit, !plain]) === settled) {
      if (!final || plain || key === settled) return;
    } else if (!final && answer === told) return;
    told = answer;
    if (final) settled = key;
    const { total, hits } = answer.outcome;
    tell('search', {
      query: queryOf(state),
      total,
      provisional: !final,
      by: plain ? 'scan' : 'engine',
      articles: Object.freeze(hits.map(({ article }) => idOf(state, article))),
    });
  }

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
      tell('load', {
        paper: issue.paper ?? '',
        date: issue.date ?? '',
        edition: issue.edition ?? '',
        articles: issue.articles.length,
        local: bulletin?.local ?? null,
      });
    if (bulletin && isAnswering(next) && ready !== bulletin.id) {
      ready = bulletin.id;
      tell('ready', { articles: bulletin.issue.articles.length });
    }
    const { a } = next.route;
    if (issue && a !== null && viewOf(next) === 'article' && (other || a !== prev.route.a))
      tell('article', { article: idOf(next, a), headline: issue.articles[a].headline });
    reportAnswer(next);
    const silence = silenceOf(next);
    for (const problem of [
      next.loadError !== prev.loadError && next.loadError,
      next.openError !== prev.openError && next.openError,
      silence?.code !== silenceOf(prev)?.code && silence,
      next.answer !== prev.answer && next.answer?.problem,
    ])
      if (problem) tell('error', KanbaoError.plain(/** @type {Problem} */ (problem), place()));
  }

  report(store.state, INITIAL);
  store.subscribe((next, prev) => signal.aborted || report(next, prev));
}
