/**
 * The engine's WebAssembly in this thread, and the only file that knows the generated package.
 *
 * It comes as two modules over one memory, cut by scripts/lib/split-engine.sh: the first holds what a
 * first visit runs, the late one the rest. The first imports a placeholder for each function of the
 * late one that it may call, and calls it by its place in the table of functions, where the late module
 * puts the function itself.
 */

import * as glue from '../pkg/kanbao_bg.js';
import { compileNow, compileWasm } from './loader.js';

/**
 * A new engine in this thread.
 * @param {WebAssembly.Module} module the first
 * @param {string} lateUrl where the late module is
 * @returns {Promise<import('./handlers.js').Started>}
 */
export async function instantiate(module, lateUrl) {
  /** @type {Promise<void> | undefined} */
  let coming;
  // A call that comes before its module waits for it. (Only workers can; elsewhere it is there from the start.)
  const placeholder =
    (/** @type {number} */ place) =>
    (/** @type {unknown[]} */ ...args) => {
      new WebAssembly.Instance(compileNow(lateUrl), { primary: exports });
      return table.get(place)?.(...args);
    };
  const { exports } = await WebAssembly.instantiate(module, {
    './kanbao_bg.js': /** @type {any} */ (glue),
    placeholder: new Proxy({}, { get: (_, place) => placeholder(Number(place)) }),
  });
  const table = /** @type {WebAssembly.Table} */ (Object.values(exports).find((it) => it instanceof WebAssembly.Table));
  glue.__wbg_set_wasm(exports);

  async function late() {
    await WebAssembly.instantiate(await compileWasm(lateUrl), { primary: exports });
  }
  return {
    engine: new glue.Engine(),
    exports,
    late() {
      coming ??= late().catch((error) => {
        coming = undefined; // tried anew when it is needed
        throw error;
      });
      return coming;
    },
  };
}
