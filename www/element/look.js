/** A reader's look, its type and colours: as the page sets them until the user chooses. */
/** @import {KanbaoReaderElement} from '../kanbao.js' */

/** The settings that can be chosen; they are stored on the device under these names. */
export const LOOKS = /** @type {const} */ (['size', 'theme']);
export const KEPT = 'kanbao.';

/**
 * @param {KanbaoReaderElement} element
 * @param {HTMLElement} frame what holds the reader's parts, whose attributes the style sheet uses
 * @param {Storage | null} storage null: choices last for this visit only
 */
export function createLook(element, frame, storage) {
  const look = {
    element,
    /** The user's choices, by name. @type {Partial<Record<typeof LOOKS[number], string | null>>} */
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
