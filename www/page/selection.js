/** What is selected inside of a shadow root: each browser says it in its own way. */

/**
 * The nodes in which a selection begins and ends. WebKit says so of a shadow root only to who names it.
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
 * The text that is selected, where all of it stands in the article.
 * @param {HTMLElement} root the view of the article
 */
export function selectedText(root) {
  const tree = /** @type {ShadowRoot & {getSelection?: () => Selection | null}} */ (root.getRootNode());
  // In Chromium a shadow root has a selection of its own.
  const selection = tree.getSelection?.() ?? root.ownerDocument.getSelection();
  const text = root.querySelector('.reader');
  return selection && endsOf(selection, tree).every((end) => text?.contains(end)) ? selection.toString() : '';
}
