/**
 * The addresses of the engine's files.
 *
 * @typedef {import('../kanbao.js').EngineOptions} EngineOptions
 * @typedef {{worker: URL, wasm: URL, late: URL, parser: URL, fullLexicon: import('./protocol.js').FileRef}} Files
 */

/**
 * Where the engine's files are: as given, else in `base`, else beside this script.
 * @param {EngineOptions['base']} base
 * @param {NonNullable<EngineOptions['files']>} files
 * @returns {Files}
 */
export function filesOf(base, { worker, wasm, late, parser, fullLexicon }) {
  const from = base ?? import.meta.url;
  const at = (/** @type {string | URL} */ url) => new URL(url, from);
  const spec = typeof fullLexicon === 'string' || fullLexicon instanceof URL ? { url: fullLexicon } : fullLexicon;
  // Written out, since a bundler reads these and puts the bundle's own addresses in.
  const usual = base
    ? { worker: at('worker.js'), wasm: at('kanbao_bg.wasm'), late: at('kanbao_late.wasm'), parser: at('parser_bg.wasm'), lexicon: at('full.kbl') }
    : {
        worker: new URL('./worker.js', import.meta.url),
        wasm: new URL('../pkg/kanbao_bg.wasm', import.meta.url),
        late: new URL('../pkg/kanbao_late.wasm', import.meta.url),
        parser: new URL('../pkg/parser_bg.wasm', import.meta.url),
        lexicon: new URL('../pkg/full.kbl', import.meta.url),
      };
  return {
    worker: worker ? at(worker) : usual.worker,
    wasm: wasm ? at(wasm) : usual.wasm,
    late: late ? at(late) : usual.late,
    parser: parser ? at(parser) : usual.parser,
    fullLexicon: spec ? { ...spec, url: at(spec.url).href } : { url: usual.lexicon.href },
  };
}
