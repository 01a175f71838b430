/** How far down the reader has scrolled in its own text, wherever that stands on a page. */

/**
 * @typedef {object} Scroll
 * @property {() => number} y how far the text's top lies above the window's, CSS px; 0 where it can be seen
 * @property {(y: number) => void} to
 * @property {(rested: () => void, signal: AbortSignal) => void} watch tells when scrolling rests
 */

/** Long enough to be sure that a finger has let go (ms). */
const REST = 250;

/**
 * @param {Element} text the element that scrolls with the page
 * @returns {Scroll}
 */
export function createScroll(text) {
  const above = () => Math.max(0, -Math.round(text.getBoundingClientRect().top));
  return {
    y: above,
    to(y) {
      // Text that can be seen from its beginning needs no scrolling to get there.
      if (y !== above()) scrollBy({ top: text.getBoundingClientRect().top + y, behavior: 'instant' });
    },
    watch(rested, signal) {
      let timer = 0;
      addEventListener('scroll', () => {
        clearTimeout(timer);
        timer = setTimeout(rested, REST);
      }, { passive: true, capture: true, signal });
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    },
  };
}
