/**
 * What the engine offers besides hits: suggestions while typing, corrections of a query, recommendations after an
 * article.
 */
import { createInstead } from './views/instead.js';
import { createOnward } from './views/onward.js';
import { createPassage } from './views/passage.js';
import { createProblems } from './views/problems.js';
import { createReasons } from './views/reasons.js';
import { createSuggestions } from './views/suggestions.js';
/** @import {Client} from './requests.js' */
/** @import {State} from './types.js' */
/** @import {LaterContext} from './views/parts.js' */

/**
 * @typedef {{bar: HTMLElement, front: HTMLElement, results: HTMLElement, article: HTMLElement}} Roots what holds the search field, and the views
 * @typedef {{engine: () => Client | null}} Asked the engine, if it can answer about the bulletin shown
 */

/**
 * @param {Roots} roots
 * @param {LaterContext} context
 * @param {Asked} asked
 */
export function createOffers({ bar, results, article }, context, asked) {
  const suggestions = createSuggestions(bar, context, asked);
  const passage = createPassage(article, context);
  /** @type {{update: (state: State) => void}[]} */
  const views = [
    suggestions,
    createInstead(results, context, asked),
    createProblems(results, context),
    createReasons(results, context),
    createOnward(article, context, asked),
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
