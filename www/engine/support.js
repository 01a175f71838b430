/** Tests whether this browser can run the engine, before any of it is fetched. */

import { EngineError } from './errors.js';

/**
 * The smallest module with the newest instructions that the engine needs, fixed-width SIMD:
 * `(func (result v128) i32.const 0 i8x16.splat)`.
 */
const PROBE = Uint8Array.of(
  0,
  0x61,
  0x73,
  0x6d,
  1,
  0,
  0,
  0, // magic, version
  1,
  5,
  1,
  0x60,
  0,
  1,
  0x7b, // a type: () → v128
  3,
  2,
  1,
  0, // a function of it
  10,
  8,
  1,
  6,
  0,
  0x41,
  0,
  0xfd,
  0x0f,
  0x0b, // its code
);

const ADVICE = 'use Chrome or Edge 91, Firefox 89, Safari 16.4 or newer; the articles can still be read';

/**
 * Returns why the engine cannot run here, or null if it can.
 * @param {Pick<typeof WebAssembly, 'validate'> | undefined} [wasm]
 * @returns {EngineError | null}
 */
export function unsupported(wasm = globalThis.WebAssembly) {
  if (!wasm) {
    return new EngineError('unsupported', 'this browser has no WebAssembly, which the search engine needs', {
      advice: ADVICE,
    });
  }
  if (!wasm.validate(PROBE)) {
    return new EngineError('unsupported', 'this browser’s WebAssembly is too old for the search engine', {
      advice: ADVICE,
    });
  }
  return null;
}
