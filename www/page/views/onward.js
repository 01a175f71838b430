/** Recommendations after an article: keywords, related articles, other articles by its authors. */
import { fill, find, h } from '../dom.js';
import { createNewest } from '../newest.js';
import { indexOf } from '../../engine/ids.js';
import { bulletinOf, idOf, viewOf } from '../store.js';
import { articleLink } from './parts.js';
import { searchLink } from './search-link.js';
/** @import {Child} from '../dom.js' */
/** @import {Asked} from '../offers.js' */
/** @import {Onward, State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** Maximum number of articles listed per author. */
const MOST = 5;
/** Maximum number of shared words shown. */
const FEW = 4;

/**
 * @param {HTMLElement} root the view of the article
 * @param {LaterContext} context
 * @param {Asked} asked
 */
export function createOnward(root, context, { engine }) {
  const { t } = context;
  const node = h('section', { class: 'onward', 'aria-label': t.onward });
  const newest = createNewest();
  let key = '';

  /** @param {State} state @param {string} id @param {Child} [reason] */
  function item(state, id, reason) {
    const issue = bulletinOf(state)?.issue;
    const a = issue ? indexOf(issue, id) : -1;
    const headline = issue?.articles[a]?.headline ?? '';
    return h('li', null, articleLink(context, { ...state.route, a }, { lang: 'zh-Hans' }, headline), reason);
  }

  /** @param {string} title @param {Child} list */
  const part = (title, list) => h('div', null, h('h2', null, title), list);

  /**
   * @param {Onward} onward
   * @param {State} state
   */
  function show({ keywords, related, sameAuthor }, state) {
    const { route } = state;
    fill(
      node,
      keywords.length > 0 &&
        part(
          t.keywords,
          h(
            'ul',
            { class: 'words' },
            keywords.map(({ text, count }) =>
              // A word that only this article has leads nowhere else.
              h(
                'li',
                { lang: 'zh-Hans' },
                count > 1 ? searchLink(context, route, text, text, h('span', { class: 'n' }, ` ${count}`)) : text,
              ),
            ),
          ),
        ),
      related.length > 0 &&
        part(
          t.related,
          h(
            'ul',
            null,
            related.map(({ article, shared }) =>
              item(
                state,
                article,
                shared.length > 0 && h('p', { class: 'reason' }, t.shared(shared.slice(0, FEW).map(t.quoted))),
              ),
            ),
          ),
        ),
      sameAuthor
        .filter(({ articles }) => articles.length > 0)
        .map(({ name, articles }) =>
          part(
            t.sameAuthor(name),
            h(
              'ul',
              null,
              articles.slice(0, MOST).map((id) => item(state, id)),
              articles.length > MOST &&
                h('li', null, searchLink(context, route, `作者:“${name}”`, t.allBy(articles.length))),
            ),
          ),
        ),
    );
  }

  /** Adds the recommendations to the article, which is drawn again when its marks change and then loses them. */
  function place() {
    if (node.childElementCount > 0) find(root, '.turn', HTMLElement).before(node);
  }

  return {
    /** @param {State} state */
    update(state) {
      const { a } = state.route;
      const it = engine();
      if (viewOf(state) !== 'article' || a === null) return;
      // Asked once, and again when the lexicon arrives; not asked again if the engine died of it.
      const next = JSON.stringify([bulletinOf(state)?.id, a, state.route.q, state.lexicon.status]);
      if (it && next !== key) {
        key = next;
        node.remove();
        newest.ask(
          () => it.recommendations(idOf(state, a) ?? ''),
          (onward) => {
            if (!onward) return;
            show(onward, state);
            place();
          },
        );
      } else if (!node.isConnected && next === key) place();
    },
  };
}
