/**
 * Offers a link to the words selected in an article, at the bottom of the window, out of the way of what browsers
 * themselves show beside a selection.
 */
import { find, h } from '../dom.js';
import { selectedText } from '../selection.js';
import { viewOf } from '../store.js';
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/**
 * Maximum characters of a passage in an address: whole lines as long as they fit, or the beginning of a longer line.
 */
const MOST = 200;
/** A shorter passage does not identify a place. */
const LEAST = 2;
/** How long the button stays after the selection is gone (ms). */
const LINGER = 400;

/**
 * Returns what an address quotes of a selected text: its lines, without surrounding blanks.
 * @param {string} selected
 */
export function quotation(selected) {
  const lines = selected
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const whole = lines.join('\n');
  if (whole.length <= MOST) return whole.length < LEAST ? '' : whole;
  const cut = [...whole.slice(0, MOST + 1)].slice(0, -1).join('');
  const end = cut.lastIndexOf('\n');
  return end > 0 ? cut.slice(0, end) : cut;
}

/**
 * @param {HTMLElement} root the view of the article
 * @param {LaterContext} context
 */
export function createPassage(root, { t, dispatch, href, say }) {
  const words = h('span', null);
  const button = h('button', { type: 'button', class: 'button strong' }, t.linkPassage);
  const node = h('div', { class: 'quote', hidden: true }, words, button);
  const page = root.ownerDocument;
  /** @type {State} */
  let now;
  let passage = '';
  let leaving = 0;

  /** @param {string} said */
  function tell(said) {
    words.textContent = said;
    say(said);
  }

  function hide() {
    node.hidden = true;
  }

  async function share() {
    clearTimeout(leaving);
    const { route } = now;
    const url = new URL(href({ ...route, q: '', passage }), page.baseURI).href;
    try {
      if (matchMedia('(pointer: coarse)').matches && navigator.share) await navigator.share({ url });
      else {
        await navigator.clipboard.writeText(url);
        tell(t.linkCopied);
      }
    } catch (error) {
      if (/** @type {Error} */ (error).name === 'AbortError') return; // the user cancelled
      dispatch({ type: 'quote', passage });
      tell(t.linkInAddress);
    }
  }

  const ending = new AbortController();
  page.addEventListener(
    'selectionchange',
    () => {
      if (!now || viewOf(now) !== 'article') return;
      const next = quotation(selectedText(root));
      clearTimeout(leaving);
      // Touching the button first clears the selection.
      if (!next) leaving = setTimeout(hide, LINGER);
      else if (next !== passage || node.hidden) {
        passage = next;
        words.textContent = '';
        node.hidden = false;
      }
    },
    { signal: ending.signal },
  );
  // Pressing the button must not clear the selection.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('click', share);

  return {
    stop: () => ending.abort(),

    /** @param {State} state */
    update(state) {
      if (now && state.route.a !== now.route.a) hide();
      now = state;
      if (viewOf(state) !== 'article') return;
      if (node.parentNode !== root) find(root, '.turn', HTMLElement).after(node);
    },
  };
}
