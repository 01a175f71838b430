/** A reader's life on a page: it waits until it is wanted, starts, and ends with its element. */
import { FOLLOWED, choiceOf } from './names.js';
import { dress } from './styles.js';
import { tell as tellOf } from './tell.js';
/** @import {Controls} from './reader.js' */
/** @import {KanbaoReader} from './kanbao.js' */

/** How far outside the viewport the element counts as near, in viewport heights. */
const NEAR = '100% 0px';

/**
 * Creates an error of the class that www/engine/kanbao-error.js defines, which comes later.
 * @param {string} code @param {string} message @param {string} place @param {string} advice
 */
const failure = (code, message, place, advice) =>
  Object.assign(new Error(message), { name: 'KanbaoError', code, place, advice });

/** @param {KanbaoReader} element */
export function createLife(element) {
  const shadow = element.attachShadow({ mode: 'open' });
  const internals = element.attachInternals?.();
  /** Ends the wait for the element to be wanted. @type {AbortController | null} */
  let waiting = null;
  /** Ends the reader that is running or starting. @type {AbortController | null} */
  let run = null;
  /** @type {Promise<Controls> | null} */
  let begun = null;
  /** @type {Controls | null} */
  let controls = null;
  /**
   * Settles when a composition in a field among the children ends. Until then the field stays, because removing it
   * would lose the word being composed.
   * @type {Promise<unknown> | null}
   */
  let composed = null;

  /** Sets the states for `:state()`. @param {readonly (string | false)[]} names of the states that hold */
  function states(names) {
    const set = /** @type {Set<string> | undefined} */ (/** @type {unknown} */ (internals?.states));
    if (!set) return;
    set.clear();
    for (const name of names) {
      if (!name) continue;
      try {
        set.add(name);
      } catch {
        set.add(`--${name}`); // Chrome before 125
      }
    }
  }

  /** Shows the element's children, as they appear without the reader. */
  function rest() {
    const slot = element.ownerDocument.createElement('slot');
    // The slot needs a size even without children: in a scrolling box, WebKit reports no element without one as near.
    slot.textContent = '\u00a0';
    shadow.replaceChildren(slot);
    states([]);
  }

  /** @type {import('./reader.js').Teller['tell']} */
  const tell = (...what) => tellOf(element, ...what);

  function wait() {
    waiting?.abort();
    waiting = new AbortController();
    const { signal } = waiting;
    const when = choiceOf(element, 'loading');
    const begin = () => void wanted().catch(() => {});
    element.addEventListener(
      'compositionstart',
      () => {
        composed = new Promise((resolve) => {
          for (const end of ['compositionend', 'focusout'])
            element.addEventListener(end, () => setTimeout(resolve), { once: true });
        });
      },
      { signal },
    );
    if (when === 'manual') return;
    for (const intent of ['pointerover', 'pointerdown', 'focusin'])
      element.addEventListener(intent, begin, { signal, passive: true });
    if (when === 'intent') return;
    if (when === 'eager' || !globalThis.IntersectionObserver) return begin();
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && begin(),
      { rootMargin: NEAR },
    );
    observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** Returns the reader's controls, starting it if necessary. @returns {Promise<Controls>} */
  function wanted() {
    if (!element.isConnected)
      return Promise.reject(
        failure('not-connected', 'not in a document', element.localName, 'put the element into a document first'),
      );
    return (begun ??= begin());
  }

  async function begin() {
    const its = (run = new AbortController());
    const { signal } = its;
    states(['loading']);
    try {
      const [reader] = await Promise.all([import('./reader.js'), dress(shadow, 'page')]);
      await composed;
      if (signal.aborted) throw new DOMException('the element was removed', 'AbortError');
      const begun = await reader.begin(element, shadow, signal, { tell, states, dress: (name) => dress(shadow, name) });
      waiting?.abort();
      return (controls = begun);
    } catch (error) {
      if (run !== its || signal.aborted) throw error;
      run = begun = null;
      states(['error']);
      const known = failure(
        'network',
        String(error),
        import.meta.url,
        'check that the files beside this one are there',
      );
      tell('error', { ...known, message: known.message });
      throw known;
    }
  }

  function end() {
    waiting?.abort();
    if (!run) return;
    run.abort();
    run = begun = controls = null;
    rest();
  }

  /** Restarts the reader with changed settings. */
  function again() {
    const ran = run;
    end();
    if (ran && element.isConnected) wanted().catch(() => {});
  }

  rest();
  return {
    wanted,

    connected() {
      if (!run) wait();
    },

    disconnected() {
      // An element that is only moved to another place keeps its reader.
      queueMicrotask(() => {
        if (!element.isConnected) end();
      });
    },

    /** Starts again in another document, because style sheets belong to their document. */
    adopted() {
      shadow.adoptedStyleSheets = [];
      again();
    },

    /** @param {string} name of a setting */
    changed(name) {
      if (name === 'loading' && element.isConnected && !run) wait();
      else if (FOLLOWED.includes(name)) controls?.changed(name);
      else if (run && name !== 'loading') again();
    },
  };
}
