/** The list of a collection's issues: whether JSON is one, which issues stand before and after the one on show. Data; no DOM. */
import { PageError } from './issue.js';
import { bulletinURL } from './published.js';
/** @import {PlainIssue} from './types.js' */

/**
 * @typedef {object} Listed an issue of the list
 * @property {string} date `YYYY-MM-DD`
 * @property {string} edition '' where it has none
 * @property {string} src as addresses have it: relative to the list, inside of its folder
 * @property {string} href all of it
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

/** Whether a text is a day that there is, `YYYY-MM-DD`. @param {unknown} date */
function isDay(date) {
  if (typeof date !== 'string' || !/^[1-9]\d{3}-\d\d-\d\d$/.test(date)) return false;
  const day = new Date(`${date}T00:00:00Z`);
  // Some take the 30th of February for the 1st of March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/**
 * Holds JSON to the shape of a list, `{"issues": [{"date", "edition", "src"}]}`; the earliest comes first, those of one
 * day in their order. What it names lies in the list's folder, so that a link cannot lead anywhere else.
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
 * Where an issue stands in the list: by its address, else by its date and edition.
 * @param {readonly Listed[]} issues
 * @param {string} href
 * @param {Pick<PlainIssue, 'date' | 'edition'>} issue
 * @returns {{here: Listed | null, before: Listed | null, after: Listed | null}} of one that is not in the list, those of the
 * days before and after its own
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

/** The months that have issues, `YYYY-MM`, in their order. @param {readonly Listed[]} issues */
export const monthsOf = (issues) => [...new Set(issues.map(({ date }) => date.slice(0, 7)))];
