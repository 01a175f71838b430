/** The panel for opening another bulletin. */
import { fill, h } from '../dom.js';
import { createOpener } from '../opener.js';
import { panel, show } from './panel.js';
import { problemNodes } from './problem.js';
/** @import {LaterContext} from './parts.js' */
/** @import {State} from '../types.js' */

/**
 * @param {Node} root
 * @param {LaterContext} context
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
  const dialog = panel(
    t,
    t.openTitle,
    'open',
    () => dispatch({ type: 'opener', shown: false }),
    trouble,
    h('p', null, t.openIntro),
    h('label', { class: 'button strong' }, file, t.openFile),
    form,
    h('p', { class: 'note' }, t.openPrivate),
  );
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
      fill(
        trouble,
        state.openError &&
          [h('h3', null, t.openFailedTitle), ...problemNodes(t, state.openError)].filter((node) => node !== ''),
      );
    },
  };
}
