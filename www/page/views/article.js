/** One article, as it is read: its headlines, names, text and photos, and the way on and back. */
import { fill, focusIn, h, marked } from '../dom.js';
import { bulletinOf, queryOf, quotable } from '../store.js';
import { articleLink, byline, headline, issueFacts, noRanges, photoCard } from './parts.js';
/** @import {Context, RangesOf} from './parts.js' */
/** @import {Bulletin, MarkSet, State} from '../types.js' */

/**
 * @param {MarkSet | null} marks
 * @returns {RangesOf}
 */
function rangesFrom(marks) {
  if (!marks) return noRanges;
  const key = (/** @type {unknown[]} */ ...piece) => piece.join();
  const found = new Map(marks.marks.map(({ field, index, note = false, ranges }) => [key(field, index, note), ranges]));
  return (field, index, note = false) => found.get(key(field, index, note)) ?? [];
}

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function createArticle(root, context) {
  const { t } = context;
  /** @type {unknown[]} */
  let shown = [];
  let current = -1;

  /** Goes to the next place where the query stands; after the last comes the first. */
  function nextMark() {
    const all = [...root.querySelectorAll('mark')];
    all[current]?.classList.remove('current');
    current = (current + 1) % all.length;
    const mark = all[current];
    if (!mark) return;
    mark.classList.add('current');
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    mark.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  }

  /** @param {State} state */
  function backLink({ route }) {
    const list = { ...route, a: null };
    return h('a', {
      class: 'back',
      href: context.href(list),
      onclick: (/** @type {MouseEvent} */ event) => {
        if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        context.back();
      },
    }, route.q.trim() ? t.back : t.backHome);
  }

  /**
   * @param {Bulletin} bulletin
   * @param {State} state
   * @param {number} a
   */
  function turn({ issue }, state, a) {
    const step = (/** @type {number} */ to, /** @type {string} */ way, /** @type {string} */ label) => {
      const article = issue.articles[to];
      return article && articleLink(context, { ...state.route, a: to }, { class: way, rel: way },
        h('span', { class: 'way' }, label), h('span', { class: 'to', lang: 'zh-Hans' }, article.headline));
    };
    return h('nav', { class: 'turn', 'aria-label': t.turn }, step(a - 1, 'prev', t.prev), step(a + 1, 'next', t.next));
  }

  /**
   * How often the query stands here.
   * @param {MarkSet | null} marks
   * @param {string} query
   */
  function tally(marks, query) {
    if (!marks || !query) return null;
    const n = marks.marks.reduce((sum, { ranges }) => sum + ranges.length / 2, 0);
    return h('p', { class: 'tally' }, h('span', null, t.marks(quotable(query), n)),
      n > 0 && h('button', { type: 'button', class: 'button', onclick: nextMark }, t.nextMark));
  }

  return {
    /** @param {State} state */
    update(state) {
      const bulletin = bulletinOf(state);
      const { a } = state.route;
      const article = a === null ? undefined : bulletin?.issue.articles[a];
      if (!bulletin || !article || a === null) return;
      const query = queryOf(state);
      const { marks: found } = state;
      const marks = found && found.q === query && found.article === a && found.bulletin === bulletin.id ? found : null;
      const now = [bulletin.id, a, query, JSON.stringify(marks?.marks)];
      if (now.every((value, i) => value === shown[i])) return;
      // The same article with other marks: the heading keeps the focus it may have.
      const heading = root.querySelector('h1');
      const focused = heading !== null && heading === focusIn(root);
      shown = now;
      current = -1;
      const ranges = rangesFrom(marks);
      const { issue } = bulletin;
      const subheadings = new Set(article.subheadings ?? []);
      fill(root,
        h('nav', { class: 'crumbs' }, backLink(state), h('span', null, t.place(a + 1, issue.articles.length))),
        h('article', { class: 'reader', lang: 'zh-Hans' },
          h('header', null,
            article.section && h('p', { class: 'section' }, marked(article.section, ranges('kicker', 2))),
            article.kicker && h('p', { class: 'kicker' }, marked(article.kicker, ranges('kicker', 0))),
            h('h1', { tabindex: -1 }, headline(article.headline, ranges('headline', 0))),
            article.subtitle && h('p', { class: 'subtitle' }, marked(article.subtitle, ranges('kicker', 1))),
            h('div', { class: 'facts' }, byline(article, ranges), issue.paper && h('span', null, issue.paper), issueFacts(t, issue))),
          tally(marks, query),
          h('div', { class: 'text' }, article.paragraphs.map((text, i) => h(subheadings.has(i) ? 'h2' : 'p', null, marked(text, ranges('body', i))))),
          article.captions.length > 0 && h('section', { class: 'photos', 'aria-label': t.photos },
            h('ul', { class: 'cards' }, article.captions.map((caption, i) => h('li', null, photoCard(caption, i, ranges)))))),
        turn(bulletin, state, a));
      if (focused) root.querySelector('h1')?.focus({ preventScroll: true });
    },
  };
}
