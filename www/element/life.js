/** A reader's life on a page: it waits until it is wanted, begins, and ends with its element. */
import { FOLLOWED, choiceOf } from './names.js';
import { dress } from './styles.js';
import { tell as tellOf } from './tell.js';
/** @import {Controls} from './reader.js' */
/** @import {KanbaoReader} from './kanbao.js' */

/** How far outside the window the element is near it, in windows. */
const NEAR = '100% 0px';

const gone = () => new DOMException('not in a document', 'InvalidStateError');

/** @param {KanbaoReader} element */
export function createLife(element) {
  const shadow = element.attachShadow({ mode: 'open' });
  const internals = element.attachInternals?.();
  /** Ends what waits for the element to be wanted. @type {AbortController | null} */
  let waiting = null;
  /** Ends the reader that runs or begins. @type {AbortController | null} */
  let run = null;
  /** @type {Promise<Controls> | null} */
  let begun = null;
  /** @type {Controls | null} */
  let controls = null;
  /** The end of a word that is composed where the children stand: taking its field away would lose it. @type {Promise<unknown> | null} */
  let composed = null;

  /** @param {readonly (string | false)[]} names of the states that hold, for `:state()` */
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

  /** Shows the children, as it is without the reader. */
  function rest() {
    const slot = element.ownerDocument.createElement('slot');
    // Where there are none it has a size all the same: in a box that scrolls WebKit sees nothing come near that has none.
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
    const when = choiceOf(element, 'start');
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
    if (!globalThis.IntersectionObserver) return begin();
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && begin(),
      { rootMargin: NEAR },
    );
    observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** The reader's controls, now that somebody wants them. @returns {Promise<Controls>} */
  function wanted() {
    if (!element.isConnected) return Promise.reject(gone());
    return (begun ??= begin());
  }

  async function begin() {
    const its = (run = new AbortController());
    const { signal } = its;
    states(['loading']);
    try {
      const [reader] = await Promise.all([import('./reader.js'), dress(shadow, 'page')]);
      await composed;
      if (signal.aborted) throw gone();
      const begun = await reader.begin(element, shadow, signal, { tell, states, dress: (name) => dress(shadow, name) });
      waiting?.abort();
      return (controls = begun);
    } catch (error) {
      if (run === its) {
        run = begun = null;
        states(['error']);
        tell('error', { code: 'network', message: String(error), where: '', advice: '' });
      }
      throw error;
    }
  }

  function end() {
    waiting?.abort();
    if (!run) return;
    run.abort();
    run = begun = controls = null;
    rest();
  }

  /** The same reader with other settings. */
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
      // What is put elsewhere at once goes on as it is.
      queueMicrotask(() => {
        if (!element.isConnected) end();
      });
    },

    /** A style sheet belongs to its document. */
    adopted() {
      shadow.adoptedStyleSheets = [];
      again();
    },

    /** @param {string} name of a setting */
    changed(name) {
      if (name === 'start' && element.isConnected && !run) wait();
      else if (FOLLOWED.includes(name)) controls?.changed(name);
      else if (run && name !== 'start') again();
    },
  };
}
