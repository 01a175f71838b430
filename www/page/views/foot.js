/** The footer: a newer version, the keyboard shortcuts, and a note on privacy. */
import { fill, h } from '../dom.js';
/** @import {SlashKey} from '../keys.js' */
/** @import {LaterContext} from './parts.js' */
/** @import {State} from '../types.js' */

/**
 * @param {HTMLElement} root
 * @param {LaterContext} context
 * @param {SlashKey} slashKey
 * @param {() => void} useUpdate
 */
export function createFoot(root, { t }, slashKey, useUpdate) {
  const slash = h('input', { type: 'checkbox' });
  slash.checked = slashKey.on;
  slash.addEventListener('change', () => {
    slashKey.on = slash.checked;
  });
  const update = h(
    'p',
    { hidden: true },
    t.update,
    h('button', { type: 'button', class: 'link', onclick: useUpdate }, t.updateNow),
  );
  fill(
    root,
    update,
    h('p', null, t.footer),
    h(
      'details',
      null,
      h('summary', null, t.keys),
      h(
        'dl',
        null,
        t.keyList.map(([key, what]) => h('div', null, h('dt', null, h('kbd', null, key)), h('dd', null, what))),
      ),
      h('label', null, slash, ` ${t.keySlash}`),
    ),
  );
  return {
    /** @param {State} state */
    update(state) {
      update.hidden = !state.update;
    },
  };
}
