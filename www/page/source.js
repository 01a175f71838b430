/** Where an article or an issue stands, in words: below what is printed, and after what is copied. */
import { bulletinOf } from './store.js';
/** @import {State} from './types.js' */
/** @import {ToolContext} from './views/parts.js' */

/**
 * The address of what is on show, of an article without the query that led there; empty where the bulletin is on this
 * device only.
 * @param {Pick<ToolContext, 'href'>} context
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

/**
 * Headline, paper, date, edition, address; what is not known is left out.
 * @param {ToolContext} context
 * @param {State} state
 * @param {string} base
 * @param {string} [headline]
 */
export function sourceOf(context, state, base, headline = '') {
  const { paper, date, edition } = bulletinOf(state)?.issue ?? {};
  const { t } = context;
  return t.source(
    [headline, paper, date, edition && t.edition(edition), addressOf(context, state, base)]
      .filter((part) => part)
      .map(String),
  );
}

/**
 * A page's own line, with `{headline}`, `{paper}`, `{date}`, `{edition}` and `{address}` in it.
 * @param {string} line
 * @param {ToolContext} context
 * @param {State} state
 * @param {string} base
 * @param {string} [headline]
 */
export function lineOf(line, context, state, base, headline = '') {
  const { paper = '', date = '', edition = '' } = bulletinOf(state)?.issue ?? {};
  /** @type {Record<string, string | null>} */
  const values = { headline, paper, date, edition, address: addressOf(context, state, base) };
  return line.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
