/**
 * What the engine offers besides hits: suggestions while typing, corrections of a query, recommendations after an
 * article. A separate file, fetched once the engine can answer.
 */
import { strings } from './i18n/zh-Hans.offers.js';
import { createInstead } from './views/instead.js';
import { createOnward } from './views/onward.js';
import { createPassage } from './views/passage.js';
import { createProblems } from './views/problems.js';
import { createReasons } from './views/reasons.js';
import { createSuggestions } from './views/suggestions.js';
/** @import {Client} from './requests.js' */
/** @import {State} from './types.js' */
/** @import {LateContext, OfferContext} from './views/parts.js' */

/**
 * @typedef {{bar: HTMLElement, front: HTMLElement, results: HTMLElement, article: HTMLElement}} Roots what holds the search field, and the views
 * @typedef {{engine: () => Client | null}} Asked the engine, if it can answer about the bulletin shown
 */

/**
 * @param {Roots} roots
 * @param {LateContext} context
 * @param {Asked} asked
 */
export function createOffers({ bar, results, article }, context, asked) {
  /** @type {OfferContext} */
  const words = { ...context, t: { ...strings, ...context.t } };
  const suggestions = createSuggestions(bar, words, asked);
  const passage = createPassage(article, words);
  /** @type {{update: (state: State) => void}[]} */
  const views = [
    suggestions,
    createInstead(results, words, asked),
    createProblems(results, words),
    createReasons(results, words),
    createOnward(article, words, asked),
    passage,
  ];
  return {
    /** @param {State} state */
    update(state) {
      for (const view of views) view.update(state);
    },
    typed: suggestions.typed,
    take: suggestions.take,
    /** Removes the listeners beyond the roots. */
    stop: passage.stop,
  };
}
