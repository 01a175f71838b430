/** Checks bulletins. The page shows one before the engine is there, so it must check for itself. */
import { faultIn } from '../engine/format.js';
/** @import {PlainIssue, Problem} from './types.js' */

/** A bulletin is text; a larger file (bytes) is something else and would stall the browser. */
export const MAX_BYTES = 32 * 1024 * 1024;

/** An error that says what is wrong, where, and what to do. */
export class PageError extends Error {
  /** @param {Partial<Problem> & {code: string}} problem */
  constructor({ code, message = '', where = '', advice = '' }) {
    super(message || code);
    this.problem = { code, message, where, advice };
  }
}

/**
 * Returns the problem behind anything thrown by the page or the engine.
 * @param {unknown} error
 * @returns {Problem}
 */
export function problemOf(error) {
  if (error instanceof PageError) return error.problem;
  const { code, message, place, where = place, advice } = /** @type {Record<string, unknown>} */ (Object(error));
  const text = (/** @type {unknown} */ value) => (typeof value === 'string' ? value : '');
  return { code: text(code) || 'unknown', message: text(message), where: text(where), advice: text(advice) };
}

/**
 * Checks that JSON has the form of a bulletin and fills in the lists it leaves out.
 * @param {unknown} value
 * @returns {PlainIssue}
 */
export function checkIssue(value) {
  const fault = faultIn(value);
  if (fault) throw new PageError(fault);
  const issue = /** @type {PlainIssue} */ (value);
  for (const article of issue.articles)
    for (const list of /** @type {const} */ (['byline', 'paragraphs', 'subheadings', 'captions'])) article[list] ??= [];
  return issue;
}

/**
 * Parses and checks a bulletin.
 * @param {string} text
 * @returns {PlainIssue}
 */
export function readIssue(text) {
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new PageError({ code: 'bad-json', message: error instanceof Error ? error.message : '' });
  }
  return checkIssue(value);
}
