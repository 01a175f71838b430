/**
 * The list of suggestions under the search field, as data: what it offers, which suggestion is active, what a key does.
 * The focus stays in the field throughout (WAI-ARIA Authoring Practices: combobox with list autocomplete and manual
 * selection). No DOM.
 */

/**
 * @template {{text: string}} T
 * @param {{draw: (items: readonly T[], active: number) => void, choose: (item: T) => void}} does
 * active: the index of the active suggestion; -1 if the user is in the field
 */
export function createCombobox({ draw, choose }) {
  /** @type {readonly T[]} */
  let items = [];
  let active = -1;

  /** @param {number} to */
  function walk(to) {
    active = to;
    draw(items, active);
  }

  const combobox = {
    get open() {
      return items.length > 0;
    },

    /**
     * Replaces the suggestions shown. The active one stays active if it is offered again.
     * @param {readonly T[]} offered
     */
    offer(offered) {
      const text = items[active]?.text;
      items = offered;
      walk(items.findIndex((item) => item.text === text));
    },

    /** Deactivates the active suggestion: the user types again, and so is back in the field. */
    rest() {
      if (active >= 0) walk(-1);
    },

    close() {
      if (items.length > 0) combobox.offer([]);
    },

    /**
     * Handles a key. A key that leads out of the list closes it.
     * @param {string} key
     * @returns {boolean} whether the key was meant for the list
     */
    take(key) {
      const item = items[active];
      if (items.length === 0) return false;
      if (key === 'ArrowDown' && active + 1 < items.length) walk(active + 1);
      else if (key === 'ArrowUp') walk(active < 0 ? items.length - 1 : active - 1);
      else if (key === 'Enter' && item) combobox.pick(item);
      else {
        combobox.close();
        return key === 'Escape';
      }
      return true;
    },

    /** @param {T} item */
    pick(item) {
      combobox.close();
      choose(item);
    },
  };
  return combobox;
}
