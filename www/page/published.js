/** The published bulletin and the files beside it: where they are, and how they are fetched. */
import { MAX_BYTES, PageError, readIssue } from './issue.js';

/**
 * Returns the bulletin's address: the page's own, or the one a link (`?src=`) or a bulletin (its lexicon) gives. The latter
 * must be inside a folder, so that no link can make the page show someone else's text as its own, and neither a link nor
 * a bulletin can make it send requests, with the user's cookies, to anything else on this site or another.
 * @param {string | null} src
 * @param {string} own
 * @param {string} base
 * @param {string} [folder] the folder it must be inside, relative to `base`
 * @returns {URL}
 * @throws {PageError} `bad-src`
 */
export function bulletinURL(src, own, base, folder = './') {
  try {
    const url = new URL(src ?? own, base);
    const within =
      src === null ||
      // Some servers take an escaped slash for a slash, and what is before it for a folder.
      (!/^\s*([a-z][a-z\d+.-]*:|[/\\]{2})|%2f|%5c/i.test(src) && url.href.startsWith(new URL(folder, base).href));
    if (within && /^https?:$/.test(url.protocol)) return url;
  } catch {
    // Rejected too.
  }
  throw new PageError({ code: 'bad-src', where: src ?? own });
}

/** A server that sends hardly anything for this long will not finish (ms). */
const STALL = 25_000;
/** Fewer bytes than this in that time are hardly anything. */
const LEAST = 1024;

/**
 * @param {string | null} src the address that a link gives
 * @param {string} own the page's own address for it
 * @param {string} base what both are relative to
 * @param {string} [scope] the folder that a link, and the files that a bulletin names, must stay inside
 */
export function createPublished(src, own, base, scope) {
  let address = new URL(base);
  /** Addresses fetched so far, to be kept for offline reading. @type {string[]} */
  const fetched = [];

  /**
   * Fetches a file's bytes. Fails if they stop arriving for too long or exceed the size limit of a bulletin.
   * @param {URL} url
   * @param {RequestCache} [cache]
   */
  async function get(url, cache) {
    const stop = new AbortController();
    /** @type {Uint8Array[]} */
    const parts = [];
    let [timer, size, counted, code, why] = [0, 0, 0, 'network', ''];
    const alive = () => {
      if (size && size - counted < LEAST) return;
      counted = size;
      clearTimeout(timer);
      timer = setTimeout(() => {
        why = `hardly anything arrived in ${STALL / 1000} s`;
        stop.abort();
      }, STALL);
    };
    alive();
    try {
      // The default credentials mode, as in index.html's preload link, so that the two share one request.
      const { ok, status, body } = await fetch(url, { cache, signal: stop.signal });
      if (status === 404) code = 'not-found';
      if (!ok) throw new Error(`HTTP ${status}`);
      for (const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader(); ; ) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(value);
        size += value.length;
        alive();
        if (size > MAX_BYTES) throw new Error((code = 'too-large'));
      }
      const bytes = new Uint8Array(size);
      for (const part of parts.reverse()) bytes.set(part, (size -= part.length));
      fetched.push(url.href);
      return bytes.buffer;
    } catch (error) {
      throw new PageError({ code, where: url.pathname, message: why || /** @type {Error} */ (error).message });
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  }

  return {
    fetched,

    /**
     * Fetches the bulletin: as data, or as bytes if it is plain text.
     * @param {boolean} again whether the last attempt failed, so that no cache may answer
     */
    async bulletin(again) {
      address = bulletinURL(src, own, base, scope);
      const bytes = await get(address, again ? 'reload' : undefined);
      const name = decodeURIComponent(/** @type {string} */ (address.pathname.split('/').pop()));
      if (/\.txt$/i.test(name)) return { name, bytes };
      return { issue: readIssue(new TextDecoder().decode(bytes)) };
    },

    /**
     * Fetches a file beside the bulletin, which names it: so it too must be in the folder that the page allows.
     * @param {string} file
     */
    async beside(file) {
      return get(bulletinURL(file, '', address.href, scope));
    },
  };
}

/** @typedef {ReturnType<typeof createPublished>} Published */
