/**
 * Keeps the user's place: focus and scroll position follow what is shown. A new article starts at its heading; on the
 * way back, the list is as it was left.
 */
import { focusIn } from './dom.js';
import { answerOf, bulletinOf, viewOf } from './store.js';
/** @import {State} from './types.js' */
/** @import {Place} from './router.js' */
/** @import {Scroll} from './scroll.js' */

/**
 * @param {object} parts
 * @param {Record<ReturnType<typeof viewOf>, HTMLElement>} parts.shells the root of each view
 * @param {HTMLInputElement} parts.input the search field
 * @param {{place: () => Place | null}} parts.router
 * @param {Scroll} parts.scroll
 */
export function createPlaces({ shells, input, router, scroll }) {
  let [returning, first] = [true, true];
  /** The state before the one whose list has not been drawn yet. @type {State | null} */
  let before = null;
  /**
   * Moves to the user's place once more, after a list that was incomplete has grown; null once the user has moved on.
   * @type {(() => void) | null}
   */
  let again = null;

  /** Returns the links of the list shown, in order. */
  function links() {
    const list = [shells.front, shells.results].find((shell) => !shell.hidden);
    return [...(list?.querySelectorAll('h2 a') ?? [])].filter((link) => link instanceof HTMLElement);
  }

  /** @param {number | null | undefined} article */
  const linkTo = (article) => links().find((link) => link.dataset.a === String(article));

  /** @param {State} state */
  const heading = (state) => /** @type {HTMLElement | null} */ (shells[viewOf(state)].querySelector('h1'));

  /** The route whose passage has already been scrolled to. @type {unknown} */
  let aimed = null;

  /**
   * Scrolls to the passage that the address quotes, once, when it is marked.
   * @param {State} state
   */
  function aim({ route }) {
    const mark = route.passage === null || route === aimed ? null : shells.article.querySelector('mark');
    if (!mark) return;
    aimed = route;
    scroll.show(mark);
  }

  /** Returns whether the focus is elsewhere on the page, where it should stay. */
  function elsewhere() {
    const { activeElement } = document;
    return focusIn(input) === null && activeElement !== null && activeElement !== document.body;
  }

  /**
   * @param {State} next
   * @param {State} _
   * @param {boolean} fresh whether the page has just loaded
   */
  function arrive(next, _, fresh) {
    const place = router.place();
    const view = viewOf(next);
    if (place || !fresh) scroll.to(place?.y ?? 0);
    if (place) aimed = next.route;
    if (fresh || elsewhere()) return; // after a page load, the browser decides about the focus
    const link = view === 'article' ? null : linkTo(place?.article);
    (link ?? heading(next))?.focus({ preventScroll: true });
  }

  /** @param {State} next @param {State} prev */
  function move(next, prev) {
    const view = viewOf(next);
    if (view === 'article') {
      scroll.to(0);
      if (!elsewhere()) heading(next)?.focus({ preventScroll: true });
      return;
    }
    // Back from an article to its list; the results of another query start at the top.
    const left =
      viewOf(prev) === 'article' && next.route.q === prev.route.q && focusIn(input) !== input
        ? linkTo(prev.route.a)
        : null;
    if (left && !elsewhere()) {
      left.focus({ preventScroll: true });
      scroll.show(left);
      return;
    }
    scroll.to(0);
    if (focusIn(input) !== input && !elsewhere()) heading(next)?.focus({ preventScroll: true });
  }

  return {
    /** Announces that the next change comes from the browser's history. */
    returning() {
      returning = true;
    },

    /**
     * Settles focus and scroll position after `next` has been drawn.
     * @param {State} next
     * @param {State} prev
     */
    settle(next, prev) {
      const view = viewOf(next);
      if (next.route !== prev.route || bulletinOf(next) !== bulletinOf(prev)) again = null;
      if (view === 'loading') return;
      // A list still being fetched has no links yet; a user who is typing does not wait for them.
      if (view === 'results' && !answerOf(next) && (returning || focusIn(input) !== input)) {
        before ??= prev;
        return;
      }
      const from = before ?? prev;
      before = null;
      if (
        returning ||
        view !== viewOf(from) ||
        next.route.a !== from.route.a ||
        bulletinOf(next) !== bulletinOf(from)
      ) {
        const [go, fresh] = [returning ? arrive : move, first];
        returning = first = false;
        go(next, from, fresh);
        const [y, focus] = [scroll.y(), focusIn(input)];
        again = () => y === scroll.y() && focus === focusIn(input) && go(next, from, fresh);
      } else if (next.route.q !== from.route.q) {
        scroll.to(0);
      }
      aim(next);
    },

    /** Called when the front page has all its articles. */
    grown: () => again?.(),

    /**
     * Moves the focus from the focused link or the search field to the next or previous link.
     * @param {1 | -1} step
     * @param {Element} from
     */
    walk(step, from) {
      const all = links();
      const at = from === input ? -1 : all.indexOf(/** @type {HTMLElement} */ (from));
      if (at < 0 && from !== input) return false;
      const to = at + step < 0 ? input : all[at + step];
      to?.focus();
      return to !== undefined;
    },
  };
}
