/** Articles as runs of lines: splitting, merging, moving. */
import { cellsOf, contributes, mainOf } from './issue.js';
/** @import {Cell, Document, Kind, Knot, Row, Run, Wrapped} from './types.js' */

/** Kinds that belong above an article's headline. */
export const ABOVE = ['section', 'kicker'];
/** Brackets before a section's name mean that it applies to one article only (src/bulletin/assemble.rs). */
const OPENING = /[【[〔《「『（(]/;

/**
 * Returns a copy of a list with some items replaced.
 * @template T
 * @param {readonly T[]} list
 * @param {number} index
 * @param {number} count how many items to remove
 * @param {...T} items what to insert in their place
 */
export const spliced = (list, index, count, ...items) => [
  ...list.slice(0, index),
  ...items,
  ...list.slice(index + count),
];

/**
 * Returns a line's kind, which determines how it can be marked.
 * @param {Row} row
 */
export const kindOf = (row) => mainOf(row).kind;

/**
 * Finds a line: the index of its run, and its index within the run's lines.
 * @param {Document} doc
 * @param {number} row
 * @returns {[number, number]}
 */
export function placeOf({ runs }, row) {
  for (let run = 0; run < runs.length; run++) {
    const at = runs[run].rows.indexOf(row);
    if (at >= 0) return [run, at];
  }
  return [-1, -1];
}

/**
 * Splits a run in two at one of its lines.
 * @param {Document} doc
 * @param {number} run
 * @param {number} at
 * @returns {Document}
 */
export function cut(doc, run, at) {
  const { id, rows, under } = doc.runs[run];
  const above = { id, rows: rows.slice(0, at), under };
  const below = { id: doc.nextRun, rows: rows.slice(at), under: goesOn(doc, under) ? under : null };
  return { ...doc, runs: spliced(doc.runs, run, 1, above, below), nextRun: doc.nextRun + 1 };
}

/**
 * Returns whether a section's name also applies to the articles that follow.
 * @param {Document} doc
 * @param {number | null} under
 */
function goesOn({ rows, base }, under) {
  if (under === null) return false;
  const name = cellsOf(rows[under]).find(({ kind }) => kind === 'section');
  return name !== undefined && !OPENING.test(base.text.slice(rows[under].start, name.start));
}

/**
 * Makes a section's name apply to its run, and to the following runs that had the same section as that run.
 * @param {Document} doc
 * @param {number} row
 * @returns {Document}
 */
export function put(doc, row) {
  const [at] = placeOf(doc, row);
  const { under } = doc.runs[at];
  if (under === row) return doc;
  let end = at + 1;
  if (goesOn(doc, row)) while (end < doc.runs.length && doc.runs[end].under === under) end++;
  return { ...doc, runs: doc.runs.map((run, i) => (i >= at && i < end ? { ...run, under: row } : run)) };
}

/**
 * Returns the cells with other kinds.
 * @param {readonly (Cell | Knot)[]} cells
 * @param {(kind: Kind) => Kind} as
 * @returns {(Cell | Knot)[]}
 */
function recast(cells, as) {
  const one = (/** @type {Cell} */ cell) => (as(cell.kind) === cell.kind ? cell : { ...cell, kind: as(cell.kind) });
  return cells.map((cell) =>
    'kind' in cell ? one(cell) : { ...cell, now: cell.now.map(one), other: cell.other.map(one) },
  );
}

/** What the parts of an article become when it is merged into the one above. @type {Partial<Record<Kind, Kind>>} */
const MERGED = { headline: 'subheading', kicker: 'subheading', subtitle: 'paragraph', section: 'aside' };
/** @type {Partial<Record<Wrapped, Wrapped>>} */
const MERGED_OF = { headline: 'subheading', kicker: 'subheading' };

/**
 * Returns the index of the nearest run above or below that is wanted; -1 if there is none.
 * @param {Document} doc
 * @param {(run: Run) => boolean} wanted
 * @param {number} from
 * @param {1 | -1} by
 */
function nextRun({ runs }, wanted, from, by) {
  for (let run = from + by; run > 0 && run < runs.length; run += by) if (wanted(runs[run])) return run;
  return -1;
}

/**
 * Returns whether a run makes an article.
 * @param {Document} doc
 * @returns {(run: Run) => boolean}
 */
export const isArticle =
  ({ rows }) =>
  (run) =>
    run.rows.some((row) => contributes(rows[row]) && kindOf(rows[row]) !== 'section');

/**
 * Merges an article into the one above.
 * @param {Document} doc
 * @param {number} id
 * @returns {Document}
 */
export function merge(doc, id) {
  const at = doc.runs.findIndex((run) => run.id === id);
  const above = nextRun(doc, isArticle(doc), at, -1);
  if (at < 0 || above < 0) return doc;
  const { rows } = doc.runs[at];
  const headed = doc.runs[above].rows.some(
    (row) => contributes(doc.rows[row]) && !ABOVE.includes(kindOf(doc.rows[row])),
  );
  const lines = doc.rows.slice();
  if (headed) {
    for (const row of rows) {
      const cells = recast(lines[row].cells, (kind) => MERGED[kind] ?? kind);
      const of = (/** @type {Cell} */ cell) =>
        cell.of ? { ...cell, of: cell.of === 'subtitle' ? undefined : (MERGED_OF[cell.of] ?? cell.of) } : cell;
      lines[row] = {
        ...lines[row],
        cells: cells.map((cell) =>
          'kind' in cell ? of(cell) : { ...cell, now: cell.now.map(of), other: cell.other.map(of) },
        ),
      };
    }
  }
  const into = { ...doc.runs[above], rows: [...doc.runs[above].rows, ...rows] };
  return { ...doc, rows: lines, runs: spliced(spliced(doc.runs, at, 1), above, 1, into) };
}

/**
 * Moves an article above or below its neighbour.
 * @param {Document} doc
 * @param {number} id
 * @param {1 | -1} by
 * @returns {Document}
 */
export function move(doc, id, by) {
  const from = doc.runs.findIndex((run) => run.id === id);
  const to = from > 0 ? nextRun(doc, isArticle(doc), from, by) : -1;
  if (to < 0) return doc;
  return { ...doc, runs: spliced(spliced(doc.runs, from, 1), to, 0, doc.runs[from]) };
}

/**
 * Returns a line and its continuations as a block of a run's lines.
 * @param {Document} doc
 * @param {readonly number[]} rows
 * @param {number} at
 * @returns {[number, number]} the block's start and end within the run
 */
function blockOf(doc, rows, at) {
  const goes = (/** @type {number} */ i) => i < rows.length && kindOf(doc.rows[rows[i]]) === 'continuation';
  let from = at;
  while (from > 0 && goes(from)) from--;
  let to = from + 1;
  while (goes(to)) to++;
  return [from, to];
}

/**
 * Moves a line and its continuations over the piece above or below; at the end of an article, into the next one.
 * @param {Document} doc
 * @param {number} row
 * @param {1 | -1} by
 * @returns {Document}
 */
export function shift(doc, row, by) {
  const [run, at] = placeOf(doc, row);
  const { rows } = doc.runs[run];
  const [from, to] = blockOf(doc, rows, at);
  const moved = rows.slice(from, to);
  const over = by < 0 ? from - 1 : to;
  if (run > 0 && over >= 0 && over < rows.length) {
    const [start, end] = blockOf(doc, rows, over);
    const others = rows.slice(start, end);
    const swapped = spliced(
      rows,
      Math.min(start, from),
      moved.length + others.length,
      ...(by < 0 ? [...moved, ...others] : [...others, ...moved]),
    );
    return { ...doc, runs: spliced(doc.runs, run, 1, { ...doc.runs[run], rows: swapped }) };
  }
  const other = run > 0 ? nextRun(doc, isArticle(doc), run, by) : -1;
  if (other < 0) return doc;
  const there = doc.runs[other].rows;
  const runs = doc.runs.map((it, i) => {
    if (i === run) return { ...it, rows: spliced(rows, from, moved.length) };
    return i === other ? { ...it, rows: by < 0 ? [...there, ...moved] : [...moved, ...there] } : it;
  });
  return { ...doc, runs };
}
