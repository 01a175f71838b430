/** The articles as they are now, each piece with the lines that it is made of. */
import { fill, focusIn, h, keyed } from '../../page/dom.js';
import { cellsOf, piecesOf, sectionsOf } from '../issue.js';
import { isArticle } from '../runs.js';
import { flag, notesByRow } from './source.js';
/** @import {DeskWords} from '../desk.js' */
/** @import {Piece} from '../issue.js' */
/** @import {View} from '../session.js' */
/** @import {Document, Facts, Run} from '../types.js' */

/** What each kind of piece is on the page. @type {Record<string, 'h3' | 'h4' | 'p'>} */
const TAGS = { headline: 'h3', subheading: 'h4' };

/**
 * @param {Document} first
 * @param {DeskWords} t
 * @param {{choose: (row: number) => void, merge: (run: number) => void, move: (run: number, by: 1 | -1) => void, fact: (name: keyof Facts, value: string) => void}} does
 */
export function createArticles(first, t, does) {
  const notes = notesByRow(first);
  const fields = /** @type {(keyof Facts)[]} */ (['paper', 'date', 'edition']).map((name) => {
    const input = h('input', { type: 'text', autocomplete: 'off', onchange: () => does.fact(name, input.value) });
    return { name, input, label: h('label', null, h('span', null, t.facts[name]), input) };
  });
  const list = h('div', { class: 'made' });
  const node = h('div', { class: 'all-made' }, h('div', { class: 'issue-facts' }, fields.map(({ label }) => label)), list);
  list.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest('button')) return;
    const row = target.closest('[data-row]')?.getAttribute('data-row');
    if (row) does.choose(Number(row));
  });
  /** @type {Map<number, HTMLElement>} */
  const nodes = new Map();
  /** What each article was drawn of. @type {WeakMap<HTMLElement, unknown[]>} */
  const drawn = new WeakMap();
  /** Pieces by line. @type {Map<number, HTMLElement>} */
  let pieces = new Map();
  /** The document that is drawn, and the piece of it that the current line is in. @type {Document | null} */
  let shown = null;
  /** @type {HTMLElement | null} */
  let here = null;
  /** The button that had the focus and was drawn anew. @type {{it: HTMLElement, name: string} | null} */
  let pressed = null;

  /** @param {Piece} piece */
  function textOf({ text, seams, people, kind }) {
    if (kind === 'byline' || kind === 'lifted') {
      return people.map((person) => h('span', { class: 'person' }, typeof person === 'string' ? person : `${person.role} ${person.name}`));
    }
    /** @type {(string | Node)[]} */
    const parts = [];
    let from = 0;
    for (const { at, row } of seams) {
      parts.push(text.slice(from, at), h('span', { class: 'seam', 'data-row': row, 'aria-hidden': 'true' }));
      from = at;
    }
    return [...parts, text.slice(from)];
  }

  /**
   * @param {Document} doc
   * @param {readonly number[]} rows
   */
  const flags = (doc, rows) => {
    const there = new Set(rows.flatMap((row) => notes.get(row) ?? []));
    return there.size > 0 && h('span', { class: 'flags', lang: t.lang }, [...there].map((note) => flag(t, doc, note)));
  };

  /**
   * @param {Document} doc
   * @param {Run} run
   * @param {string} section
   */
  function bodyOf(doc, run, section) {
    const made = piecesOf(doc, run);
    /** @type {(node: HTMLElement, rows: readonly number[]) => HTMLElement} */
    const placed = (it, rows) => {
      it.setAttribute('data-row', String(rows[0]));
      it.setAttribute('data-rows', rows.join(' '));
      return it;
    };
    const shown = made.map((piece) => ({
      row: piece.rows[0],
      it: placed(h(TAGS[piece.kind] ?? 'p', { class: `piece k-${piece.kind}` },
        h('span', { class: 'is', lang: t.lang }, t.marks[/** @type {keyof typeof t.marks} */ (piece.kind === 'lifted' ? 'byline' : piece.kind)]),
        h('span', { class: 'said' }, ...textOf(piece), piece.credit && h('span', { class: 'k-credit' }, piece.credit)),
        flags(doc, piece.rows)), piece.rows),
    }));
    for (const row of run.rows) {
      const cell = cellsOf(doc.rows[row]).find(({ kind }) => kind === 'dropped');
      if (!cell) continue;
      const it = placed(h('p', { class: 'piece k-gone' }, h('span', { class: 'is', lang: t.lang }, t.gone),
        h('s', { class: 'said' }, doc.base.text.slice(cell.start, cell.end)), flags(doc, [row])), [row]);
      shown.push({ row, it });
    }
    const order = (/** @type {number} */ row) => run.rows.indexOf(row);
    shown.sort((a, b) => order(a.row) - order(b.row));
    const headed = made.some(({ kind }) => kind === 'headline');
    return [
      section && !made.some(({ kind }) => kind === 'section') && h('p', { class: 'piece k-section' }, h('span', { class: 'is', lang: t.lang }, t.marks.section), h('span', { class: 'said' }, section)),
      !headed && isArticle(doc)(run) && h('h3', { class: 'piece k-headline nameless', lang: t.lang }, h('span', { class: 'said' }, t.untitled)),
      ...shown.map(({ it }) => it),
    ];
  }

  /**
   * @param {HTMLElement} it
   * @param {Document} doc
   * @param {Run} run
   * @param {number} number of the article; 0: it makes none
   * @param {number} all
   * @param {string} section
   */
  function draw(it, doc, run, number, all, section) {
    const verdicts = run.rows.flatMap((row) => (notes.get(row) ?? []).map((note) => doc.verdicts[note]));
    const now = [run, number, all, section, ...run.rows.map((row) => doc.rows[row]), ...verdicts];
    const before = drawn.get(it);
    if (before?.length === now.length && now.every((part, i) => part === before[i])) return;
    drawn.set(it, now);
    const title = t.article(number);
    const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ act, /** @type {boolean} */ off) =>
      h('button', { type: 'button', class: `act ${name}`, 'aria-label': `${label} · ${title}`, title: label, disabled: off, onclick: act }, name === 'merge' && label);
    const focused = focusIn(list);
    if (focused && it.contains(focused)) pressed = { it, name: focused.className.replace('act ', '') };
    fill(it,
      number > 0 && h('div', { class: 'top', lang: t.lang }, h('span', { class: 'which' }, title),
        button('merge', t.merge, () => does.merge(run.id), number === 1),
        button('up', t.up, () => does.move(run.id, -1), number === 1),
        button('down', t.down, () => does.move(run.id, 1), number === all)),
      ...bodyOf(doc, run, section));
  }

  /** @param {Document} doc */
  function show(doc) {
    shown = doc;
    for (const { name, input } of fields) if (input.value !== doc.facts[name]) input.value = doc.facts[name];
    const wanted = isArticle(doc);
    const section = sectionsOf(doc, new Map(doc.runs.map((run) => [run, piecesOf(doc, run)])));
    const runs = doc.runs.filter((run) => wanted(run) || run.rows.some((row) => cellsOf(doc.rows[row]).some(({ kind }) => kind === 'dropped')));
    const all = runs.filter(wanted).length;
    let number = 0;
    keyed(list, nodes, runs, ({ id }) => id, () => h('article', { class: 'article-made', lang: 'zh-Hans' }), (it, run) => {
      it.classList.toggle('whole-gone', !wanted(run));
      draw(it, doc, run, wanted(run) ? ++number : 0, all, section(run));
    });
    // Who presses a button again finds it where it was; one that does nothing more leaves the focus to its neighbour.
    if (pressed) /** @type {HTMLElement | null} */ (pressed.it.querySelector(`.act.${pressed.name}:enabled`) ?? pressed.it.querySelector('.act:enabled'))?.focus({ preventScroll: true });
    pressed = null;
    pieces = new Map();
    for (const it of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('.piece[data-rows]'))) {
      for (const row of (it.dataset.rows ?? '').split(' ')) pieces.set(Number(row), it);
    }
  }

  return {
    node,
    /** The piece that a line is in. @param {number} row */
    nodeOf: (row) => pieces.get(row) ?? null,

    /** @param {View} view */
    update({ doc, row }) {
      if (doc !== shown) show(doc);
      const now = pieces.get(row) ?? null;
      if (now !== here) here?.classList.remove('here');
      now?.classList.add('here');
      here = now;
    },
  };
}
