/**
 * The other side of outcome.js, as src/wasm/outcome.rs does it.
 *
 * @typedef {import('../../../www/kanbao.js').SearchOutcome} SearchOutcome
 * @typedef {import('../../../www/kanbao.js').Marked} Marked
 */

const FIELDS = ['headline', 'kicker', 'byline', 'caption', 'body'];
const TIERS = ['asTyped', 'allWords', 'contents'];

/**
 * @param {SearchOutcome} outcome
 * @returns {import('../../../www/engine/outcome.js').Packed}
 */
export function pack({ hits, total, tiers, problems }) {
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
  numbers.push(total, tiers.length, ...tiers.flatMap((tier) => [TIERS.indexOf(tier.tier), tier.total]), problems.length);
  for (const { message, start, end } of problems) {
    text(message);
    numbers.push(start, end);
  }
  numbers.push(hits.length);
  for (const { article, tier, score, fields, headline, excerpts } of hits) {
    numbers.push(article, TIERS.indexOf(tier), score, fields.reduce((bits, field) => bits | (1 << FIELDS.indexOf(field)), 0));
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
