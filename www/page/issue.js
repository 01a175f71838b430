/** Validates bulletins. The page shows one before the engine is there, so it must check for itself. */
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

/** @param {unknown} value */
const kindOf = (value) =>
  value === null ? 'null' : value === undefined ? 'nothing' : Array.isArray(value) ? 'array' : typeof value;

/**
 * @param {string} where
 * @param {string} expected
 * @param {unknown} found
 * @returns {never}
 */
function wrong(where, expected, found) {
  throw new PageError({ code: 'bad-json', where, message: `expected ${expected}, found ${kindOf(found)}` });
}

/**
 * @param {any} object
 * @param {string} name
 * @param {string} path
 * @param {boolean} needed
 */
function string(object, name, path, needed) {
  const value = object[name];
  if (typeof value !== 'string' && (needed || (value !== undefined && value !== null)))
    wrong([path, name].filter(Boolean).join('.'), 'string', value);
}

/**
 * @param {any} object
 * @param {string} name
 * @param {string} path
 * @returns {unknown[]}
 */
function list(object, name, path) {
  const value = (object[name] ??= []);
  return Array.isArray(value) ? value : wrong(`${path}.${name}`, 'array', value);
}

/**
 * Checks that JSON has the shape of a bulletin and fills in the lists it leaves out.
 * @param {unknown} value
 * @returns {PlainIssue}
 */
export function checkIssue(value) {
  if (kindOf(value) !== 'object') wrong('', 'object', value);
  const issue = /** @type {any} */ (value);
  if (!Array.isArray(issue.articles)) wrong('articles', 'array', issue.articles);
  issue.articles.forEach((/** @type {any} */ article, /** @type {number} */ i) => {
    const path = `articles[${i}]`;
    if (kindOf(article) !== 'object') wrong(path, 'object', article);
    string(article, 'headline', path, true);
    for (const name of ['section', 'kicker', 'subtitle']) string(article, name, path, false);
    list(article, 'paragraphs', path).forEach(
      (text, n) => typeof text === 'string' || wrong(`${path}.paragraphs[${n}]`, 'string', text),
    );
    if (article.subheadings !== undefined)
      list(article, 'subheadings', path).forEach(
        (at, n) => typeof at === 'number' || wrong(`${path}.subheadings[${n}]`, 'number', at),
      );
    list(article, 'byline', path).forEach((person, n) => {
      if (typeof person === 'string') return;
      if (kindOf(person) !== 'object') wrong(`${path}.byline[${n}]`, 'string', person);
      string(person, 'name', `${path}.byline[${n}]`, true);
      string(person, 'role', `${path}.byline[${n}]`, false);
    });
    list(article, 'captions', path).forEach((caption, n) => {
      if (kindOf(caption) !== 'object') wrong(`${path}.captions[${n}]`, 'object', caption);
      string(caption, 'text', `${path}.captions[${n}]`, true);
      string(caption, 'credit', `${path}.captions[${n}]`, false);
    });
  });
  for (const name of ['paper', 'date', 'edition']) string(issue, name, '', false);
  if (issue.lexicon !== undefined) {
    if (kindOf(issue.lexicon) !== 'object') wrong('lexicon', 'object', issue.lexicon);
    string(issue.lexicon, 'file', 'lexicon', true);
  }
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
