/** The published bulletin and what lies beside it: where it is, and how it is fetched. */
import { MAX_BYTES, PageError, readIssue } from './issue.js';

/**
 * The bulletin's address: the page's own, or the one that `?src=` gives, which may only be a path
 * within this site: a link must not make the page show someone else's text as its own, nor a
 * bulletin make it ask other servers for anything.
 * @param {string | null} src
 * @param {string} own
 * @param {string} base
 * @returns {URL}
 */
export function bulletinURL(src, own, base) {
  const url = new URL(src ?? own, base);
  const foreign = src !== null && (/^\s*([a-z][a-z\d+.-]*:|[/\\]{2})/i.test(src) || url.origin !== new URL(base).origin);
  if (foreign) throw new PageError({ code: 'bad-src', where: src ?? '' });
  return url;
}

const own = () => document.querySelector('meta[name=kanbao-bulletin]')?.getAttribute('content') ?? './issue.json';

let address = new URL(location.href);

/** What has been fetched, to be kept for reading offline. @type {string[]} */
export const fetched = [];

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

/**
 * A bulletin as data, or the bytes of one that is plain text.
 * @param {string | null} src
 * @param {boolean} again whether what came before was no good, so that no cache may give it again
 */
export async function fetchBulletin(src, again) {
  address = bulletinURL(src, own(), document.baseURI);
  const response = await get(address, again ? 'reload' : 'default');
  const name = decodeURIComponent(address.pathname.slice(address.pathname.lastIndexOf('/') + 1));
  if (/\.txt$/i.test(name)) return { name, bytes: await whole(response.arrayBuffer()) };
  return { issue: readIssue(await whole(response.text())) };
}

/**
 * A file that lies beside the bulletin, which names it: so it too may only be one of this site's.
 * @param {string} file
 */
export async function fetchBeside(file) {
  return whole((await get(bulletinURL(file, '', address.href))).arrayBuffer());
}

/**
 * An answer's content; one that breaks off is the network's fault.
 * @template T
 * @param {Promise<T>} content
 * @returns {Promise<T>}
 */
async function whole(content) {
  try {
    return await content;
  } catch (error) {
    throw new PageError({ code: 'network', where: address.pathname, message: error instanceof Error ? error.message : '' });
  }
}
