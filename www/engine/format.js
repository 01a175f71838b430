/**
 * The form of an issue and its limits, and the only check of them in JavaScript: the page and the engine accept the
 * same. src/bulletin/issue_format.rs is the same for the command line, rule by rule and in the same order;
 * tests/data/forms.json tests both, and schema/issue.schema.json says the same to others.
 *
 * @typedef {{code: string, message: string, where: string}} Fault
 * @typedef {number | string | readonly [most: number, rule: any] | {readonly [key: string]: any}} Rule a number: a
 * string, with its maximum length in UTF-16 units; 'whole': a whole number; 'index': of a paragraph; 'person'; a pair: a
 * list, with its maximum number of items; an object, whose required keys end with `!`
 */

/** Units of a text that is set on a line of its own, and of a paragraph or caption. */
const [LINE, TEXT] = [1000, 20_000];
/** UTF-16 units and number of all strings together; levels of nesting. */
const [ALL, STRINGS, LEVELS] = [6_000_000, 200_000, 127];
/** More marks than this on one character take a browser minutes to draw. */
const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{33}/;

/** Most texts have neither marks nor halves of surrogate pairs, and this finds out faster. */
// biome-ignore lint/suspicious/noMisleadingCharacterClass: single units are meant
const RARE = /[\u0300-\u036f\u1ab0-\u1dff\u20d0-\u20ff\ud800-\udfff\ufe20-\ufe2f]/;

/** @type {Rule} */
const PERSON = { 'name!': LINE, role: LINE };
/** @type {Rule} */
const ARTICLES = [
  20_000,
  {
    'headline!': LINE,
    id: LINE,
    date: LINE,
    edition: LINE,
    section: LINE,
    kicker: LINE,
    subtitle: LINE,
    byline: [200, 'person'],
    paragraphs: [2000, TEXT],
    subheadings: [2000, 'index'],
    captions: [500, { 'text!': TEXT, credit: LINE }],
  },
];
/** @type {Rule} */
const ISSUE = {
  format: 'whole',
  paper: LINE,
  date: LINE,
  edition: LINE,
  lexicon: { 'file!': LINE, bytes: 'whole', sha256: LINE },
  'articles!': ARTICLES,
  dropped_duplicate_paragraphs: 'whole',
  rejoined_paragraphs: 'whole',
};

/** @param {unknown} value */
const kind = (value) =>
  value === null
    ? 'null'
    : value === undefined
      ? 'nothing'
      : Array.isArray(value)
        ? 'an array'
        : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;

/** @param {unknown} value @param {number} levels @returns {boolean} whether it is nested more deeply */
const isDeep = (value, levels) =>
  Object(value) === value &&
  (levels < 1 || Object.values(/** @type {{}} */ (value)).some((it) => isDeep(it, levels - 1)));

/**
 * Returns what is wrong with an issue, or with the articles of one; null if nothing is. Keys that the format does not
 * know are ignored.
 * @param {unknown} value
 * @param {boolean} [articles] whether it is an array of articles
 * @returns {Fault | null}
 */
export function faultIn(value, articles) {
  let [units, strings] = [0, 0];

  /** @param {string} where @param {string} message @param {string} [code] @returns {Fault} */
  const fault = (where, message, code = 'bad-json') => ({ code, message, where });
  /** @param {string} where @param {string} what @param {number} most */
  const over = (where, what, most) => fault(where, `more than ${most} ${what}`, 'too-large');
  /** @param {string} where @param {string} expected @param {unknown} found */
  const wrong = (where, expected, found) => fault(where, `expected ${expected}, found ${kind(found)}`);

  /**
   * @param {any} it
   * @param {any} rule
   * @param {string} where
   * @param {any} [within] the object that has it
   * @returns {Fault | null}
   */
  function check(it, rule, where, within) {
    if (rule === 'person') {
      if (typeof it !== 'string' && kind(it) !== 'an object')
        return wrong(where, 'a string, or an object with a name', it);
      rule = typeof it === 'string' ? LINE : PERSON;
    }
    if (typeof rule === 'number') {
      if (typeof it !== 'string') return wrong(where, 'a string', it);
      if (it.length > rule) return over(where, 'UTF-16 units', rule);
      if ((units += it.length) > ALL) return over(where, 'UTF-16 units in all texts', ALL);
      if ((strings += 1) > STRINGS) return over(where, 'texts', STRINGS);
      if (!RARE.test(it)) return null;
      if (MARKS.test(it)) return over(where, 'combining marks in a row', 32);
      return /[\ud800-\udfff]/u.test(it) ? fault(where, 'expected whole characters, found half of one') : null;
    }
    if (typeof rule === 'string') {
      if (typeof it !== 'number') return wrong(where, 'a whole number from 0', it);
      if (it !== it >>> 0)
        return fault(where, 'expected a whole number from 0, found a fraction, a negative or a larger one');
      const { length } = within?.paragraphs ?? [];
      return rule === 'whole' || it < length
        ? null
        : fault(where, `expected an index below ${length}, the number of paragraphs, found ${it}`);
    }
    if (Array.isArray(rule)) {
      if (!Array.isArray(it)) return wrong(where, 'an array', it);
      if (it.length > rule[0]) return over(where, 'items', rule[0]);
      for (let i = 0; i < it.length; i += 1) {
        const found = check(it[i], rule[1], `${where}[${i}]`, within);
        if (found) return found;
      }
      return null;
    }
    if (kind(it) !== 'an object') return wrong(where, 'an object', it);
    for (const [entry, inner] of Object.entries(rule)) {
      const key = entry.replace('!', '');
      const path = where ? `${where}.${key}` : key;
      const absent = (it[key] ?? null) === null;
      if (absent && key === entry) continue;
      const found = check(absent ? undefined : it[key], inner, path, it);
      if (found) return found;
    }
    return null;
  }

  if (isDeep(value, LEVELS)) return fault('', `expected at most ${LEVELS} levels of nesting`);
  return articles ? check(value ?? [], ARTICLES, 'articles') : check(value, ISSUE, '');
}
