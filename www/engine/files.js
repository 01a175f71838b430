/**
 * The addresses of the engine's files.
 *
 * @typedef {import('../kanbao.js').EngineOptions} EngineOptions
 * @typedef {{worker: URL, wasm: URL, late: URL, parser: URL, glue: URL, fullLexicon: import('./protocol.js').FileRef}} Files
 */

import { WORKER } from './policy.js';

/**
 * Returns the addresses of the engine's files: those given, or else in `base`, or else beside this script. Relative
 * addresses are resolved against `base`, and `base` against the page.
 * @param {EngineOptions['base']} base
 * @param {NonNullable<EngineOptions['files']>} files
 * @returns {Files}
 */
export function filesOf(base, { worker, wasm, late, parser, glue, fullLexicon }) {
  const page = globalThis.document?.baseURI ?? globalThis.location?.href;
  const from = base ? new URL(base, page) : page;
  const at = (/** @type {string | URL} */ url) => new URL(url, from);
  const spec = typeof fullLexicon === 'string' || fullLexicon instanceof URL ? { url: fullLexicon } : fullLexicon;
  // Written out in full, because bundlers look for this form, copy the files and substitute their own addresses.
  const usual = base
    ? {
        worker: at('worker.js'),
        wasm: at('kanbao_bg.wasm'),
        late: at('kanbao_late.wasm'),
        parser: at('parser_bg.wasm'),
        glue: at('parser.js'),
        lexicon: at('full.kbl'),
      }
    : {
        worker: WORKER,
        wasm: new URL('../pkg/kanbao_bg.wasm', import.meta.url),
        late: new URL('../pkg/kanbao_late.wasm', import.meta.url),
        parser: new URL('../pkg/parser_bg.wasm', import.meta.url),
        glue: new URL('./parser.js', import.meta.url),
        lexicon: new URL('../pkg/full.kbl', import.meta.url),
      };
  return {
    worker: worker ? at(worker) : usual.worker,
    wasm: wasm ? at(wasm) : usual.wasm,
    late: late ? at(late) : usual.late,
    parser: parser ? at(parser) : usual.parser,
    glue: glue ? at(glue) : usual.glue,
    fullLexicon: spec ? { ...spec, url: at(spec.url).href } : { url: usual.lexicon.href },
  };
}
