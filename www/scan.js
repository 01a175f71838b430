/**
 * The provisional search: a plain scan of the bulletin's text, for the time before the engine is ready and for browsers
 * that cannot run it. It does not segment words, ranks by field only and does not match traditional characters. Its
 * answers have the shape of the engine's. No DOM.
 */
/** @import {FieldName, Mark, PlainArticle, PlainIssue, SearchOutcome} from './page/types.js' */

/** Characters of an excerpt before the match, and in total. */
const BEFORE = 24;
const EXCERPT = 96;
/** Characters that an excerpt does not start with. */
const LOOSE = /[\s，。、；：！？”’）》,.;:!?]/;
/** Longer queries are cut (UTF-16 units): nobody types them, and the scan runs on the page's own thread. */
const MAX_QUERY = 256;

/** @typedef {{field: FieldName, index: number, note: boolean, text: string, folded: string}} Part as kanbao.d.ts has them */

/** @type {WeakMap<PlainArticle, Part[]>} */
const known = new WeakMap();

/**
 * Folds width and case. Every UTF-16 unit keeps its place, so that ranges also apply to the original.
 * @param {string} text
 */
export function foldUnits(text) {
  const narrow = text.replace(/[\uff01-\uff5e\u3000]/g, (c) =>
    c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
  const lower = narrow.toLowerCase();
  return lower.length === text.length ? lower : narrow.replace(/[A-Z]/g, (c) => c.toLowerCase());
}

/**
 * Returns an article's readable strings, in order of importance.
 * @param {PlainArticle} article
 * @returns {Part[]}
 */
function partsOf(article) {
  const found = known.get(article);
  if (found) return found;
  /** @type {Part[]} */
  const parts = [];
  /** @type {(field: FieldName, index: number, text: string | undefined, note?: boolean) => void} */
  const add = (field, index, text, note = false) => {
    if (text) parts.push({ field, index, note, text, folded: foldUnits(text) });
  };
  add('headline', 0, article.headline);
  add('kicker', 0, article.kicker);
  add('kicker', 1, article.subtitle);
  add('kicker', 2, article.section);
  article.byline.forEach((person, i) => {
    if (typeof person === 'string') return add('byline', i, person);
    add('byline', i, person.name);
    add('byline', i, person.role, true);
  });
  article.captions.forEach((caption, i) => {
    add('caption', i, caption.text);
    add('caption', i, caption.credit, true);
  });
  article.paragraphs.forEach((text, i) => add('body', i, text));
  known.set(article, parts);
  return parts;
}

/** Returns the folded query, split at blanks. @param {string} query */
const needlesOf = (query) => [...new Set(foldUnits(query.slice(0, MAX_QUERY)).split(/\s+/).filter(Boolean))];

/**
 * @param {string} text
 * @param {readonly string[]} needles
 * @returns {number[]} flat ranges, ascending, merged
 */
function rangesIn(text, needles) {
  /** @type {[number, number][]} */
  const spans = [];
  for (const needle of needles) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length))
      spans.push([at, at + needle.length]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  /** @type {number[]} */
  const ranges = [];
  for (const [start, end] of spans) {
    const last = ranges.length - 1;
    if (last > 0 && start <= ranges[last]) ranges[last] = Math.max(ranges[last], end);
    else ranges.push(start, end);
  }
  return ranges;
}

/**
 * @param {Part} part
 * @param {readonly number[]} ranges
 */
function excerptOf({ field, index, note, text }, ranges) {
  const stop = text.lastIndexOf('。', ranges[0]) + 1;
  let start = ranges[0] - stop <= BEFORE ? stop : ranges[0] - BEFORE;
  while (start < ranges[0] && LOOSE.test(text[start])) start++;
  const end = Math.min(text.length, start + EXCERPT);
  const inside = ranges.filter((_, i) => ranges[i & ~1] < end).map((at) => Math.min(at, end) - start);
  return {
    field,
    index,
    note,
    text: text.slice(start, end),
    ranges: inside,
    cutBefore: start > 0,
    cutAfter: end < text.length,
  };
}

/**
 * Finds the articles that contain every part of the query, which is split at blanks. Those with a match in the headline
 * come first, otherwise in print order.
 * @param {PlainIssue} issue
 * @param {string} query
 * @param {number} limit
 * @returns {SearchOutcome}
 */
export function scan(issue, query, limit) {
  const needles = needlesOf(query);
  const tier = needles.length > 1 ? 'allWords' : 'asTyped';
  /** @type {SearchOutcome['hits']} */
  const hits = [];
  if (needles.length) {
    issue.articles.forEach((article, number) => {
      const parts = partsOf(article);
      if (!needles.every((needle) => parts.some((part) => part.folded.includes(needle)))) return;
      const found = parts
        .map((part) => ({ part, ranges: rangesIn(part.folded, needles) }))
        .filter(({ ranges }) => ranges.length);
      const headline = found.find(({ part }) => part.field === 'headline');
      hits.push({
        article: number,
        tier,
        fields: [...new Set(found.map(({ part }) => part.field))],
        score: headline ? 1 : 0,
        headline: { text: article.headline, ranges: headline?.ranges ?? [] },
        excerpts: found
          .filter((one) => one !== headline)
          .slice(0, 2)
          .map(({ part, ranges }) => excerptOf(part, ranges)),
      });
    });
  }
  hits.sort((a, b) => b.score - a.score || a.article - b.article);
  return {
    hits: hits.slice(0, limit),
    total: hits.length,
    tiers: [{ tier, total: hits.length }],
    clauses: [],
    problems: [],
    facets: [],
  };
}

/**
 * Returns where the parts of the query appear in an article.
 * @param {PlainArticle} article
 * @param {string} query
 * @returns {Mark[]}
 */
export function scanMarks(article, query) {
  const needles = needlesOf(query);
  return partsOf(article)
    .map(({ field, index, note, folded }) => ({ field, index, note, ranges: rangesIn(folded, needles) }))
    .filter(({ ranges }) => ranges.length);
}
