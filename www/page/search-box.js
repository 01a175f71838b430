/**
 * The search field's behaviour: when a query is a query. Composing with an input method is the
 * reader's own business until it ends; only then is the text searched, and no key pressed while
 * composing is ours.
 *
 * What browsers do, and what follows from it:
 * - A key handled by an input method has `isComposing`, or `keyCode` 229 where the composition has
 *   not begun or has just ended (the first key of a composition; WebKit's confirming key).
 * - WebKit sends `compositionend` before the key that confirms, which may look like any Enter: one
 *   such key within GUARD ms is the input method's.
 * - Android keyboards compose Latin words letter by letter and may never end: those are searched
 *   live, until one such composition turns out to be pinyin by ending in Han.
 */

/** How long after a composition the key that confirmed it may still arrive (ms). */
const GUARD = 120;
const LATIN = /^[\p{Script=Latin}\p{N}]+$/u;
/** The keys that mean something here. */
const KEYS = ['Enter', 'Escape', 'ArrowDown', 'ArrowUp'];

/**
 * @typedef {object} Handlers
 * @property {(query: string) => void} query the text has changed
 * @property {(key: string) => boolean} take a key for the list of suggestions; true: it was one
 * @property {() => void} enter the reader asks for the answer now
 * @property {() => void} down the reader goes on to the results
 * @property {() => boolean} escape the reader wants out; true: it meant something
 */

/**
 * @param {HTMLInputElement} input
 * @param {Handlers} handlers
 * @param {{android?: boolean, now?: () => number}} [host]
 */
export function createSearchBox(input, handlers, { android = false, now = () => performance.now() } = {}) {
  let composing = false;
  /** Whether the composition on hand has shown Latin letters. */
  let latin = false;
  let live = android;
  let guard = -Infinity;
  let said = input.value;

  function say() {
    if (input.value === said) return;
    said = input.value;
    handlers.query(said);
  }

  /** Whether a key or a submission belongs to an input method. */
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
      // Letters that are taken away again come without a word of what is left.
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
      // A composition that its keyboard forgot to end must not swallow the next one.
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
     * Shows a query that came from elsewhere (a link, Back). Never while someone is composing.
     * @param {string} query
     */
    show(query) {
      if (composing || query === said) return;
      said = query;
      if (input.value !== query) input.value = query;
    },
  };
}
