/**
 * An editor's operations on a document. Each returns a new document, or the same one if there is nothing to do. Keeping
 * the documents therefore allows going back, and keeping the operations allows repeating them.
 */
import { isBlank, trimmed } from './characters.js';
import { cellsOf, contributes, mainOf, textOf } from './issue.js';
import { cellsAs, peopleIn } from './reading.js';
import { ABOVE, cut, kindOf, merge, move, placeOf, put, shift, spliced } from './runs.js';
/** @import {Cell, Document, Knot, Mark, Operation, Row, Verdict, Wrapped} from './types.js' */

/**
 * @param {Document} doc
 * @param {number} index
 * @param {Row['cells']} cells
 * @returns {Document}
 */
const withCells = (doc, index, cells) => ({ ...doc, rows: spliced(doc.rows, index, 1, { ...doc.rows[index], cells }) });

/**
 * Marks a line by hand.
 * @param {Document} doc
 * @param {number} row
 * @param {Mark} as
 * @returns {Document}
 */
function mark(doc, row, as) {
  const line = doc.rows[row];
  const was = mainOf(line);
  if (was.kind === as) return doc;
  const people = cellsOf(line).flatMap(({ kind, people: there = [] }) =>
    kind === 'lifted' || kind === 'byline' ? [] : there,
  );
  let cells = cellsAs(doc.base.text, line.start, line.end, as);
  // The authors named at the start of a text remain the article's authors as long as it is text.
  if (people.length && (as === 'paragraph' || as === 'continuation'))
    cells = cells.map((cell) => ({ ...cell, people }));
  return arrange(follow(withCells(doc, row, cells), row, was, as), row, as);
}

/**
 * Adjusts the continuations of a line that was marked: the rest of a wrapped line follows the line, and a part that had
 * been torn off starts a paragraph.
 * @param {Document} doc
 * @param {number} row
 * @param {Cell} was
 * @param {Mark} as
 */
function follow(doc, row, was, as) {
  const inside = was.kind === 'continuation';
  if (as === 'continuation' || (inside && (as === 'paragraph' || as === 'aside'))) return doc;
  const of = inside ? was.of : was.kind === 'paragraph' ? undefined : was.kind;
  const [run, at] = placeOf(doc, row);
  for (const next of doc.runs[run].rows.slice(at + 1)) {
    const cells = cellsOf(doc.rows[next]);
    const cell = cells.find(({ kind }) => kind === 'continuation');
    if (!cell || cells.indexOf(cell) > 0 || cell.of !== of) {
      if (contributes(doc.rows[next])) return doc;
      continue;
    }
    if (as === 'paragraph' && of === undefined) return doc;
    const torn = inside || cell.joined;
    doc = withCells(
      doc,
      next,
      exchanged(
        doc.rows[next].cells,
        cell,
        torn ? goingOn(doc, cell, 'paragraph', false) : goingOn(doc, cell, as, true),
      ),
    );
    if (torn) return doc;
  }
  return doc;
}

/**
 * Returns what a continuation becomes when the line it continues is marked.
 * @param {Document} doc
 * @param {Cell} cell
 * @param {Mark} as the line's new kind
 * @param {boolean} still whether it still continues that line
 * @returns {Cell}
 */
function goingOn(doc, { kind: _, of: __, joined: ___, ...rest }, as, still) {
  if (as === 'byline') return { ...rest, kind: as, people: peopleIn(textOf(doc, { ...rest, kind: as })) };
  if (!still || as === 'aside' || as === 'section') return { ...rest, kind: as };
  return { ...rest, kind: 'continuation', ...(as !== 'paragraph' && { of: /** @type {Wrapped} */ (as) }) };
}

/**
 * Replaces one cell with another. A repair that made the cell can no longer be undone.
 * @param {Row['cells']} cells
 * @param {Cell} cell
 * @param {Cell} instead
 * @returns {(Cell | Knot)[]}
 */
function exchanged(cells, cell, instead) {
  return cells.flatMap((there) => {
    if ('kind' in there) return there === cell ? instead : there;
    return there.now.includes(cell) ? there.now.map((inner) => (inner === cell ? instead : inner)) : there;
  });
}

/**
 * Moves a line that was marked to where it belongs: a headline below other text starts a new article, and so does a
 * line that belongs above a headline.
 * @param {Document} doc
 * @param {number} row
 * @param {Mark} as
 * @returns {Document}
 */
function arrange(doc, row, as) {
  if (as === 'aside') return doc;
  const [run, at] = placeOf(doc, row);
  const { rows } = doc.runs[run];
  const before = rows
    .slice(0, at)
    .filter((other) => contributes(doc.rows[other]))
    .map((other) => kindOf(doc.rows[other]));
  if (run === 0) doc = cut(doc, run, at);
  else if (as === 'headline' && before.some((kind) => kind !== 'headline' && !ABOVE.includes(kind)))
    doc = cut(doc, run, at);
  else if (ABOVE.includes(as) && before.some((kind) => !ABOVE.includes(kind))) {
    const rest = rows.slice(at);
    const below = doc.runs[run + 1];
    const all = rest.every((other) => !contributes(doc.rows[other]) || ABOVE.includes(kindOf(doc.rows[other])));
    if (!all || !below?.rows.some((other) => contributes(doc.rows[other]))) doc = cut(doc, run, at);
    else
      doc = {
        ...doc,
        runs: spliced(
          doc.runs,
          run,
          2,
          { ...doc.runs[run], rows: rows.slice(0, at) },
          { ...below, rows: [...rest, ...below.rows] },
        ),
      };
  }
  return as === 'section' ? put(doc, row) : doc;
}

/**
 * Starts a new article at a line.
 * @param {Document} doc
 * @param {number} row
 * @returns {Document}
 */
function split(doc, row) {
  const [run, at] = placeOf(doc, row);
  const { rows } = doc.runs[run];
  if (run > 0 && !rows.slice(0, at).some((other) => contributes(doc.rows[other]))) return doc;
  const kind = kindOf(doc.rows[row]);
  const parted = cut(doc, run, at);
  return ABOVE.includes(kind) || kind === 'headline' ? parted : mark(parted, row, 'headline');
}

/**
 * Returns whether a repair can be undone or redone: not if all its lines have been marked by hand since.
 * @param {Document} doc
 * @param {number} note
 */
export const isRepairable = ({ base, rows }, note) =>
  base.notes[note].rows.some((row) => rows[row].cells.some((cell) => !('kind' in cell) && cell.note === note));

/**
 * Sets the verdict on a repair or a doubt, and undoes or redoes the repair accordingly.
 * @param {Document} doc
 * @param {number} note
 * @param {Verdict} verdict
 * @returns {Document}
 */
function judge(doc, note, verdict) {
  const was = doc.verdicts[note];
  const turn = (was === 'undone') !== (verdict === 'undone');
  if (was === verdict || was === undefined || (turn && !isRepairable(doc, note))) return doc;
  const rows = doc.rows.slice();
  if (turn) {
    for (const row of doc.base.notes[note].rows) {
      const { cells } = rows[row];
      const turned = cells.map((cell) =>
        'kind' in cell || cell.note !== note ? cell : { ...cell, now: cell.other, other: cell.now },
      );
      rows[row] = { ...rows[row], cells: turned };
    }
  }
  return { ...doc, rows, verdicts: spliced(doc.verdicts, note, 1, verdict) };
}

/**
 * Returns a line's text, as corrected.
 * @param {Document} doc
 * @param {number} row
 */
export const said = (doc, row) => textOf(doc, mainOf(doc.rows[row]));

/**
 * Corrects a line's text. Line breaks become spaces.
 * @param {Document} doc
 * @param {number} row
 * @param {string} given
 * @returns {Document}
 */
function correct(doc, row, given) {
  const [start, end] = trimmed(given, 0, given.length);
  const text = given.slice(start, end).replace(/\s*[\r\n]+\s*/g, ' ');
  if (isBlank(text) || text === said(doc, row) || !contributes(doc.rows[row])) return doc;
  const { text: _, ...cell } = mainOf(doc.rows[row]);
  const other = doc.base.text.slice(cell.start, cell.end) !== text;
  const corrected = { ...cell, ...(other && { text }), ...(cell.kind === 'byline' && { people: peopleIn(text) }) };
  const within = (/** @type {Cell} */ there) => (there === mainOf(doc.rows[row]) ? corrected : there);
  return withCells(
    doc,
    row,
    doc.rows[row].cells.map((there) => ('kind' in there ? within(there) : { ...there, now: there.now.map(within) })),
  );
}

/**
 * Applies an operation.
 * @param {Document} doc
 * @param {Operation} operation
 * @returns {Document}
 */
export function apply(doc, operation) {
  switch (operation.type) {
    case 'mark':
      return mark(doc, operation.row, operation.as);
    case 'text':
      return correct(doc, operation.row, operation.text);
    case 'judge':
      return judge(doc, operation.note, operation.verdict);
    case 'split':
      return split(doc, operation.row);
    case 'merge':
      return merge(doc, operation.run);
    case 'move':
      return move(doc, operation.run, operation.by);
    case 'shift':
      return shift(doc, operation.row, operation.by);
    case 'fact': {
      const { name, value } = operation;
      const [start, end] = trimmed(value, 0, value.length);
      const fact = value.slice(start, end);
      return fact === doc.facts[name] ? doc : { ...doc, facts: { ...doc.facts, [name]: fact } };
    }
  }
}
