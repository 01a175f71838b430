/**
 * The engine's WebAssembly in this thread, and the only file that knows the generated package.
 *
 * The engine comes as two modules that share one memory, split by scripts/lib/split-engine.sh: the first holds what a
 * first visit runs, the deferred module the rest. For each function of the deferred module that it may call, the first
 * imports a placeholder, which it calls through a slot of the function table. The deferred module puts the real
 * function into that slot.
 */

import * as glue from '../pkg/kanbao_bg.js';
import { compileNow, compileWasm, integrityOf } from './loader.js';

/**
 * Creates a new engine in this thread.
 * @param {WebAssembly.Module} module the first module
 * @param {string} deferredWasm the address of the deferred module
 * @returns {Promise<import('./handlers.js').Started>}
 */
export async function instantiate(module, deferredWasm) {
  /** @type {Promise<void> | undefined} */
  let coming;
  // A call that needs the deferred module before it is there waits for it. (Only workers can; elsewhere it is loaded
  // first.)
  const placeholder =
    (/** @type {number} */ place) =>
    (/** @type {unknown[]} */ ...args) => {
      new WebAssembly.Instance(compileNow(deferredWasm, integrityOf('kanbao_late.wasm')), { primary: exports });
      return table.get(place)?.(...args);
    };
  const { exports } = await WebAssembly.instantiate(module, {
    './kanbao_bg.js': /** @type {any} */ (glue),
    placeholder: new Proxy({}, { get: (_, place) => placeholder(Number(place)) }),
  });
  const table = /** @type {WebAssembly.Table} */ (Object.values(exports).find((it) => it instanceof WebAssembly.Table));
  glue.__wbg_set_wasm(exports);

  async function late() {
    await WebAssembly.instantiate(await compileWasm(deferredWasm, integrityOf('kanbao_late.wasm')), {
      primary: exports,
    });
  }
  return {
    engine: new glue.Engine(),
    exports,
    late() {
      coming ??= late().catch((error) => {
        coming = undefined; // tried again when it is needed
        throw error;
      });
      return coming;
    },
  };
}
