/** Everything that was done to a document, for undo, redo and the draft. */
import { apply } from './document.js';
/** @import {Document, Operation} from './types.js' */

/**
 * @typedef {object} History
 * @property {readonly Document[]} documents the first one, and the one after each operation
 * @property {readonly Operation[]} operations
 * @property {number} at how many of them are in effect
 */

/**
 * @param {Document} first
 * @returns {History}
 */
export const historyOf = (first) => ({ documents: [first], operations: [], at: 0 });

/** @param {History} history */
export const present = ({ documents, at }) => documents[at];

/**
 * Adds an operation. Returns the same history if it changes nothing; operations that were undone are forgotten.
 * @param {History} history
 * @param {Operation} operation
 * @returns {History}
 */
export function act(history, operation) {
  const { documents, operations, at } = history;
  const next = apply(documents[at], operation);
  if (next === documents[at]) return history;
  return {
    documents: [...documents.slice(0, at + 1), next],
    operations: [...operations.slice(0, at), operation],
    at: at + 1,
  };
}

/**
 * Undoes the last operation, or redoes the next.
 * @param {History} history
 * @param {1 | -1} by
 * @returns {History}
 */
export function travel(history, by) {
  const at = history.at + by;
  return history.documents[at] ? { ...history, at } : history;
}
