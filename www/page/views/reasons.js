/** Why the results are ranked as they are: what each score consists of, on request. */
import { find, h } from '../dom.js';
import { answerOf, viewOf } from '../store.js';
/** @import {Hit, State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** Returns the components of a score that are not negligible, largest first. */
const shownParts = (/** @type {NonNullable<Hit['explanation']>} */ parts) =>
  parts.filter(({ value }) => Math.abs(value) >= 0.05).sort((a, b) => b.value - a.value);

/**
 * @param {HTMLElement} root the view of the results, with the panel for ordering them
 * @param {LaterContext} context
 */
export function createReasons(root, { t, dispatch }) {
  const box = h('input', { type: 'checkbox' });
  const label = h('label', { class: 'why' }, box, h('span', null, t.why));
  find(root, '.narrow .order', HTMLElement).after(label);
  box.addEventListener('change', () => dispatch({ type: 'explain', on: box.checked }));

  /** @param {Hit} hit */
  function words({ score, explanation = [] }) {
    const parts = shownParts(explanation).map(({ name, value }) => t.part(t.parts[name], value.toFixed(1)));
    return h('p', { class: 'reasons' }, t.score(score.toFixed(1), parts));
  }

  return {
    /** @param {State} state */
    update(state) {
      const answer = answerOf(state);
      box.checked = state.explain;
      // Only ranking by relevance needs an explanation.
      label.hidden = state.route.sort !== 'relevance';
      if (viewOf(state) !== 'results' || !answer) return;
      const { children } = find(root, '.hits', HTMLElement);
      answer.outcome.hits.forEach((hit, i) => {
        const old = children[i]?.querySelector('.reasons');
        if (!hit.explanation || label.hidden) old?.remove();
        else if (!old) children[i]?.querySelector('article')?.append(words(hit));
      });
    },
  };
}
