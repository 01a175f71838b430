/**
 * A list of suggestions under the search field, as data: what is offered, which of it is walked to, what a key does.
 * The focus stays in the field all the while (WAI-ARIA Authoring Practices: combobox, list autocomplete, manual
 * selection). No DOM.
 */

/**
 * @template {{text: string}} T
 * @param {{draw: (items: readonly T[], active: number) => void, choose: (item: T) => void}} does
 * active: the place of the one that is walked to; -1: none, the reader is in the field
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
     * Other suggestions in place of those that are shown. One that was walked to stays so where it is offered again.
     * @param {readonly T[]} offered
     */
    offer(offered) {
      const text = items[active]?.text;
      items = offered;
      walk(items.findIndex((item) => item.text === text));
    },

    /** The reader types on, so is in the field again. */
    rest() {
      if (active >= 0) walk(-1);
    },

    close() {
      if (items.length > 0) combobox.offer([]);
    },

    /**
     * @param {string} key
     * @returns {boolean} whether the key was for the list; a key that leads out of it closes it
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
