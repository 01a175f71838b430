/** How a reader looks, its type and its colours: as the page says, until whoever reads it has chosen. */
/** @import {KanbaoReaderElement} from '../kanbao.js' */

/** What can be chosen; kept on the device under these names. */
export const LOOKS = /** @type {const} */ (['size', 'theme']);
export const KEPT = 'kanbao.';

/**
 * @param {KanbaoReaderElement} element
 * @param {HTMLElement} frame what holds the reader's parts, whose attributes the style sheet goes by
 * @param {Storage | null} storage null: what is chosen holds for this visit
 */
export function createLook(element, frame, storage) {
  const look = {
    element,
    /** What was chosen, by name. @type {Partial<Record<typeof LOOKS[number], string | null>>} */
    chosen: {},
    /** @param {typeof LOOKS[number]} name */
    shown: (name) => look.chosen[name] ?? element[name],
    show() {
      for (const name of LOOKS) frame.setAttribute(name, look.shown(name));
    },
  };
  for (const name of LOOKS) look.chosen[name] = storage?.getItem(KEPT + name);
  look.show();
  return look;
}

/** @typedef {ReturnType<typeof createLook>} Look */
