/** An article: headlines, names, text and photos, with links to the list and to the articles before and after. */
import { fill, focusIn, h, marked } from '../dom.js';
import { bulletinOf, queryOf, quotable, soughtIn } from '../store.js';
import { articleLink, byline, headline, issueFacts, noRanges, photoCard, placeLink } from './parts.js';
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

  const position = h('span', { class: 'position' });

  /** Returns the marks in reading order; a match that spans two parts of a headline counts once. */
  const marksHere = () =>
    [...root.querySelectorAll('mark')].filter(
      ({ parentElement: part, previousSibling: before }) =>
        before || !part?.matches('.part') || part.previousSibling?.lastChild?.nodeName !== 'MARK',
    );

  /**
   * Goes to the next or previous mark; the first follows the last.
   * @param {1 | -1} step
   */
  function toMark(step) {
    const all = marksHere();
    all[current]?.classList.remove('current');
    current = current < 0 && step < 0 ? all.length - 1 : (current + step + all.length) % all.length;
    const mark = all[current];
    if (!mark) return;
    mark.classList.add('current');
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    mark.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
    tell(all.length);
    context.say(t.markAt(current + 1, all.length));
  }

  /** @param {number} all */
  function tell(all) {
    position.textContent = `${current + 1}/${all}`;
  }

  /** @param {State} state */
  function backLink({ route }) {
    const list = { ...route, a: null };
    return placeLink(context.href(list), context.back, { class: 'back' }, route.q.trim() ? t.back : t.backHome);
  }

  /**
   * @param {Bulletin} bulletin
   * @param {State} state
   * @param {number} a
   */
  function turn({ issue }, state, a) {
    const step = (/** @type {number} */ to, /** @type {string} */ way, /** @type {string} */ label) => {
      const article = issue.articles[to];
      return (
        article &&
        articleLink(
          context,
          { ...state.route, a: to },
          { class: way, rel: way },
          h('span', { class: 'way' }, label),
          h('span', { class: 'to', lang: 'zh-Hans' }, article.headline),
        )
      );
    };
    return h('nav', { class: 'turn', 'aria-label': t.turn }, step(a - 1, 'prev', t.prev), step(a + 1, 'next', t.next));
  }

  /**
   * Returns how often the query appears here; for a passage, only whether it is missing.
   * @param {MarkSet | null} marks
   * @param {State} state
   */
  function tally(marks, state) {
    const { passage } = state.route;
    if (!marks) return null;
    const n = marks.marks.reduce((sum, { ranges }) => sum + ranges.length / 2, 0);
    if (passage !== null)
      return n > 0 || marks.provisional ? null : h('p', { class: 'tally', lang: t.lang }, t.passageGone);
    const step = (/** @type {1 | -1} */ by, /** @type {string} */ label, /** @type {string} */ sign) =>
      h(
        'button',
        { type: 'button', class: 'button', 'aria-label': label, title: label, onclick: () => toMark(by) },
        sign,
      );
    return h(
      'div',
      { class: 'tally', lang: t.lang },
      h('span', null, t.marks(quotable(queryOf(state)), n)),
      n > 0 &&
        h('span', { class: 'steps' }, n > 1 && step(-1, t.prevMark, '↑'), n > 1 && position, step(1, t.nextMark, '↓')),
    );
  }

  return {
    /** @param {State} state */
    update(state) {
      const bulletin = bulletinOf(state);
      const { a } = state.route;
      const article = a === null ? undefined : bulletin?.issue.articles[a];
      if (!bulletin || !article || a === null) return;
      const query = soughtIn(state);
      const { marks: found } = state;
      const marks = found && found.q === query && found.article === a && found.bulletin === bulletin.id ? found : null;
      const now = [
        bulletin.id,
        a,
        query,
        state.route.passage,
        state.route.passage && marks?.provisional,
        JSON.stringify(marks?.marks),
      ];
      if (now.every((value, i) => value === shown[i])) return;
      // The same article with other marks: the heading keeps the focus.
      const heading = root.querySelector('h1');
      const focused = heading !== null && heading === focusIn(root);
      shown = now;
      current = -1;
      const ranges = rangesFrom(marks);
      const { issue } = bulletin;
      const subheadings = new Set(article.subheadings ?? []);
      fill(
        root,
        h('div', { class: 'crumbs' }, backLink(state), h('span', null, t.place(a + 1, issue.articles.length))),
        h(
          'article',
          { class: 'reader', lang: 'zh-Hans' },
          h(
            'header',
            null,
            article.section && h('p', { class: 'section' }, marked(article.section, ranges('kicker', 2))),
            article.kicker && h('p', { class: 'kicker' }, marked(article.kicker, ranges('kicker', 0))),
            h('h1', { tabindex: -1 }, headline(article.headline, ranges('headline', 0))),
            article.subtitle && h('p', { class: 'subtitle' }, marked(article.subtitle, ranges('kicker', 1))),
            h(
              'div',
              { class: 'facts' },
              byline(article, ranges),
              issue.paper && h('span', null, issue.paper),
              issueFacts(t, issue, article),
            ),
          ),
          h('slot', { name: 'article-actions' }),
          tally(query ? marks : null, state),
          h(
            'div',
            { class: 'text' },
            article.paragraphs.map((text, i) =>
              h(subheadings.has(i) ? 'h2' : 'p', null, marked(text, ranges('body', i))),
            ),
          ),
          article.captions.length > 0 &&
            h(
              'section',
              { class: 'photos', 'aria-label': t.photos },
              h(
                'ul',
                { class: 'cards' },
                article.captions.map((caption, i) => h('li', null, photoCard(caption, i, ranges))),
              ),
            ),
        ),
        turn(bulletin, state, a),
      );
      tell(marksHere().length);
      if (focused) root.querySelector('h1')?.focus({ preventScroll: true });
    },
  };
}
