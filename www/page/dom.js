/** Creates nodes and text, never HTML strings: text from a bulletin or a query stays text. */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Creates an element. Functions become listeners (`on…`), `true` becomes an empty attribute, and `null`, `undefined`
 * and `false` set nothing.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown> | null} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else node.setAttribute(name, value === true ? '' : String(value));
    // Every class name is also a part name, so that the page can style it.
    if (name === 'class') node.setAttribute('part', String(value));
  }
  fill(node, ...children);
  return node;
}

/**
 * Replaces the contents of `node` with `children`.
 * @param {Element} node
 * @param {...(Child | Child[])} children
 */
export function fill(node, ...children) {
  const there = (/** @type {Child} */ child) => (child ? [child] : []);
  node.replaceChildren(...children.flat().flatMap(there));
}

/**
 * Splits a text into nodes, with `<mark>` around each range.
 * @param {string} text
 * @param {readonly number[]} [ranges] flat UTF-16 offsets, ascending
 * @returns {(string | HTMLElement)[]}
 */
export function marked(text, ranges = []) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let done = 0;
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    const start = Math.max(done, ranges[i]);
    const end = Math.min(text.length, ranges[i + 1]);
    if (start >= end) continue;
    if (start > done) parts.push(text.slice(done, start));
    parts.push(h('mark', { part: 'mark' }, text.slice(start, end)));
    done = end;
  }
  if (done < text.length) parts.push(text.slice(done));
  return parts;
}

/**
 * Returns whether a click on a link is handled by the page. The browser handles all others (new tab, window, download).
 * @param {MouseEvent} event
 */
export function isPlain(event) {
  return !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/**
 * Returns the element that has the focus in the tree that contains `node`.
 * @param {Node} node
 */
export function focusIn(node) {
  return /** @type {Document} */ (node.getRootNode()).activeElement ?? null;
}

/**
 * Updates a list to show `items`. The node of each key is kept, and with it focus and selection.
 * @template T, K
 * @template {HTMLElement} N
 * @param {HTMLElement} parent
 * @param {Map<K, N>} nodes the list's nodes by key; owned by the caller
 * @param {readonly T[]} items
 * @param {(item: T) => K} key
 * @param {() => N} make
 * @param {(node: N, item: T) => void} update
 */
export function keyed(parent, nodes, items, key, make, update) {
  const focused = focusIn(parent);
  const keys = new Set(items.map(key));
  for (const [k, node] of nodes) {
    if (keys.has(k)) continue;
    node.remove();
    nodes.delete(k);
  }
  let place = parent.firstChild;
  for (const item of items) {
    const node = nodes.get(key(item)) ?? make();
    nodes.set(key(item), node);
    update(node, item);
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
  // Moving a node makes it lose the focus; restore it.
  if (focused instanceof HTMLElement && focused !== focusIn(parent) && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

/**
 * Returns the element that `selector` finds under `root`; throws if there is none, which is a mistake in the page
 * itself.
 * @template {HTMLElement} E
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => E} type
 * @returns {E}
 */
export function find(root, selector, type) {
  const node = root.querySelector(selector);
  if (!(node instanceof type)) throw new Error(`the page has no ${selector}`);
  return node;
}
