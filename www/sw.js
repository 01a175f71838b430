/// <reference path="./globals.d.ts" />
/**
 * The service worker: the page's own files by release, all or none, so that scripts of two releases
 * never mix; bulletins from the network, and from the cache where there is none.
 *
 * @typedef {{build: string, files: string[]}} Shell
 */

/** @type {Shell | undefined} The build puts its digest and the names of its files here. */
const SHELL = typeof KANBAO_SHELL === 'undefined' ? undefined : KANBAO_SHELL;

/** Bulletins and lexicons kept for reading offline; the oldest make room. */
const KEPT = 24;
/** A network that says nothing for so long is taken for none, if there is something in the cache (ms). */
const PATIENCE = 4000;
const DATA = 'kanbao-data';
/** A name that changes with the content: a lexicon's, or that of a language besides the first. */
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
      // Other pages below the scope are not ours: a site's own, with a reader on them.
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
  keep(request, response.clone()).catch(() => {}); // a full disk must not cost the answer
  return response;
}

if (SHELL) serve(SHELL);
