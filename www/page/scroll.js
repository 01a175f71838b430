/** How far down the reader has scrolled in its own text, wherever that stands on a page: in the window, or in a box that scrolls. */

/**
 * @typedef {object} Scroll
 * @property {() => number} y how far the text's top lies above the window's (or the box's), CSS px; 0 where it can be seen
 * @property {(y: number) => void} to
 * @property {(node: Element) => void} show brings a part of the text to the middle
 * @property {(rested: () => void, signal: AbortSignal) => void} watch tells when scrolling rests; without it `y` would not hear of scrolling
 */

/** Long enough to be sure that a finger has let go (ms). */
const REST = 250;

/**
 * The box around a node in which it is scrolled; undefined: the window.
 * @param {Node | null} node
 * @returns {Element | undefined}
 */
function boxOf(node) {
  const up =
    node &&
    /** @type {Element} */ (
      /** @type {Element} */ (node).assignedSlot ?? node.parentNode ?? /** @type {ShadowRoot} */ (node).host
    );
  if (!up || up === document.body) return;
  // Style first: heights would have all laid out, for each box around it.
  return up instanceof Element &&
    /auto|scroll/.test(getComputedStyle(up).overflowY) &&
    up.scrollHeight > up.clientHeight
    ? up
    : boxOf(up);
}

/**
 * @param {Element} text the element that scrolls with the page
 * @returns {Scroll}
 */
export function createScroll(text) {
  /** Whether the text's beginning was in sight and nothing has scrolled since: to ask again would have all laid out. */
  let resting = false;
  /** How far the text's top lies below the window's, or the box's. */
  const below = (box = boxOf(text)) => text.getBoundingClientRect().top - (box?.getBoundingClientRect().top ?? 0);
  const above = () => {
    const y = resting ? 0 : Math.max(0, -Math.round(below()));
    resting = y === 0;
    return y;
  };
  return {
    y: above,
    to(y) {
      // Text that can be seen from its beginning needs no scrolling to get there.
      if (y === above()) return;
      const box = boxOf(text);
      resting = false;
      (box ?? window).scrollBy({ top: below(box) + y, behavior: 'instant' });
    },
    show(node) {
      resting = false;
      node.scrollIntoView({ block: 'center' });
    },
    watch(rested, signal) {
      let timer = 0;
      addEventListener(
        'scroll',
        () => {
          resting = false;
          clearTimeout(timer);
          timer = setTimeout(rested, REST);
        },
        { passive: true, capture: true, signal },
      );
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    },
  };
}
