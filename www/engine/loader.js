/** Fetches the engine's files, with size limits and checks. Errors name the file and the reason. */

import { EngineError } from './errors.js';
import { sha256 } from './sha256.js';

/**
 * @typedef {import('./protocol.js').FileRef} FileRef
 * @typedef {{cap: number, onProgress?: (loaded: number, total: number) => void, stallMs?: number}} FetchLimits
 */

/** The full lexicon is about 6 MB; a file more than five times as large is not ours. */
export const MAX_LEXICON_BYTES = 32 * 1024 * 1024;

/** Each of the engine's modules is under half a megabyte; a file more than sixteen times as large is not ours. */
const MAX_WASM_BYTES = 8 * 1024 * 1024;

/** A server that sends nothing for this long will not finish. */
const STALL_MS = 25_000;

/** A server that sends fewer bytes than this in that time is as good as silent. */
const LEAST_BYTES = 1024;

/**
 * The SHA-256 of the engine's modules, by file name, in the form of the attribute `integrity`. The build embeds them, so
 * that no other code runs with the page's origin; www/ without a build has none.
 * @type {Record<string, string>}
 */
const INTEGRITY = typeof KANBAO_INTEGRITY === 'undefined' ? {} : KANBAO_INTEGRITY;

/** Returns a module's integrity value; undefined if the build embedded none. @param {string} name */
export const integrityOf = (name) => INTEGRITY[name];

/** The limit for a whole file that is compiled while it arrives, when nobody can see how much has come. */
const WHOLE_MS = 120_000;

const TRY_AGAIN = 'check the connection and try again';

/**
 * Fetches a whole file and checks it against what is known of it. SHA-256 is checked only on https and localhost,
 * because browsers provide it nowhere else; the lexicon's own checksum is checked everywhere.
 *
 * @param {FileRef} file
 * @param {FetchLimits} limits `total`, as reported to `onProgress`, is 0 if unknown
 * @returns {Promise<Uint8Array>}
 * @throws {EngineError} `network`, `too-large`, `damaged`
 */
export async function fetchBytes(file, { cap, onProgress = () => {}, stallMs = STALL_MS }) {
  const where = file.url;
  const stall = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let stalled = false;
  let [counted, arrived] = [0, 0];
  const alive = () => {
    if (arrived && arrived - counted < LEAST_BYTES) return;
    counted = arrived;
    clearTimeout(timer);
    timer = setTimeout(() => {
      stalled = true;
      stall.abort();
    }, stallMs);
  };
  alive();
  try {
    const response = await fetchOk(where, stall.signal);
    const total = file.bytes ?? identityLength(response);
    if (total > cap) throw tooLarge(where, total, cap);
    onProgress(0, total);
    const bytes = await receive(response, where, cap, (loaded) => {
      arrived = loaded;
      alive();
      onProgress(loaded, Math.max(total, total && loaded));
    });
    await check(bytes, file);
    return bytes;
  } catch (error) {
    stall.abort();
    if (error instanceof EngineError && !stalled) throw error;
    const why = stalled ? `hardly anything arrived in ${stallMs / 1000} s` : /** @type {Error} */ (error).message;
    throw new EngineError('network', `the download was interrupted: ${why}`, {
      where,
      advice: TRY_AGAIN,
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Fetches and compiles a module. If its integrity value is known, the browser compares it with the file first.
 * @param {string} url
 * @param {string} [integrity]
 * @param {number} [wholeMs]
 * @returns {Promise<WebAssembly.Module>}
 * @throws {EngineError} `network`, `too-large`, `damaged`
 */
export async function compileWasm(url, integrity, wholeMs = WHOLE_MS) {
  const late = new AbortController();
  let stalled = false;
  const timer = setTimeout(() => {
    stalled = true;
    late.abort();
  }, wholeMs);
  try {
    const response = await fetchOk(url, late.signal, integrity);
    const size = identityLength(response);
    if (size > MAX_WASM_BYTES) throw tooLarge(url, size, MAX_WASM_BYTES);
    const typed = /^application\/wasm\b/i.test(response.headers.get('content-type') ?? '');
    return typed && WebAssembly.compileStreaming
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(/** @type {BufferSource} */ (await receive(response, url, MAX_WASM_BYTES)));
  } catch (error) {
    late.abort();
    if (error instanceof EngineError && !stalled) throw error;
    const { name, message } = stalled
      ? new Error(`it did not arrive within ${wholeMs / 1000} s`)
      : /** @type {Error} */ (error);
    if (name === 'CompileError') {
      // Content-Security-Policies without 'wasm-unsafe-eval' also cause a CompileError.
      throw new EngineError('damaged', `the engine's file is not WebAssembly that this page may run: ${message}`, {
        where: url,
        advice:
          "reload the page; if that does not help, check the file on the server and 'wasm-unsafe-eval' in its Content-Security-Policy",
      });
    }
    throw new EngineError('network', `the download of the engine was interrupted: ${message}`, {
      where: url,
      advice: TRY_AGAIN,
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Fetches and compiles a module synchronously, in workers only. An error here surfaces inside a call of the engine.
 * @param {string} url
 * @param {string} [integrity]
 * @returns {WebAssembly.Module}
 */
export function compileNow(url, integrity) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.timeout = STALL_MS;
  request.send();
  if (request.status !== 200) throw new Error(`cannot fetch a part of the engine: ${url}`);
  // Neither a synchronous request nor the browser's digests, which are asynchronous, can check it.
  if (integrity && `sha256-${sha256(new Uint8Array(request.response))}` !== integrity)
    throw new Error(`a part of the engine is not the one of this release: ${url}`);
  return new WebAssembly.Module(request.response);
}

/**
 * @param {string} url
 * @param {AbortSignal} [signal]
 * @param {string} [integrity]
 * @returns {Promise<Response>}
 */
async function fetchOk(url, signal, integrity) {
  let response;
  try {
    // The same credentials mode as a preload link with `crossorigin`, so that the two share one request.
    response = await fetch(url, { credentials: 'same-origin', signal, ...(integrity && { integrity }) });
  } catch (error) {
    // Browsers do not say whether the integrity was the reason.
    const or = integrity ? ', or is not the one of this release' : '';
    throw new EngineError('network', `the file cannot be fetched${or}: ${/** @type {Error} */ (error).message}`, {
      where: url,
      advice: TRY_AGAIN,
    });
  }
  if (!response.ok) {
    throw new EngineError('network', `the server responded with status ${response.status}`, {
      where: url,
      advice: TRY_AGAIN,
    });
  }
  return response;
}

/**
 * Reads a response's bytes, up to a limit.
 * @param {Response} response
 * @param {string} where
 * @param {number} cap
 * @param {(loaded: number) => void} [came] called after each chunk
 */
async function receive(response, where, cap, came = () => {}) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let loaded = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    loaded += value.length;
    if (loaded > cap) throw tooLarge(where, loaded, cap);
    chunks.push(value);
    came(loaded);
  }
  return join(chunks, loaded);
}

/**
 * Returns the length that the server gives, if it is the file's own and not that of a compressed encoding.
 * @param {Response} response
 * @returns {number} 0 if unknown
 */
function identityLength(response) {
  const length = Number(response.headers.get('content-length'));
  return response.headers.has('content-encoding') || !Number.isSafeInteger(length) ? 0 : length;
}

/**
 * @param {Uint8Array[]} chunks
 * @param {number} length
 */
function join(chunks, length) {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * @param {Uint8Array} bytes
 * @param {FileRef} file
 */
async function check(bytes, { url, bytes: length, sha256 }) {
  const damaged = (/** @type {string} */ message) =>
    new EngineError('damaged', message, {
      where: url,
      advice: 'reload the page; if that does not help, publish the file again',
    });
  if (length !== undefined && bytes.length !== length) {
    throw damaged(`expected ${length} bytes, found ${bytes.length}`);
  }
  if (sha256 && globalThis.crypto?.subtle) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (bytes)));
    const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (found !== sha256.toLowerCase()) throw damaged(`expected SHA-256 ${sha256}, found ${found}`);
  }
}

/**
 * @param {string} where
 * @param {number} size
 * @param {number} cap
 */
function tooLarge(where, size, cap) {
  return new EngineError('too-large', `expected at most ${cap} bytes, found ${size}`, { where });
}
