/** Drafts on the reader's device: what was done to a text, to be done again when the same text is opened again. */
import { apply } from './document.js';
/** @import {Document, Operation} from './types.js' */

const PREFIX = 'kanbao.desk.';
/** So many drafts are kept; the oldest make room. */
const KEPT = 10;

/**
 * A number that tells texts apart (FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/).
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
 * @param {Document} first what the parser makes of it; of another parser's a draft may mean something else
 */
export function createDraft(storage, text, first) {
  const key = `${PREFIX}${hash(text)}-${text.length.toString(36)}`;
  const made = hash(JSON.stringify([first.rows, first.runs]));

  /** Takes out the oldest drafts but so many. @param {Storage} kept */
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
    /** What was done to the text, as far as it still can be. @returns {Operation[]} */
    load() {
      try {
        const draft = JSON.parse(storage?.getItem(key) ?? 'null');
        if (draft?.made !== made) return [];
        draft.operations.reduce(apply, first); // throws where it cannot be done
        return draft.operations;
      } catch {
        return [];
      }
    },

    /**
     * @param {readonly Operation[]} operations
     * @param {number} now milliseconds
     * @returns {boolean} whether they are kept
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
        return false; // full, or refused
      }
    },
  };
}
