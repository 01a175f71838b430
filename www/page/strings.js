/**
 * Every word of the interface, in each of its languages under the same keys. The first language
 * comes with the page; index.html has its words too (`data-t`), to read well before any script.
 */
import { strings as zhHans } from './i18n/zh-Hans.js';

/**
 * @typedef {typeof zhHans} Strings
 * @typedef {typeof import('./i18n/zh-Hans.late.js').strings} LateStrings what late.js says besides
 * @typedef {typeof import('./i18n/zh-Hans.brought.js').strings} BroughtStrings what brought.js says besides
 * @typedef {typeof import('./i18n/zh-Hans.desk.js').strings} DeskStrings what the editor's desk says
 * @typedef {typeof import('./i18n/zh-Hans.offers.js').strings} OfferStrings what offers.js says besides
 * @typedef {typeof import('./i18n/zh-Hans.tools.js').strings} ToolStrings what tools.js says besides
 * @typedef {typeof import('./i18n/zh-Hans.alone.js').strings} AloneStrings what alone.js says besides
 * @typedef {typeof import('./i18n/zh-Hans.keep.js').strings} KeepStrings what keep.js says besides
 * @typedef {typeof import('./i18n/zh-Hans.issues.js').strings} IssueStrings what issues.js says besides
 * @typedef {typeof import('./i18n/zh-Hans.look.js').strings} LookStrings what look-panel.js says besides
 */

/** The languages there are, the first one first. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'];

/** Which tags are of which other language; `zh-Hans-HK` is of the first. @type {[RegExp, () => Promise<{strings: Strings}>][]} */
const others = [
  [/^en\b/i, () => import('./i18n/en.js')],
  [/^zh-(hant|tw|hk|mo)\b/i, () => import('./i18n/zh-Hant.js')],
];

/**
 * The strings for a language tag, or the first language's where there are none.
 * @param {string | null} tag
 * @returns {Promise<Strings>}
 */
export async function loadStrings(tag) {
  const other = others.find(([tags]) => tags.test(tag ?? ''));
  return other
    ? other[1]().then(
        ({ strings }) => strings,
        () => zhHans,
      )
    : zhHans;
}
