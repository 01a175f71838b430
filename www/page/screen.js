/** The first screen: one view at a time, as the state says, with the window's title and an announcement. */
import { createAnnouncer } from './announcer.js';
import { find, h } from './dom.js';
import { answerOf, bulletinOf, headlineOf, isSearching, queryOf, quotable, viewOf } from './store.js';
import { createArticle } from './views/article.js';
import { createFront } from './views/front.js';
import { createResults } from './views/results.js';
import { createTrouble } from './views/trouble.js';
/** @import {Host} from './reader.js' */
/** @import {State} from './types.js' */
/** @import {Context} from './views/parts.js' */

/**
 * @param {HTMLElement} root what holds the reader's parts
 * @param {Pick<Host, 't' | 'title' | 'front'>} host
 * @param {Context} context
 * @param {Parameters<typeof createResults>[2]} requests
 * @param {() => void} reload fetches the bulletin again
 * @param {() => void} grown called when the front page has grown
 */
export function createScreen(root, { t, title, front: otherFront }, context, requests, reload, grown) {
  const announcer = createAnnouncer(find(root, '[role=status]', HTMLElement));
  const main = find(root, '.content', HTMLElement);
  const loading = find(main, '.loading', HTMLElement);
  const [error, front, results, article] = ['error', 'front', 'results', 'article'].map((name) =>
    h('section', { class: `view ${name}`, hidden: true }),
  );
  main.append(error, front, results, article);
  const shells = { loading, error, front, results, article };
  const views = {
    loading: { update() {} },
    error: createTrouble(error, context, { reload }),
    front: (otherFront ?? createFront)(front, context, grown),
    results: createResults(results, context, requests),
    article: createArticle(article, context),
  };

  return {
    /** The root of each view. */
    shells,
    say: announcer.say,
    stop: announcer.stop,

    /**
     * @param {State} state
     * @param {State | null} prev
     */
    update(state, prev) {
      const view = viewOf(state);
      for (const [name, shell] of Object.entries(shells))
        if (shell.hidden !== (name !== view)) shell.hidden = name !== view;
      views[view].update(state, prev);
      const searched = view === 'results' && quotable(queryOf(state));
      const paper = bulletinOf(state)?.issue.paper ?? t.brand;
      title([view === 'article' ? headlineOf(state, state.route.a) : searched, paper].filter((it) => it).join(' · '));
      const answer = searched ? answerOf(state) : null;
      // Nothing is said to be absent before everything was asked.
      if (answer) {
        const { total } = answer.outcome;
        if (total || !isSearching(state, answer)) announcer.say(t.foundFor(searched || '', total));
      } else if (view !== 'results' && view !== (prev && viewOf(prev))) announcer.say('');
    },
  };
}
