/** A panel over the page. */
import { h } from '../dom.js';

/**
 * @param {{close: string}} t
 * @param {string} title
 * @param {string} name of the style
 * @param {() => void} closed
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
 * @param {HTMLDialogElement} dialog
 * @param {boolean} shown
 */
export function show(dialog, shown) {
  if (shown === dialog.open) return;
  if (shown) dialog.showModal();
  else dialog.close();
}
