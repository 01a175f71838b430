/** The front page: the masthead, the articles in print order, the photos. */
import { fill, h } from '../dom.js';
import { bulletinOf } from '../store.js';
import { articleLink, byline, headline, issueFacts, noRanges, photoCard } from './parts.js';
/** @import {Context} from './parts.js' */
/** @import {PlainArticle, PlainIssue, Route, State} from '../types.js' */

/** Characters of an article's opening lines; the style sheet shows as many lines as fit. */
const BEGINNING = 180;
const LEAD_BEGINNING = 320;

/**
 * Articles or photos per list. Browsers skip the layout of lists that are out of sight (page.css), so that adding an
 * article does not lay out all the ones before it. The number fills the rows of one, two or three columns; the lead has
 * a row of its own.
 */
const LIST = 36;
/** An issue of more articles than this shows only the headlines of all but the first `OPENED` articles. */
const LARGE = 40;
const OPENED = 10;

/** Maximum time that drawing may keep the page from responding (ms). */
const SLICE_MS = 8;

/** A first paragraph shorter than this, such as a line of a dialogue, says too little about an article (characters). */
const TELLING = 20;

/**
 * Returns an article's opening paragraph; for an article of photos only, a caption.
 * @param {PlainArticle} article
 * @param {number} max
 */
function beginning({ paragraphs, subheadings = [], captions }, max) {
  const texts = paragraphs.length
    ? paragraphs.filter((_, i) => !subheadings.includes(i))
    : captions.map(({ text }) => text);
  return (texts.find(({ length }) => length >= TELLING) ?? texts[0] ?? '').slice(0, max);
}

/**
 * @param {HTMLElement} root
 * @param {Context} context
 * @param {() => void} grown called when the whole issue has been drawn
 */
export function createFront(root, context, grown) {
  const { t } = context;
  let shown = 0;

  /**
   * @param {PlainArticle} article
   * @param {number} a
   * @param {Route} route
   * @param {boolean} brief whether only the headline is shown
   */
  function item(article, a, route, brief) {
    const lead = a === 0;
    const text = !brief && beginning(article, lead ? LEAD_BEGINNING : BEGINNING);
    return h(
      'li',
      { class: lead ? 'item lead' : brief ? 'item brief' : 'item' },
      h(
        'article',
        { lang: 'zh-Hans' },
        h(
          'header',
          null,
          article.section && h('p', { class: 'section' }, article.section),
          !brief && article.kicker && h('p', { class: 'kicker' }, article.kicker),
          h('h2', null, articleLink(context, { ...route, a }, { 'data-a': a }, headline(article.headline))),
          !brief && article.subtitle && h('p', { class: 'subtitle' }, article.subtitle),
          !brief && byline(article),
        ),
        text && h('p', { class: 'beginning' }, text),
        !brief &&
          article.captions.length > 0 &&
          h('p', { class: 'tag', lang: t.lang }, t.hasPhotos(article.captions.length)),
      ),
    );
  }

  /**
   * Draws the articles, then the photos, one piece per step and from top to bottom, so that nothing moves.
   * @param {PlainIssue} issue
   * @param {Route} route
   */
  function* pieces({ articles }, route) {
    /** @type {HTMLElement} */
    let items = root;
    for (const [a, article] of articles.entries()) {
      const brief = articles.length > LARGE && a >= OPENED;
      if (a === 0 || (a > LIST && a % LIST === 1)) {
        items = h('ol', { class: brief ? 'items briefs' : 'items', start: a + 1 });
        root.append(items);
      }
      items.append(item(article, a, route, brief));
      yield;
    }
    const photos = h('section', { class: 'photos', 'aria-label': t.photos }, h('h2', { class: 'rule' }, t.photos));
    /** @type {HTMLElement} */
    let cards = photos;
    let n = 0;
    for (const [a, { captions, headline: words }] of articles.entries()) {
      for (const caption of captions) {
        if (n === 0) root.append(photos);
        if (n % LIST === 0) {
          cards = h('ul', { class: 'cards' });
          photos.append(cards);
        }
        n += 1;
        cards.append(
          h(
            'li',
            { lang: 'zh-Hans' },
            photoCard(
              caption,
              0,
              noRanges,
              h('p', { class: 'from' }, articleLink(context, { ...route, a }, {}, t.photosIn(words))),
            ),
          ),
        );
        yield;
      }
    }
  }

  /**
   * @param {number} id of the bulletin being drawn; drawing ends when another is shown
   * @param {Iterator<unknown>} drawing
   */
  function slice(id, drawing) {
    const end = performance.now() + SLICE_MS;
    while (id === shown && performance.now() < end) {
      if (drawing.next().done) {
        root.ariaBusy = 'false';
        return grown();
      }
    }
    if (id === shown) setTimeout(slice, 0, id, drawing);
  }

  return {
    /** @param {State} state */
    update(state) {
      const bulletin = bulletinOf(state);
      if (!bulletin || bulletin.id === shown) return;
      shown = bulletin.id;
      const { issue } = bulletin;
      const route = { ...state.route, q: '', a: null };
      fill(
        root,
        h(
          'header',
          { class: 'masthead' },
          h('h1', { tabindex: -1, lang: issue.paper ? 'zh-Hans' : t.lang }, issue.paper ?? t.untitledPaper),
          h('p', { class: 'facts' }, issueFacts(t, issue), h('span', null, t.articles(issue.articles.length))),
        ),
        issue.articles.length === 0 && h('p', { class: 'plain' }, t.noArticles),
      );
      const drawing = pieces(issue, route);
      // Enough to fill a screen at once: an article is at least this high (CSS px), or a third of it in three columns.
      for (let y = 0; y < screen.height; y += screen.width < 600 ? 200 : 100) drawing.next();
      // The rest follows once these have been displayed.
      root.ariaBusy = 'true';
      requestAnimationFrame(() => setTimeout(slice, 0, bulletin.id, drawing));
    },
  };
}
