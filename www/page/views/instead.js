/** Corrections for a query that no article has all of: links, with what each would find. */
import { fill, find, focusIn, h } from '../dom.js';
import { createNewest } from '../newest.js';
import { answerOf, bulletinOf, queryOf } from '../store.js';
import { searchLink } from './search-link.js';
/** @import {Asked} from '../offers.js' */
/** @import {Instead, SearchOutcome, State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** Maximum number of corrections shown. */
const MOST = 4;

/**
 * Returns whether the user may want another query: no article has all that was typed, and no filter is the reason. If
 * the query was corrected already, nothing else is offered.
 * @param {SearchOutcome} outcome
 * @param {State['route']} route
 */
export function isAmiss({ tiers }, { filters }) {
  return (
    filters.length === 0 && tiers.every(({ tier, total }) => total === 0 || tier === 'near' || tier === 'mostWords')
  );
}

/**
 * @param {HTMLElement} root the view of the results
 * @param {LaterContext} context
 * @param {Asked} asked
 */
export function createInstead(root, context, { engine }) {
  const { t } = context;
  const title = find(root, 'h1', HTMLElement);
  const links = h('ul', null);
  const node = h('div', { class: 'instead', hidden: true }, h('p', null, t.instead), links);
  find(root, '.hits', HTMLElement).before(node);
  const newest = createNewest();
  let key = '';

  /**
   * @param {readonly Instead[]} all
   * @param {State} state
   */
  function show(all, state) {
    if (node.contains(focusIn(root))) title.focus({ preventScroll: true });
    node.hidden = all.length === 0;
    fill(
      links,
      all.map(({ text, spelling, count }) =>
        h(
          'li',
          null,
          searchLink(context, state.route, text, h('span', { lang: 'zh-Hans' }, text)),
          ' ',
          h('span', { class: 'n' }, `${t.spelling[spelling]} · ${t.articles(count)}`),
        ),
      ),
    );
  }

  return {
    /** @param {State} state */
    update(state) {
      const answer = answerOf(state);
      const it = engine();
      if (!answer) return;
      const q = queryOf(state);
      const amiss = it && !answer.provisional && isAmiss(answer.outcome, state.route);
      const next = amiss ? JSON.stringify([bulletinOf(state)?.id, state.lexicon.status, q]) : '';
      if (next === key) return;
      key = next;
      newest.drop();
      show([], state);
      if (amiss)
        newest.ask(
          (signal) => it.didYouMean(q, { limit: MOST, signal }),
          (all) =>
            show(
              (all ?? []).filter(({ text }) => text !== q),
              state,
            ),
        );
    },
  };
}
