/**
 * The shapes that the desk's modules share. No code: types only. All of it is immutable: an operation makes another
 * document, which shares with the one before what did not change.
 *
 * @typedef {import('../kanbao.js').OpenedText} OpenedText
 * @typedef {import('../kanbao.js').PlainIssue} PlainIssue
 * @typedef {import('../kanbao.js').PlainArticle} PlainArticle
 * @typedef {import('../kanbao.js').PlainPerson} PlainPerson
 *
 * What a line can be marked as by hand.
 * @typedef {'headline' | 'kicker' | 'subtitle' | 'byline' | 'section' | 'subheading' | 'paragraph' | 'continuation' | 'caption' | 'aside'} Mark
 *
 * What a stretch of a line is: `credit` stands beside the caption before it; `dropped` was printed twice; `lifted` are
 * names that were taken out of a paragraph's end.
 * @typedef {Mark | 'credit' | 'dropped' | 'lifted'} Kind
 *
 * What a continuation goes on with; a paragraph where nothing is said.
 * @typedef {'section' | 'kicker' | 'headline' | 'subtitle' | 'subheading' | 'caption' | 'credit'} Wrapped
 *
 * @typedef {object} Cell a stretch of one line
 * @property {Kind} kind
 * @property {number} start in the source, UTF-16 units
 * @property {number} end
 * @property {string} [text] as it was corrected
 * @property {PlainPerson[]} [people] the names in it that are of the byline
 * @property {Wrapped} [of] continuation: of what
 * @property {boolean} [joined] continuation: of a paragraph that print had broken, and no mere wrapping
 *
 * Stretches of a line that a repair made, and what there is without it; undoing the repair changes their places.
 * @typedef {{note: number, now: readonly Cell[], other: readonly Cell[]}} Knot
 *
 * @typedef {object} Row a line that is not blank
 * @property {number} line its number, as editors count
 * @property {number} start of its text without the blanks around it
 * @property {number} end
 * @property {readonly (Cell | Knot)[]} cells in the line's order; together they have all that can be seen of it
 *
 * @typedef {object} Run lines that are one article, in the order they are read in; the first of all runs is what stands above
 * @property {number} id
 * @property {readonly number[]} rows
 * @property {number | null} under the row whose section's name it stands under
 *
 * @typedef {object} Note a repair or a doubt
 * @property {'repair' | 'doubt'} type
 * @property {string} code its kind
 * @property {number} line
 * @property {readonly number[]} rows
 * @property {readonly number[]} ranges
 * @property {string} before
 * @property {string} after
 * @property {number} paragraphs how many it dropped
 * @typedef {'open' | 'accepted' | 'undone'} Verdict
 *
 * @typedef {{paper: string, date: string, edition: string}} Facts
 *
 * @typedef {object} Base what no operation changes
 * @property {string} text the source
 * @property {readonly Note[]} notes in print order
 * @property {number} dropped paragraphs that were printed twice
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
