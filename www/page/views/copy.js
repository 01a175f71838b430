/** Adds the source when a longer piece of an article is copied. */
import { selectedText } from '../selection.js';
import { lineOf, sourceOf } from '../source.js';
import { bulletinOf, viewOf } from '../store.js';
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** About the length of a sentence, in characters; shorter text is copied as it is. */
const LEAST = 40;

/**
 * Returns a selected text with its source, if it is longer than a sentence.
 * @param {string} selected
 * @param {() => string} source
 * @returns {string | null} null: copy the text as it is
 */
export function withSource(selected, source) {
  return [...selected.trim()].length < LEAST ? null : `${selected.trimEnd()}\n\n${source()}\n`;
}

/**
 * @param {HTMLElement} root the view of the article
 * @param {LaterContext} context
 * @param {AbortSignal} signal aborted when the reader ends
 */
export function createCopy(root, context, signal) {
  /** @type {State} */
  let now;
  // Listens on the document, because browsers differ in where they dispatch the event inside a shadow root.
  root.ownerDocument.addEventListener(
    'copy',
    (event) => {
      const { host } = /** @type {ShadowRoot} */ (root.getRootNode());
      const own = host?.getAttribute('copy')?.trim() ?? '';
      const copy = own.toLowerCase();
      const field = event
        .composedPath()
        .some((node) => node instanceof HTMLElement && (node.isContentEditable || node.matches('input, textarea')));
      if (event.defaultPrevented || field || !now || viewOf(now) !== 'article' || copy === 'plain') return;
      const headline = bulletinOf(now)?.issue.articles[now.route.a ?? 0]?.headline;
      const text = withSource(selectedText(root), () =>
        copy && copy !== 'source'
          ? lineOf(own, context, now, root.baseURI, headline)
          : sourceOf(context, now, root.baseURI, headline),
      );
      if (text === null || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
    },
    { signal },
  );
  return {
    /** @param {State} state */
    update(state) {
      now = state;
    },
  };
}
