/** The parser in this thread: loaded by worker.js when a text is opened, from where the page says, a bundle of its own. */

import init, { parse } from '../pkg/parser.js';
import { compileWasm } from './loader.js';

/** @type {Promise<unknown> | undefined} */
let loading;

/**
 * @param {string} wasm its address
 * @returns {Promise<import('./handlers.js').Parse>}
 */
export async function loadParser(wasm) {
  loading ??= compileWasm(wasm).then((module) => init({ module_or_path: module }));
  try {
    await loading;
  } catch (error) {
    loading = undefined; // tried anew by the next text
    throw error;
  }
  return parse;
}
