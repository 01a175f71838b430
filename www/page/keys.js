/** Keys that work anywhere in the reader (or on its page), except while one is typing or in a panel. */
import { bulletinOf, viewOf } from './store.js';
/** @import {Dispatch, State} from './types.js' */

/** Where the reader's choice about the one-character shortcut is kept, on this device. */
const SLASH = 'kanbao.slash';

/**
 * Whether `/` goes to the search. A reader who speaks to the computer may not want it.
 * @param {Storage | null} storage null: the choice holds for this visit
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
        // Storage that is full or refused keeps nothing; the choice holds for this visit.
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
 * The article after the one on show, or before it; null: there is none.
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
 * @param {() => void} does.leave out of the article, or of the results
 * @param {(step: 1 | -1, from: Element) => boolean} does.walk between results; false: not among them
 * @param {{dispatch: Dispatch}} context
 * @param {{readonly state: State}} store
 * @param {SlashKey} slashKey
 * @param {EventTarget} scope where keys are listened for
 * @param {Element} root the reader's own
 */
export function createKeys(does, { dispatch }, store, slashKey, scope, root) {
  /** To the article before or after. @param {1 | -1} step */
  function turn(step) {
    const article = beside(store.state, step);
    if (article !== null) dispatch({ type: 'show', article });
  }

  /** @param {Event} heard */
  function pressed(heard) {
    const event = /** @type {KeyboardEvent} */ (heard);
    const target = event.composedPath()[0];
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    // In a text of the page's own it may mean something else.
    if (event.key === 'k' && event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey && !editable(target)) {
      does.search();
      return event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || editable(target)) return;
    if (target instanceof Element && target.closest('dialog')) return;
    if (event.key === '/' && slashKey.on) does.search();
    // What has the focus elsewhere on the page has these keys.
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
    /** @param {AbortSignal} signal of the end */
    start: (signal) => scope.addEventListener('keydown', pressed, { signal }),
  };
}
