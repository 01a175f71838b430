/**
 * Drawing in slices, so that a long text does not block the page: what is near is drawn at once, the rest bit by bit.
 */

/** Maximum time that a slice may keep the page from responding (ms). */
const SLICE_MS = 16;

/**
 * @param {(it: number) => void} draw
 * @param {number} first how many are drawn at once
 */
export function createSlices(draw, first) {
  /** @type {Set<number>} */
  const due = new Set();
  let timer = 0;

  /** @param {number} it */
  function now(it) {
    if (due.delete(it)) draw(it);
  }

  function slice() {
    const end = performance.now() + SLICE_MS;
    for (const it of due) {
      now(it);
      if (performance.now() > end) break;
    }
    timer = due.size && setTimeout(slice);
  }

  return {
    /** Draws one that is needed now, unless it has been drawn. */
    now,
    /**
     * @param {readonly number[]} all those that have changed, in order
     * @param {number} near the index in `all` of the one being viewed
     */
    draw(all, near) {
      const from = Math.max(0, near - first / 2);
      [...all.slice(from), ...all.slice(0, from)].forEach((it, i) => {
        due.add(it);
        if (i < first) now(it);
      });
      if (due.size && !timer) timer = setTimeout(slice);
    },
  };
}
