/**
 * The answer to a query: how it is packed to cross threads, and as the page gets it.
 *
 * It is packed as one string and one array of numbers. That takes a fifth of the time of building the same objects from
 * inside wasm, and a fraction of that of copying objects between threads. src/wasm/outcome.rs packs it; read the two
 * files together.
 *
 *     outcome  = total, spelling, count, text × count (what is missing), count, tier-total × count, count,
 *                problem × count, count, clause × count, count, facet × count, count, hit × count
 *     tier     = number, total                problem = text, start, end
 *     clause   = kind, field (0 none, else from 1), excluded, start, end, text
 *     facet    = number, total, count, value × count
 *     value    = text, count, chosen
 *     hit      = article, tier, score, field bits, spelling, count, part-of-score × count, marked, count,
 *                excerpt × count
 *     part-of-score = text, number
 *     spelling = 0, or its kind's number and a text
 *     marked   = text, count, number × count
 *     excerpt  = part, marked
 *     part     = field, index, bits (1 cut before, 2 cut after, 4 note)
 *     text     = its length in UTF-16 units; the texts follow one another in the string
 *
 * Hits and recommendations are packed with the articles' indices; client.js puts their identifiers there.
 * @typedef {Omit<import('../kanbao.js').Hit, 'article'> & {article: number}} NumberedHit
 * @typedef {Omit<import('../kanbao.js').SearchOutcome, 'hits'> & {hits: NumberedHit[]}} NumberedOutcome
 * @typedef {import('../kanbao.js').Field} Field
 * @typedef {import('../kanbao.js').Tier} Tier
 * @typedef {import('../kanbao.js').Spelling} Spelling
 * @typedef {import('../kanbao.js').Clause} Clause
 * @typedef {import('../kanbao.js').Facet} Facet
 * @typedef {[text: string, numbers: Float64Array]} Packed
 */

/** Indexed by number, as `Field` in src/index. @type {readonly Field[]} */
const FIELDS = ['headline', 'kicker', 'byline', 'caption', 'body'];

/** Indexed by number, as in src/wasm/outcome.rs. @type {readonly Tier[]} */
const TIERS = ['asTyped', 'allWords', 'contents', 'otherSpelling', 'near', 'mostWords'];

/** Indexed by number minus 1, as in src/wasm/outcome.rs. @type {readonly Spelling['kind'][]} */
export const SPELLINGS = ['pinyin', 'initials', 'homophone', 'typo', 'latin', 'synonym'];

/** Indexed by number, as in src/wasm/outcome.rs. @type {readonly Clause['kind'][]} */
const CLAUSES = ['text', 'phrase', 'dates', 'any', 'all'];

/** Indexed by number, as in src/wasm/outcome.rs. @type {readonly Clause['field'][]} */
const CLAUSE_FIELDS = [undefined, 'headline', 'author', 'photo', 'body', 'section', 'page', 'date'];

/** Indexed by number, as `Facet` in src/search. @type {readonly Facet[]} */
export const FACETS = ['issue', 'month', 'section', 'author', 'page', 'kind'];

/** Indexed by number, as `Sort` in src/search. @type {readonly import('../kanbao.js').Sort[]} */
export const SORTS = ['relevance', 'newest', 'oldest', 'print'];

/**
 * @param {Packed} packed
 * @returns {NumberedOutcome}
 */
export function unpack([string, numbers]) {
  const { number, text, many, part } = reader(numbers, string);
  const tier = () => TIERS[number()] ?? 'allWords';
  const spelling = () => {
    const kind = SPELLINGS[number() - 1];
    return kind && { kind, found: text() };
  };
  const explanation = () => {
    const parts = many(() => ({ name: /** @type {import('../kanbao.js').ScorePart} */ (text()), value: number() }));
    return parts.length === 0 ? {} : { explanation: parts };
  };
  const marked = () => ({ text: text(), ranges: many(number) });
  const total = number();
  const corrected = spelling();
  const missing = many(text);
  const tiers = many(() => ({ tier: tier(), total: number() }));
  const problems = many(() => ({ message: text(), start: number(), end: number() }));
  const clauses = many(() => {
    const kind = CLAUSES[number()] ?? 'text';
    const field = CLAUSE_FIELDS[number()];
    const clause = { kind, excluded: number() !== 0, start: number(), end: number(), text: text() };
    return field ? { ...clause, field } : clause;
  });
  const facets = many(() => ({
    facet: FACETS[number()] ?? 'kind',
    total: number(),
    values: many(() => ({ value: text(), count: number(), chosen: number() !== 0 })),
  }));
  const hits = many(() => ({
    article: number(),
    tier: tier(),
    score: number(),
    fields: fieldsOf(number()),
    ...present('spelling', spelling()),
    ...explanation(),
    headline: marked(),
    excerpts: many(() => {
      const { bits, ...of } = part();
      return { ...of, ...marked(), cutBefore: (bits & 1) !== 0, cutAfter: (bits & 2) !== 0 };
    }),
  }));
  return {
    hits,
    total,
    ...present('corrected', corrected),
    ...present('missing', missing.length > 0 && missing),
    tiers,
    clauses,
    problems,
    facets,
  };
}

/**
 * Returns an object with the value, or an empty one if there is no value.
 * @template {string} K, V
 * @param {K} name
 * @param {V | undefined | false} value
 * @returns {{[name in K]?: V}}
 */
function present(name, value) {
  return /** @type {{[name in K]?: V}} */ (value ? { [name]: value } : {});
}

/**
 * @param {Float64Array} numbers count, (part, ranges) × count
 * @returns {import('../kanbao.js').Mark[]}
 */
export function unpackMarks(numbers) {
  const { number, many, part } = reader(numbers);
  return many(() => {
    const { field, index, note } = part();
    return { field, index, note, ranges: many(number) };
  });
}

/**
 * Reads packed numbers, and the texts whose lengths they give, one after the other.
 * @param {Float64Array} numbers
 * @param {string} [string]
 */
export function reader(numbers, string = '') {
  let next = 0;
  let read = 0;
  const number = () => numbers[next++] ?? 0;
  const text = () => {
    const start = read;
    read += number();
    return string.slice(start, read);
  };
  /**
   * @template T
   * @param {() => T} one
   * @returns {T[]}
   */
  const many = (one) => {
    /** @type {T[]} */
    const all = [];
    for (let count = number(); count > 0; count -= 1) all.push(one());
    return all;
  };
  const part = () => {
    const field = FIELDS[number()] ?? 'body';
    const index = number();
    const bits = number();
    return { field, index, note: (bits & 4) !== 0, bits };
  };
  return { number, text, many, part };
}

/**
 * @param {number} bits
 * @returns {Field[]}
 */
function fieldsOf(bits) {
  return FIELDS.filter((_, field) => bits & (1 << field));
}
