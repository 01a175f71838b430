/** An editor's work on one text: its history, the current line, the current repair or doubt, and the draft. */
import { contributes } from './issue.js';
import { kindOf, placeOf } from './runs.js';
import { act, historyOf, present, travel } from './history.js';
/** @import {Document, Operation, Verdict} from './types.js' */

/**
 * @typedef {object} View what is shown
 * @property {Document} doc
 * @property {number} row the current line
 * @property {number} note the current repair or doubt; -1: none yet
 * @property {number} at how many operations can be undone
 * @property {boolean} more whether an operation can be redone
 * @property {boolean} dirty whether anything has changed since the last download
 *
 * @typedef {ReturnType<typeof createSession>} Session
 */

/**
 * @param {Document} first
 * @param {ReturnType<typeof import('./draft.js').createDraft>} draft
 * @param {() => number} now milliseconds since the epoch
 */
export function createSession(first, draft, now) {
  const restored = draft.load();
  let history = restored.reduce(act, historyOf(first));
  /** The document as last downloaded. */
  let saved = first;
  let row = Math.max(0, first.rows.findIndex(contributes));
  let note = -1;
  let kept = draft.save(history.operations, now());
  /** @type {(view: View) => void} */
  let changed = () => {};

  /** @returns {View} */
  const view = () => ({
    doc: present(history),
    row,
    note,
    at: history.at,
    more: history.at < history.operations.length,
    dirty: present(history) !== saved,
  });

  /** @param {typeof history} next */
  function change(next) {
    if (next === history) return false;
    history = next;
    kept = draft.save(history.operations.slice(0, history.at), now());
    changed(view());
    return true;
  }

  /** @param {Operation} operation */
  const does = (operation) => change(act(history, operation));

  /** Returns the id of the run that contains the current line. */
  const run = () => present(history).runs[placeOf(present(history), row)[0]].id;

  /** @param {number} to */
  function goTo(to) {
    const { notes } = first.base;
    if (!notes[to]) return;
    note = to;
    row = notes[to].rows[0] ?? row;
    changed(view());
  }

  return {
    view,
    /** Whether the draft is stored on the device. */
    get kept() {
      return kept;
    },
    /** How many operations a draft restored. */
    restored: restored.length,
    /** @param {(view: View) => void} heard */
    listen(heard) {
      changed = heard;
    },

    does,
    /** @param {1 | -1} by */
    travel: (by) => change(travel(history, by)),
    /** Undoes everything. */
    afresh: () => change({ ...history, at: 0 }),
    /** Notes that the document has been downloaded in its current form. */
    downloaded() {
      saved = present(history);
      changed(view());
    },

    /** Makes another line the current one. @param {number} to */
    choose(to) {
      if (to === row || !first.rows[to]) return;
      row = to;
      const there = first.base.notes.findIndex(({ rows }) => rows.includes(to));
      if (there >= 0 && !first.base.notes[note]?.rows.includes(to)) note = there;
      changed(view());
    },

    /** Goes to the next or previous repair or doubt. @param {1 | -1} by */
    step(by) {
      const { notes } = first.base;
      goTo(note < 0 ? 0 : (note + by + notes.length) % notes.length);
    },

    accept() {
      if (note < 0) return;
      does({ type: 'judge', note, verdict: 'accepted' });
      const { verdicts } = present(history);
      const open = [...verdicts.keys()]
        .map((i) => (note + 1 + i) % verdicts.length)
        .find((i) => verdicts[i] === 'open');
      if (open !== undefined) goTo(open);
    },

    /** Undoes or redoes the current repair; reopens a doubt that was settled. */
    reject() {
      if (note < 0) return false;
      const repair = first.base.notes[note].type === 'repair';
      /** @type {Verdict} */
      const verdict = repair && present(history).verdicts[note] !== 'undone' ? 'undone' : 'open';
      return does({ type: 'judge', note, verdict });
    },

    split: () => does({ type: 'split', row }),
    merge: () => does({ type: 'merge', run: run() }),
    /** @param {1 | -1} by */
    move: (by) => does({ type: 'move', run: run(), by }),
    /** Moves the current line. @param {1 | -1} by */
    shift: (by) => does({ type: 'shift', row, by }),
    /** @param {import('./types.js').Mark} as */
    mark: (as) => does({ type: 'mark', row, as }),
    kind: () => kindOf(present(history).rows[row]),
  };
}
