/**
 * Suggestions, corrections and recommendations: how they are packed to cross threads, and as the page gets them.
 * src/wasm/outcome.rs packs them; read the two files together. (outcome.js explains how texts are packed.)
 *
 *     suggestions     = count, (kind, text, start, end, count) × count
 *     corrections     = count, (spelling, text, count) × count
 *     recommendations = count, keyword × count, count, related × count, count, author × count
 *     keyword         = text, weight, count
 *     related         = article, score, count, text × count
 *     author          = text, count, article × count
 *
 * @typedef {import('./outcome.js').Packed} Packed
 * @typedef {import('../kanbao.js').Suggestion} Suggestion
 * @typedef {Pick<import('../kanbao.js').Recommendations, 'keywords'> & {
 *   related: {article: number, score: number, shared: string[]}[],
 *   sameAuthor: {name: string, articles: number[]}[],
 * }} NumberedRecommendations
 */

import { SPELLINGS, reader } from './outcome.js';

/** Indexed by number, as `SuggestionKind` in src/suggest. @type {readonly Suggestion['kind'][]} */
const KINDS = ['author', 'word', 'collocation', 'headline', 'words'];

/**
 * @param {Packed} packed
 * @returns {Suggestion[]}
 */
export function unpackSuggestions([string, numbers]) {
  const { number, text, many } = reader(numbers, string);
  return many(() => ({ kind: KINDS[number()] ?? 'word', text: text(), typed: [number(), number()], count: number() }));
}

/**
 * @param {Packed} packed
 * @returns {import('../kanbao.js').Correction[]}
 */
export function unpackCorrections([string, numbers]) {
  const { number, text, many } = reader(numbers, string);
  return many(() => ({ spelling: SPELLINGS[number() - 1] ?? 'typo', text: text(), count: number() }));
}

/**
 * @param {Packed} packed
 * @returns {NumberedRecommendations}
 */
export function unpackRecommendations([string, numbers]) {
  const { number, text, many } = reader(numbers, string);
  const keywords = many(() => ({ text: text(), weight: number(), count: number() }));
  const related = many(() => ({ article: number(), score: number(), shared: many(text) }));
  const sameAuthor = many(() => ({ name: text(), articles: many(number) }));
  return { keywords, related, sameAuthor };
}
