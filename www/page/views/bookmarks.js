/** Bookmarks: a button beside an article's tools, and a list at the end of the front page. */
import { fill, focusIn, h } from '../dom.js';
import { keptOf, placeIn } from '../kept.js';
import { addressOf } from '../source.js';
import { bulletinOf, viewOf } from '../store.js';
import { articleLink } from './parts.js';
/** @import {Bookmark, KeptThings} from '../kept.js' */
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** Returns an address without the part that names the article. @param {string} address */
const pageOf = (address) => address.replace(/[?#].*/, '');

/**
 * @param {{front: HTMLElement, article: HTMLElement}} roots
 * @param {LaterContext} context
 * @param {KeptThings} kept
 */
export function createBookmarks({ front, article }, context, kept) {
  const { t, say } = context;
  /** @type {State} */
  let now;
  const button = h('button', { type: 'button', class: 'link keep', lang: t.lang, onclick: press }, t.keep);
  const list = h('ul', null);
  const title = h('h2', { class: 'rule', tabindex: -1 }, t.keptTitle);
  const section = h('section', { class: 'kept', lang: t.lang, 'aria-label': t.keptTitle }, title, list);
  let shown = '';

  function press() {
    const issue = bulletinOf(now)?.issue;
    const { a } = now.route;
    if (!issue || a === null) return;
    const had = kept.has(issue, a);
    if (had) kept.drop((one) => placeIn(one, issue) === a);
    else kept.add({ ...keptOf(issue, a), address: addressOf(context, now, article.baseURI) });
    say(had ? t.keptNot : t.keptIs);
    draw();
  }

  /** @param {Bookmark} mark */
  function item(mark) {
    const issue = bulletinOf(now)?.issue;
    const at = issue ? placeIn(mark, issue) : -1;
    // If this page shows another issue by now, its own address no longer leads to the article.
    const leads = at < 0 && /^https?:/.test(mark.address) && pageOf(mark.address) !== pageOf(article.baseURI);
    const name =
      at >= 0
        ? articleLink(context, { ...now.route, q: '', a: at }, { lang: 'zh-Hans' }, mark.headline)
        : h(leads ? 'a' : 'span', { lang: 'zh-Hans', href: leads && mark.address }, mark.headline);
    const from = at < 0 && [mark.paper, mark.date, mark.edition && t.edition(mark.edition)].filter(Boolean).join(' ');
    return h(
      'li',
      null,
      name,
      from && h('span', { class: 'n' }, from),
      h('button', {
        type: 'button',
        class: 'close',
        'aria-label': `${t.remove} ${mark.headline}`,
        onclick() {
          kept.drop((one) => JSON.stringify(one) === JSON.stringify(mark));
          const focused = list.contains(focusIn(list));
          draw();
          if (focused)
            (list.querySelector('button') ?? (section.isConnected ? title : front.querySelector('h1')))?.focus({
              preventScroll: true,
            });
        },
      }),
    );
  }

  function draw() {
    const bulletin = bulletinOf(now);
    const view = viewOf(now);
    if (view === 'article' && bulletin) {
      // What was opened from this device cannot be found again, here or elsewhere.
      button.hidden = bulletin.local !== null;
      button.setAttribute('aria-pressed', String(kept.has(bulletin.issue, now.route.a ?? -1)));
      if (!article.contains(button)) (article.querySelector('.tools') ?? article.querySelector('.back'))?.after(button);
    }
    if (view !== 'front') return;
    const marks = kept.marks();
    const key = JSON.stringify([bulletin?.id, marks]);
    if (key !== shown) fill(list, marks.map(item));
    shown = key;
    if (!marks.length) section.remove();
    else if (front.lastChild !== section) front.append(section);
  }

  return {
    /** @param {State} state */
    update(state) {
      now = state;
      draw();
    },
  };
}
