/** A swipe across an article goes to the next or previous one, as links and arrow keys do. */
import { beside } from './keys.js';
/** @import {State} from './types.js' */
/** @import {Context} from './views/parts.js' */

/** Minimum length (CSS px) and maximum duration (ms) of a swipe: a finger that rests means something else. */
const FAR = 60;
const LONG = 600;
/** Minimum ratio of horizontal to vertical movement. */
const FLAT = 2;
/** Swipes that start this close to the window's edge (CSS px) belong to the browser, as its own way back. */
const EDGE = 24;

/**
 * @param {HTMLElement} article the view of an article
 * @param {Context} context
 */
export function createSwipe(article, { dispatch }) {
  const ending = new AbortController();
  /** @type {State} */
  let now;
  /** Where and when a single finger went down (CSS px, ms). @type {{x: number, y: number, at: number} | null} */
  let down = null;

  /** @param {'touchstart' | 'touchend' | 'touchcancel'} type @param {(event: TouchEvent) => void} heard */
  const on = (type, heard) => article.addEventListener(type, heard, { passive: true, signal: ending.signal });
  on('touchstart', ({ touches: [touch, second], timeStamp }) => {
    const zoomed = visualViewport !== null && visualViewport.scale > 1;
    const single = touch && !second && !zoomed && touch.clientX > EDGE && touch.clientX < innerWidth - EDGE;
    down = single ? { x: touch.clientX, y: touch.clientY, at: timeStamp } : null;
  });
  on('touchend', ({ changedTouches: [touch], timeStamp }) => {
    if (!down || !touch) return;
    const across = touch.clientX - down.x;
    const stroke =
      Math.abs(across) >= FAR &&
      Math.abs(across) >= FLAT * Math.abs(touch.clientY - down.y) &&
      timeStamp - down.at <= LONG;
    down = null;
    const to = stroke ? beside(now, across < 0 ? 1 : -1) : null;
    if (to !== null) dispatch({ type: 'show', article: to });
  });
  on('touchcancel', () => {
    down = null;
  });

  return {
    /** @param {State} state */
    update(state) {
      now = state;
    },
    stop: () => ending.abort(),
  };
}
