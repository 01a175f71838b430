/** Turns a document into a bulletin. */
import { glue } from './characters.js';
/** @import {Cell, Document, PlainArticle, PlainIssue, Row, Run} from './types.js' */

/** Kinds that are in no article. */
const APART = ['aside', 'dropped', 'lifted'];

/**
 * Returns a line's cells as they are in effect now.
 * @param {Row} row
 * @returns {Cell[]}
 */
export const cellsOf = ({ cells }) => cells.flatMap((cell) => ('kind' in cell ? [cell] : cell.now));

/**
 * Returns the cell that determines what a line is: the first that is in an article, otherwise the first.
 * @param {Row} row
 * @returns {Cell}
 */
export function mainOf(row) {
  const cells = cellsOf(row);
  return (
    cells.find(({ kind }) => !APART.includes(kind) && kind !== 'section') ??
    cells.find(({ kind }) => !APART.includes(kind)) ??
    cells[0]
  );
}

/**
 * Returns whether any of a line is in an article.
 * @param {Row} row
 */
export const contributes = (row) => !APART.includes(mainOf(row).kind);

/**
 * Returns a cell's text.
 * @param {Document} doc
 * @param {Cell} cell
 */
export const textOf = ({ base }, { start, end, text }) => text ?? base.text.slice(start, end);

/**
 * A piece of an article, put together from the lines it consists of.
 * @typedef {object} Piece
 * @property {'kicker' | 'headline' | 'subtitle' | 'byline' | 'subheading' | 'paragraph' | 'caption' | 'section' | 'lifted'} kind
 * @property {string} text
 * @property {string} credit
 * @property {number[]} rows
 * @property {{at: number, row: number}[]} seams where in the text a rejoined part begins, and its line
 * @property {import('./types.js').PlainPerson[]} people
 */

/** Kinds of which several lines make one piece, joined with spaces. */
const ONE = ['kicker', 'headline', 'subtitle', 'section'];

/**
 * Returns a run's pieces, in the order of its lines.
 * @param {Document} doc
 * @param {Run} run
 * @returns {Piece[]}
 */
export function piecesOf(doc, run) {
  /** @type {Piece[]} */
  const pieces = [];
  /** The piece that a continuation of each kind continues. @type {Map<string, Piece>} */
  const open = new Map();

  /**
   * @param {Piece['kind']} kind
   * @param {string} text
   * @param {number} row
   */
  function add(kind, text, row) {
    const before = ONE.includes(kind) && open.get(kind);
    if (before) {
      before.text += ` ${text}`;
      before.rows.push(row);
      return before;
    }
    /** @type {Piece} */
    const piece = { kind, text, credit: '', rows: [row], seams: [], people: [] };
    pieces.push(piece);
    open.set(kind, piece);
    // A subheading ends the paragraph above it, so that nothing below continues that paragraph.
    if (kind === 'subheading') open.delete('paragraph');
    return piece;
  }

  for (const row of run.rows) {
    for (const cell of cellsOf(doc.rows[row])) {
      const { kind, of, joined, people = [] } = cell;
      const text = textOf(doc, cell);
      if (kind === 'continuation') {
        const before = open.get(of === 'credit' ? 'caption' : (of ?? 'paragraph'));
        if (!before) add('paragraph', text, row).people = people;
        else {
          if (of === 'credit') before.credit += glue(before.credit, text) + text;
          else {
            before.text += glue(before.text, text);
            if (joined) before.seams.push({ at: before.text.length, row });
            before.text += text;
          }
          before.rows.push(row);
          before.people = [...before.people, ...people];
        }
      } else if (kind === 'credit') {
        const caption = open.get('caption');
        if (!caption || caption.credit) add('caption', text, row);
        else {
          caption.credit = text;
          caption.rows.push(row);
        }
      } else if (kind === 'lifted') {
        add('lifted', text, row).people = people;
      } else if (kind !== 'aside' && kind !== 'dropped') {
        add(kind, text, row).people = people;
      }
    }
  }
  return pieces;
}

/**
 * Returns the article that a run makes; null if it makes none.
 * @param {readonly Piece[]} pieces
 * @param {string} section
 * @returns {PlainArticle | null}
 */
export function articleOf(pieces, section) {
  if (!pieces.some(({ kind }) => kind !== 'section' && kind !== 'lifted')) return null;
  const one = (/** @type {Piece['kind']} */ kind) => pieces.find((piece) => piece.kind === kind)?.text;
  const body = pieces.filter(({ kind }) => kind === 'paragraph' || kind === 'subheading');
  const subheadings = body.flatMap(({ kind }, i) => (kind === 'subheading' ? [i] : []));
  const [kicker, subtitle] = [one('kicker'), one('subtitle')];
  return {
    ...(section && { section }),
    ...(kicker && { kicker }),
    headline: one('headline') ?? '',
    ...(subtitle && { subtitle }),
    byline: pieces.flatMap(({ people }) => people),
    paragraphs: body.map(({ text }) => text),
    ...(subheadings.length && { subheadings }),
    captions: pieces
      .filter(({ kind }) => kind === 'caption')
      .map(({ text, credit }) => ({ text, ...(credit && { credit }) })),
  };
}

/**
 * Returns a function that gives the name of a run's section; '' if it has none.
 * @param {Document} doc
 * @returns {(run: Run) => string}
 */
export function sectionsOf(doc) {
  const named = (/** @type {number} */ row) =>
    cellsOf(doc.rows[row]).some(({ kind, of }) => kind === 'section' || of === 'section');
  /** @type {Map<number, string>} */
  const names = new Map();
  for (const run of doc.runs) {
    const lines = run.rows.filter(named);
    // (Pieces of other kinds are not part of a section's name.)
    for (const { kind, rows, text } of lines.length ? piecesOf(doc, { ...run, rows: lines }) : [])
      if (kind === 'section') rows.forEach((row) => names.set(row, text));
  }
  return ({ under }) => (under === null ? '' : (names.get(under) ?? ''));
}

/**
 * Returns the bulletin in its published form.
 * @param {Document} doc
 * @returns {PlainIssue}
 */
export function issueOf(doc) {
  const {
    base,
    runs,
    verdicts,
    facts: { paper, date, edition },
  } = doc;
  const pieces = new Map(runs.map((run) => [run, piecesOf(doc, run)]));
  const section = sectionsOf(doc);
  const back = base.notes.reduce(
    (sum, { paragraphs }, note) => sum + (verdicts[note] === 'undone' ? paragraphs : 0),
    0,
  );
  return {
    ...(paper && { paper }),
    ...(date && { date }),
    ...(edition && { edition }),
    articles: runs.flatMap((run) => articleOf(pieces.get(run) ?? [], section(run)) ?? []),
    dropped_duplicate_paragraphs: Math.max(0, base.dropped - back),
    rejoined_paragraphs: [...pieces.values()].flat().filter(({ kind, seams }) => kind === 'paragraph' && seams.length)
      .length,
  };
}
