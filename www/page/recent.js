/** What was looked for in this visit, the newest first. Nothing of it is kept when the page goes. No DOM. */

/** @param {number} most queries that are remembered */
export function createRecent(most) {
  /** @type {string[]} */
  let queries = [];
  return {
    /** @param {string} q */
    add(q) {
      if (q) queries = [q, ...queries.filter((one) => one !== q)].slice(0, most);
    },
    list: () => queries,
  };
}
