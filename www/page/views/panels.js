/** The two panels: opening another bulletin, and what was mended and doubted in it. */
import { fill, h } from '../dom.js';
import { bulletinOf } from '../store.js';
import { createOpener } from '../opener.js';
import { problemNodes } from './problem.js';
/** @import {LateContext} from './parts.js' */
/** @import {State} from '../types.js' */

/** Characters of a repaired text that are shown; the place of the damage is in their middle. */
const SHOWN = 160;

/**
 * @param {LateContext['t']} t
 * @param {string} title
 * @param {string} name of the style
 * @param {() => void} closed
 * @param {...Node} children
 */
function panel(t, title, name, closed, ...children) {
  const dialog = h('dialog', { class: `panel ${name}`, 'aria-label': title },
    h('div', { class: 'head' }, h('h2', null, title),
      h('button', { type: 'button', class: 'close', 'aria-label': t.close, onclick: () => dialog.close() })),
    ...children);
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
function show(dialog, shown) {
  if (shown === dialog.open) return;
  if (shown) dialog.showModal();
  else dialog.close();
}

/**
 * @param {Node} root
 * @param {LateContext} context
 * @param {{file: (file: File) => void, text: (text: string) => void}} opened
 * @param {EventTarget} scope where files may be dropped
 */
export function createOpenPanel(root, { t, dispatch }, opened, scope) {
  const file = h('input', { type: 'file', accept: '.txt,.json,text/plain,application/json', class: 'unseen' });
  const paste = h('textarea', { rows: 7, lang: 'zh-Hans', spellcheck: 'false' });
  const read = h('button', { class: 'button strong' }, t.openRead);
  const form = h('form', null, h('label', null, h('span', null, t.openPaste), paste), read);
  const trouble = h('div', { class: 'trouble', role: 'alert' });
  const veil = h('div', { class: 'veil', hidden: true }, h('p', null, t.drop));
  const dialog = panel(t, t.openTitle, 'open', () => dispatch({ type: 'opener', shown: false }),
    trouble, h('p', null, t.openIntro), h('label', { class: 'button strong' }, file, t.openFile), form, h('p', { class: 'note' }, t.openPrivate));
  root.appendChild(dialog);
  root.appendChild(veil);
  const opener = createOpener({ file, paste, form, veil }, opened, scope);
  opener.start();

  return {
    stop: opener.stop,

    /**
     * @param {State} state
     * @param {State | null} prev
     */
    update(state, prev) {
      show(dialog, state.opener);
      read.disabled = state.opening !== null;
      if (state.local !== prev?.local) paste.value = '';
      if (state.openError === prev?.openError) return;
      fill(trouble, state.openError && [h('h3', null, t.openFailedTitle), ...problemNodes(t, state.openError)].filter((node) => node !== ''));
    },
  };
}

/**
 * The two ends of a long text, or the stretch where `a` and `b` first differ.
 * @param {string} a
 * @param {string} b
 */
function around(a, b) {
  if (a.length <= SHOWN) return a;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const start = b && same < a.length ? Math.max(0, Math.min(same - SHOWN / 2, a.length - SHOWN)) : 0;
  return `${start > 0 ? '…' : ''}${a.slice(start, start + SHOWN)}${start + SHOWN < a.length ? '…' : ''}`;
}

/**
 * @param {Node} root
 * @param {LateContext} context
 */
export function createReportPanel(root, { t, dispatch }) {
  const body = h('div', { class: 'report' });
  const dialog = panel(t, t.reportTitle, 'report', () => dispatch({ type: 'report', shown: false }), h('p', { class: 'note' }, t.reportIntro), body);
  root.appendChild(dialog);
  let shown = 0;

  /**
   * @param {string} kind
   * @param {number} line
   * @param {Node} text
   */
  const entry = (kind, line, text) => h('li', null, h('p', null, h('b', null, t.kind[kind] ?? kind), h('span', { class: 'line' }, t.line(line))), text);

  /** @param {string} text */
  const asWas = (text) => h('p', { lang: 'zh-Hans', class: 'was' }, around(text, ''));

  /**
   * @param {string} before
   * @param {string} after
   */
  const change = (before, after) => h('dl', { lang: 'zh-Hans' },
    h('dt', { lang: t.lang }, t.before), h('dd', { class: 'was' }, around(before, after)),
    h('dt', { lang: t.lang }, t.after), h('dd', null, after ? around(after, before) : t.dropped));

  /**
   * @param {string} title
   * @param {HTMLElement[]} entries
   */
  const part = (title, entries) => entries.length > 0 && h('section', null, h('h3', null, title), h('ol', null, entries));

  return {
    /** @param {State} state */
    update(state) {
      show(dialog, state.report);
      const bulletin = bulletinOf(state);
      if (!state.report || !bulletin?.report || bulletin.id === shown) return;
      shown = bulletin.id;
      const { repairs, doubts, setAside } = bulletin.report;
      fill(body,
        part(t.doubts(doubts.length), doubts.map(({ code, line, text }) => entry(code, line, asWas(text)))),
        part(t.repairs(repairs.length), repairs.map(({ kind, line, before, after }) => entry(kind, line, change(before, after)))),
        part(t.setAside(setAside.length), setAside.map(({ kind, line, text }) => entry(kind, line, asWas(text)))));
    },
  };
}
