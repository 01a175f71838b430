/**
 * The search field's behaviour: when its text counts as a query. Text being composed with an input method is searched
 * only when the composition ends, and no key pressed while composing is ours.
 *
 * What browsers do, and what follows from it:
 * - A key handled by an input method has `isComposing`, or `keyCode` 229 if the composition has not begun or has just
 *   ended (the first key of a composition; WebKit's confirming key).
 * - WebKit sends `compositionend` before the key that confirms, which may look like an ordinary Enter. One such key
 * within
 *   GUARD ms belongs to the input method.
 * - Android keyboards compose Latin words letter by letter and may never end. Such text is searched live, until a
 *   composition ends in Han characters and so turns out to be pinyin.
 */

/** How long after a composition the key that confirmed it may still arrive (ms). */
const GUARD = 120;
const LATIN = /^[\p{Script=Latin}\p{N}]+$/u;
/** The keys that have a function here. */
const KEYS = ['Enter', 'Escape', 'ArrowDown', 'ArrowUp'];

/**
 * @typedef {object} Handlers
 * @property {(query: string) => void} query the text has changed
 * @property {(key: string) => boolean} take offers a key to the list of suggestions; true if it was meant for it
 * @property {() => void} enter the user wants the answer now
 * @property {() => void} down the user moves on to the results
 * @property {() => boolean} escape the user wants out; true if that had an effect
 */

/**
 * @param {HTMLInputElement} input
 * @param {Handlers} handlers
 * @param {{android?: boolean, now?: () => number}} [host]
 */
export function createSearchBox(input, handlers, { android = false, now = () => performance.now() } = {}) {
  let composing = false;
  /** Whether the current composition has shown Latin letters. */
  let latin = false;
  let live = android;
  let guard = -Infinity;
  let said = input.value;

  function say() {
    if (input.value === said) return;
    said = input.value;
    handlers.query(said);
  }

  /** Returns whether a key or a submission belongs to an input method. */
  function foreign() {
    if (composing) return true;
    const confirms = now() < guard;
    guard = -Infinity;
    return confirms;
  }

  /** @type {Record<string, (event: any) => void>} */
  const listeners = {
    compositionstart() {
      composing = true;
      latin = false;
    },
    compositionupdate(/** @type {CompositionEvent} */ event) {
      latin ||= LATIN.test(event.data ?? '');
    },
    compositionend(/** @type {CompositionEvent} */ event) {
      composing = false;
      guard = now() + GUARD;
      const committed = event.data ?? '';
      if (android && latin && committed) live = LATIN.test(committed);
      say();
    },
    input(/** @type {InputEvent} */ event) {
      // Deleting letters reports an event without data.
      if (!(composing || event.isComposing) || (live && (event.data ? LATIN.test(event.data) : latin))) say();
    },
    keydown(/** @type {KeyboardEvent} */ event) {
      if (event.isComposing || event.keyCode === 229) {
        guard = composing ? guard : -Infinity;
        return;
      }
      const { key } = event;
      if (!KEYS.includes(key)) return;
      if (foreign()) {
        event.preventDefault();
        return;
      }
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (handlers.take(key)) {
        event.preventDefault();
      } else if (key === 'ArrowDown') {
        event.preventDefault();
        handlers.down();
      } else if (key === 'Escape' && handlers.escape()) {
        event.preventDefault();
      }
    },
    blur() {
      // A composition that the keyboard did not end must not swallow the next one.
      composing = false;
    },
  };

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    if (foreign()) return;
    say();
    handlers.enter();
  }

  return {
    start() {
      for (const [type, listener] of Object.entries(listeners)) input.addEventListener(type, listener);
      input.form?.addEventListener('submit', submit);
    },
    stop() {
      for (const [type, listener] of Object.entries(listeners)) input.removeEventListener(type, listener);
      input.form?.removeEventListener('submit', submit);
    },
    /**
     * Shows a query that came from elsewhere (a link, Back). Never while the user is composing.
     * @param {string} query
     */
    show(query) {
      if (composing || query === said) return;
      said = query;
      if (input.value !== query) input.value = query;
    },
  };
}
