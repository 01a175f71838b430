/**
 * The reader's choice of type and colours: a panel below its button, and the way into the elder mode and out of it. A
 * file of its own, fetched when one of the two is pressed.
 */
import { KEPT, LOOKS } from '../element/look.js';
import { tell } from '../element/tell.js';
import { strings } from './i18n/zh-Hans.look.js';
import { createLookPanel } from './views/look.js';
/** @import {Look} from '../element/look.js' */
/** @import {LateContext} from './views/parts.js' */

/**
 * @param {HTMLElement} button
 * @param {LateContext} context
 * @param {Look} look
 * @param {Storage | null} storage null: what is chosen holds for this visit
 * @param {() => void} changed
 */
export function createLooks(button, context, look, storage, changed) {
  const words = { ...context, t: { ...strings, ...context.t } };
  const ending = new AbortController();

  /** @param {Partial<Record<typeof LOOKS[number], string | null>>} choice null: as the page says */
  function choose(choice) {
    Object.assign(look.chosen, choice);
    try {
      for (const [name, value] of Object.entries(choice)) {
        if (value === null) storage?.removeItem(KEPT + name);
        else storage?.setItem(KEPT + name, value);
      }
    } catch {
      // Storage that is full or refused keeps nothing; the choice holds for this visit.
    }
    look.show();
    panel.update();
    changed();
    const detail = LOOKS.map((name) => [
      name,
      look.shown(name) in words.t.look[name] ? look.shown(name) : look.element[name],
    ]);
    tell(look.element, 'look', Object.fromEntries(detail));
  }

  const panel = createLookPanel(button, words, look, { choose, kept: storage !== null }, ending.signal);

  return {
    toggle: panel.toggle,

    /** Into the elder mode; out of it to what the page says, where that is another. */
    elder() {
      const on = look.shown('size') !== 'elder';
      choose({ size: on ? 'elder' : look.element.size === 'elder' ? 'medium' : null });
      words.say(on ? words.t.elderIs : words.t.elderWas);
    },

    update: panel.update,
    stop: () => ending.abort(),
  };
}
