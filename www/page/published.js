/** The published bulletin and what lies beside it: where it is, and how it is fetched. */
import { MAX_BYTES, PageError, readIssue } from './issue.js';

/**
 * The bulletin's address: the page's own, or the one that a link (`?src=`) gives, which may only be
 * a path within this site: a link must not make the page show someone else's text as its own, nor a
 * bulletin make it ask other servers for anything.
 * @param {string | null} src
 * @param {string} own
 * @param {string} base
 * @param {string} [folder] what it may not leave, relative to `base`
 * @returns {URL}
 */
export function bulletinURL(src, own, base, folder = '/') {
  try {
    const url = new URL(src ?? own, base);
    const within =
      src === null ||
      (!/^\s*([a-z][a-z\d+.-]*:|[/\\]{2})/i.test(src) && url.href.startsWith(new URL(folder, base).href));
    if (within && /^https?:$/.test(url.protocol)) return url;
  } catch {
    // refused too
  }
  throw new PageError({ code: 'bad-src', where: src ?? own });
}

/** A server that sends nothing for so long will not finish (ms). */
const STALL = 25_000;

/**
 * @param {string | null} src what a link gives
 * @param {string} own the page's own address of it
 * @param {string} base what both are relative to
 * @param {string} [folder] what a link may not leave
 */
export function createPublished(src, own, base, folder) {
  let address = new URL(base);
  /** What has been fetched, to be kept for reading offline. @type {string[]} */
  const fetched = [];

  /**
   * A file's bytes, as long as they come, and no more than a bulletin may have.
   * @param {URL} url
   * @param {RequestCache} [cache]
   */
  async function get(url, cache) {
    const stop = new AbortController();
    /** @type {Uint8Array[]} */
    const parts = [];
    let [timer, size, code] = [0, 0, 'network'];
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), STALL);
    };
    alive();
    try {
      // With the credentials that are usual, as the preload link in index.html asks for it: the two are one request.
      const { ok, status, body } = await fetch(url, { cache, signal: stop.signal });
      if (status === 404) code = 'not-found';
      if (!ok) throw new Error(`HTTP ${status}`);
      for (const reader = /** @type {ReadableStream<Uint8Array>} */ (body).getReader(); ; ) {
        const { done, value } = await reader.read();
        if (done) break;
        alive();
        parts.push(value);
        size += value.length;
        if (size > MAX_BYTES) throw new Error((code = 'too-large'));
      }
      const bytes = new Uint8Array(size);
      for (const part of parts.reverse()) bytes.set(part, (size -= part.length));
      fetched.push(url.href);
      return bytes.buffer;
    } catch (error) {
      throw new PageError({ code, where: url.pathname, message: /** @type {Error} */ (error).message });
    } finally {
      clearTimeout(timer);
      stop.abort();
    }
  }

  return {
    fetched,

    /**
     * A bulletin as data, or the bytes of one that is plain text.
     * @param {boolean} again whether what came before was no good, so that no cache may give it again
     */
    async bulletin(again) {
      address = bulletinURL(src, own, base, folder);
      const bytes = await get(address, again ? 'reload' : undefined);
      const name = decodeURIComponent(/** @type {string} */ (address.pathname.split('/').pop()));
      if (/\.txt$/i.test(name)) return { name, bytes };
      return { issue: readIssue(new TextDecoder().decode(bytes)) };
    },

    /**
     * A file that lies beside the bulletin, which names it: so it too may only be one of its site's.
     * @param {string} file
     */
    async beside(file) {
      return get(bulletinURL(file, '', address.href));
    },
  };
}

/** @typedef {ReturnType<typeof createPublished>} Published */
