/** The only file that knows the generated package. */

import init, { Engine } from '../pkg/kanbao.js';

/**
 * A new engine in this thread.
 * @param {WebAssembly.Module} module
 * @returns {Promise<import('./handlers.js').WasmEngine>}
 */
export async function instantiate(module) {
  await init({ module_or_path: module });
  return new Engine();
}
