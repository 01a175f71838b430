/**
 * What an editor does to a document: each operation makes another, and the same one where there is nothing to do. So
 * whoever keeps the documents can go back, and whoever keeps the operations can do them again.
 */
import { isBlank, trimmed } from './characters.js';
import { cellsOf, contributes, mainOf, textOf } from './issue.js';
import { cellsAs, peopleIn } from './reading.js';
/** @import {Cell, Document, Kind, Knot, Mark, Operation, Row, Run, Verdict, Wrapped} from './types.js' */

/** Kinds that stand above an article's headline. */
const ABOVE = ['section', 'kicker'];
/** Brackets before a section's name: it is over one article only (src/bulletin/assemble.rs). */
const OPENING = /[【[〔《「『（(]/;

/**
 * @template T
 * @param {readonly T[]} list
 * @param {number} index
 * @param {number} count how many are taken out
 * @param {...T} items what comes in their place
 */
const spliced = (list, index, count, ...items) => [...list.slice(0, index), ...items, ...list.slice(index + count)];

/**
 * @param {Document} doc
 * @param {number} index
 * @param {Row['cells']} cells
 * @returns {Document}
 */
const withCells = (doc, index, cells) => ({ ...doc, rows: spliced(doc.rows, index, 1, { ...doc.rows[index], cells }) });

/**
 * The kind of a line, by which its marks go.
 * @param {Row} row
 */
export const kindOf = (row) => mainOf(row).kind;

/**
 * Where a line stands: its run, and its place among the run's lines.
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
 * The same cells as another kind.
 * @param {readonly (Cell | Knot)[]} cells
 * @param {(kind: Kind) => Kind} as
 * @returns {(Cell | Knot)[]}
 */
function recast(cells, as) {
  const one = (/** @type {Cell} */ cell) => (as(cell.kind) === cell.kind ? cell : { ...cell, kind: as(cell.kind) });
  return cells.map((cell) => ('kind' in cell ? one(cell) : { ...cell, now: cell.now.map(one), other: cell.other.map(one) }));
}

/**
 * What a run is cut into at one of its lines.
 * @param {Document} doc
 * @param {number} run
 * @param {number} at
 * @returns {Document}
 */
function cut(doc, run, at) {
  const { id, rows, under } = doc.runs[run];
  const above = { id, rows: rows.slice(0, at), under };
  const below = { id: doc.nextRun, rows: rows.slice(at), under: goesOn(doc, under) ? under : null };
  return { ...doc, runs: spliced(doc.runs, run, 1, above, below), nextRun: doc.nextRun + 1 };
}

/**
 * Whether a section's name is over the articles that follow too.
 * @param {Document} doc
 * @param {number | null} under
 */
function goesOn({ rows, base }, under) {
  if (under === null) return false;
  const name = cellsOf(rows[under]).find(({ kind }) => kind === 'section');
  return name !== undefined && !OPENING.test(base.text.slice(rows[under].start, name.start));
}

/**
 * A section's name is over the run it stands in, and over those below which stood under the same as that.
 * @param {Document} doc
 * @param {number} row
 * @returns {Document}
 */
function put(doc, row) {
  const [at] = placeOf(doc, row);
  const { under } = doc.runs[at];
  if (under === row) return doc;
  let end = at + 1;
  if (goesOn(doc, row)) while (end < doc.runs.length && doc.runs[end].under === under) end++;
  return { ...doc, runs: doc.runs.map((run, i) => (i >= at && i < end ? { ...run, under: row } : run)) };
}

/**
 * @param {Document} doc
 * @param {number} row
 * @param {Mark} as
 * @returns {Document}
 */
function mark(doc, row, as) {
  const line = doc.rows[row];
  const was = mainOf(line);
  if (was.kind === as) return doc;
  const people = cellsOf(line).flatMap(({ kind, people: there = [] }) => (kind === 'lifted' || kind === 'byline' ? [] : there));
  let cells = cellsAs(doc.base.text, line.start, line.end, as);
  // Names that a text begins with are the article's authors as long as it is text.
  if (people.length && (as === 'paragraph' || as === 'continuation')) cells = cells.map((cell) => ({ ...cell, people }));
  return arrange(follow(withCells(doc, row, cells), row, was, as), row, as);
}

/**
 * What went on with the line that was marked: the rest of a wrapped line goes where the line goes, what had been torn
 * off begins a paragraph.
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
    doc = withCells(doc, next, exchanged(doc.rows[next].cells, cell, torn ? goingOn(doc, cell, 'paragraph', false) : goingOn(doc, cell, as, true)));
    if (torn) return doc;
  }
  return doc;
}

/**
 * What a continuation becomes with the line that it goes on with.
 * @param {Document} doc
 * @param {Cell} cell
 * @param {Mark} as what that line has become
 * @param {boolean} still whether it goes on with it
 * @returns {Cell}
 */
function goingOn(doc, { kind: _, of: __, joined: ___, ...rest }, as, still) {
  if (as === 'byline') return { ...rest, kind: as, people: peopleIn(textOf(doc, { ...rest, kind: as })) };
  if (!still || as === 'aside' || as === 'section') return { ...rest, kind: as };
  return { ...rest, kind: 'continuation', ...(as !== 'paragraph' && { of: /** @type {Wrapped} */ (as) }) };
}

/**
 * `cells` with one cell in the place of another; a repair that made it is no longer to be undone.
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
 * Where a line that was marked stands now: a headline with an article above it begins another, and so does what is
 * to stand above a headline.
 * @param {Document} doc
 * @param {number} row
 * @param {Mark} as
 * @returns {Document}
 */
function arrange(doc, row, as) {
  if (as === 'aside') return doc;
  const [run, at] = placeOf(doc, row);
  const { rows } = doc.runs[run];
  const before = rows.slice(0, at).filter((other) => contributes(doc.rows[other])).map((other) => kindOf(doc.rows[other]));
  if (run === 0) doc = cut(doc, run, at);
  else if (as === 'headline' && before.some((kind) => kind !== 'headline' && !ABOVE.includes(kind))) doc = cut(doc, run, at);
  else if (ABOVE.includes(as) && before.some((kind) => !ABOVE.includes(kind))) {
    const rest = rows.slice(at);
    const below = doc.runs[run + 1];
    const all = rest.every((other) => !contributes(doc.rows[other]) || ABOVE.includes(kindOf(doc.rows[other])));
    if (!all || !below || !below.rows.some((other) => contributes(doc.rows[other]))) doc = cut(doc, run, at);
    else doc = { ...doc, runs: spliced(doc.runs, run, 2, { ...doc.runs[run], rows: rows.slice(0, at) }, { ...below, rows: [...rest, ...below.rows] }) };
  }
  return as === 'section' ? put(doc, row) : doc;
}

/**
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

/** What the parts of an article are in the article above it. @type {Partial<Record<Kind, Kind>>} */
const MERGED = { headline: 'subheading', kicker: 'subheading', subtitle: 'paragraph', section: 'aside' };
/** @type {Partial<Record<Wrapped, Wrapped>>} */
const MERGED_OF = { headline: 'subheading', kicker: 'subheading' };

/**
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
 * Whether a run makes an article.
 * @param {Document} doc
 * @returns {(run: Run) => boolean}
 */
export const isArticle = ({ rows }) => (run) => run.rows.some((row) => contributes(rows[row]) && kindOf(rows[row]) !== 'section');

/**
 * @param {Document} doc
 * @param {number} id
 * @returns {Document}
 */
function merge(doc, id) {
  const at = doc.runs.findIndex((run) => run.id === id);
  const above = nextRun(doc, isArticle(doc), at, -1);
  if (at < 0 || above < 0) return doc;
  const { rows } = doc.runs[at];
  const headed = doc.runs[above].rows.some((row) => contributes(doc.rows[row]) && !ABOVE.includes(kindOf(doc.rows[row])));
  const lines = doc.rows.slice();
  if (headed) {
    for (const row of rows) {
      const cells = recast(lines[row].cells, (kind) => MERGED[kind] ?? kind);
      const of = (/** @type {Cell} */ cell) => (cell.of ? { ...cell, of: cell.of === 'subtitle' ? undefined : MERGED_OF[cell.of] ?? cell.of } : cell);
      lines[row] = { ...lines[row], cells: cells.map((cell) => ('kind' in cell ? of(cell) : { ...cell, now: cell.now.map(of), other: cell.other.map(of) })) };
    }
  }
  const into = { ...doc.runs[above], rows: [...doc.runs[above].rows, ...rows] };
  return { ...doc, rows: lines, runs: spliced(spliced(doc.runs, at, 1), above, 1, into) };
}

/**
 * @param {Document} doc
 * @param {number} id
 * @param {1 | -1} by
 * @returns {Document}
 */
function move(doc, id, by) {
  const from = doc.runs.findIndex((run) => run.id === id);
  const to = from > 0 ? nextRun(doc, isArticle(doc), from, by) : -1;
  if (to < 0) return doc;
  return { ...doc, runs: spliced(spliced(doc.runs, from, 1), to, 0, doc.runs[from]) };
}

/**
 * The lines of a run that go with one of them: a line, and those that go on with it.
 * @param {Document} doc
 * @param {readonly number[]} rows
 * @param {number} at
 * @returns {[number, number]} from where in the run, up to where
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
 * Moves a line, and what goes on with it, over the piece above or below; from the end of an article into the next.
 * @param {Document} doc
 * @param {number} row
 * @param {1 | -1} by
 * @returns {Document}
 */
function shift(doc, row, by) {
  const [run, at] = placeOf(doc, row);
  const { rows } = doc.runs[run];
  const [from, to] = blockOf(doc, rows, at);
  const moved = rows.slice(from, to);
  const over = by < 0 ? from - 1 : to;
  if (run > 0 && over >= 0 && over < rows.length) {
    const [start, end] = blockOf(doc, rows, over);
    const others = rows.slice(start, end);
    const swapped = spliced(rows, Math.min(start, from), moved.length + others.length, ...(by < 0 ? [...moved, ...others] : [...others, ...moved]));
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

/**
 * Whether a repair can be undone, or done again: not where all its lines were marked by hand since.
 * @param {Document} doc
 * @param {number} note
 */
export const isRepairable = ({ base, rows }, note) =>
  base.notes[note].rows.some((row) => rows[row].cells.some((cell) => !('kind' in cell) && cell.note === note));

/**
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
      const turned = cells.map((cell) => ('kind' in cell || cell.note !== note ? cell : { ...cell, now: cell.other, other: cell.now }));
      rows[row] = { ...rows[row], cells: turned };
    }
  }
  return { ...doc, rows, verdicts: spliced(doc.verdicts, note, 1, verdict) };
}

/**
 * What a line says, as it was corrected.
 * @param {Document} doc
 * @param {number} row
 */
export const said = (doc, row) => textOf(doc, mainOf(doc.rows[row]));

/**
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
  return withCells(doc, row, doc.rows[row].cells.map((there) => ('kind' in there ? within(there) : { ...there, now: there.now.map(within) })));
}

/**
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
