/** A panel over the page. */
import { h } from '../dom.js';

/**
 * Creates a panel.
 * @param {{close: string}} t
 * @param {string} title
 * @param {string} name its class, for the style sheet
 * @param {() => void} closed called when it is closed
 * @param {...Node} children
 */
export function panel(t, title, name, closed, ...children) {
  const dialog = h(
    'dialog',
    { class: `panel ${name}`, 'aria-label': title },
    h(
      'div',
      { class: 'head' },
      h('h2', null, title),
      h('button', { type: 'button', class: 'close', 'aria-label': t.close, onclick: () => dialog.close() }),
    ),
    ...children,
  );
  dialog.addEventListener('close', closed);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}

/**
 * Opens or closes a panel.
 * @param {HTMLDialogElement} dialog
 * @param {boolean} shown
 */
export function show(dialog, shown) {
  if (shown === dialog.open) return;
  if (shown) dialog.showModal();
  else dialog.close();
}
