/** Splits the source into lines that are not blank, and numbers them as the parser does (src/bulletin/lines.rs). */
import { trimmed } from './characters.js';

/** CR LF is a single line end. Line ends other than CR and LF also end a line, but editors do not count them. */
const END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/**
 * @param {string} text
 * @returns {{line: number, start: number, end: number}[]}
 */
export function linesOf(text) {
  /** @type {{line: number, start: number, end: number}[]} */
  const lines = [];
  let line = 1;
  let from = 0;
  const add = (/** @type {number} */ to) => {
    const [start, end] = trimmed(text, from, to);
    if (start < end) lines.push({ line, start, end });
  };
  for (const { 0: mark, index } of text.matchAll(END)) {
    add(index);
    from = index + mark.length;
    if (/[\r\n]/.test(mark)) line++;
  }
  add(text.length);
  return lines;
}

/**
 * Returns the index of the line that contains the offset `at`: the last one that begins at or before it; -1 above all.
 * @param {readonly {start: number}[]} lines
 * @param {number} at
 */
export function lineAt(lines, at) {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].start <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
