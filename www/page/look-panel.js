/** The user's choice of type and colours: a panel below its button, and the switch for elder mode. */
import { KEPT, LOOKS } from '../element/look.js';
import { tell } from '../element/tell.js';
import { createLookPanel } from './views/look.js';
/** @import {Look} from '../element/look.js' */
/** @import {LaterContext} from './views/parts.js' */

/**
 * @param {HTMLElement} button
 * @param {LaterContext} context
 * @param {Look} look
 * @param {Storage | null} storage null: choices last for this visit only
 * @param {() => void} changed called after each choice
 */
export function createLooks(button, context, look, storage, changed) {
  const ending = new AbortController();

  /** @param {Partial<Record<typeof LOOKS[number], string | null>>} choice null: as the page sets it */
  function choose(choice) {
    Object.assign(look.chosen, choice);
    try {
      for (const [name, value] of Object.entries(choice)) {
        if (value === null) storage?.removeItem(KEPT + name);
        else storage?.setItem(KEPT + name, value);
      }
    } catch {
      // If storage is full or refused, the choice lasts for this visit only.
    }
    look.show();
    panel.update();
    changed();
    const detail = LOOKS.map((name) => [
      name,
      look.shown(name) in context.t.look[name] ? look.shown(name) : look.element[name],
    ]);
    tell(look.element, 'look', Object.fromEntries(detail));
  }

  const panel = createLookPanel(button, context, look, { choose, kept: storage !== null }, ending.signal);

  return {
    toggle: panel.toggle,

    /** Switches elder mode on, or off: to the page's own setting, or to `medium` if that is `elder` too. */
    elder() {
      const on = look.shown('size') !== 'elder';
      choose({ size: on ? 'elder' : look.element.size === 'elder' ? 'medium' : null });
      context.say(on ? context.t.elderIs : context.t.elderWas);
    },

    update: panel.update,
    stop: () => ending.abort(),
  };
}
