/** Small pieces that several views share. */
import { h, isPlain, marked } from '../dom.js';
/** @import {Dispatch, Excerpt, FieldName, PlainArticle, PlainIssue, PlainPerson, Route} from '../types.js' */
/** @import {BroughtStrings, LaterStrings, Strings} from '../strings.js' */
/** @import {Child} from '../dom.js' */

/**
 * What a view is given: its words, a way to dispatch actions, and addresses.
 * @typedef {object} Context
 * @property {Strings} t
 * @property {Dispatch} dispatch
 * @property {(route: Route) => string} href
 * @property {() => void} back goes to the list from which the article was opened
 * @property {(q: string) => void} search searches for a link's query; Back then leads to where the link is
 * @property {(words: string) => void} say announces something to users of a screen reader
 * @typedef {Context & {t: LaterStrings}} LaterContext
 * @typedef {LaterContext & {t: BroughtStrings}} BroughtContext
 *
 * Returns where a query appears in a piece of an article, or in the note that accompanies it (kanbao.d.ts, Mark).
 * @typedef {(field: FieldName, index: number, note?: boolean) => readonly number[]} RangesOf
 */

/** @type {RangesOf} */
export const noRanges = () => [];

/**
 * Creates a link to another place of the page. The page handles a plain click; the browser handles any other.
 * @param {string} href
 * @param {() => void} go
 * @param {Record<string, unknown> | null} props
 * @param {...(Child | Child[])} children
 */
export function placeLink(href, go, props, ...children) {
  const link = h('a', { ...props, href }, ...children);
  link.addEventListener('click', (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    go();
  });
  return link;
}

/**
 * Creates a link to an article.
 * @param {Context} context
 * @param {Route} route
 * @param {Record<string, unknown>} props
 * @param {...(Child | Child[])} children
 */
export function articleLink({ href, dispatch }, route, props, ...children) {
  const { a } = route;
  return placeLink(href({ ...route, passage: null }), () => dispatch({ type: 'show', article: a }), props, ...children);
}

/**
 * Returns a headline's nodes. A headline of several parts should break between them, so each part is an element of its
 * own, and the blanks are between the elements.
 * @param {string} text
 * @param {readonly number[]} [ranges]
 * @returns {Child[]}
 */
export function headline(text, ranges = []) {
  const parts = [...text.matchAll(/[^\s，、：；！？]+[，、：；！？”’」』》]*|\s+|./gu)];
  if (parts.length === 1) return marked(text, ranges);
  return parts.map(({ 0: part, index = 0 }) =>
    part.trim()
      ? h(
          'span',
          { class: 'part' },
          marked(
            part,
            ranges.map((at) => at - index),
          ),
        )
      : part,
  );
}

/**
 * Returns a name of a byline as it is printed: with 记者 before it, or 摄 after it.
 * @param {PlainPerson} person
 * @param {number} i
 * @param {RangesOf} ranges
 */
function personParts(person, i, ranges) {
  const { name, role = '' } = typeof person === 'string' ? { name: person } : person;
  const words = [marked(name, ranges('byline', i))];
  if (role) words.splice(role.length > 1 ? 0 : 1, 0, marked(role, ranges('byline', i, true)));
  return h('span', { class: 'person' }, words[0], words[1] && [' ', ...words[1]]);
}

/**
 * @param {PlainArticle} article
 * @param {RangesOf} [ranges]
 * @returns {HTMLElement | null}
 */
export function byline({ byline: people }, ranges = noRanges) {
  if (!people.length) return null;
  return h(
    'p',
    { class: 'byline' },
    people.map((person, i) => personParts(person, i, ranges)),
  );
}

/**
 * Returns a date in the interface's language, or as printed if it is not `YYYY-MM-DD`.
 * @param {Strings} t
 * @param {string} date
 */
export function dateNode(t, date) {
  if (date.length !== 10 || Number.isNaN(Date.parse(`${date}T00:00Z`))) return h('span', null, date);
  return h('time', { datetime: date, lang: t.lang }, t.date(date));
}

/**
 * Returns an issue's date and edition, or those of one of its articles, if it has them.
 * @param {Strings} t
 * @param {PlainIssue} issue
 * @param {Pick<PlainIssue, 'date' | 'edition'>} [own]
 * @returns {HTMLElement[]}
 */
export function issueFacts(t, issue, own = issue) {
  const { date, edition } = { date: own.date ?? issue.date, edition: own.edition ?? issue.edition };
  return [date ? dateNode(t, date) : null, edition ? h('span', { lang: t.lang }, t.edition(edition)) : null].filter(
    (node) => node !== null,
  );
}

/**
 * Shows a photo the only way a paper without pictures can: by its caption, set as a card.
 * @param {{text: string, credit?: string}} caption
 * @param {number} i the caption's index in its article
 * @param {RangesOf} ranges
 * @param {Child} [more]
 */
export function photoCard({ text, credit }, i, ranges, more) {
  return h(
    'figure',
    { class: 'photo' },
    h(
      'figcaption',
      null,
      h('p', { class: 'caption' }, marked(text, ranges('caption', i))),
      credit && h('p', { class: 'credit' }, marked(credit, ranges('caption', i, true))),
      more,
    ),
  );
}

/** The pieces of the kicker field, by index. @type {('kicker' | 'subtitle' | 'section')[]} */
const KICKERS = ['kicker', 'subtitle', 'section'];

/**
 * @param {Strings} t
 * @param {Excerpt} excerpt
 */
export function excerptNode(t, { field, index, text, ranges, cutBefore, cutAfter }) {
  const name = field === 'kicker' ? (KICKERS[index] ?? field) : field;
  return h(
    'p',
    { class: 'excerpt' },
    field !== 'body' && h('span', { class: 'tag' }, t.field[name]),
    h('span', { lang: 'zh-Hans' }, cutBefore && '…', marked(text, ranges), cutAfter && '…'),
  );
}
