/** Reads the selection inside a shadow root, which every browser reports in its own way. */

/**
 * Returns the nodes in which a selection begins and ends. WebKit looks inside a shadow root only if it is named.
 * @param {Selection} selection
 * @param {ShadowRoot} tree
 * @returns {(Node | null)[]}
 */
function endsOf(selection, tree) {
  /** @type {{getComposedRanges?: (...asked: unknown[]) => StaticRange[]}} */
  const { getComposedRanges } = /** @type {any} */ (selection);
  if (!getComposedRanges || !tree.host) return [selection.anchorNode, selection.focusNode];
  let ranges;
  try {
    ranges = getComposedRanges.call(selection, { shadowRoots: [tree] });
  } catch {
    ranges = getComposedRanges.call(selection, tree); // Safari 17
  }
  return ranges.length ? [ranges[0].startContainer, ranges[0].endContainer] : [null];
}

/**
 * Returns the selected text if all of it is in the article; otherwise ''.
 * @param {HTMLElement} root the view of the article
 */
export function selectedText(root) {
  const tree = /** @type {ShadowRoot & {getSelection?: () => Selection | null}} */ (root.getRootNode());
  // In Chromium a shadow root has a selection of its own.
  const selection = tree.getSelection?.() ?? root.ownerDocument.getSelection();
  const text = root.querySelector('.reader');
  return selection && endsOf(selection, tree).every((end) => text?.contains(end)) ? selection.toString() : '';
}
