/** Whether this browser can run the engine, found out before a byte of it is fetched. */

import { EngineError } from './errors.js';

/**
 * A module of two functions that uses what the engine's newest instructions need and no more:
 * `(func (result v128) i32.const 0 i8x16.splat)` and `(func (result externref) ref.null extern)`.
 * Fixed-width SIMD came with Chrome 91, Firefox 89 and Safari 16.4; reference types with
 * Chrome 96, Firefox 79 and Safari 15.
 */
const PROBE = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
  1, 9, 2, 0x60, 0, 1, 0x7b, 0x60, 0, 1, 0x6f, // types: () → v128, () → externref
  3, 3, 2, 0, 1, // two functions
  10, 13, 2, 6, 0, 0x41, 0, 0xfd, 0x0f, 0x0b, 4, 0, 0xd0, 0x6f, 0x0b, // their code
);

const ADVICE = 'needed is Chrome or Edge 96, Firefox 89, Safari 16.4 or newer; the articles can still be read';

/**
 * Why the engine cannot run here, or null where it can.
 * @param {Pick<typeof WebAssembly, 'validate'> | undefined} [wasm]
 * @returns {EngineError | null}
 */
export function unsupported(wasm = globalThis.WebAssembly) {
  if (!wasm) {
    return new EngineError('unsupported', 'this browser runs no WebAssembly, which the search engine is made of', { advice: ADVICE });
  }
  if (!wasm.validate(PROBE)) {
    return new EngineError('unsupported', 'this browser’s WebAssembly is too old for the search engine', { advice: ADVICE });
  }
  return null;
}
