/** The source, line by line: its number, its kind, and what should be checked in it. */
import { fill, h } from '../../page/dom.js';
import { cellsOf, contributes, mainOf } from '../issue.js';
import { createSlices } from './slices.js';
/** @import {DeskWords} from '../desk.js' */
/** @import {View} from '../session.js' */
/** @import {Document, Row} from '../types.js' */

/** Kinds that are shown as left out beside text that is not. */
const APART = ['aside', 'dropped', 'lifted'];
/** More lines than fit on the screen. */
const FIRST = 40;

/**
 * @param {Document} doc
 * @returns {Map<number, number[]>} repairs and doubts by line
 */
export function notesByRow({ base }) {
  /** @type {Map<number, number[]>} */
  const all = new Map();
  base.notes.forEach(({ rows }, note) => rows.forEach((row) => all.set(row, [...(all.get(row) ?? []), note])));
  return all;
}

/**
 * Returns the sign of a repair or doubt.
 * @param {DeskWords} t
 * @param {Document} doc
 * @param {number} note
 */
export function flag(t, { base, verdicts }, note) {
  const { type } = base.notes[note];
  return h(
    'span',
    { class: `flag ${verdicts[note]}`, 'data-note': note, title: t.verdicts[verdicts[note]] },
    t.flags[type],
  );
}

/**
 * @param {Document} first
 * @param {DeskWords} t
 * @param {(row: number) => void} choose
 */
export function createSource(first, t, choose) {
  const marks = /** @type {Record<string, string>} */ ({ ...t.marks, ...t.kinds });
  const notes = notesByRow(first);
  const list = h('ol', { class: 'lines', role: 'listbox', tabindex: 0, 'aria-label': t.source, lang: 'zh-Hans' });
  /** @type {HTMLElement[]} */
  let nodes = [];
  list.addEventListener('click', ({ target }) => {
    const row = target instanceof Element && target.closest('li')?.getAttribute('data-row');
    if (row) choose(Number(row));
  });
  /** The document shown. @type {Document | null} */
  let shown = null;
  let current = -1;
  /** The first lines of articles. @type {Set<number>} */
  let begins = new Set();

  /**
   * @param {Document} doc
   * @param {Row} row
   */
  function text({ base }, row) {
    const parts = [];
    const whole = contributes(row);
    let at = row.start;
    for (const { kind, start, end, text: corrected } of cellsOf(row)) {
      parts.push(base.text.slice(at, start));
      const said = base.text.slice(start, end);
      if (corrected !== undefined) parts.push(h('del', null, said), h('ins', null, corrected));
      else parts.push(whole && APART.includes(kind) ? h('span', { class: 'apart' }, said) : said);
      at = end;
    }
    return parts;
  }

  /** @param {number} row */
  function draw(row) {
    const doc = /** @type {Document} */ (shown);
    const it = doc.rows[row];
    const { kind } = mainOf(it);
    const gap = row > 0 && it.line > doc.rows[row - 1].line + 1;
    nodes[row].className = ['row', `k-${kind}`, gap && 'gap', begins.has(row) && 'begins'].filter(Boolean).join(' ');
    fill(
      nodes[row],
      h('span', { class: 'no' }, String(it.line)),
      h('span', { class: 'is', lang: t.lang }, marks[kind]),
      h('span', { class: 'said' }, ...text(doc, it)),
      h(
        'span',
        { class: 'flags', lang: t.lang },
        (notes.get(row) ?? []).map((note) => flag(t, doc, note)),
      ),
    );
  }

  /** @param {Document} doc */
  function beginnings({ runs, rows }) {
    return new Set(runs.slice(1).flatMap((run) => run.rows.find((row) => contributes(rows[row])) ?? []));
  }

  const slices = createSlices(draw, FIRST);

  return {
    list,
    /** @param {number} row */
    nodeOf: (row) => nodes[row] ?? null,

    /** @param {View} view */
    update({ doc, row }) {
      if (!shown) {
        nodes = doc.rows.map((_, line) => h('li', { role: 'option', id: `desk-${line}`, 'data-row': line }));
        list.append(...nodes);
      }
      if (doc !== shown) {
        const [before, were] = [shown, begins];
        shown = doc;
        begins = beginnings(doc);
        const other = [...doc.rows.keys()].filter(
          (i) =>
            doc.rows[i] !== before?.rows[i] ||
            were.has(i) !== begins.has(i) ||
            notes.get(i)?.some((note) => doc.verdicts[note] !== before.verdicts[note]),
        );
        slices.draw(other, other.indexOf(row));
      }
      if (row !== current) {
        nodes[current]?.removeAttribute('aria-selected');
        current = row;
        list.setAttribute('aria-activedescendant', `desk-${row}`);
      }
      nodes[row]?.setAttribute('aria-selected', 'true');
    },
  };
}
