/** The source of an article or an issue, in words: printed below it, and added to what is copied. */
import { bulletinOf } from './store.js';
/** @import {State} from './types.js' */
/** @import {LaterContext} from './views/parts.js' */

/**
 * Returns the address of what is shown; for an article, without the query that led there. Empty for a bulletin that is
 * on this device only.
 * @param {Pick<LaterContext, 'href'>} context
 * @param {State} state
 * @param {string} base what addresses are relative to
 */
export function addressOf({ href }, state, base) {
  const { route } = state;
  if (bulletinOf(state)?.local !== null) return '';
  return new URL(
    href(route.a === null ? route : { ...route, q: '', passage: null, filters: [], sort: 'relevance' }),
    base,
  ).href;
}

/** Returns the paper, and the date and edition of the article shown, or else of the issue. @param {State} state */
function originOf(state) {
  const issue = bulletinOf(state)?.issue;
  const own = issue?.articles[state.route.a ?? -1];
  return { paper: issue?.paper, date: own?.date ?? issue?.date, edition: own?.edition ?? issue?.edition };
}

/**
 * Returns headline, paper, date, edition and address, leaving out what is unknown.
 * @param {LaterContext} context
 * @param {State} state
 * @param {string} base
 * @param {string} [headline]
 */
export function sourceOf(context, state, base, headline = '') {
  const { paper, date, edition } = originOf(state);
  const { t } = context;
  return t.source(
    [headline, paper, date, edition && t.edition(edition), addressOf(context, state, base)]
      .filter((part) => part)
      .map(String),
  );
}

/**
 * Fills in a page's own source line, with the placeholders `{headline}`, `{paper}`, `{date}`, `{edition}` and
 * `{address}`.
 * @param {string} line
 * @param {LaterContext} context
 * @param {State} state
 * @param {string} base
 * @param {string} [headline]
 */
export function lineOf(line, context, state, base, headline = '') {
  const { paper = '', date = '', edition = '' } = originOf(state);
  /** @type {Record<string, string | null>} */
  const values = { headline, paper, date, edition, address: addressOf(context, state, base) };
  return line.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
