/** A panel to choose type and colours, below the button that opens it. Choices take effect at once. */
import { focusIn, h } from '../dom.js';
import { LOOKS } from '../../element/look.js';
/** @import {Look} from '../../element/look.js' */
/** @import {LaterContext} from './parts.js' */

/**
 * @param {HTMLElement} button
 * @param {LaterContext} context
 * @param {Look} look
 * @param {{choose: (choice: Partial<Record<typeof LOOKS[number], string | null>>) => void, kept: boolean}} does
 * kept: whether choices are stored on the device
 * @param {AbortSignal} signal aborted when the reader ends
 */
export function createLookPanel(button, { t }, look, { choose, kept }, signal) {
  /** @type {HTMLInputElement[]} */
  const radios = [];

  /** @param {typeof LOOKS[number]} name */
  const group = (name) =>
    h(
      'fieldset',
      { class: `choice ${name}` },
      h('legend', null, t.looks[name]),
      Object.entries(t.look[name]).map(([value, words]) => {
        const radio = h('input', { type: 'radio', name, value, onchange: () => choose({ [name]: value }) });
        radios.push(radio);
        return h('label', { 'data-value': value }, radio, h('span', null, words));
      }),
    );

  const undo = h(
    'button',
    {
      type: 'button',
      class: 'link',
      onclick() {
        choose({ size: null, theme: null });
        radios.find(({ checked }) => checked)?.focus();
      },
    },
    t.lookUndo,
  );
  const panel = h(
    'div',
    { class: 'look-panel', id: 'look', role: 'group', 'aria-label': t.lookTitle, hidden: true },
    LOOKS.map(group),
    h('p', { class: 'note' }, kept ? t.lookKept : t.lookNow, undo),
  );
  button.after(panel);
  button.setAttribute('aria-controls', panel.id);

  /** @param {boolean} shown */
  function show(shown) {
    panel.hidden = !shown;
    button.setAttribute('aria-expanded', String(shown));
  }

  function close() {
    if (panel.hidden) return;
    const focused = panel.contains(focusIn(panel));
    show(false);
    if (focused) button.focus();
  }

  const within = (/** @type {Event} */ event) => [panel, button].some((node) => event.composedPath().includes(node));
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    close();
  });
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.preventDefault();
    close();
  });
  // Moving the focus elsewhere closes the panel.
  panel.addEventListener('focusout', ({ relatedTarget: to }) => {
    if (to instanceof Node && to !== button && !panel.contains(to)) show(false);
  });
  panel.ownerDocument.addEventListener(
    'pointerdown',
    (event) => {
      if (!within(event)) show(false);
    },
    { signal, passive: true },
  );

  return {
    toggle() {
      if (!panel.hidden) return close();
      show(true);
      radios.find(({ checked }) => checked)?.focus({ preventScroll: true });
    },

    update() {
      for (const radio of radios)
        radio.checked = look.shown(/** @type {typeof LOOKS[number]} */ (radio.name)) === radio.value;
      undo.disabled = LOOKS.every((name) => !look.chosen[name]);
    },
  };
}
