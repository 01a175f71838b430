/** Shows how far a long article has been read: a line along the top of the window, for the eye only. */
import { h } from '../dom.js';
import { viewOf } from '../store.js';
/** @import {State} from '../types.js' */

/** @param {HTMLElement} article the view of an article */
export function createProgress(article) {
  const ending = new AbortController();
  const line = h('div', { class: 'read' });

  function measure() {
    const text = article.querySelector('.reader');
    if (!text || article.hidden) return;
    const { top, height } = text.getBoundingClientRect();
    const below = height - innerHeight; // CSS px to scroll between its first line at the top and its last at the bottom
    line.style.transform = `scaleX(${below > 0 ? Math.min(1, Math.max(0, -top / below)) : 0})`;
  }
  // Captures, to include scrolling in a box around the reader.
  addEventListener('scroll', measure, { passive: true, capture: true, signal: ending.signal });

  return {
    /** @param {State} state */
    update(state) {
      if (viewOf(state) !== 'article' || article.contains(line)) return;
      article.prepend(line);
      // In the next frame, when it is laid out anyway.
      requestAnimationFrame(measure);
    },
    stop: () => ending.abort(),
  };
}
