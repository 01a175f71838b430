/**
 * Every word of the interface, in each of its languages under the same keys. The first language
 * comes with the page; index.html has its words too (`data-t`), to read well before any script.
 */
import { strings as zhHans } from './i18n/zh-Hans.js';

/**
 * @typedef {typeof zhHans} Strings
 * @typedef {typeof import('./i18n/zh-Hans.late.js').strings} LateStrings what late.js says besides
 * @typedef {typeof import('./i18n/zh-Hans.offers.js').strings} OfferStrings what offers.js says besides
 * @typedef {typeof import('./i18n/zh-Hans.tools.js').strings} ToolStrings what tools.js says besides
 */

/** @type {Record<string, () => Promise<{strings: Strings}>>} */
const others = {
  en: () => import('./i18n/en.js'),
};

/** The languages there are, the first one first. */
export const LANGUAGES = [zhHans.lang, ...Object.keys(others)];

/**
 * The strings for a language tag, or the first language's where there are none.
 * @param {string | null} tag
 * @returns {Promise<Strings>}
 */
export async function loadStrings(tag) {
  // `en-GB` is read as `en`; any Chinese as the first language.
  const known = LANGUAGES.find((one) => one === tag?.toLowerCase().split('-')[0]);
  return known === undefined || known === zhHans.lang ? zhHans : others[known]().then(({ strings }) => strings, () => zhHans);
}
