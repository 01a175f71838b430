/** Keys that work anywhere on the page, except while one is typing or in a panel. */

/** Where the reader's choice about the one-character shortcut is kept, on this device. */
const SLASH = 'kanbao.slash';

/** Whether `/` goes to the search. A reader who speaks to the computer may not want it. */
export const slashKey = {
  get on() {
    try {
      return localStorage.getItem(SLASH) !== 'off';
    } catch {
      return true;
    }
  },
  set on(on) {
    try {
      if (on) localStorage.removeItem(SLASH);
      else localStorage.setItem(SLASH, 'off');
    } catch {
      // Without storage the choice holds for nothing; the key stays on.
    }
  },
};

/** @param {EventTarget | null | undefined} target */
function editable(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));
}

/**
 * @param {object} does
 * @param {() => void} does.search go to the search field
 * @param {() => void} does.leave out of the article, or of the results
 * @param {(step: 1 | -1) => void} does.turn to the article before or after
 * @param {(step: 1 | -1, from: Element) => boolean} does.walk between results; false: not among them
 */
export function createKeys(does) {
  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey || editable(target)) return;
    if (target instanceof Element && target.closest('dialog')) return;
    if (event.key === '/' && slashKey.on) does.search();
    else if (event.shiftKey) return;
    else if (event.key === 'Escape') does.leave();
    else if (event.key === 'ArrowLeft') return does.turn(-1);
    else if (event.key === 'ArrowRight') return does.turn(1);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!(target instanceof Element) || !does.walk(event.key === 'ArrowDown' ? 1 : -1, target)) return;
    } else return;
    event.preventDefault();
  }
  return {
    start: () => addEventListener('keydown', pressed),
    stop: () => removeEventListener('keydown', pressed),
  };
}
