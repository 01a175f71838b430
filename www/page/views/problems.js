/** What was wrong with a query and how it was interpreted, below its conditions. */
import { fill, find, h } from '../dom.js';
import { answerOf, queryOf, quotable, viewOf } from '../store.js';
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** How the engine's messages about a query begin, and the keys of their translations. @type {[string, string][]} */
const PROBLEMS = [
  ['the query is longer', 'tooLong'],
  ['this character is damaged', 'damaged'],
  ['the query has only characters that cannot be seen', 'unseen'],
  ['too many operators', 'operators'],
  ['nobody said which day', 'today'],
  ['no date', 'noDate'],
  ['nothing is found of this date', 'dateAsText'],
  ['nothing follows the colon', 'colon'],
  ['the quotation mark is not closed', 'quote'],
  ['too many brackets', 'brackets'],
];

/**
 * Returns the key of the translation of one of the engine's messages; undefined if it is unknown.
 * @param {string} message
 */
export const problemKey = (message) => PROBLEMS.find(([begins]) => message.startsWith(begins))?.[1];

/**
 * @param {HTMLElement} root the view of the results, with the chips
 * @param {LaterContext} context
 */
export function createProblems(root, { t }) {
  const problems = h('ul', { class: 'note', hidden: true });
  find(root, '.chips', HTMLElement).after(problems);
  return {
    /** @param {State} state */
    update(state) {
      const answer = answerOf(state);
      if (viewOf(state) !== 'results' || !answer) return;
      const q = queryOf(state);
      const said = answer.outcome.problems;
      fill(
        problems,
        said.map(({ message, start, end }) => {
          const words = t.problem[problemKey(message) ?? ''];
          const place = q.slice(start, end);
          return h(
            'li',
            words ? null : { lang: 'en' },
            place && place !== q && t.named(t.quoted(quotable(place))),
            words ?? message,
          );
        }),
      );
      problems.hidden = said.length === 0;
    },
  };
}
