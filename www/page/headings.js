/** Fits the reader's headings into the heading levels of the page around it. */

/** The lowest heading level. */
const LEAST = 6;

/**
 * Sets the level of every heading, including those drawn later.
 * @param {HTMLElement} root what holds the reader's parts
 * @param {number} first the page's level for the reader's own first level
 * @param {AbortSignal} signal aborted when the reader ends
 */
export function levelHeadings(root, first, signal) {
  if (first === 1) return;
  const level = (/** @type {ParentNode} */ part) => {
    for (const heading of part.querySelectorAll('h1, h2, h3'))
      heading.setAttribute('aria-level', String(Math.min(LEAST, Number(heading.localName[1]) + first - 1)));
  };
  level(root);
  const observer = new MutationObserver((records) => {
    for (const part of new Set(records.map(({ target }) => target))) level(/** @type {Element} */ (part));
  });
  observer.observe(root, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
