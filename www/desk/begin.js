/** The document that the desk starts with: what the parser made of a text, line by line. */
import { glue } from './characters.js';
import { lineAt, linesOf } from './lines.js';
import { cellsAs, withRest } from './reading.js';
/** @import {Cell, Document, Kind, Knot, Note, OpenedText, PlainArticle, PlainPerson, Row, Run, Wrapped} from './types.js' */

/** The parts of an article, numbered as in `places` (src/wasm/parser.rs). @type {readonly Kind[]} */
const SINGLE = ['section', 'kicker', 'headline', 'subtitle'];
const [NAME, ROLE, PARAGRAPH, CAPTION, CREDIT] = [4, 5, 6, 7, 8];

/** @typedef {{article: number, part: number, index: number, ranges: number[]}} Place */

/**
 * Unpacks `places`.
 * @param {readonly number[]} places
 * @returns {Place[]} each with its index among those of its kind in its article
 */
function unpacked(places) {
  const all = [];
  /** @type {number[]} */
  let counts = [];
  let before = 0;
  for (let at = 0; at < places.length; ) {
    const [article, part, count] = places.slice(at, at + 3);
    if (article !== before) counts = [];
    before = article;
    // A role belongs to the last name, a credit to the last caption.
    const kind = part === ROLE ? NAME : part === CREDIT ? CAPTION : part;
    if (kind === part) counts[kind] = (counts[kind] ?? -1) + 1;
    all.push({ article, part, index: counts[kind], ranges: places.slice(at + 3, at + 3 + 2 * count) });
    at += 3 + 2 * count;
  }
  return all;
}

/**
 * Splits a flat list into pairs.
 * @param {readonly number[]} ranges
 * @returns {[number, number][]}
 */
function pairs(ranges) {
  /** @type {[number, number][]} */
  const all = [];
  for (let i = 0; i + 1 < ranges.length; i += 2) all.push([ranges[i], ranges[i + 1]]);
  return all;
}

/**
 * Returns the text of a piece of an article.
 * @param {PlainArticle} article
 * @param {Place} place
 */
function textAt(article, { part, index }) {
  switch (part) {
    case PARAGRAPH:
      return article.paragraphs[index];
    case CAPTION:
      return article.captions[index].text;
    case CREDIT:
      return article.captions[index].credit ?? '';
    default:
      return /** @type {Record<string, string>} */ (/** @type {unknown} */ (article))[SINGLE[part]];
  }
}

/**
 * Returns the starts of the parts that print had torn off a broken paragraph.
 * @param {string} source
 * @param {string} before the parts, one per line
 * @param {readonly number[]} ranges
 */
function tornOff(source, before, ranges) {
  const starts = new Set();
  const parts = before.split('\n');
  let part = 0;
  let at = 0;
  for (const [start, end] of pairs(ranges)) {
    if (at >= parts[part]?.length) {
      part++;
      at = 0;
      starts.add(start);
    }
    // The lines of a wrapped part may be joined with a space.
    at = (parts[part] ?? '').indexOf(source.slice(start, end), at) + (end - start);
  }
  return starts;
}

/**
 * Makes the document of a parsed text.
 * @param {string} source the text that the parser was given
 * @param {OpenedText} opened what the parser returned
 * @returns {Document}
 */
export function begin(source, { issue, repairs, doubts, places }) {
  const lines = linesOf(source);
  const rowAt = (/** @type {number} */ at) => lineAt(lines, at);
  const rowsOf = (/** @type {readonly number[]} */ ranges) => [
    ...new Set(pairs(ranges).map(([start]) => rowAt(start))),
  ];

  const notes = /** @type {Note[]} */ ([
    ...repairs.map(({ kind, line, before, after, ranges }) => ({
      type: 'repair',
      code: kind,
      line,
      rows: rowsOf(ranges),
      ranges,
      before,
      after,
      paragraphs: kind === 'droppedParagraph' ? 1 : 0,
    })),
    ...doubts.map(({ code, line, text, ranges }) => ({
      type: 'doubt',
      code,
      line,
      rows: rowsOf(ranges),
      ranges,
      before: text,
      after: text,
      paragraphs: 0,
    })),
  ]).sort((a, b) => a.line - b.line);

  /** The parser's findings for each line. @type {(Cell | Knot)[][]} */
  const cells = lines.map(() => []);
  /** The article of each line; -1 if none. @type {number[]} */
  const owner = lines.map(() => -1);
  /** The names that begin in each line. @type {Map<number, {start: number, person: PlainPerson}[]>} */
  const names = new Map();
  /** For each article, the line that names its section. @type {(number | null)[]} */
  const under = issue.articles.map(() => null);
  /** The starts of paragraph parts that had been torn off, with their repairs. @type {Map<number, number>} */
  const torn = new Map();
  notes.forEach(({ code, before, ranges }, note) => {
    if (code === 'rejoined') for (const start of tornOff(source, before, ranges)) torn.set(start, note);
  });

  /** @param {Place} place of a name or a role; the person is recorded in the line where the name begins */
  function addPerson({ article, part, index, ranges }) {
    for (const [start] of pairs(ranges)) {
      const row = rowAt(start);
      if (owner[row] < 0) owner[row] = article;
      const there = names.get(row) ?? [];
      names.set(row, there);
      if (part === NAME && start === ranges[0]) there.push({ start, person: issue.articles[article].byline[index] });
    }
  }

  /** @param {Place} place */
  function addPiece(place) {
    const { article, part, index, ranges } = place;
    const text = textAt(issue.articles[article], place);
    const kind = /** @type {Kind} */ (
      SINGLE[part] ??
        { [CAPTION]: 'caption', [CREDIT]: 'credit' }[part] ??
        (issue.articles[article].subheadings?.includes(index) ? 'subheading' : 'paragraph')
    );
    let said = '';
    for (const [start, end] of pairs(ranges)) {
      const row = rowAt(start);
      const next = source.slice(start, end);
      owner[row] = article;
      // Lines of a multi-line kicker are joined with a space; parts of a single wrapped line are joined without one.
      const goesOn = said !== '' && text.startsWith(said + glue(said, next) + next);
      /** @type {Cell} */
      const first = { kind, start, end };
      /** @type {Cell} */
      const cell = goesOn
        ? { kind: 'continuation', start, end, ...(kind === 'paragraph' ? null : { of: /** @type {Wrapped} */ (kind) }) }
        : first;
      const note = kind === 'paragraph' ? torn.get(start) : undefined;
      cells[row].push(note === undefined ? cell : { note, now: [{ ...cell, joined: true }], other: [first] });
      said = said === '' ? next : said + (goesOn ? glue(said, next) : ' ') + next;
    }
  }

  for (const place of unpacked(places)) {
    const { article, part, ranges } = place;
    if (part === NAME || part === ROLE) addPerson(place);
    else if (part > 0) addPiece(place);
    else {
      const row = rowAt(ranges[0]);
      // One section name may be above several articles; its cell belongs to the first of them.
      if (!cells[row].some((cell) => 'kind' in cell && cell.kind === 'section')) addPiece(place);
      under[article] = row;
    }
  }

  /** @param {Cell | Knot} cell */
  const rangeOf = (cell) =>
    'kind' in cell ? cell : { start: cell.now[0].start, end: cell.now[cell.now.length - 1].end };
  /** @param {number} row */
  const sort = (row) => cells[row].sort((a, b) => rangeOf(a).start - rangeOf(b).start);

  // Names that were moved from a paragraph's end to the byline.
  notes.forEach(({ code, ranges }, note) => {
    if (code !== 'liftedByline') return;
    for (const [start, end] of pairs(ranges)) {
      const row = rowAt(start);
      if (owner[row] < 0) continue; // part of a repeated article that was dropped
      const people =
        names
          .get(row)
          ?.filter((name) => name.start >= start && name.start < end)
          .map(({ person }) => person) ?? [];
      names.delete(row);
      cells[row].push({
        note,
        now: [{ kind: 'lifted', start, end, people }],
        other: [{ kind: 'continuation', start, end }],
      });
    }
  });

  // The names of byline lines, and names that remain in running text.
  for (const [row, there] of names) {
    const people = there.map(({ person }) => person);
    const { start, end } = lines[row];
    if (!cells[row].length) cells[row].push({ kind: 'byline', start, end, people });
    else {
      const within = (/** @type {Cell | Knot} */ cell) =>
        there.some((name) => name.start >= rangeOf(cell).start && name.start < rangeOf(cell).end);
      const at = Math.max(0, cells[row].findIndex(within));
      const cell = cells[row][at];
      const named = (/** @type {readonly Cell[]} */ [first, ...rest]) => [{ ...first, people }, ...rest];
      cells[row][at] =
        'kind' in cell ? { ...cell, people } : { ...cell, now: named(cell.now), other: named(cell.other) };
    }
  }

  notes.forEach(({ code, rows }, note) => {
    if (code !== 'liftedCredit') return;
    rows.forEach((row, i) => {
      if (owner[row] < 0) return;
      const { start, end } = lines[row];
      const now = /** @type {Cell[]} */ (sort(row));
      cells[row] = [
        {
          note,
          now: withRest(source, start, end, now),
          other: [i ? { kind: 'continuation', of: 'caption', start, end } : { kind: 'caption', start, end }],
        },
      ];
    });
  });

  // Repeated paragraphs and articles, which are in no article now.
  /** Lines that were kept, by their text. @type {Map<string, number>} */
  const kept = new Map();
  lines.forEach(({ start, end }, row) => {
    if (owner[row] >= 0) kept.set(source.slice(start, end), row);
  });
  /** The lines of dropped articles, by the first of them. @type {Map<number, number[]>} */
  const droppedRuns = new Map();
  notes.forEach(({ code, rows, ranges }, note) => {
    if (code !== 'droppedParagraph' && code !== 'droppedArticle') return;
    const whole = code === 'droppedArticle';
    const free = rows.filter((row) => owner[row] < 0 && !cells[row].length).sort((a, b) => a - b);
    if (whole && free.length) droppedRuns.set(free[0], free);
    let headed = false;
    free.forEach((row, i) => {
      const { start, end } = lines[row];
      const [from, to] = whole ? [start, end] : (pairs(ranges).find(([at]) => rowAt(at) === row) ?? [start, end]);
      const twin = kept.get(source.slice(start, end));
      /** @type {Cell[]} */
      let other = cellsAs(source, from, to, whole && !headed ? 'headline' : 'paragraph');
      if (whole && twin !== undefined)
        other = withRest(source, start, end, copied(sort(twin), start - lines[twin].start));
      else if (!whole && i) other = [{ kind: 'continuation', start: from, end: to }];
      headed ||= other.some(({ kind }) => kind === 'headline');
      if (whole)
        notes[note].paragraphs += other.filter(({ kind }) => kind === 'paragraph' || kind === 'subheading').length;
      cells[row] = [{ note, now: [{ kind: 'dropped', start: from, end: to }], other }];
    });
  });

  /** @type {Row[]} */
  const rows = lines.map(({ line, start, end }, row) => ({
    line,
    start,
    end,
    cells: filled(source, start, end, sort(row)),
  }));
  return {
    base: { text: source, notes, dropped: issue.dropped_duplicate_paragraphs ?? 0 },
    rows,
    ...runsOf(owner, under, droppedRuns),
    verdicts: notes.map(() => 'open'),
    facts: { paper: issue.paper ?? '', date: issue.date ?? '', edition: issue.edition ?? '' },
  };
}

/**
 * Copies the cells of a line to another with the same text, `by` units further on.
 * @param {readonly (Cell | Knot)[]} cells
 * @param {number} by
 * @returns {Cell[]}
 */
function copied(cells, by) {
  return cells
    .flatMap((cell) => ('kind' in cell ? [cell] : cell.now))
    .map((cell) => ({ ...cell, start: cell.start + by, end: cell.end + by }));
}

/**
 * Returns a line's cells; text that is in none of them becomes cells that are set aside.
 * @param {string} source
 * @param {number} start
 * @param {number} end
 * @param {readonly (Cell | Knot)[]} cells in order
 * @returns {(Cell | Knot)[]}
 */
function filled(source, start, end, cells) {
  /** @type {Map<Cell, Knot>} */
  const knots = new Map();
  const flat = cells.flatMap((cell) => {
    if ('kind' in cell) return [cell];
    cell.now.forEach((inner) => knots.set(inner, cell));
    return cell.now;
  });
  /** @type {(Cell | Knot)[]} */
  const all = [];
  let at = start;
  for (const cell of flat) {
    if (cell.start > at) all.push(...withRest(source, at, cell.start, []));
    const knot = knots.get(cell);
    if (!knot) all.push(cell);
    else if (knot.now[0] === cell) all.push(knot);
    at = Math.max(at, cell.end);
  }
  all.push(...withRest(source, at, end, []));
  return all;
}

/**
 * Groups lines into articles, in print order. A line of no article stays with those above it.
 * @param {readonly number[]} owner the article of each line; -1: none
 * @param {readonly (number | null)[]} under
 * @param {ReadonlyMap<number, number[]>} dropped
 * @returns {{runs: Run[], nextRun: number}}
 */
function runsOf(owner, under, dropped) {
  const droppedAt = new Map([...dropped].flatMap(([first, rows]) => rows.map((row) => [row, first])));
  /** @type {number[]} */
  const head = [];
  const articles = under.map(() => /** @type {number[]} */ ([]));
  /** @type {Map<number, number[]>} */
  const gone = new Map([...dropped.keys()].map((first) => [first, []]));
  let here = head;
  owner.forEach((article, row) => {
    const first = droppedAt.get(row);
    if (article >= 0) here = articles[article];
    else if (first !== undefined) here = /** @type {number[]} */ (gone.get(first));
    here.push(row);
  });
  /** @type {Run[]} */
  const runs = [{ id: 0, rows: head, under: null }];
  const left = [...gone.values()];
  articles.forEach((rows, article) => {
    while (left.length && left[0][0] < rows[0]) runs.push({ id: runs.length, rows: left.shift() ?? [], under: null });
    runs.push({ id: runs.length, rows, under: under[article] });
  });
  for (const rows of left) runs.push({ id: runs.length, rows, under: null });
  return { runs, nextRun: runs.length };
}
