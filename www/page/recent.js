/** The queries of this visit, newest first. They are forgotten when the page goes. No DOM. */

/** @param {number} most maximum number of queries to remember */
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
