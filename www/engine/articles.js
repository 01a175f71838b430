/**
 * Articles, checked (format.js) and packed for the engine as one string and one array of numbers. Reading plain objects from inside
 * wasm takes a call for every property; a string crosses in one.
 *
 *     packed  = article × any number
 *     article = count, (code, length in UTF-16 units) × count; the texts follow one another in the string
 *     code    = field | 8 for a note | 16 for a subheading | index × 32
 *
 * Fields are numbered as in src/index. src/wasm/articles.rs reads and writes the same format, with the pieces in the
 * order of src/search/parts.rs.
 *
 * @typedef {import('../kanbao.js').PlainArticle} PlainArticle
 * @typedef {import('../kanbao.js').PlainIssue} PlainIssue
 * @typedef {[text: string, shape: Uint32Array]} PackedArticles
 */

import { EngineError } from './errors.js';
import { faultIn } from './format.js';

const [HEADLINE, KICKER, BYLINE, CAPTION, BODY] = [0, 1, 2, 3, 4];
const NOTE = 8;
const SUBHEADING = 16;
const INDEX = 32;

/** @param {unknown} value @param {boolean} [articles] whether it is an array of articles, not an issue */
function checked(value, articles) {
  const fault = faultIn(value, articles);
  if (fault) throw new EngineError(fault.code, fault.message, fault);
  return /** @type {any} */ (value);
}

/**
 * Checks and packs an issue.
 * @param {unknown} issue a published bulletin, or JSON that should be one
 * @returns {PackedArticles}
 * @throws {EngineError} `bad-json` or `too-large`, with the path and what was expected there
 */
export const packIssue = (issue) => packed(checked(issue).articles);

/**
 * Checks and packs articles.
 * @param {unknown} articles an array of articles
 * @returns {PackedArticles}
 * @throws {EngineError} as {@link packIssue}
 */
export const pack = (articles) => packed(checked(articles, true) ?? []);

/**
 * @param {PlainArticle[]} articles of the right form, in which lists may be absent or null
 * @returns {PackedArticles}
 */
function packed(articles) {
  /** @type {string[]} */
  const texts = [];
  /** @type {number[]} */
  const shape = [];
  /** @param {number} code @param {string | null | undefined} text */
  const push = (code, text) => {
    if ((text ?? null) === null) return;
    texts.push(/** @type {string} */ (text));
    shape.push(code, /** @type {string} */ (text).length);
  };
  for (const { headline, kicker, subtitle, section, byline, paragraphs, subheadings, captions } of articles) {
    const start = shape.push(0);
    push(HEADLINE, headline);
    [kicker, subtitle, section].forEach((text, index) => push(KICKER + INDEX * index, text));
    (byline ?? []).forEach((person, index) => {
      const { name, role = null } = typeof person === 'string' ? { name: person } : person;
      push(BYLINE + INDEX * index, name);
      push(BYLINE + INDEX * index + NOTE, role);
    });
    const marked = new Set(subheadings);
    (paragraphs ?? []).forEach((text, index) =>
      push(BODY + INDEX * index + (marked.has(index) ? SUBHEADING : 0), text),
    );
    (captions ?? []).forEach(({ text, credit }, index) => {
      push(CAPTION + INDEX * index, text);
      push(CAPTION + INDEX * index + NOTE, credit);
    });
    shape[start - 1] = (shape.length - start) / 2;
  }
  return [texts.join(''), Uint32Array.from(shape)];
}

/**
 * Returns the dates and the pages of an issue's articles: one for all, or one a line for each.
 * @param {PlainIssue} issue
 */
export function originsOf({ date, edition, articles }) {
  /** @param {'date' | 'edition'} key @param {string | null | undefined} whole */
  const of = (key, whole) =>
    articles.some((article) => (article[key] ?? null) !== null)
      ? articles.map((article) => (article[key] ?? whole ?? '').replace(/\n/g, ' ')).join('\n')
      : (whole ?? undefined);
  return /** @type {const} */ ([of('date', date), of('edition', edition)]);
}

/**
 * Unpacks articles. Arrays that JSON may leave out are present, perhaps empty.
 * @param {PackedArticles} packed
 * @returns {PlainArticle[]}
 */
export function unpack([text, shape]) {
  /** @type {PlainArticle[]} */
  const articles = [];
  let read = 0;
  for (let next = 0; next < shape.length; ) {
    /** @type {PlainArticle} */
    const article = { headline: '', byline: [], paragraphs: [], captions: [] };
    for (let pieces = shape[next++] ?? 0; pieces > 0; pieces -= 1) {
      const code = shape[next++] ?? 0;
      const start = read;
      read += shape[next++] ?? 0;
      add(article, code, text.slice(start, read));
    }
    articles.push(article);
  }
  return articles;
}

/**
 * @param {PlainArticle} article
 * @param {number} code
 * @param {string} text
 */
function add(article, code, text) {
  const index = Math.floor(code / INDEX);
  switch (code & (INDEX - 1)) {
    case HEADLINE:
      article.headline = text;
      break;
    case KICKER:
      article[/** @type {const} */ (['kicker', 'subtitle', 'section'])[index] ?? 'section'] = text;
      break;
    case BYLINE:
      article.byline[index] = text;
      break;
    case BYLINE + NOTE:
      article.byline[index] = { name: String(article.byline[index] ?? ''), role: text };
      break;
    case CAPTION:
      article.captions[index] = { text };
      break;
    case CAPTION + NOTE:
      article.captions[index] = { text: article.captions[index]?.text ?? '', credit: text };
      break;
    default:
      if (code & SUBHEADING) (article.subheadings ??= []).push(index);
      article.paragraphs[index] = text;
  }
}
