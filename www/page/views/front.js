/** The front page: the masthead, the articles in print order, the photos. */
import { fill, h } from '../dom.js';
import { bulletinOf } from '../store.js';
import { articleLink, byline, headline, issueFacts, noRanges, photoCard } from './parts.js';
/** @import {Context} from './parts.js' */
/** @import {PlainArticle, PlainIssue, Route, State} from '../types.js' */

/** Characters of an article's beginning; the style sheet shows as many lines as there is room for. */
const BEGINNING = 180;
const LEAD_BEGINNING = 320;

/**
 * The first lines of an article, short paragraphs run on; of one that is all photos, its captions.
 * @param {PlainArticle} article
 * @param {number} max
 */
function beginning({ paragraphs, subheadings = [], captions }, max) {
  const texts = paragraphs.length ? paragraphs.filter((_, i) => !subheadings.includes(i)) : captions.map(({ text }) => text);
  let text = '';
  for (const one of texts) {
    if (text.length >= max) break;
    text += (text && '　') + one.slice(0, max);
  }
  return text;
}

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function createFront(root, context) {
  const { t } = context;
  let shown = 0;

  /**
   * @param {PlainArticle} article
   * @param {number} a
   * @param {Route} route
   */
  function item(article, a, route) {
    const lead = a === 0;
    const text = beginning(article, lead ? LEAD_BEGINNING : BEGINNING);
    return h('li', { class: lead ? 'item lead' : 'item' }, h('article', { lang: 'zh-Hans' },
      h('header', null,
        article.section && h('p', { class: 'section' }, article.section),
        article.kicker && h('p', { class: 'kicker' }, article.kicker),
        h('h2', null, articleLink(context, { ...route, a }, { 'data-a': a }, headline(article.headline))),
        article.subtitle && h('p', { class: 'subtitle' }, article.subtitle),
        byline(article)),
      text && h('p', { class: 'beginning' }, text),
      article.captions.length > 0 && h('p', { class: 'tag', lang: t.lang }, t.hasPhotos(article.captions.length))));
  }

  /**
   * @param {PlainIssue} issue
   * @param {Route} route
   */
  function photos({ articles }, route) {
    const cards = articles.flatMap((article, a) => article.captions.map((caption) =>
      h('li', { lang: 'zh-Hans' }, photoCard(caption, 0, noRanges,
        h('p', { class: 'from' }, articleLink(context, { ...route, a }, {}, t.photosIn(article.headline)))))));
    return cards.length > 0 && h('section', { class: 'photos', 'aria-label': t.photos },
      h('h2', { class: 'rule' }, t.photos), h('ul', { class: 'cards' }, cards));
  }

  return {
    /** @param {State} state */
    update(state) {
      const bulletin = bulletinOf(state);
      if (!bulletin || bulletin.id === shown) return;
      shown = bulletin.id;
      const { issue } = bulletin;
      const route = { ...state.route, q: '', a: null };
      fill(root,
        h('header', { class: 'masthead' },
          h('h1', { tabindex: -1, lang: issue.paper ? 'zh-Hans' : t.lang }, issue.paper ?? t.untitledPaper),
          h('p', { class: 'facts' }, issueFacts(t, issue), h('span', null, t.articles(issue.articles.length)))),
        issue.articles.length > 0
          ? h('ol', { class: 'items' }, issue.articles.map((article, a) => item(article, a, route)))
          : h('p', { class: 'plain' }, t.noArticles),
        photos(issue, route));
    },
  };
}
