/**
 * The one Trusted Types policy. It passes the addresses of our own worker and service worker: our worker where
 * the build or a bundler put it, scripts of the page's own origin with one of our two names, and nothing else.
 *
 * @typedef {{createScriptURL(url: string): unknown}} Policy
 * @typedef {{createPolicy(name: string, rules: {createScriptURL(url: string): string}): Policy}} PolicyFactory
 */

/** Our two script files; a build may put a hash into the name. */
const OUR_SCRIPTS = /\/(worker|sw)(-[0-9a-z]+)?\.js$/i;

/** The worker's script: beside this one, or where a bundler put it, under whatever name and on whatever server. */
export const WORKER = new URL('./worker.js', import.meta.url);

/** @type {Policy | null | undefined} undefined: not asked yet; null: the page allows none */
let policy;

/** @returns {Policy | null} */
function thePolicy() {
  if (policy !== undefined) return policy;
  const factory = /** @type {{trustedTypes?: PolicyFactory}} */ (globalThis).trustedTypes;
  const rules = { createScriptURL: checked };
  try {
    // A browser without Trusted Types has nothing to ask; the same rule holds there.
    policy = factory ? factory.createPolicy('kanbao', rules) : rules;
  } catch {
    policy = null; // `trusted-types 'none'`, or a list without our name
  }
  return policy;
}

/**
 * A worker may only be started from the page's own origin. (A sandboxed frame's is no server's.) So one of another
 * gets a script of this origin that imports it: no module, since Chromium starts none from such a frame, and by
 * `import()`, which a policy's `script-src` allows and no other directive.
 * @param {string} href
 * @returns {string}
 */
function checked(href) {
  const url = new URL(href);
  const own = url.origin === globalThis.origin;
  if (!/^https?:$/.test(url.protocol) || !(href === WORKER.href || (own && OUR_SCRIPTS.test(url.pathname)))) {
    throw new TypeError(`not a script of Kanbao: ${href}`);
  }
  return own
    ? href
    : URL.createObjectURL(
        new Blob([`import(${JSON.stringify(href)}).catch((e) => setTimeout(() => { throw e; }))`], {
          type: 'text/javascript',
        }),
      );
}

/**
 * `url` as a script address that the page's Content-Security-Policy accepts, or null where it
 * allows no policy. (With Trusted Types it is a TrustedScriptURL, which `new Worker` and
 * `serviceWorker.register` take; TypeScript's library calls both parameters strings.)
 *
 * @param {URL} url the address of the worker or of the service worker
 * @returns {string | null}
 * @throws {TypeError} where the address is not one of ours
 */
export function scriptURL(url) {
  const rules = thePolicy();
  return rules && /** @type {string} */ (rules.createScriptURL(url.href));
}
