/**
 * The parser in this thread: a separate bundle, which worker.js loads from the address the page gives when a text is
 * opened.
 */

import init, { parse } from '../pkg/parser.js';
import { compileWasm, integrityOf } from './loader.js';

/** @type {Promise<unknown> | undefined} */
let loading;

/**
 * @param {string} wasm its address
 * @returns {Promise<import('./handlers.js').Parse>}
 */
export async function loadParser(wasm) {
  loading ??= compileWasm(wasm, integrityOf('parser_bg.wasm')).then((module) => init({ module_or_path: module }));
  try {
    await loading;
  } catch (error) {
    loading = undefined; // tried again for the next text
    throw error;
  }
  return parse;
}
