/**
 * The list of a collection's issues: validates it, and finds the issues before and after the one shown. Data; no DOM.
 */
import { PageError } from './issue.js';
import { bulletinURL } from './published.js';
/** @import {PlainIssue} from './types.js' */

/**
 * @typedef {object} Listed an issue of the list
 * @property {string} date `YYYY-MM-DD`
 * @property {string} edition '' if it has none
 * @property {string} src as it appears in addresses: relative to the list, inside its folder
 * @property {string} href the absolute address
 */

/**
 * @param {string} where
 * @param {string} message
 * @param {string} [code]
 * @returns {never}
 */
function wrong(where, message, code = 'bad-json') {
  throw new PageError({ code, where, message });
}

/** Returns whether a text is an existing day, `YYYY-MM-DD`. @param {unknown} date */
function isDay(date) {
  if (typeof date !== 'string' || !/^[1-9]\d{3}-\d\d-\d\d$/.test(date)) return false;
  const day = new Date(`${date}T00:00:00Z`);
  // Some browsers take 30 February for 1 March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/**
 * Parses and validates a list, `{"issues": [{"date", "edition", "src"}]}`, and sorts it by date; issues of the same day
 * keep their order. Every issue must be inside the list's folder, so that a link cannot lead anywhere else.
 * @param {string} text
 * @param {string} list its address
 * @returns {Listed[]}
 */
export function readIssues(text, list) {
  const folder = new URL('.', list).href;
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    wrong('', /** @type {Error} */ (error).message);
  }
  if (!Array.isArray(value?.issues)) wrong('issues', 'expected an array');
  const issues = value.issues.map((/** @type {any} */ one, /** @type {number} */ i) => {
    const path = `issues[${i}]`;
    const { date, edition = null, src } = Object(one);
    if (!isDay(date)) wrong(`${path}.date`, `expected a day as YYYY-MM-DD, found ${JSON.stringify(date)}`);
    if (edition !== null && typeof edition !== 'string')
      wrong(`${path}.edition`, `expected a string, found ${JSON.stringify(edition)}`);
    if (typeof src !== 'string' || !src.trim())
      wrong(`${path}.src`, `expected an address, found ${JSON.stringify(src)}`);
    let href = '';
    try {
      ({ href } = bulletinURL(src, '', list, './'));
    } catch {
      wrong(`${path}.src`, src, 'bad-src');
    }
    return { date, edition: edition ?? '', src: href.slice(folder.length), href };
  });
  if (!issues.length) wrong('issues', '', 'empty');
  return issues.sort((/** @type {Listed} */ a, /** @type {Listed} */ b) =>
    a.date < b.date ? -1 : Number(a.date > b.date),
  );
}

/**
 * Finds an issue in the list, by its address or else by its date and edition, and its neighbours. For an issue that is
 * not in the list, these are the nearest issues of earlier and later days.
 * @param {readonly Listed[]} issues
 * @param {string} href
 * @param {Pick<PlainIssue, 'date' | 'edition'>} issue
 * @returns {{here: Listed | null, before: Listed | null, after: Listed | null}}
 */
export function around(issues, href, { date, edition }) {
  const is = (/** @type {Listed} */ one) => one.href === href;
  const same = (/** @type {Listed} */ one) => one.date === date && one.edition === (edition ?? '');
  const at = issues.some(is) ? issues.findIndex(is) : issues.findIndex(same);
  if (at >= 0) return { here: issues[at], before: issues[at - 1] ?? null, after: issues[at + 1] ?? null };
  const day = isDay(date) ? String(date) : '';
  const earlier = issues.filter((one) => one.date < day);
  return {
    here: null,
    before: earlier[earlier.length - 1] ?? null,
    after: (day && issues.find((one) => one.date > day)) || null,
  };
}

/** Returns the months that have issues, `YYYY-MM`, in order. @param {readonly Listed[]} issues */
export const monthsOf = (issues) => [...new Set(issues.map(({ date }) => date.slice(0, 7)))];
