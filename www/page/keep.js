/** Bookmarks and the last place read, if the page allows them to be kept on the device. */
import { find } from './dom.js';
import { createKept } from './kept.js';
import { createBookmarks } from './views/bookmarks.js';
import { createLastPlace } from './views/last-place.js';
/** @import {State} from './types.js' */
/** @import {LaterContext} from './views/parts.js' */

/**
 * @param {HTMLElement} frame what holds the reader's parts
 * @param {LaterContext} context
 * @param {Storage} storage
 */
export function createKeep(frame, context, storage) {
  const roots = { front: find(frame, '.view.front', HTMLElement), article: find(frame, '.view.article', HTMLElement) };
  const kept = createKept(storage);
  const ending = new AbortController();
  const views = [createBookmarks(roots, context, kept), createLastPlace(roots, context, kept, ending.signal)];
  return {
    /** @param {State} state */
    update(state) {
      for (const view of views) view.update(state);
    },
    stop: () => ending.abort(),
  };
}
