/** Two panes that scroll in step: the line at the top of one is at the top of the other. */

/**
 * @typedef {object} Side
 * @property {HTMLElement} pane which scrolls
 * @property {HTMLElement} list its parts from top to bottom: each has a line (`data-row`) or contains some that do
 * @property {(row: number) => HTMLElement | null} nodeOf the node of a line
 */

/** How many lines are searched for one that is on the other side too. */
const NEAR = 40;
/** Frames in which parts that come into view may still change their height (desk.css: out of view, no layout). */
const FRAMES = 4;

/**
 * Returns the first of `nodes`, ordered from top to bottom, that extends below `top`.
 * @param {ArrayLike<Element>} nodes
 * @param {number} top
 */
function firstBelow(nodes, top) {
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle].getBoundingClientRect().bottom <= top + 1) low = middle + 1;
    else high = middle;
  }
  return nodes[low];
}

/**
 * @param {readonly [Side, Side]} sides
 * @param {number} rows how many lines there are
 */
export function inStep(sides, rows) {
  /** The side that the editor scrolls, which the other follows; -1 after a line was brought into view on both. */
  let leads = -1;
  let asked = 0;
  let frame = 0;

  /**
   * Scrolls now, and again until everything in view has its final height.
   * @param {() => void} go
   * @param {number} [left] frames
   */
  function settle(go, left = FRAMES) {
    cancelAnimationFrame(frame);
    go();
    if (left) frame = requestAnimationFrame(() => settle(go, left - 1));
  }

  /** @param {Side} side */
  const topOf = ({ pane }) => pane.getBoundingClientRect().top;

  /**
   * Scrolls a side until a line is at a given distance below its top.
   * @param {Side} side
   * @param {number} row
   * @param {number} below CSS px
   */
  function bring(side, row, below) {
    let node = null;
    for (let d = 0; d < NEAR && !node; d++)
      node = (row + d < rows ? side.nodeOf(row + d) : null) ?? (row >= d ? side.nodeOf(row - d) : null);
    if (node) side.pane.scrollTop += node.getBoundingClientRect().top - topOf(side) - below;
  }

  function follow() {
    asked = 0;
    const [from, to] = leads ? [sides[1], sides[0]] : sides;
    const top = topOf(from);
    let node = firstBelow(from.list.children, top);
    if (node && !node.hasAttribute('data-row')) node = firstBelow(node.querySelectorAll('.piece[data-row]'), top);
    if (node) settle(() => bring(to, Number(node.getAttribute('data-row')), node.getBoundingClientRect().top - top));
  }

  sides.forEach(({ pane }, side) => {
    for (const intent of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
      pane.addEventListener(
        intent,
        () => {
          leads = side;
          cancelAnimationFrame(frame);
        },
        { passive: true },
      );
    }
    pane.addEventListener(
      'scroll',
      () => {
        if (side === leads && !asked) asked = requestAnimationFrame(follow);
      },
      { passive: true },
    );
  });

  return {
    /** Shows a line on both sides, at the same height if possible. @param {number} row */
    show(row) {
      const [source, made] = sides;
      leads = -1;
      settle(() => {
        const node = source.nodeOf(row);
        // In a narrow window, only one side is shown.
        if (!node?.offsetParent) return bring(made, row, made.pane.clientHeight / 3);
        const { top, bottom } = node.getBoundingClientRect();
        const { top: above, bottom: below, height } = source.pane.getBoundingClientRect();
        if (top < above + 8 || bottom > below - 8) bring(source, row, height / 3);
        bring(made, row, Math.max(0, node.getBoundingClientRect().top - above));
      });
    },
  };
}
