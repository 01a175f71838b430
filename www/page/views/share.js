/** Shares an article with the device's own dialog, or copies headline and link. */
import { h } from '../dom.js';
import { addressOf } from '../source.js';
import { bulletinOf, headlineOf } from '../store.js';
/** @import {State} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/**
 * @param {HTMLElement} root where the button goes
 * @param {LaterContext} context
 */
export function createShare(root, context) {
  const { t, say } = context;
  const button = h('button', { type: 'button', class: 'link share' }, t.share);
  root.append(button);
  /** @type {State} */
  let now;

  /** @param {string} said */
  function tell(said) {
    button.textContent = said;
    say(said);
  }

  button.addEventListener('click', async () => {
    const title = headlineOf(now, now.route.a);
    const url = addressOf(context, now, root.baseURI);
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(`${title}\n${url}`);
        tell(t.shareCopied);
      }
    } catch (error) {
      // A user who cancelled needs no message.
      if (/** @type {Error} */ (error).name !== 'AbortError') tell(t.shareFailed);
    }
  });
  return {
    /** @param {State} state */
    update(state) {
      if (now?.route.a !== state.route.a) button.textContent = t.share;
      now = state;
      // What was opened from this device cannot be found by anyone else.
      button.hidden = bulletinOf(state)?.local !== null;
    },
  };
}
