/**
 * The types that the desk's modules share; no code. Everything is immutable: an operation makes a new document, which
 * shares the unchanged parts with the previous one.
 *
 * @typedef {import('../kanbao.js').OpenedText} OpenedText
 * @typedef {import('../kanbao.js').PlainIssue} PlainIssue
 * @typedef {import('../kanbao.js').PlainArticle} PlainArticle
 * @typedef {import('../kanbao.js').PlainPerson} PlainPerson
 *
 * The kinds that a line can be marked as by hand.
 * @typedef {'headline' | 'kicker' | 'subtitle' | 'byline' | 'section' | 'subheading' | 'paragraph' | 'continuation' | 'caption' | 'aside'} Mark
 *
 * What a stretch of a line is: `credit` belongs to the caption before it; `dropped` was printed twice; `lifted` are
 * names that were moved from a paragraph's end to the byline.
 * @typedef {Mark | 'credit' | 'dropped' | 'lifted'} Kind
 *
 * What a continuation continues, if not a paragraph.
 * @typedef {'section' | 'kicker' | 'headline' | 'subtitle' | 'subheading' | 'caption' | 'credit'} Wrapped
 *
 * @typedef {object} Cell a stretch of one line
 * @property {Kind} kind
 * @property {number} start in the source, UTF-16 units
 * @property {number} end
 * @property {string} [text] the corrected text
 * @property {PlainPerson[]} [people] the names in it that belong to the byline
 * @property {Wrapped} [of] continuation: what it continues
 * @property {boolean} [joined] continuation: whether it was rejoined to a paragraph that print had broken, not merely wrapped
 *
 * Stretches of a line that a repair made (`now`), and what is there without it (`other`). Undoing the repair swaps the
 * two.
 * @typedef {{note: number, now: readonly Cell[], other: readonly Cell[]}} Knot
 *
 * @typedef {object} Row a line that is not blank
 * @property {number} line its number, as editors count
 * @property {number} start the range of its text, without surrounding blanks
 * @property {number} end
 * @property {readonly (Cell | Knot)[]} cells in the line's order; together they contain all its visible text
 *
 * @typedef {object} Run the lines of one article, in reading order; the first run has the lines above all articles
 * @property {number} id
 * @property {readonly number[]} rows
 * @property {number | null} under the line that names its section
 *
 * @typedef {object} Note a repair or a doubt
 * @property {'repair' | 'doubt'} type
 * @property {string} code its kind
 * @property {number} line
 * @property {readonly number[]} rows
 * @property {readonly number[]} ranges
 * @property {string} before
 * @property {string} after
 * @property {number} paragraphs how many paragraphs it dropped
 * @typedef {'open' | 'accepted' | 'undone'} Verdict
 *
 * @typedef {{paper: string, date: string, edition: string}} Facts
 *
 * @typedef {object} Base what no operation changes
 * @property {string} text the source
 * @property {readonly Note[]} notes in print order
 * @property {number} dropped number of paragraphs that were printed twice
 *
 * @typedef {object} Document
 * @property {Base} base
 * @property {readonly Row[]} rows
 * @property {readonly Run[]} runs
 * @property {readonly Verdict[]} verdicts one for each note
 * @property {Facts} facts
 * @property {number} nextRun the id of the next run
 *
 * @typedef {{type: 'mark', row: number, as: Mark}
 *   | {type: 'text', row: number, text: string}
 *   | {type: 'judge', note: number, verdict: Verdict}
 *   | {type: 'split', row: number}
 *   | {type: 'merge', run: number}
 *   | {type: 'move', run: number, by: 1 | -1}
 *   | {type: 'shift', row: number, by: 1 | -1}
 *   | {type: 'fact', name: keyof Facts, value: string}} Operation
 */
export {};
