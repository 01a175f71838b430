/**
 * Packs outcomes for outcome.js, as src/wasm/outcome.rs does.
 *
 * @typedef {import('../../../www/kanbao.js').SearchOutcome} SearchOutcome
 * @typedef {import('../../../www/kanbao.js').Marked} Marked
 */

const FIELDS = ['headline', 'kicker', 'byline', 'caption', 'body'];
const TIERS = ['asTyped', 'allWords', 'contents', 'otherSpelling', 'near', 'mostWords'];
const SPELLINGS = ['pinyin', 'initials', 'homophone', 'typo', 'latin', 'synonym'];
const CLAUSES = ['text', 'phrase', 'dates', 'any', 'all'];
const CLAUSE_FIELDS = [undefined, 'headline', 'author', 'photo', 'body', 'section', 'page', 'date'];
const FACETS = ['issue', 'month', 'section', 'author', 'page', 'kind'];

/**
 * @param {SearchOutcome} outcome
 * @returns {import('../../../www/engine/outcome.js').Packed}
 */
export function pack({ hits, total, corrected, missing = [], tiers, clauses, problems, facets }) {
  let string = '';
  /** @type {number[]} */
  const numbers = [];
  const text = (/** @type {string} */ piece) => {
    string += piece;
    numbers.push(piece.length);
  };
  const marked = (/** @type {Marked} */ { text: piece, ranges }) => {
    text(piece);
    numbers.push(ranges.length, ...ranges);
  };
  const spelled = (/** @type {SearchOutcome['corrected']} */ spelling) => {
    numbers.push(spelling ? SPELLINGS.indexOf(spelling.kind) + 1 : 0);
    if (spelling) text(spelling.found);
  };
  numbers.push(total);
  spelled(corrected);
  numbers.push(missing.length);
  missing.forEach(text);
  numbers.push(tiers.length, ...tiers.flatMap((tier) => [TIERS.indexOf(tier.tier), tier.total]), problems.length);
  for (const { message, start, end } of problems) {
    text(message);
    numbers.push(start, end);
  }
  numbers.push(clauses.length);
  for (const { kind, field, excluded, start, end, text: piece } of clauses) {
    numbers.push(CLAUSES.indexOf(kind), CLAUSE_FIELDS.indexOf(field), Number(excluded), start, end);
    text(piece);
  }
  numbers.push(facets.length);
  for (const { facet, total: different, values } of facets) {
    numbers.push(FACETS.indexOf(facet), different, values.length);
    for (const { value, count, chosen } of values) {
      text(value);
      numbers.push(count, Number(chosen));
    }
  }
  numbers.push(hits.length);
  for (const { article, tier, score, fields, spelling, explanation = [], headline, excerpts } of hits) {
    numbers.push(
      article,
      TIERS.indexOf(tier),
      score,
      fields.reduce((bits, field) => bits | (1 << FIELDS.indexOf(field)), 0),
    );
    numbers.push(spelling ? SPELLINGS.indexOf(spelling.kind) + 1 : 0);
    if (spelling) text(spelling.found);
    numbers.push(explanation.length);
    for (const { name, value } of explanation) {
      text(name);
      numbers.push(value);
    }
    marked(headline);
    numbers.push(excerpts.length);
    for (const excerpt of excerpts) {
      const bits = Number(excerpt.cutBefore) | (Number(excerpt.cutAfter) << 1) | (Number(excerpt.note) << 2);
      numbers.push(FIELDS.indexOf(excerpt.field), excerpt.index, bits);
      marked(excerpt);
    }
  }
  return [string, Float64Array.from(numbers)];
}
