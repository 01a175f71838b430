/**
 * Parts of the reader on their own: `<kanbao-search>`, `<kanbao-article>`, and a reader whose articles are on the
 * host's own pages. A separate file, fetched only if the page has one of these.
 */
import { fill, h } from '../page/dom.js';
import { bulletinOf, idOf, queryOf } from '../page/store.js';
import { strings } from '../page/i18n/zh-Hans.alone.js';
/** @import {KanbaoReaderElement} from '../kanbao.js' */
/** @import {Host} from '../page/reader.js' */
/** @import {Context} from '../page/views/parts.js' */
/** @import {Route, State} from '../page/types.js' */

/**
 * Returns an article's address by a template, or '' if that gives no http or https address.
 * @param {string | null} template with the placeholders `{article}`, `{query}`, `{passage}` and `{src}`
 * @param {Pick<Route, 'q' | 'passage'> & {id: string | null}} route
 * @param {string} base what the address is relative to
 * @param {string} [src] which of several issues
 */
export function addressFor(template, { q, id, passage }, base, src = '') {
  if (!template || id === null) return '';
  /** @type {Record<string, string>} */
  const values = { article: id, query: q.trim(), passage: passage ?? '', src };
  try {
    const url = new URL(
      template.replace(/\{(article|query|passage|src)\}/g, (_, name) => encodeURIComponent(values[name])),
      base,
    );
    return /^https?:$/.test(url.protocol) ? url.href : '';
  } catch {
    return '';
  }
}

/**
 * Returns how such a part's host differs from a whole reader's.
 * @param {KanbaoReaderElement} element
 * @param {HTMLElement} frame
 * @param {Pick<Host, 'address' | 'begin' | 'may'>} host the whole reader's
 * @param {() => State} state
 * @returns {Partial<Host>}
 */
export function alone(element, frame, { address, begin, may }, state) {
  const kind = element.localName.slice('kanbao-'.length);
  /** Returns the name that the list of issues gives the issue shown; '' for the page's own. */
  function issue() {
    const folder = element.issuesSrc && new URL('.', element.issuesSrc).href;
    const own = folder && element.src.startsWith(folder) ? element.src.slice(folder.length) : '';
    return (folder && new URLSearchParams(address.location.search).get('src')) || own;
  }
  const leads = (/** @type {Route} */ route) =>
    addressFor(element.getAttribute('href'), { ...route, id: idOf(state(), route.a) }, element.baseURI, issue());
  frame.setAttribute('alone', kind);
  if (addressFor(element.getAttribute('href'), { q: '', id: '1', passage: null }, element.baseURI))
    frame.setAttribute('leads', '');

  /**
   * Replaces the front page: shows nothing, or that the article does not exist.
   * @param {HTMLElement} root
   * @param {Context} context
   */
  const nothing = (root, { t }) => ({
    /** @param {State} now */
    update(now) {
      if (kind === 'article' && bulletinOf(now))
        fill(root, h('p', { class: 'plain' }, { ...strings, ...t }.noArticle), h('slot', { name: 'empty' }));
    },
  });

  return {
    leads,
    may(article, headline) {
      if (article === null) return kind !== 'article';
      if (!may(article, headline)) return false;
      const to = leads({ ...state().route, a: article });
      if (to) location.assign(to);
      return !to && kind !== 'article';
    },
    ...(kind === 'article' && {
      begin: { ...begin, id: begin.id ?? '1' },
      searches: (/** @type {State} */ now) => now.route.passage !== null || queryOf(now) !== '',
    }),
    ...(kind !== 'reader' && { front: nothing }),
  };
}
