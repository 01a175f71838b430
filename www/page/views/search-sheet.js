/**
 * On a phone, searching fills the window: the reader is raised above the page that holds it and takes the height that
 * the on-screen keyboard leaves. No node moves, so that composing in the field can continue.
 */
import { find, h } from '../dom.js';
import { viewOf } from '../store.js';
/** @import {Scroll} from '../scroll.js' */
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/** A small touch screen; any other window has room beside the search. */
const PHONE = '(pointer: coarse) and (max-width: 600px), (pointer: coarse) and (max-height: 480px)';

/**
 * @param {HTMLElement} frame what holds the reader's parts
 * @param {LaterContext} context
 * @param {Scroll} scroll
 */
export function createSearchSheet(frame, { t, dispatch }, scroll) {
  const ending = new AbortController();
  const { signal } = ending;
  const input = find(frame, '.search input', HTMLInputElement);
  /** A placeholder as high as the reader was, in its place. */
  const place = h('div');
  /** @type {State} */
  let now;
  /**
   * What was shown before, and how far it was scrolled (CSS px); null: the search is not raised.
   * @type {{route: State['route'], y: number} | null}
   */
  let before = null;

  /** Fits the reader beside the keyboard, unless the page is magnified and only a part of it is seen. */
  function fit() {
    const seen = visualViewport?.scale === 1 ? visualViewport : null;
    frame.style.top = seen ? `${seen.offsetTop}px` : '';
    frame.style.height = seen ? `${seen.height}px` : '';
  }

  /** Makes a change while keeping the text in place. @param {number} y @param {() => void} change */
  function keeping(y, change) {
    change();
    // The heights have changed, though nothing was scrolled.
    frame.dispatchEvent(new Event('scroll', { composed: true }));
    scroll.to(y);
  }

  function raise() {
    if (before || !matchMedia(PHONE).matches) return;
    const y = scroll.y();
    before = { route: now.route, y };
    place.style.height = `${frame.offsetHeight}px`;
    keeping(y, () => {
      frame.after(place);
      // Above everything on the page; in browsers without popovers, as high as possible.
      frame.popover = 'manual';
      frame.showPopover?.();
      frame.setAttribute('sheet', '');
      fit();
      visualViewport?.addEventListener('resize', fit, { signal });
      visualViewport?.addEventListener('scroll', fit, { signal });
    });
  }

  function lower() {
    if (!before) return;
    before = null;
    keeping(scroll.y(), () => {
      for (const type of ['resize', 'scroll']) visualViewport?.removeEventListener(type, fit);
      frame.popover = null;
      frame.removeAttribute('sheet');
      frame.style.top = frame.style.height = '';
      place.remove();
    });
  }

  /** Returns to what was shown before. */
  function cancel() {
    if (!before) return;
    const { route, y } = before;
    lower();
    if (route !== now.route) dispatch({ type: 'route', route });
    scroll.to(y);
    find(frame, '.content', HTMLElement).focus({ preventScroll: true });
  }

  find(frame, '.search', HTMLElement).after(
    h('button', { type: 'button', class: 'link cancel', onclick: cancel }, t.cancel),
  );
  input.addEventListener('focus', raise, { signal });
  input.addEventListener(
    'keydown',
    ({ key, defaultPrevented, isComposing }) => {
      if (key === 'Escape' && !defaultPrevented && !isComposing) cancel();
    },
    { signal },
  );
  // If the focus moves outside, the sheet must not cover it.
  frame.addEventListener(
    'focusout',
    ({ relatedTarget }) => {
      if (relatedTarget && !frame.contains(/** @type {Node} */ (relatedTarget))) lower();
    },
    { signal },
  );
  // Once an article is chosen, the search is over, whether it is read here or on another page.
  frame.addEventListener('click', ({ target }) => target instanceof Element && target.closest('h2 a') && lower(), {
    signal,
  });
  for (const type of ['popstate', 'beforeprint']) addEventListener(type, lower, { signal });

  return {
    /** @param {State} state */
    update(state) {
      const chosen = now && viewOf(state) === 'article' && viewOf(now) !== 'article';
      now = state;
      if (chosen) lower();
    },
    stop() {
      lower();
      ending.abort();
    },
  };
}
