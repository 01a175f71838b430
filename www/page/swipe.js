/** A stroke across an article turns to the next one, or the one before; links and arrow keys do the same. */
import { beside } from './keys.js';
/** @import {State} from './types.js' */
/** @import {Context} from './views/parts.js' */

/** A stroke is at least so long (CSS px) and takes at most so long (ms): whoever rests a finger means something else. */
const FAR = 60;
const LONG = 600;
/** It goes so much further across than down. */
const FLAT = 2;
/** Strokes that begin so near the window's edge belong to the browser, as its own way back (CSS px). */
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
