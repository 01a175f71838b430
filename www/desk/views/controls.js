/** The controls for the current repair or doubt, and for the current line. */
import { fill, h } from '../../page/dom.js';
import { isRepairable, said } from '../document.js';
import { contributes, mainOf } from '../issue.js';
/** @import {DeskWords} from '../desk.js' */
/** @import {Session, View} from '../session.js' */
/** @import {Mark, Note} from '../types.js' */

/** The kinds, by the digit that marks a line as such. @type {readonly Mark[]} */
export const MARKS = [
  'aside',
  'headline',
  'kicker',
  'subtitle',
  'byline',
  'section',
  'subheading',
  'paragraph',
  'continuation',
  'caption',
];

/** Characters of a text that are quoted, and of either side of a seam. */
const QUOTED = 60;
const BESIDE = 14;

/** @param {string} text */
const quoted = (text) => (text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);

/**
 * @param {DeskWords} t
 * @param {Session} session
 */
export function createControls(t, session) {
  const { verdicts } = t;
  const button = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {string | null} */ key,
    /** @type {() => void} */ act,
  ) => h('button', { type: 'button', class: name, 'aria-keyshortcuts': key, onclick: act }, label);
  const previous = h('button', {
    type: 'button',
    class: 'button turn-note before',
    'aria-label': t.previous,
    'aria-keyshortcuts': 'P',
    onclick: () => session.step(-1),
  });
  const next = h('button', {
    type: 'button',
    class: 'button turn-note after',
    'aria-label': t.next,
    'aria-keyshortcuts': 'N',
    onclick: () => session.step(1),
  });
  const place = h('span', { class: 'place' });
  const what = h('p', { class: 'about-what' });
  const change = h('p', { class: 'change', lang: 'zh-Hans' });
  const accept = button('button strong accept', t.accept, 'A', session.accept);
  const reject = button('button reject', t.reject, 'X', session.reject);
  const noted = h(
    'div',
    { class: 'noted', role: 'group', 'aria-label': t.notes },
    h('div', { class: 'turning' }, previous, place, next),
    h('div', { class: 'about' }, what, change),
    h('div', { class: 'judging' }, accept, reject),
  );

  const marks = [...MARKS.slice(1), MARKS[0]].map((as) => ({
    as,
    it: button('mark', t.marks[as], String(MARKS.indexOf(as)), () => void session.mark(as)),
  }));
  const split = button('mark split', t.split, 'S', () => void session.split());
  const edit = button('mark edit', t.edit, 'E', begin);
  const shifts = /** @type {const} */ ([
    [-1, t.lineUp, 'U', 'raise'],
    [1, t.lineDown, 'D', 'lower'],
  ]).map(([by, words, key, name]) =>
    h('button', {
      type: 'button',
      class: `mark ${name}`,
      'aria-label': words,
      title: words,
      'aria-keyshortcuts': key,
      onclick: () => session.shift(by),
    }),
  );
  const label = h('span', { class: 'which' });
  const tools = h(
    'div',
    { class: 'marks', role: 'toolbar', 'aria-label': t.markAs },
    label,
    marks.map(({ it }) => it),
    h('span', { class: 'gap' }),
    shifts,
    split,
    edit,
  );

  const field = h('textarea', { rows: 2, lang: 'zh-Hans', 'aria-label': t.editLabel, spellcheck: 'false' });
  const form = h(
    'form',
    { class: 'editing', hidden: true },
    field,
    h('button', { class: 'button strong' }, t.save),
    button('button cancel', t.cancel, null, () => end()),
  );
  /** What receives the focus once the text is corrected. @type {HTMLElement | null} */
  let origin = null;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    session.does({ type: 'text', row: session.view().row, text: field.value });
    end();
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter') form.requestSubmit();
    else if (event.key === 'Escape') end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function begin() {
    const { doc, row } = session.view();
    if (!contributes(doc.rows[row])) return;
    field.value = said(doc, row);
    const focused = /** @type {ShadowRoot} */ (form.getRootNode()).activeElement;
    origin = focused instanceof HTMLElement ? focused : null;
    form.hidden = false;
    tools.hidden = true;
    field.focus();
  }

  function end() {
    if (form.hidden) return;
    form.hidden = true;
    tools.hidden = false;
    (origin?.isConnected ? origin : edit).focus();
  }

  /** @param {Note} note */
  function changeOf({ code, type, before, after }) {
    if (type === 'doubt') return [quoted(before)];
    if (code === 'rejoined') {
      const parts = before.split('\n');
      return parts
        .slice(1)
        .flatMap((part, i) => [
          i ? '　' : '',
          `…${parts[i].slice(-BESIDE)}`,
          h('span', { class: 'seam' }),
          `${part.slice(0, BESIDE)}…`,
        ]);
    }
    return [h('del', null, quoted(before)), after && ' → ', after && h('ins', null, quoted(after))];
  }

  return {
    noted,
    tools: h('div', { class: 'at-line' }, tools, form),
    edit: begin,

    /** @param {View} view */
    update({ doc, row, note }) {
      const { notes } = doc.base;
      const it = notes[note];
      const off = notes.length === 0;
      for (const one of [previous, next, accept, reject]) one.hidden = off;
      accept.hidden ||= !it;
      reject.hidden ||= !it;
      place.textContent = off ? '' : t.place(note + 1, notes.length);
      if (!it) fill(what, off ? t.none : t.start);
      else
        fill(what, h('b', null, t.kind[it.code] ?? it.code), ` · ${t.line(it.line)} · ${verdicts[doc.verdicts[note]]}`);
      fill(change, it ? changeOf(it) : '');
      if (it) {
        const undone = doc.verdicts[note] === 'undone';
        const can = it.type === 'doubt' ? doc.verdicts[note] !== 'open' : isRepairable(doc, note);
        reject.disabled = !can;
        reject.textContent = it.type === 'doubt' ? t.reopen : undone ? t.restore : t.reject;
        reject.title = can || it.type === 'doubt' ? '' : t.byHand;
        accept.disabled = doc.verdicts[note] === 'accepted';
      }
      const { kind } = mainOf(doc.rows[row]);
      label.textContent = t.which(doc.rows[row].line);
      for (const { as, it: mark } of marks) mark.setAttribute('aria-pressed', String(as === kind));
      edit.disabled = !contributes(doc.rows[row]);
    },
  };
}
