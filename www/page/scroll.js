/** How far down the reader has scrolled in its own text, wherever that stands on a page: in the window, or in a box that scrolls. */

/**
 * @typedef {object} Scroll
 * @property {() => number} y how far the text's top lies above the window's (or the box's), CSS px; 0 where it can be seen
 * @property {(y: number) => void} to
 * @property {(rested: () => void, signal: AbortSignal) => void} watch tells when scrolling rests
 */

/** Long enough to be sure that a finger has let go (ms). */
const REST = 250;

/**
 * The box around a node in which it is scrolled; undefined: the window.
 * @param {Node | null} node
 * @returns {Element | undefined}
 */
function boxOf(node) {
  const up = node && /** @type {Element} */ (/** @type {Element} */ (node).assignedSlot ?? node.parentNode ?? /** @type {ShadowRoot} */ (node).host);
  if (!up || up === document.body) return;
  // Style first: heights would have all laid out, for each box around it.
  return up instanceof Element && /auto|scroll/.test(getComputedStyle(up).overflowY) && up.scrollHeight > up.clientHeight ? up : boxOf(up);
}

/**
 * @param {Element} text the element that scrolls with the page
 * @returns {Scroll}
 */
export function createScroll(text) {
  /** How far the text's top lies below the window's, or the box's. */
  const below = (box = boxOf(text)) => text.getBoundingClientRect().top - (box?.getBoundingClientRect().top ?? 0);
  const above = () => Math.max(0, -Math.round(below()));
  return {
    y: above,
    to(y) {
      const box = boxOf(text);
      // Text that can be seen from its beginning needs no scrolling to get there.
      if (y !== above()) (box ?? window).scrollBy({ top: below(box) + y, behavior: 'instant' });
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
