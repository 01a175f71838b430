/**
 * The engine as one script. Loaded as a module worker, it listens for messages; imported by a page that cannot have a
 * worker, it provides the same handlers.
 *
 * @typedef {import('./protocol.js').FromEngine} FromEngine
 * @typedef {import('./protocol.js').ToEngine} ToEngine
 */

import { createHandlers } from './handlers.js';
import { HELLO } from './protocol.js';
import { instantiate } from './wasm.js';

/**
 * Creates the handlers and sends the greeting.
 * @param {(message: FromEngine) => void} post
 * @param {'worker' | 'main'} thread where this runs
 * @returns {(message: ToEngine) => void}
 */
export function listen(post, thread) {
  /** @param {string} wasm @param {string} glue */
  const loadParser = async (wasm, glue) => (await import(glue)).loadParser(wasm);
  const handle = createHandlers({ instantiate, loadParser, post, thread });
  post(HELLO);
  return handle;
}

if (!('document' in globalThis)) {
  const scope = /** @type {{postMessage(message: FromEngine): void}} */ (/** @type {unknown} */ (globalThis));
  const handle = listen((message) => scope.postMessage(message), 'worker');
  addEventListener('message', (event) => handle(event.data));
}
