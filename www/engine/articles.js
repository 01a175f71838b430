/**
 * Articles, checked and packed for the engine as one string and one array of numbers. Reading plain objects from inside
 * wasm takes a call for every property; a string crosses in one.
 *
 *     packed  = article × any number
 *     article = count, (code, length in UTF-16 units) × count; the texts follow one another in the string
 *     code    = field | 8 for a note | 16 for a subheading | index × 32
 *
 * Fields are numbered as in src/index. src/wasm/articles.rs reads and writes the same format, with the pieces in the
 * order of src/search/parts.rs. The command line (src/bulletin/plain.rs) rejects the same input in the same words.
 *
 * @typedef {import('../kanbao.js').PlainArticle} PlainArticle
 * @typedef {import('../kanbao.js').PlainIssue} PlainIssue
 * @typedef {[text: string, shape: Uint32Array]} PackedArticles
 */

import { EngineError } from './errors.js';

/** The parser's limit (src/bulletin): far more than any issue has, so that a file of another kind is rejected early. */
const MAX_ARTICLES = 20_000;
/** UTF-16 units. The command line's limit of 8 MiB of UTF-8 is at most this many. */
const MAX_UNITS = 8 * 1024 * 1024;

const [HEADLINE, KICKER, BYLINE, CAPTION, BODY] = [0, 1, 2, 3, 4];
const NOTE = 8;
const SUBHEADING = 16;
const INDEX = 32;

/**
 * Checks and packs an issue.
 * @param {unknown} issue a published bulletin, or JSON that should be one
 * @returns {PackedArticles}
 * @throws {EngineError} `bad-json`, with the path and what was expected there; `too-large`
 */
export function packIssue(issue) {
  const fields = object(issue, '');
  for (const key of ['paper', 'date', 'edition']) {
    if (!absent(fields[key]) && typeof fields[key] !== 'string') throw wrong('a string', fields[key], key);
  }
  const { articles } = fields;
  if (absent(articles)) throw missing('an array', 'articles');
  for (const key of ['dropped_duplicate_paragraphs', 'rejoined_paragraphs']) {
    if (!absent(fields[key])) whole(fields[key], key);
  }
  return pack(articles);
}

/**
 * Checks and packs articles.
 * @param {unknown} articles an array of articles
 * @returns {PackedArticles}
 * @throws {EngineError} `bad-json`, with the path and what was expected there; `too-large`
 */
export function pack(articles) {
  /** @type {string[]} */
  const texts = [];
  /** @type {number[]} */
  const shape = [];
  let units = 0;
  /** @param {number} code @param {unknown} text @param {string} at */
  const push = (code, text, at) => {
    if (typeof text !== 'string') throw wrong('a string', text, at);
    units += text.length;
    if (units > MAX_UNITS)
      throw new EngineError('too-large', `the bulletin's texts have over ${MAX_UNITS} characters`, { where: at });
    texts.push(text);
    shape.push(code, text.length);
  };
  /** @param {number} code @param {unknown} text @param {string} at */
  const optional = (code, text, at) => {
    if (!absent(text)) push(code, text, at);
  };
  /** @param {number} code @param {unknown} text @param {string} at */
  const required = (code, text, at) => {
    if (absent(text)) throw missing('a string', at);
    push(code, text, at);
  };

  array(articles, 'articles').forEach((value, number) => {
    const at = `articles[${number}]`;
    if (number >= MAX_ARTICLES)
      throw new EngineError('too-large', `a bulletin has at most ${MAX_ARTICLES} articles`, { where: at });
    const article = object(value, at);
    const start = shape.push(0);
    required(HEADLINE, article.headline, `${at}.headline`);
    ['kicker', 'subtitle', 'section'].forEach((key, index) =>
      optional(KICKER + INDEX * index, article[key], `${at}.${key}`),
    );
    array(article.byline, `${at}.byline`).forEach((person, index) => {
      const where = `${at}.byline[${index}]`;
      const code = BYLINE + INDEX * index;
      if (typeof person === 'string') return push(code, person, where);
      if (kind(person) !== 'an object') throw wrong('a string, or an object with a name', person, where);
      const { name, role } = object(person, where);
      required(code, name, `${where}.name`);
      optional(code + NOTE, role, `${where}.role`);
    });
    const paragraphs = array(article.paragraphs, `${at}.paragraphs`);
    const subheadings = new Set(
      array(article.subheadings, `${at}.subheadings`).map((index, place) => {
        const where = `${at}.subheadings[${place}]`;
        if (whole(index, where) >= paragraphs.length) {
          throw new EngineError(
            'bad-json',
            `expected an index below ${paragraphs.length}, the number of paragraphs, found ${index}`,
            { where },
          );
        }
        return index;
      }),
    );
    paragraphs.forEach((text, index) =>
      push(BODY + INDEX * index + (subheadings.has(index) ? SUBHEADING : 0), text, `${at}.paragraphs[${index}]`),
    );
    array(article.captions, `${at}.captions`).forEach((value, index) => {
      const where = `${at}.captions[${index}]`;
      const { text, credit } = object(value, where);
      required(CAPTION + INDEX * index, text, `${where}.text`);
      optional(CAPTION + INDEX * index + NOTE, credit, `${where}.credit`);
    });
    shape[start - 1] = (shape.length - start) / 2;
  });
  return [texts.join(''), Uint32Array.from(shape)];
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

/** @param {unknown} value */
const absent = (value) => value === undefined || value === null;

/** @param {unknown} value */
function kind(value) {
  if (absent(value)) return 'null';
  if (Array.isArray(value)) return 'an array';
  const names = { object: 'an object', string: 'a string', number: 'a number', boolean: 'a boolean' };
  return names[/** @type {keyof typeof names} */ (typeof value)] ?? 'something that is not JSON';
}

/** @param {string} expected @param {unknown} found @param {string} where */
const wrong = (expected, found, where) =>
  new EngineError('bad-json', `expected ${expected}, found ${kind(found)}`, { where });

/** @param {string} expected @param {string} where */
const missing = (expected, where) => new EngineError('bad-json', `expected ${expected}, found nothing`, { where });

/**
 * @param {unknown} value
 * @param {string} at
 * @returns {number}
 */
function whole(value, at) {
  const expected = 'a whole number from 0';
  if (typeof value !== 'number') throw wrong(expected, value, at);
  if (value !== value >>> 0) {
    throw new EngineError('bad-json', `expected ${expected}, found a fraction, a negative or a larger one`, {
      where: at,
    });
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} at
 * @returns {Record<string, unknown>}
 */
function object(value, at) {
  if (kind(value) !== 'an object') throw wrong('an object', value, at);
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * Returns an array; an absent one counts as empty.
 * @param {unknown} value
 * @param {string} at
 * @returns {unknown[]}
 */
function array(value, at) {
  if (absent(value)) return [];
  if (!Array.isArray(value)) throw wrong('an array', value, at);
  return value;
}
