/**
 * Where the reader keeps its address: in the page's query string, in its fragment, or nowhere. The router knows only
 * the query string; the other two present themselves as one.
 *
 * @typedef {object} Address
 * @property {Pick<Location, 'search' | 'pathname'>} location
 * @property {Pick<History, 'state' | 'pushState' | 'replaceState' | 'go'>} history
 * @property {(href: string) => string} link turns an address of the router's into the target of a link
 * @property {(arrived: (state: unknown) => void, signal: AbortSignal) => void} listen reports when the user goes back or forward
 */

/** Maximum number of history entries that a reader without an address remembers. */
const REMEMBERED = 100;

/**
 * Uses the page's query string or its fragment (`#q=query&a=article`; any other fragment is the page's own). Our part
 * of a history entry's state is stored alongside what others keep there.
 * @param {boolean} fragment
 * @returns {Address}
 */
export function sharedAddress(fragment) {
  const own = () => /^#\w+=/.test(location.hash);
  const link = (/** @type {string} */ href) => {
    if (!fragment) return href;
    return href.startsWith('?') ? `#${href.slice(1)}` : location.pathname + location.search;
  };
  const entry = (/** @type {unknown} */ kanbao, /** @type {unknown} */ href) =>
    /** @type {[unknown, string, string?]} */ ([
      { ...history.state, kanbao },
      '',
      href === undefined ? undefined : link(String(href)),
    ]);
  return {
    location: {
      get search() {
        if (!fragment) return location.search;
        return own() ? `?${location.hash.slice(1)}` : '';
      },
      get pathname() {
        return location.pathname;
      },
    },
    history: {
      get state() {
        return history.state?.kanbao ?? null;
      },
      pushState: (state, _, href) => history.pushState(...entry(state, href)),
      replaceState: (state, _, href) => history.replaceState(...entry(state, href)),
      go: (by) => history.go(by),
    },
    link,
    listen(arrived, signal) {
      const before = history.scrollRestoration;
      if (!fragment) history.scrollRestoration = 'manual';
      signal.addEventListener('abort', () => {
        history.scrollRestoration = before;
      });
      addEventListener(
        'popstate',
        ({ state }) => {
          // Another fragment, of the page's own: the place is still the same.
          if (location.hash.length > 1 && !(fragment ? own() : state?.kanbao)) return;
          arrived(state?.kanbao ?? null);
        },
        { signal },
      );
    },
  };
}

/**
 * Uses no address: the history is kept in memory, and links lead to the page.
 * @returns {Address}
 */
export function ownAddress() {
  /** @type {{state: unknown, search: string}[]} */
  let entries = [{ state: null, search: '' }];
  let at = 0;
  let told = (/** @type {unknown} */ _state) => {};
  const entry = (/** @type {unknown} */ state, /** @type {unknown} */ href) => ({
    state,
    search: href === undefined ? entries[at].search : String(href),
  });
  return {
    location: {
      get search() {
        return entries[at].search;
      },
      pathname: '',
    },
    history: {
      get state() {
        return entries[at].state;
      },
      pushState(state, _, href) {
        entries = [...entries.slice(0, at + 1), entry(state, href)].slice(-REMEMBERED);
        at = entries.length - 1;
      },
      replaceState(state, _, href) {
        entries[at] = entry(state, href);
      },
      go(by = 0) {
        if (!entries[at + by]) return;
        at += by;
        queueMicrotask(() => told(entries[at].state));
      },
    },
    link: () => location.pathname + location.search,
    listen(arrived) {
      told = arrived;
    },
  };
}
