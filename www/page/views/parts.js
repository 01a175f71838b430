/** Small pieces that several views show alike. */
import { h, isPlain, marked } from '../dom.js';
/** @import {Dispatch, Excerpt, FieldName, PlainArticle, PlainIssue, PlainPerson, Route} from '../types.js' */
/** @import {BroughtStrings, LateStrings, OfferStrings, Strings, ToolStrings} from '../strings.js' */
/** @import {Child} from '../dom.js' */

/**
 * What a view is given: words, where actions go, and addresses.
 * @typedef {object} Context
 * @property {Strings} t
 * @property {Dispatch} dispatch
 * @property {(route: Route) => string} href
 * @property {() => void} back to the list the article was opened from
 * @property {(q: string) => void} search for what a link says; Back leads to where the link is
 * @property {(words: string) => void} say to the reader who listens
 * @typedef {Context & {t: LateStrings}} LateContext
 * @typedef {LateContext & {t: BroughtStrings}} BroughtContext
 * @typedef {LateContext & {t: OfferStrings}} OfferContext
 * @typedef {LateContext & {t: ToolStrings}} ToolContext
 *
 * Where a query stands in a piece of an article; a note stands beside its piece (kanbao.d.ts, Mark).
 * @typedef {(field: FieldName, index: number, note?: boolean) => readonly number[]} RangesOf
 */

/** @type {RangesOf} */
export const noRanges = () => [];

/**
 * A link to another place of the page. A plain click stays in the page; any other is the browser's.
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
 * A headline's nodes. One of several parts is broken between them where it must be broken, so each
 * part is a piece of its own; the blanks stand between the pieces.
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
 * One name of a byline as it is printed: 记者 before it, 摄 after it.
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
 * A date in the interface's language; as printed where it is not `YYYY-MM-DD`.
 * @param {Strings} t
 * @param {string} date
 */
export function dateNode(t, date) {
  if (date.length !== 10 || Number.isNaN(Date.parse(`${date}T00:00Z`))) return h('span', null, date);
  return h('time', { datetime: date, lang: t.lang }, t.date(date));
}

/**
 * Date and edition of an issue, where it has them.
 * @param {Strings} t
 * @param {PlainIssue} issue
 * @returns {HTMLElement[]}
 */
export function issueFacts(t, { date, edition }) {
  return [date ? dateNode(t, date) : null, edition ? h('span', { lang: t.lang }, t.edition(edition)) : null].filter(
    (node) => node !== null,
  );
}

/**
 * A photo as a paper without pictures can show it: its caption, set as a card.
 * @param {{text: string, credit?: string}} caption
 * @param {number} i which of its article's
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

/** What the pieces of the kicker field are. @type {('kicker' | 'subtitle' | 'section')[]} */
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
