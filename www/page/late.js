/**
 * What the page needs only once it can be read: how things stand, narrowing, the panels, the foot, the
 * service worker. A file of its own, so that the first screen does not wait for it.
 */
import { strings } from './i18n/zh-Hans.late.js';
/** @import {Dispatch, State} from './types.js' */
/** @import {Context, LateContext} from './views/parts.js' */

export { startReport } from '../element/report.js';
export { levelHeadings } from './headings.js';
export { createLast, toolsOf } from './last.js';
export { createKeys, createSlashKey } from './keys.js';
export { createFoot } from './views/foot.js';
export { createNotices } from './views/notices.js';
export { createNone } from './views/none.js';
export { createOpenPanel } from './views/open-panel.js';
export { createRefine } from './views/refine.js';
export { createWhyNot } from './views/why-not.js';

/**
 * The page's context with the words of the views that come late. A language other than the first
 * brings them with its others.
 * @param {Context} context
 * @returns {LateContext}
 */
export function withWords(context) {
  return { ...context, t: { ...strings, ...context.t } };
}

/** @type {ServiceWorkerRegistration | null} */
let registration = null;
let asked = false;

/**
 * The line: whether there is one, and what is done for reading without.
 * @param {Dispatch} dispatch
 * @param {(() => readonly string[]) | null} read addresses of what is being read, which came before the service worker; null: there
 * shall be none
 * @param {AbortSignal} signal of the reader's end
 */
export function createLine(dispatch, read, signal) {
  for (const type of ['online', 'offline'])
    addEventListener(type, () => dispatch({ type: 'online', online: type === 'online' }), { signal });
  // It may have been lost before this was here.
  if (!navigator.onLine) dispatch({ type: 'online', online: false });
  return {
    /** @param {State} state */
    update({ engine }) {
      // A browser that cannot run the engine is spared what would be kept for it.
      if (read && (engine === 'ready' || engine === 'failed')) goOffline(read(), () => dispatch({ type: 'update' }));
    },
  };
}

/**
 * Installs the service worker, so that what was read can be read again without a network. Only
 * where browsers allow it (https, localhost), and the page's policy does.
 * @param {readonly string[]} read
 * @param {() => void} found called when a newer page lies ready
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
      // Asked for once more, out of the browser's own cache, so that the service worker sees it.
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
    // Reading goes on; only not offline.
  }
}

/** Changes to the newer page, which takes over all tabs at once. */
export function useUpdate() {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration?.waiting?.postMessage('take-over');
}
