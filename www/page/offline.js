/** Reading without a connection: watches it, and installs the service worker. */
/** @import {Dispatch, State} from './types.js' */

/** @type {ServiceWorkerRegistration | null} */
let registration = null;
let asked = false;

/**
 * Watches the connection, and prepares for reading without one.
 * @param {Dispatch} dispatch
 * @param {(() => readonly string[]) | null} read addresses of what is being read, which was fetched before the service
 * worker could see it; null: no service worker is wanted
 * @param {AbortSignal} signal aborted when the reader ends
 */
export function createLine(dispatch, read, signal) {
  for (const type of ['online', 'offline'])
    addEventListener(type, () => dispatch({ type: 'online', online: type === 'online' }), { signal });
  // The connection may have been lost before this listened.
  if (!navigator.onLine) dispatch({ type: 'online', online: false });
  return {
    /** @param {State} state */
    update({ engine }) {
      // A browser that cannot run the engine need not store its files.
      if (read && (engine === 'ready' || engine === 'failed')) goOffline(read(), () => dispatch({ type: 'update' }));
    },
  };
}

/**
 * Installs the service worker, so that what was read can be read again without a network, if the browser allows it
 * (https, localhost) and the page's policy does.
 * @param {readonly string[]} read
 * @param {() => void} found called when a newer version of the page is ready
 */
async function goOffline(read, found) {
  if (asked || !isSecureContext || !('serviceWorker' in navigator)) return;
  asked = true;
  const { serviceWorker } = navigator;
  try {
    const { scriptURL } = await import('../engine/engine.js');
    const url = scriptURL(new URL(/* webpackIgnore: true */ /* @vite-ignore */ '../sw.js', import.meta.url));
    if (url === null) return;
    if (!serviceWorker.controller) {
      // Fetched once more, from the browser's own cache, so that the service worker sees it.
      const again = () => read.forEach((address) => fetch(address, { cache: 'force-cache' }).catch(() => {}));
      serviceWorker.addEventListener('controllerchange', again, { once: true });
    }
    registration = await serviceWorker.register(url);
    if (registration.waiting && serviceWorker.controller) found();
    registration.addEventListener('updatefound', () => {
      const worker = registration?.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && serviceWorker.controller) found();
      });
    });
  } catch {
    // Reading goes on, but not offline.
  }
}

/** Switches to the newer version, which takes over all tabs at once. */
export function useUpdate() {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration?.waiting?.postMessage('take-over');
}
