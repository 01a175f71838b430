/** How far the user has scrolled through the reader's own text, in the window or in a scrolling box. */

/**
 * @typedef {object} Scroll
 * @property {() => number} y how far the text's top is above the window's (or the box's), CSS px; 0 if it is in view
 * @property {(y: number) => void} to scrolls to such a position
 * @property {(node: Element) => void} show scrolls a part of the text to the middle
 * @property {(rested: () => void, signal: AbortSignal) => void} watch reports when scrolling rests; needed for `y` to
 * notice scrolling
 */

/** Long enough to be sure that the finger has let go (ms). */
const REST = 250;

/**
 * Returns the box in which a node scrolls; undefined for the window.
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
  // Test the style first: reading the heights forces a layout for each box around the node.
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
  /** Whether the text's top was in view and nothing has scrolled since. Measuring again would force a layout. */
  let resting = false;
  /** How far the text's top is below the window's or the box's, CSS px. */
  const below = (box = boxOf(text)) => text.getBoundingClientRect().top - (box?.getBoundingClientRect().top ?? 0);
  const above = () => {
    const y = resting ? 0 : Math.max(0, -Math.round(below()));
    resting = y === 0;
    return y;
  };
  return {
    y: above,
    to(y) {
      // If the top of the text is in view already, do not scroll.
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
