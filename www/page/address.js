/** Who owns the address: what the router reads and writes, and how links to it look. */

/**
 * @typedef {object} Address
 * @property {Pick<Location, 'search' | 'pathname'>} location
 * @property {Pick<History, 'state' | 'pushState' | 'replaceState' | 'go'>} history
 * @property {(arrived: (state: unknown) => void, signal: AbortSignal) => void} listen tells when the reader went back or on
 */

/**
 * The page's own address: its query string.
 * @returns {Address}
 */
export function pageAddress() {
  return {
    location,
    history,
    listen(arrived, signal) {
      const before = history.scrollRestoration;
      history.scrollRestoration = 'manual';
      signal.addEventListener('abort', () => {
        history.scrollRestoration = before;
      }, { once: true });
      addEventListener('popstate', ({ state }) => {
        if (location.hash && state === null) return; // a fragment: still the same place
        arrived(state);
      }, { signal });
    },
  };
}
