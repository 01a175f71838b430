/**
 * The two ways to connect to an engine: a worker, or the page's own thread. Both return a promise of a link, which
 * resolves once the engine has greeted and rejects if it cannot be started.
 *
 * @typedef {import('./protocol.js').FromEngine} FromEngine
 * @typedef {import('./protocol.js').ToEngine} ToEngine
 * @typedef {{
 *   kind: 'worker' | 'main',
 *   post(message: ToEngine, transfer?: Transferable[]): void,
 *   close(): void,
 * }} Link
 * @typedef {{
 *   onMessage(message: FromEngine): void,
 *   onDeath(error: EngineError): void,
 * }} Listener
 */

import { ENGINE_DIED, EngineError } from './errors.js';
import { scriptURL } from './policy.js';
import { speaks } from './protocol.js';

/** A worker that has not greeted within this time never will; its script is a few kilobytes. */
const GREETING_MS = 30_000;

const RELEASES = 'the page and the search engine come from different releases';

/**
 * Starts the engine in a worker.
 * @param {URL} url
 * @param {Listener} listener
 * @returns {Promise<Link>}
 */
export function openWorker(url, listener) {
  return new Promise((resolve, reject) => {
    let address = '';
    /** Stops waiting. A `blob:` script made for this worker (policy.js) is no longer needed. */
    const settled = () => {
      clearTimeout(timer);
      URL.revokeObjectURL(address);
    };
    const refuse = (/** @type {string} */ why) => {
      settled();
      worker?.terminate();
      reject(new EngineError('no-worker', `cannot start a worker: ${why}`, { where: url.href }));
    };
    /** @type {Worker | undefined} */
    let worker;
    let greeted = false;
    const timer = setTimeout(() => refuse('it does not respond'), GREETING_MS);
    try {
      const trusted = scriptURL(url);
      if (trusted === null) return refuse('the page’s Content-Security-Policy allows no policy named “kanbao”');
      address = String(trusted);
      worker = new Worker(trusted, { type: address.startsWith('blob:') ? 'classic' : 'module', name: 'kanbao' });
    } catch (error) {
      return refuse(/** @type {Error} */ (error).message);
    }
    const opened = worker;
    const died = (/** @type {string} */ why) => {
      if (greeted)
        listener.onDeath(new EngineError(ENGINE_DIED, `the search engine stopped: ${why}`, { where: url.href }));
      else refuse(why);
    };
    opened.addEventListener('error', (event) => {
      event.preventDefault();
      died(event.message || 'its script could not be loaded');
    });
    opened.addEventListener('messageerror', () => died('a message could not be read'));
    opened.addEventListener('message', ({ data }) => {
      if (!speaks(data)) return died(RELEASES);
      if (!('hello' in data)) return listener.onMessage(data);
      greeted = true;
      settled();
      resolve({
        kind: 'worker',
        post: (message, transfer = []) => opened.postMessage(message, transfer),
        close: () => opened.terminate(),
      });
    });
  });
}

/**
 * Imports the same script into this thread. Each `number` gives an engine of its own, because after a trap the old one
 * cannot be used again: the fragment makes the import a separate module without another download.
 *
 * @param {URL} url
 * @param {number} number
 * @param {Listener} listener
 * @returns {Promise<Link>}
 */
export async function openHere(url, number, listener) {
  /** @type {{listen: typeof import('./worker.js').listen}} */
  let script;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  try {
    const late = new Promise((_, reject) => {
      timer = setTimeout(reject, GREETING_MS, new Error('it did not arrive in time'));
    });
    script = /** @type {typeof script} */ (
      await Promise.race([import(/* webpackIgnore: true */ /* @vite-ignore */ `${url.href}#${number}`), late])
    );
  } catch (error) {
    throw new EngineError('network', `the engine's script cannot be loaded: ${/** @type {Error} */ (error).message}`, {
      where: url.href,
      advice: 'check the connection and try again, and that the page’s bundler copied this file',
    });
  } finally {
    clearTimeout(timer);
  }
  let closed = false;
  const handle = script.listen((message) => {
    if (!closed && !('hello' in message)) listener.onMessage(message);
  }, 'main');
  return {
    kind: 'main',
    post: handle,
    close: () => {
      closed = true;
    },
  };
}
