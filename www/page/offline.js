/** The service worker: what was read can be read again without a network. */
import { scriptURL } from '../engine/policy.js';

/** @param {() => void} found a newer page lies ready */
export function createOffline(found) {
  /** @type {ServiceWorkerRegistration | null} */
  let registration = null;
  let begun = false;

  /** @param {ServiceWorker | null} worker */
  function watch(worker) {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) found();
    });
  }

  return {
    /** Once the page needs nothing more for itself. Only where browsers allow it (https, localhost). */
    async install() {
      if (begun || !isSecureContext || !('serviceWorker' in navigator)) return;
      begun = true;
      try {
        const url = scriptURL(new URL('../sw.js', import.meta.url));
        if (url === null) return; // the page's policy allows no service worker
        registration = await navigator.serviceWorker.register(url);
        if (registration.waiting && navigator.serviceWorker.controller) found();
        registration.addEventListener('updatefound', () => watch(registration?.installing ?? null));
      } catch {
        // Reading goes on; only not offline.
      }
    },

    /** Changes to the newer page, which takes over all tabs at once. */
    useUpdate() {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      registration?.waiting?.postMessage('take-over');
    },
  };
}
