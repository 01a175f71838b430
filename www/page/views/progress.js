/** How far an article has been read that is longer than the window: a line along its top, for the eye alone. */
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
    const below = height - innerHeight; // CSS px to be scrolled from its first line at the top to its last at the foot
    line.style.transform = `scaleX(${below > 0 ? Math.min(1, Math.max(0, -top / below)) : 0})`;
  }
  // Of a box around the reader that scrolls, too.
  addEventListener('scroll', measure, { passive: true, capture: true, signal: ending.signal });

  return {
    /** @param {State} state */
    update(state) {
      if (viewOf(state) !== 'article' || article.contains(line)) return;
      article.prepend(line);
      // Once it is laid out anyway.
      requestAnimationFrame(measure);
    },
    stop: () => ending.abort(),
  };
}
