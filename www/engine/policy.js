/**
 * The one Trusted Types policy. It accepts the addresses of our own worker and service worker and nothing else: the
 * worker wherever the build or a bundler put it, and scripts of the page's own origin with one of our two names.
 *
 * @typedef {{createScriptURL(url: string): unknown}} Policy
 * @typedef {{createPolicy(name: string, rules: {createScriptURL(url: string): string}): Policy}} PolicyFactory
 */

/** The names of our two script files, which a build may extend with a hash. */
const OUR_SCRIPTS = /\/(worker|sw)(-[0-9a-z]+)?\.js$/i;

/** The worker's script: beside this one, or wherever a bundler put it, under any name and on any server. */
export const WORKER = new URL('./worker.js', import.meta.url);

/** @type {Policy | null | undefined} undefined: not created yet; null: the page does not allow it */
let policy;

/** @returns {Policy | null} */
function thePolicy() {
  if (policy !== undefined) return policy;
  const factory = /** @type {{trustedTypes?: PolicyFactory}} */ (globalThis).trustedTypes;
  const rules = { createScriptURL: checked };
  try {
    // A browser without Trusted Types has nothing to ask, but the same rule applies.
    policy = factory ? factory.createPolicy('kanbao', rules) : rules;
  } catch {
    policy = null; // `trusted-types 'none'`, or a list without our name
  }
  return policy;
}

/**
 * Returns the address of a script that may run. A worker may only be started from the page's own origin (and a
 * sandboxed frame's origin is no server's). A worker on another origin is therefore wrapped in a script of this one
 * that imports it. That script is a classic one, because Chromium starts no module from such a frame, and it uses
 * `import()`, which depends on no directive of the page's policy but `script-src`.
 * @param {string} href
 * @returns {string}
 */
function checked(href) {
  const url = new URL(href);
  const own = url.origin === globalThis.origin;
  if (!/^https?:$/.test(url.protocol) || !(href === WORKER.href || (own && OUR_SCRIPTS.test(url.pathname)))) {
    throw new TypeError(`not a Kanbao script: ${href}`);
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
 * Returns `url` as a script address that the page's Content-Security-Policy accepts, or null if it does not allow our
 * policy. With Trusted Types the result is a TrustedScriptURL, which `new Worker` and `serviceWorker.register` accept,
 * though TypeScript's library declares both parameters as strings.
 *
 * @param {URL} url the address of the worker or of the service worker
 * @returns {string | null}
 * @throws {TypeError} if the address is not one of ours
 */
export function scriptURL(url) {
  const rules = thePolicy();
  return rules && /** @type {string} */ (rules.createScriptURL(url.href));
}
