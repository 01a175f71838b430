/** The foot of the page: what the keys do, and what happens to the reader's words (nothing). */
import { fill, h } from '../dom.js';
import { slashKey } from '../keys.js';
/** @import {Context} from './parts.js' */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 */
export function createFoot(root, { t }) {
  const slash = h('input', { type: 'checkbox' });
  slash.checked = slashKey.on;
  slash.addEventListener('change', () => {
    slashKey.on = slash.checked;
  });
  fill(root,
    h('p', null, t.footer),
    h('details', null, h('summary', null, t.keys),
      h('dl', null, t.keyList.map(([key, what]) => h('div', null, h('dt', null, h('kbd', null, key)), h('dd', null, what)))),
      h('label', null, slash, ` ${t.keySlash}`)));
}
