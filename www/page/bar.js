/** The bar above the page: brand, search field, and the button that opens a text. */
import { find, isPlain } from './dom.js';
import { createSearchBox } from './search-box.js';
import { bulletinOf } from './store.js';
/** @import {Dispatch, State} from './types.js' */

/**
 * @param {HTMLElement} root what holds the reader's parts
 * @param {{readonly state: State, dispatch: Dispatch}} store
 * @param {object} does
 * @param {(q: string) => void} does.typed called with what the user has typed
 * @param {(key: string) => boolean} does.take whether a key belongs to the suggestions
 * @param {() => void} does.down moves from the search field to the results
 * @param {() => boolean} does.leave leaves what is shown; false if that is the front page
 * @param {AbortSignal} signal aborted when the reader ends
 */
export function createBar(root, store, { typed, take, down, leave }, signal) {
  const { dispatch } = store;
  const input = find(root, '.search input', HTMLInputElement);
  const clear = find(root, '.search .clear', HTMLButtonElement);
  const type = (/** @type {string} */ q) => dispatch({ type: 'type', q });

  const box = createSearchBox(
    input,
    {
      query(q) {
        typed(q);
        type(q);
      },
      take,
      enter: () => matchMedia('(pointer: coarse)').matches && input.blur(),
      down,
      escape() {
        if (!input.value) return leave();
        type('');
        return true;
      },
    },
    { android: /Android/.test(navigator.userAgent) },
  );

  /** @param {string} selector @param {(event: MouseEvent) => void} act */
  const onClick = (selector, act) =>
    /** @type {HTMLElement | null} */ (root.querySelector(selector))?.addEventListener('click', act, { signal });
  onClick('.brand', (event) => {
    if (!isPlain(event) || !bulletinOf(store.state)) return;
    event.preventDefault();
    dispatch({ type: 'home' });
  });
  onClick('.skip', () => find(root, '.content', HTMLElement).focus());
  onClick('.bar .opener', () => dispatch({ type: 'opener', shown: true }));
  onClick('.search .clear', () => {
    type('');
    input.focus();
  });

  return {
    input,

    /** Moves to the search field. */
    focus() {
      input.focus();
      input.select();
    },

    /** @param {string} q */
    show(q) {
      box.show(q);
      clear.hidden = q === '';
    },
    start: box.start,
    stop: box.stop,
  };
}
