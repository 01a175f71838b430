/** A link to what a query finds, for what comes once the engine can answer. */
import { placeLink } from './parts.js';
/** @import {Child} from '../dom.js' */
/** @import {Route} from '../types.js' */
/** @import {Context} from './parts.js' */

/**
 * By itself: nothing narrows it.
 * @param {Context} context
 * @param {Route} route
 * @param {string} q
 * @param {...(Child | Child[])} children
 */
export function searchLink({ href, search }, route, q, ...children) {
  return placeLink(href({ ...route, q, a: null, filters: [], sort: 'relevance' }), () => search(q), null, ...children);
}
