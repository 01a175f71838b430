/** Keys that work anywhere in the reader (or on its page), except while the user is typing or in a panel. */
import { bulletinOf, viewOf } from './store.js';
/** @import {Dispatch, State} from './types.js' */

/** The storage key for the user's choice about the one-character shortcut. */
const SLASH = 'kanbao.slash';

/**
 * Whether `/` moves to the search. People who dictate to the computer may want it off.
 * @param {Storage | null} storage null: the choice lasts for this visit only
 */
export function createSlashKey(storage) {
  let here = true;
  return {
    get on() {
      try {
        return here && storage?.getItem(SLASH) !== 'off';
      } catch {
        return here;
      }
    },
    set on(on) {
      here = on;
      try {
        if (on) storage?.removeItem(SLASH);
        else storage?.setItem(SLASH, 'off');
      } catch {
        // If storage is full or refused, the choice lasts for this visit only.
      }
    },
  };
}

/** @typedef {ReturnType<typeof createSlashKey>} SlashKey */

/** @param {EventTarget | null | undefined} target */
function editable(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))
  );
}

/**
 * Returns the article after or before the one shown; null if there is none.
 * @param {State} state
 * @param {1 | -1} step
 */
export function beside(state, step) {
  const { a } = state.route;
  if (viewOf(state) !== 'article' || a === null) return null;
  return bulletinOf(state)?.issue.articles[a + step] ? a + step : null;
}

/**
 * @param {object} does
 * @param {() => void} does.search go to the search field
 * @param {() => void} does.leave leave the article or the results
 * @param {(step: 1 | -1, from: Element) => boolean} does.walk move between results; false if not among them
 * @param {{dispatch: Dispatch}} context
 * @param {{readonly state: State}} store
 * @param {SlashKey} slashKey
 * @param {EventTarget} scope where keys are listened for
 * @param {Element} root the reader's own root
 */
export function createKeys(does, { dispatch }, store, slashKey, scope, root) {
  /** Goes to the next or previous article. @param {1 | -1} step */
  function turn(step) {
    const article = beside(store.state, step);
    if (article !== null) dispatch({ type: 'show', article });
  }

  /** @param {Event} heard */
  function pressed(heard) {
    const event = /** @type {KeyboardEvent} */ (heard);
    const target = event.composedPath()[0];
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    // In an editable element of the page's own, the key may mean something else.
    if (event.key === 'k' && event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey && !editable(target)) {
      does.search();
      return event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || editable(target)) return;
    if (target instanceof Element && target.closest('dialog')) return;
    if (event.key === '/' && slashKey.on) does.search();
    // If something else on the page has the focus, these keys are its own.
    else if (event.shiftKey || !(event.composedPath().includes(root) || target === document.body)) return;
    else if (event.key === 'Escape') does.leave();
    else if (event.key === 'ArrowLeft') return turn(-1);
    else if (event.key === 'ArrowRight') return turn(1);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!(target instanceof Element) || !does.walk(event.key === 'ArrowDown' ? 1 : -1, target)) return;
    } else return;
    event.preventDefault();
  }
  return {
    /** @param {AbortSignal} signal aborted when the reader ends */
    start: (signal) => scope.addEventListener('keydown', pressed, { signal }),
  };
}
