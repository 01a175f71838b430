/** The published bulletin and what lies beside it: where it is, and how it is fetched. */
import { MAX_BYTES, PageError, readIssue } from './issue.js';

/**
 * The bulletin's address: the page's own, or the one that a link (`?src=`) gives, which may only be
 * a path within this site: a link must not make the page show someone else's text as its own, nor a
 * bulletin make it ask other servers for anything.
 * @param {string | null} src
 * @param {string} own
 * @param {string} base
 * @returns {URL}
 */
export function bulletinURL(src, own, base) {
  const refused = new PageError({ code: 'bad-src', where: src ?? own });
  let url;
  try {
    url = new URL(src ?? own, base);
  } catch {
    throw refused;
  }
  if (!/^https?:$/.test(url.protocol)) throw refused;
  if (src !== null && (/^\s*([a-z][a-z\d+.-]*:|[/\\]{2})/i.test(src) || url.origin !== new URL(base).origin)) throw refused;
  return url;
}

/**
 * An answer's content; one that breaks off is the network's fault.
 * @template T
 * @param {Promise<T>} content
 * @param {URL} url
 * @returns {Promise<T>}
 */
async function whole(content, url) {
  try {
    return await content;
  } catch (error) {
    throw new PageError({ code: 'network', where: url.pathname, message: error instanceof Error ? error.message : '' });
  }
}

/**
 * @param {string | null} src what a link gives
 * @param {string} own the page's own address of it
 * @param {string} base what both are relative to
 */
export function createPublished(src, own, base) {
  let address = new URL(base);
  /** What has been fetched, to be kept for reading offline. @type {string[]} */
  const fetched = [];

  /**
   * @param {URL} url
   * @param {RequestCache} [cache]
   */
  async function get(url, cache) {
    let response;
    try {
      // As the preload link in index.html asks for it, so that the two are one request.
      response = await fetch(url, { credentials: 'same-origin', cache });
    } catch {
      throw new PageError({ code: 'network', where: url.pathname });
    }
    if (response.status === 404) throw new PageError({ code: 'not-found', where: url.pathname });
    if (!response.ok) throw new PageError({ code: 'network', where: url.pathname, message: `HTTP ${response.status}` });
    if (Number(response.headers.get('content-length')) > MAX_BYTES) throw new PageError({ code: 'too-large', where: url.pathname });
    fetched.push(url.href);
    return response;
  }

  return {
    fetched,

    /**
     * A bulletin as data, or the bytes of one that is plain text.
     * @param {boolean} again whether what came before was no good, so that no cache may give it again
     */
    async bulletin(again) {
      address = bulletinURL(src, own, base);
      const response = await get(address, again ? 'reload' : 'default');
      const name = decodeURIComponent(address.pathname.slice(address.pathname.lastIndexOf('/') + 1));
      if (/\.txt$/i.test(name)) return { name, bytes: await whole(response.arrayBuffer(), address) };
      return { issue: readIssue(await whole(response.text(), address)) };
    },

    /**
     * A file that lies beside the bulletin, which names it: so it too may only be one of its site's.
     * @param {string} file
     */
    async beside(file) {
      const url = bulletinURL(file, '', address.href);
      return whole((await get(url)).arrayBuffer(), url);
    },
  };
}

/** @typedef {ReturnType<typeof createPublished>} Published */
