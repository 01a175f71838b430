/** A link that runs a query, for what the engine offers. */
import { placeLink } from './parts.js';
/** @import {Child} from '../dom.js' */
/** @import {Route} from '../types.js' */
/** @import {Context} from './parts.js' */

/**
 * Creates such a link; the query runs without filters.
 * @param {Context} context
 * @param {Route} route
 * @param {string} q
 * @param {...(Child | Child[])} children
 */
export function searchLink({ href, search }, route, q, ...children) {
  return placeLink(
    href({ ...route, q, a: null, id: null, filters: [], sort: 'relevance' }),
    () => search(q),
    null,
    ...children,
  );
}
