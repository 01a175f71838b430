/** The panel that lists what was repaired and doubted in a text. */
import { fill, h } from '../dom.js';
import { bulletinOf } from '../store.js';
import { panel, show } from './panel.js';
/** @import {BroughtContext} from './parts.js' */
/** @import {State} from '../types.js' */

/** Characters of a repaired text that are shown, with the damage in the middle. */
const SHOWN = 160;

/**
 * Returns a text, shortened if it is long: to the part where `a` and `b` first differ, or to its beginning.
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
 * @param {BroughtContext} context
 */
export function createReportPanel(root, { t, dispatch }) {
  const body = h('div', { class: 'report' });
  const dialog = panel(
    t,
    t.reportTitle,
    'report',
    () => dispatch({ type: 'report', shown: false }),
    h('p', { class: 'note' }, t.reportIntro),
    body,
  );
  root.appendChild(dialog);
  let shown = 0;

  /**
   * @param {string} kind
   * @param {number} line
   * @param {Node} text
   */
  const entry = (kind, line, text) =>
    h('li', null, h('p', null, h('b', null, t.kind[kind] ?? kind), h('span', { class: 'line' }, t.line(line))), text);

  /** @param {string} text */
  const asWas = (text) => h('p', { lang: 'zh-Hans', class: 'was' }, around(text, ''));

  /**
   * @param {string} before
   * @param {string} after
   */
  const change = (before, after) =>
    h(
      'dl',
      { lang: 'zh-Hans' },
      h('dt', { lang: t.lang }, t.before),
      h('dd', { class: 'was' }, around(before, after)),
      h('dt', { lang: t.lang }, t.after),
      h('dd', null, after ? around(after, before) : t.dropped),
    );

  /**
   * @param {string} title
   * @param {HTMLElement[]} entries
   */
  const part = (title, entries) =>
    entries.length > 0 && h('section', null, h('h3', null, title), h('ol', null, entries));

  return {
    /** @param {State} state */
    update(state) {
      show(dialog, state.report);
      const bulletin = bulletinOf(state);
      if (!state.report || !bulletin?.report || bulletin.id === shown) return;
      shown = bulletin.id;
      const { repairs, doubts, setAside } = bulletin.report;
      fill(
        body,
        part(
          t.doubts(doubts.length),
          doubts.map(({ code, line, text }) => entry(code, line, asWas(text))),
        ),
        part(
          t.repairs(repairs.length),
          repairs.map(({ kind, line, before, after }) => entry(kind, line, change(before, after))),
        ),
        part(
          t.setAside(setAside.length),
          setAside.map(({ kind, line, text }) => entry(kind, line, asWas(text))),
        ),
      );
    },
  };
}
