/** Bookmarks and the last place read, if the page allows them to be kept on the device. A separate file. */
import { find } from './dom.js';
import { strings } from './i18n/zh-Hans.keep.js';
import { createKept } from './kept.js';
import { createBookmarks } from './views/bookmarks.js';
import { createLastPlace } from './views/last-place.js';
/** @import {State} from './types.js' */
/** @import {LateContext} from './views/parts.js' */

/**
 * @param {HTMLElement} frame what holds the reader's parts
 * @param {LateContext} context
 * @param {Storage} storage
 */
export function createKeep(frame, context, storage) {
  const words = { ...context, t: { ...strings, ...context.t } };
  const roots = { front: find(frame, '.view.front', HTMLElement), article: find(frame, '.view.article', HTMLElement) };
  const kept = createKept(storage);
  const ending = new AbortController();
  const views = [createBookmarks(roots, words, kept), createLastPlace(roots, words, kept, ending.signal)];
  return {
    /** @param {State} state */
    update(state) {
      for (const view of views) view.update(state);
    },
    stop: () => ending.abort(),
  };
}
