/// <reference path="./globals.d.ts" />
/**
 * The service worker. It serves the page's own files from one release only, all or none, so that scripts of two
 * releases never mix, and bulletins from the network, or from the cache if there is no network.
 *
 * @typedef {{build: string, files: string[]}} Shell
 */

/** @type {Shell | undefined} the build inserts its digest and the names of its files here */
const SHELL = typeof KANBAO_SHELL === 'undefined' ? undefined : KANBAO_SHELL;

/** Maximum number of bulletins and lexicons kept for offline reading; the oldest are dropped first. */
const KEPT = 24;
/** If the network sends nothing for this long (ms), the cached copy, if any, is used. */
const PATIENCE = 4000;
const DATA = 'kanbao-data';
/** A file name that changes with its content: a lexicon, or a language other than the first. */
const HASHED = /-([0-9a-f]{12}\.kbl|[0-9a-f]{8}\.js)$/;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @param {Shell} shell */
function serve({ build, files }) {
  const name = `kanbao-shell-${build}`;
  const { scope } = worker.registration;
  const ours = new Set(files.map((file) => new URL(file, scope).href));

  worker.addEventListener('install', (event) => {
    event.waitUntil(
      caches
        .open(name)
        .then((cache) => cache.addAll(files.map((file) => new Request(new URL(file, scope), { cache: 'no-cache' })))),
    );
  });

  worker.addEventListener('activate', (event) => {
    event.waitUntil(
      (async () => {
        const old = (await caches.keys()).filter((key) => key.startsWith('kanbao-shell-') && key !== name);
        await Promise.all(old.map((key) => caches.delete(key)));
        await worker.clients.claim();
      })(),
    );
  });

  worker.addEventListener('message', ({ data }) => {
    if (data === 'take-over') worker.skipWaiting();
  });

  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
    url.search = url.hash = '';
    if (request.mode === 'navigate') {
      // Other pages below the scope belong to the site and may contain a reader: leave them alone.
      if (url.href === scope || url.href === `${scope}index.html`) event.respondWith(fromShell(request, scope));
      return;
    }
    if (ours.has(url.href)) event.respondWith(fromShell(request, url.href));
    else event.respondWith(HASHED.test(url.pathname) ? cacheFirst(request) : networkFirst(request));
  });

  /**
   * @param {Request} request
   * @param {string} address
   */
  async function fromShell(request, address) {
    return (await (await caches.open(name)).match(address)) ?? fetch(request);
  }
}

/**
 * @param {Request} request
 * @param {Response} response
 */
async function keep(request, response) {
  if (!response.ok) return;
  const cache = await caches.open(DATA);
  await cache.delete(request);
  await cache.put(request, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - KEPT)).map((key) => cache.delete(key)));
}

/** @param {Request} request */
async function cacheFirst(request) {
  return (await (await caches.open(DATA)).match(request)) ?? fetchAndKeep(request);
}

/** @param {Request} request */
async function networkFirst(request) {
  const kept = await (await caches.open(DATA)).match(request);
  const fresh = fetchAndKeep(request);
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return /** @type {Promise<Response>} */ (Promise.race([fresh.catch(() => kept), late]));
}

/** @param {Request} request */
async function fetchAndKeep(request) {
  const response = await fetch(request);
  keep(request, response.clone()).catch(() => {}); // a full disk must not prevent the response
  return response;
}

if (SHELL) serve(SHELL);
