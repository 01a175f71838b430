/** Drafts on the user's device: what was done to a text, to be repeated when the same text is opened again. */
import { apply } from './document.js';
/** @import {Document, Operation} from './types.js' */

const PREFIX = 'kanbao.desk.';
/** Maximum number of drafts; the oldest are dropped first. */
const KEPT = 10;

/**
 * Returns a hash that distinguishes texts (FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/).
 * @param {string} text
 */
function hash(text) {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(36);
}

/**
 * @param {Storage | null} storage null: nothing is kept
 * @param {string} text the source
 * @param {Document} first what the parser makes of it; with another parser's result, a draft may mean something else
 */
export function createDraft(storage, text, first) {
  const key = `${PREFIX}${hash(text)}-${text.length.toString(36)}`;
  const made = hash(JSON.stringify([first.rows, first.runs]));

  /** Removes the oldest drafts, to leave room for this one. @param {Storage} kept */
  function prune(kept) {
    const keys = Array.from({ length: kept.length }, (_, i) => kept.key(i) ?? '').filter(
      (name) => name.startsWith(PREFIX) && name !== key,
    );
    const age = (/** @type {string} */ name) => Number(/^\{"saved":(\d+)/.exec(kept.getItem(name) ?? '')?.[1] ?? 0);
    keys
      .sort((a, b) => age(b) - age(a))
      .slice(KEPT - 1)
      .forEach((name) => kept.removeItem(name));
  }

  return {
    /** Returns the operations of the draft; none if they no longer apply. @returns {Operation[]} */
    load() {
      try {
        const draft = JSON.parse(storage?.getItem(key) ?? 'null');
        if (draft?.made !== made) return [];
        draft.operations.reduce(apply, first); // throws if an operation cannot be applied
        return draft.operations;
      } catch {
        return [];
      }
    },

    /**
     * @param {readonly Operation[]} operations
     * @param {number} now milliseconds since the epoch
     * @returns {boolean} whether they were stored
     */
    save(operations, now) {
      if (!storage) return false;
      try {
        if (!operations.length) storage.removeItem(key);
        else {
          prune(storage);
          storage.setItem(key, JSON.stringify({ saved: now, made, operations }));
        }
        return true;
      } catch {
        return false; // storage is full or refused
      }
    },
  };
}
