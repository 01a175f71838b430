/** What can be done with an article besides reading it: print, copy, share, listen. A separate file. */
import { find, h } from './dom.js';
import { strings } from './i18n/zh-Hans.tools.js';
import { printAlone } from './print.js';
import { bulletinOf, viewOf } from './store.js';
import { createAloud } from './views/aloud.js';
import { createCopy } from './views/copy.js';
import { createShare } from './views/share.js';
import { createSource } from './views/source.js';
/** @import {State} from './types.js' */
/** @import {LateContext, ToolContext} from './views/parts.js' */

/**
 * @param {HTMLElement} frame what holds the reader's parts
 * @param {LateContext} context
 */
export function createTools(frame, context) {
  /** @type {ToolContext} */
  const words = { ...context, t: { ...strings, ...context.t } };
  const article = find(frame, '.view.article', HTMLElement);
  const ending = new AbortController();
  const { signal } = ending;
  const row = h('span', { class: 'tools', lang: context.t.lang });
  const views = [
    createSource(find(frame, '.content', HTMLElement), words),
    createCopy(article, words, signal),
    createAloud(article, row, words, signal),
    createShare(row, words),
  ];
  return {
    printAlone,

    /** @param {State} state */
    update(state) {
      // Beside the back link, where adding them moves nothing.
      if (viewOf(state) === 'article' && bulletinOf(state) && !article.contains(row))
        find(article, '.back', HTMLElement).after(row);
      for (const view of views) view.update(state);
    },
    stop: () => ending.abort(),
  };
}
