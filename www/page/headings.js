/** Where the reader's headings begin among those of the page it stands in. */

/** The least of all headings. */
const LEAST = 6;

/**
 * Says for each heading, those that are drawn later too, which level it is of on the page.
 * @param {HTMLElement} root what holds the reader's parts
 * @param {number} first the level of what is a heading of the first level in the reader
 * @param {AbortSignal} signal of the reader's end
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
