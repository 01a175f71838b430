/** The results: how many, how they were found, and a list of links with excerpts. */
import { fill, focusIn, h, keyed } from '../dom.js';
import { answerOf, bulletinOf, isSearching, PAGE, queryOf, questionOf, quotable, silenceOf, viewOf } from '../store.js';
import { articleLink, byline, excerptNode, headline } from './parts.js';
/** @import {Context} from './parts.js' */
/** @import {Answer, Hit, SearchOutcome, State} from '../types.js' */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 * @param {{start: () => void, loadLexicon: () => void}} does
 */
export function createResults(root, context, does) {
  const { t, dispatch } = context;
  /** @type {Map<number, HTMLLIElement>} */
  const nodes = new Map();
  /** What each node shows, so that an identical answer leaves it alone. @type {WeakMap<HTMLLIElement, string>} */
  const shown = new WeakMap();

  const title = h('h1', { tabindex: -1 });
  const count = h('p', { class: 'count' });
  const how = h('p', { class: 'note', hidden: true });
  const note = h('p', { class: 'note' });
  const list = h('ol', { class: 'hits' });
  const more = h('button', { type: 'button', class: 'button', onclick: () => dispatch({ type: 'more' }) });
  const none = h('div', { class: 'none' }); // filled by none.js
  fill(root, h('header', { class: 'found' }, title, count, how, note), list, none, more);

  /**
   * @param {HTMLLIElement} node
   * @param {Hit} hit
   * @param {State} state
   * @param {string} group the heading above it, if a new tier starts here
   * @param {boolean} corrected whether all hits were found by a correction, which is said once above them
   */
  function updateHit(node, hit, state, group, corrected) {
    const bulletin = bulletinOf(state);
    const article = bulletin?.issue.articles[hit.article];
    if (!article) return;
    const key = JSON.stringify([bulletin.id, questionOf(state), hit, group]);
    if (shown.get(node) === key) return;
    shown.set(node, key);
    const route = { ...state.route, a: hit.article };
    const link = articleLink(
      context,
      route,
      { 'data-a': hit.article },
      headline(hit.headline.text, hit.headline.ranges),
    );
    const old = node.querySelector('a');
    const focused = old !== null && old === focusIn(root);
    fill(
      node,
      group && h('h2', { class: 'group' }, group),
      h(
        'article',
        null,
        h('h2', { lang: 'zh-Hans' }, link),
        byline(article),
        hit.spelling && !corrected
          ? h('p', { class: 'tier' }, t.spelled(t.spelling[hit.spelling.kind], hit.spelling.found))
          : state.route.sort !== 'relevance' &&
              !corrected &&
              t.tier[hit.tier] &&
              h('p', { class: 'tier' }, t.tier[hit.tier]),
        hit.excerpts.map((excerpt) => excerptNode(t, excerpt)),
      ),
    );
    if (focused) link.focus({ preventScroll: true });
  }

  /**
   * Returns the heading above each hit with which a new tier starts. By relevance, tiers follow one another; in other
   * orders each hit names its own tier. Exact matches need no heading.
   * @param {SearchOutcome} outcome
   * @param {State} state
   */
  function groupsOf({ hits, tiers, total: all, corrected }, { route }) {
    return hits.map(({ tier }, i) => {
      if (corrected || route.sort !== 'relevance' || tier === hits[i - 1]?.tier || !t.tier[tier]) return '';
      const total = tiers.find((one) => one.tier === tier)?.total;
      return [t.tier[tier], total && total < all && t.articles(total)].filter(Boolean).join(' · ');
    });
  }

  /**
   * Says how the results were found, if not as typed: corrected, with a way back, or without words that occur nowhere.
   * @param {SearchOutcome} outcome
   * @param {string} q
   */
  function updateHow({ corrected, missing }, q) {
    how.hidden = !corrected && !missing;
    fill(
      how,
      corrected && h('span', null, t.corrected(t.spelling[corrected.kind], corrected.found), ' '),
      // A quoted query is searched for exactly.
      corrected &&
        h(
          'button',
          { type: 'button', class: 'link', onclick: () => dispatch({ type: 'search', q: `“${q}”` }) },
          t.asTyped(quotable(q)),
        ),
      missing && h('span', null, t.missing(missing)),
    );
  }

  /**
   * Shows what keeps the answer from being better, and how to fix it.
   * @param {State} state
   * @param {Answer} answer
   */
  function updateNote(state, { plain, problem }) {
    const { engine, lexicon } = state;
    const silence = silenceOf(state);
    /** @type {[string, (() => void)?]} */
    let [words, mend] = [''];
    if (plain && engine === 'unsupported') words = t.unsupported;
    else if (plain && engine === 'failed') [words, mend] = [t.engineFailed, does.start];
    else if (plain && silence) words = t.refused;
    else if (problem) words = t.unanswered;
    else if (!plain && lexicon.status === 'failed') [words, mend] = [t.lexiconFailed, does.loadLexicon];
    note.hidden = words === '';
    // The place and the reason are for whoever publishes the issue, who can mend it.
    const why = words === t.refused && silence ? [silence.where, silence.message].filter(Boolean).join(' · ') : '';
    if (note.textContent !== words + why + (mend ? t.retry : ''))
      fill(
        note,
        h('span', null, words),
        why && h('span', { class: 'detail', lang: 'en' }, why),
        mend && h('button', { type: 'button', class: 'link', onclick: () => mend?.() }, t.retry),
      );
  }

  return {
    /** @param {State} state @param {State | null} prev */
    update(state, prev) {
      const answer = answerOf(state);
      root.setAttribute('aria-busy', String(!answer));
      // While the user is typing, the last answer stays, unless it dates from before they went elsewhere.
      if (answer || (prev && viewOf(prev) !== 'results')) root.classList.toggle('other', !answer);
      if (!answer) return;
      const q = quotable(queryOf(state));
      const { outcome } = answer;
      const { hits, total } = outcome;
      const soon = isSearching(state, answer);
      // Nothing is said to be absent before everything was asked.
      title.textContent = total || soon ? t.results(q) : t.noHits(q);
      title.lang = t.lang;
      // Always a single line, so that nothing moves when the full answer arrives.
      if (soon && !total) count.textContent = t.searching;
      else count.textContent = [total ? t.found(total) : '', soon ? t.provisional : ''].filter(Boolean).join(' · ');
      updateHow(outcome, queryOf(state));
      updateNote(state, answer);
      list.hidden = total === 0;
      const groups = groupsOf(outcome, state);
      keyed(
        list,
        nodes,
        hits,
        (hit) => hit.article,
        () => h('li'),
        (node, hit) => updateHit(node, hit, state, groups[hits.indexOf(hit)], !!outcome.corrected),
      );
      none.hidden = total > 0 || soon;
      more.hidden = hits.length >= total;
      more.textContent = t.more(Math.min(PAGE, total - hits.length));
    },
  };
}
