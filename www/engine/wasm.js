/** The only file that knows the generated package. */

import init, { Engine } from '../pkg/kanbao.js';

/** @typedef {import('./handlers.js').WasmEngine} WasmEngine */

/**
 * A new engine in this thread.
 * @param {WebAssembly.Module} module
 * @returns {Promise<WasmEngine>}
 */
export async function instantiate(module) {
  await init({ module_or_path: module });
  return /** @type {WasmEngine} */ (new Engine());
}
