/** What can be done with an article besides reading it: print, copy, share, listen. */
import { find, h } from './dom.js';
import { printAlone } from './print.js';
import { bulletinOf, viewOf } from './store.js';
import { createAloud } from './views/aloud.js';
import { createCopy } from './views/copy.js';
import { createShare } from './views/share.js';
import { createSource } from './views/source.js';
/** @import {State} from './types.js' */
/** @import {LaterContext} from './views/parts.js' */

/**
 * @param {HTMLElement} frame what holds the reader's parts
 * @param {LaterContext} context
 */
export function createTools(frame, context) {
  const article = find(frame, '.view.article', HTMLElement);
  const ending = new AbortController();
  const { signal } = ending;
  const row = h('span', { class: 'tools', lang: context.t.lang });
  const views = [
    createSource(find(frame, '.content', HTMLElement), context),
    createCopy(article, context, signal),
    createAloud(article, row, context, signal),
    createShare(row, context),
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
