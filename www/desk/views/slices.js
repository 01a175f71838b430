/** Drawing in slices, so that a long text keeps nobody waiting: what is near at once, the rest a little at a time. */

/** How long a slice keeps the page from answering its reader (ms). */
const SLICE_MS = 16;

/**
 * @param {(it: number) => void} draw
 * @param {number} first so many of those that are to be drawn are drawn at once
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
    /** Draws one that somebody needs, if it is not drawn yet. */
    now,
    /**
     * @param {readonly number[]} all that have changed, in order
     * @param {number} near the place among them of what is looked at
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
