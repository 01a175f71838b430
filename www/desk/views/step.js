/** Two panes that scroll in step: what stands at the top of one stands at the top of the other. */

/**
 * @typedef {object} Side
 * @property {HTMLElement} pane which scrolls
 * @property {(row: number) => HTMLElement | null} nodeOf what a line is there
 * @property {() => Iterable<HTMLElement>} nodes all that have a line (`data-row`), from top to bottom
 */

/** Lines that are looked through for one that the other side has too. */
const NEAR = 40;

/**
 * @param {readonly [Side, Side]} sides
 * @param {number} rows how many lines there are
 */
export function inStep(sides, rows) {
  /** The side that the editor scrolls; the other follows. */
  let leads = 0;
  let asked = 0;

  /** @param {Side} side */
  const topOf = ({ pane }) => pane.getBoundingClientRect().top;

  /**
   * Scrolls a side until a line is so far below its top.
   * @param {Side} side
   * @param {number} row
   * @param {number} below px
   */
  function bring(side, row, below) {
    let node = null;
    for (let d = 0; d < NEAR && !node; d++) node = (row + d < rows ? side.nodeOf(row + d) : null) ?? (row >= d ? side.nodeOf(row - d) : null);
    if (node) side.pane.scrollTop += node.getBoundingClientRect().top - topOf(side) - below;
  }

  function follow() {
    asked = 0;
    const [from, to] = leads ? [sides[1], sides[0]] : sides;
    const top = topOf(from);
    for (const node of from.nodes()) {
      const { bottom, top: begins } = node.getBoundingClientRect();
      if (bottom <= top + 1) continue;
      return bring(to, Number(node.getAttribute('data-row')), begins - top);
    }
  }

  sides.forEach(({ pane }, side) => {
    for (const intent of ['wheel', 'touchstart', 'pointerdown', 'keydown']) pane.addEventListener(intent, () => (leads = side), { passive: true });
    pane.addEventListener('scroll', () => {
      if (side === leads && !asked) asked = requestAnimationFrame(follow);
    }, { passive: true });
  });

  return {
    /** Shows a line on both sides, at the same height where it can. @param {number} row */
    show(row) {
      const [source, made] = sides;
      const node = source.nodeOf(row);
      leads = 0;
      // In a narrow window one side is shown.
      if (!node?.offsetParent) return bring(made, row, made.pane.clientHeight / 3);
      const { top, bottom } = node.getBoundingClientRect();
      const { top: above, bottom: below, height } = source.pane.getBoundingClientRect();
      if (top < above + 8 || bottom > below - 8) bring(source, row, height / 3);
      bring(made, row, Math.max(0, node.getBoundingClientRect().top - above));
    },
  };
}
