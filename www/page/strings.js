/**
 * All text of the interface, in each of its languages, under the same keys. The first language is part of the page;
 * index.html contains a few of its words as well (`data-t`), to be readable before any script runs.
 */
import { strings as zhHans } from './i18n/zh-Hans.js';

/**
 * @typedef {typeof zhHans} Strings text of the first screen
 * @typedef {typeof import('./i18n/zh-Hans.later.js').strings} LaterStrings additional text for later.js
 * @typedef {typeof import('./i18n/zh-Hans.brought.js').strings} BroughtStrings additional text for brought.js
 * @typedef {typeof import('./i18n/zh-Hans.desk.js').strings} DeskStrings text of the editor's desk
 * @typedef {typeof import('./i18n/zh-Hans.alone.js').strings} AloneStrings additional text for alone.js
 * @typedef {typeof import('./i18n/zh-Hans.issues.js').strings} IssueStrings additional text for issues.js
 */

/** The available languages, the default first. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'];

/**
 * Which language tags select another language; `zh-Hans-HK` is the default.
 * @type {[RegExp, () => Promise<{strings: Strings}>][]}
 */
const others = [
  [/^en\b/i, () => import('./i18n/en.js')],
  [/^zh-(hant|tw|hk|mo)\b/i, () => import('./i18n/zh-Hant.js')],
];

/**
 * Returns the strings for a language tag, or those of the default language if there are none for it.
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
