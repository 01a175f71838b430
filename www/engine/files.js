/**
 * The addresses of the engine's files.
 *
 * @typedef {import('../kanbao.js').EngineOptions} EngineOptions
 * @typedef {{worker: URL, engineWasm: URL, deferredWasm: URL, parserScript: URL, parserWasm: URL,
 *   fullLexicon: import('./protocol.js').FileRef}} Files
 */

import { own } from './kanbao-error.js';
import { WORKER } from './policy.js';

/**
 * Returns the addresses of the engine's files: those given, or else in `base`, or else beside this script. Relative
 * addresses are resolved against `base`, and `base` against the page.
 * @param {EngineOptions['base']} base
 * @param {NonNullable<EngineOptions['files']>} files without a prototype
 * @returns {Files}
 */
export function filesOf(base, { worker, engineWasm, deferredWasm, parserScript, parserWasm, fullLexicon }) {
  const page = globalThis.document?.baseURI ?? globalThis.location?.href;
  const from = base ? new URL(base, page) : page;
  const at = (/** @type {string | URL} */ url) => new URL(url, from);
  const spec =
    typeof fullLexicon === 'string' || fullLexicon instanceof URL
      ? { url: fullLexicon }
      : fullLexicon && own(fullLexicon);
  // Written out in full, because bundlers look for this form, copy the files and substitute their own addresses.
  const usual = base
    ? {
        worker: at('worker.js'),
        engineWasm: at('kanbao_bg.wasm'),
        deferredWasm: at('kanbao_late.wasm'),
        parserScript: at('parser.js'),
        parserWasm: at('parser_bg.wasm'),
        lexicon: at('full.kbl'),
      }
    : {
        worker: WORKER,
        engineWasm: new URL('../pkg/kanbao_bg.wasm', import.meta.url),
        deferredWasm: new URL('../pkg/kanbao_late.wasm', import.meta.url),
        parserScript: new URL('./parser.js', import.meta.url),
        parserWasm: new URL('../pkg/parser_bg.wasm', import.meta.url),
        lexicon: new URL('../pkg/full.kbl', import.meta.url),
      };
  return {
    worker: worker ? at(worker) : usual.worker,
    engineWasm: engineWasm ? at(engineWasm) : usual.engineWasm,
    deferredWasm: deferredWasm ? at(deferredWasm) : usual.deferredWasm,
    parserScript: parserScript ? at(parserScript) : usual.parserScript,
    parserWasm: parserWasm ? at(parserWasm) : usual.parserWasm,
    fullLexicon: spec?.url
      ? { bytes: spec.bytes, sha256: spec.sha256, url: at(spec.url).href }
      : { url: usual.lexicon.href },
  };
}
