/** The articles as they are now, each piece linked to its lines. */
import { fill, focusIn, h, keyed } from '../../page/dom.js';
import { cellsOf, piecesOf, sectionsOf } from '../issue.js';
import { isArticle, placeOf } from '../runs.js';
import { createSlices } from './slices.js';
import { flag, notesByRow } from './source.js';
/** @import {DeskWords} from '../desk.js' */
/** @import {Piece} from '../issue.js' */
/** @import {View} from '../session.js' */
/** @import {Document, Facts, Run} from '../types.js' */

/** More articles than fit on the screen. */
const FIRST = 6;

/** The element for each kind of piece. @type {Record<string, 'h3' | 'h4' | 'p'>} */
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
  const node = h(
    'div',
    { class: 'all-made' },
    h(
      'div',
      { class: 'issue-facts' },
      fields.map(({ label }) => label),
    ),
    list,
  );
  list.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest('button')) return;
    const row = target.closest('[data-row]')?.getAttribute('data-row');
    if (row) does.choose(Number(row));
  });
  /**
   * What an article is drawn from.
   * @typedef {{run: Run, number: number, last: boolean, section: string, text: unknown[]}} Made number: 0 if the run
   * makes no article
   */
  /** @type {Map<number, HTMLElement>} */
  const nodes = new Map();
  /** What should be drawn, by the run's id. @type {Map<number, Made>} */
  const wanted = new Map();
  /** What each node was drawn from. @type {WeakMap<HTMLElement, Made>} */
  const drawn = new WeakMap();
  /** The document shown. @type {Document | null} */
  let shown = null;
  /** The piece that contains the current line. @type {HTMLElement | null} */
  let here = null;

  /** @param {Piece} piece */
  function textOf({ text, seams, people, kind }) {
    if (kind === 'byline' || kind === 'lifted') {
      return people.map((person) =>
        h('span', { class: 'person' }, typeof person === 'string' ? person : `${person.role} ${person.name}`),
      );
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
    return (
      there.size > 0 &&
      h(
        'span',
        { class: 'flags', lang: t.lang },
        [...there].map((note) => flag(t, doc, note)),
      )
    );
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
      it: placed(
        h(
          TAGS[piece.kind] ?? 'p',
          { class: `piece k-${piece.kind}` },
          h(
            'span',
            { class: 'is', lang: t.lang },
            t.marks[/** @type {keyof typeof t.marks} */ (piece.kind === 'lifted' ? 'byline' : piece.kind)],
          ),
          h(
            'span',
            { class: 'said' },
            ...textOf(piece),
            piece.credit && h('span', { class: 'k-credit' }, piece.credit),
          ),
          flags(doc, piece.rows),
        ),
        piece.rows,
      ),
    }));
    for (const row of run.rows) {
      const cell = cellsOf(doc.rows[row]).find(({ kind }) => kind === 'dropped');
      if (!cell) continue;
      const it = placed(
        h(
          'p',
          { class: 'piece k-gone' },
          h('span', { class: 'is', lang: t.lang }, t.gone),
          h('s', { class: 'said' }, doc.base.text.slice(cell.start, cell.end)),
          flags(doc, [row]),
        ),
        [row],
      );
      shown.push({ row, it });
    }
    const order = (/** @type {number} */ row) => run.rows.indexOf(row);
    shown.sort((a, b) => order(a.row) - order(b.row));
    const headed = made.some(({ kind }) => kind === 'headline');
    return [
      section &&
        !made.some(({ kind }) => kind === 'section') &&
        h(
          'p',
          { class: 'piece k-section' },
          h('span', { class: 'is', lang: t.lang }, t.marks.section),
          h('span', { class: 'said' }, section),
        ),
      !headed &&
        isArticle(doc)(run) &&
        h('h3', { class: 'piece k-headline nameless', lang: t.lang }, h('span', { class: 'said' }, t.untitled)),
      ...shown.map(({ it }) => it),
    ];
  }

  /** @param {Made} now @param {Made} [before] */
  const sameTop = (now, before) => now.number === before?.number && now.last === before.last;
  /** @param {Made} now @param {Made} [before] */
  const sameText = (now, before) =>
    now.text.length === before?.text.length && now.text.every((part, i) => part === before.text[i]);

  const slices = createSlices((id) => {
    const it = nodes.get(id);
    const now = wanted.get(id);
    if (!it || !now || !shown) return; // merged before it was drawn
    const { run, number, last, section } = now;
    const [top, pieces] = it.children;
    if (!sameTop(now, drawn.get(it))) {
      const title = t.article(number);
      const button = (
        /** @type {string} */ name,
        /** @type {string} */ label,
        /** @type {() => void} */ act,
        /** @type {boolean} */ off,
      ) =>
        h(
          'button',
          {
            type: 'button',
            class: `act ${name}`,
            'aria-label': `${label} · ${title}`,
            title: label,
            disabled: off,
            onclick: act,
          },
          name === 'merge' && label,
        );
      it.classList.toggle('whole-gone', !number);
      fill(
        top,
        ...(number
          ? [
              h('span', { class: 'which' }, title),
              button('merge', t.merge, () => does.merge(id), number === 1),
              button('up', t.up, () => does.move(id, -1), number === 1),
              button('down', t.down, () => does.move(id, 1), last),
            ]
          : []),
      );
    }
    if (!sameText(now, drawn.get(it))) fill(pieces, ...bodyOf(shown, run, section));
    drawn.set(it, now);
  }, FIRST);

  /**
   * @param {Document} doc
   * @param {number} row the current line
   */
  function show(doc, row) {
    shown = doc;
    for (const { name, input } of fields) if (input.value !== doc.facts[name]) input.value = doc.facts[name];
    const isOne = isArticle(doc);
    const section = sectionsOf(doc);
    const all = doc.runs.filter(isOne);
    let number = 0;
    for (const run of doc.runs) {
      const one = isOne(run);
      const said = section(run);
      const verdicts = run.rows.flatMap((line) => (notes.get(line) ?? []).map((note) => doc.verdicts[note]));
      wanted.set(run.id, {
        run,
        number: one ? ++number : 0,
        last: run === all[all.length - 1],
        section: said,
        text: [run, said, ...run.rows.map((line) => doc.rows[line]), ...verdicts],
      });
    }
    const runs = doc.runs.filter(
      (run) => isOne(run) || run.rows.some((line) => cellsOf(doc.rows[line]).some(({ kind }) => kind === 'dropped')),
    );
    const focused = focusIn(list);
    const from = focused?.closest('.article-made');
    const above = from?.previousElementSibling;
    keyed(
      list,
      nodes,
      runs,
      ({ id }) => id,
      () =>
        h('article', { class: 'article-made', lang: 'zh-Hans' }, h('div', { class: 'top', lang: t.lang }), h('div')),
      () => {},
    );
    const near = doc.runs[placeOf(doc, row)[0]]?.id;
    const other = runs
      .map(({ id }) => id)
      .filter((id) => {
        const [now, before] = [
          /** @type {Made} */ (wanted.get(id)),
          drawn.get(/** @type {HTMLElement} */ (nodes.get(id))),
        ];
        return !sameTop(now, before) || !sameText(now, before);
      });
    slices.draw(other, other.indexOf(near));
    // After a press, the focus returns to the same button, or to its neighbour if the button has become disabled.
    if (!focused || !from || focused.isConnected) return;
    const it = from.isConnected ? from : above;
    const next =
      it?.querySelector(`.${focused.className.replace(' ', '.')}:enabled`) ??
      it?.querySelector('.act:enabled') ??
      list.closest('.pane');
    /** @type {HTMLElement | null} */ (next)?.focus({ preventScroll: true });
  }

  /** Returns the piece that a line is in. @param {number} row */
  function nodeOf(row) {
    const id = shown?.runs[placeOf(shown, row)[0]]?.id ?? -1;
    slices.now(id);
    const there = nodes.get(id)?.querySelectorAll(`[data-rows~="${row}"]`) ?? [];
    return /** @type {HTMLElement | undefined} */ (there[there.length - 1]) ?? null;
  }

  return {
    node,
    list,
    nodeOf,

    /** @param {View} view */
    update({ doc, row }) {
      if (doc !== shown) show(doc, row);
      const now = nodeOf(row);
      if (now !== here) here?.classList.remove('here');
      now?.classList.add('here');
      here = now;
    },
  };
}
