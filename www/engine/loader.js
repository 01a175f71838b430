/** Fetches the engine's files, with size limits and checks. Errors name the file and the reason. */

import { EngineError } from './errors.js';

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
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stall.abort(), stallMs);
  };
  alive();
  try {
    const response = await fetchOk(where, stall.signal);
    const total = file.bytes ?? identityLength(response);
    if (total > cap) throw tooLarge(where, total, cap);
    onProgress(0, total);
    const bytes = await receive(response, where, cap, (loaded) => {
      alive();
      onProgress(loaded, Math.max(total, total && loaded));
    });
    await check(bytes, file);
    return bytes;
  } catch (error) {
    stall.abort();
    if (error instanceof EngineError) throw error;
    throw new EngineError('network', `the download was interrupted: ${/** @type {Error} */ (error).message}`, {
      where,
      advice: TRY_AGAIN,
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Fetches and compiles a module: while it arrives if the server sends the right type, otherwise afterwards.
 * @param {string} url
 * @param {number} [wholeMs]
 * @returns {Promise<WebAssembly.Module>}
 * @throws {EngineError} `network`, `too-large`, `damaged`
 */
export async function compileWasm(url, wholeMs = WHOLE_MS) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), wholeMs);
  try {
    const response = await fetchOk(url, late.signal);
    const size = identityLength(response);
    if (size > MAX_WASM_BYTES) throw tooLarge(url, size, MAX_WASM_BYTES);
    const typed = /^application\/wasm\b/i.test(response.headers.get('content-type') ?? '');
    return typed && WebAssembly.compileStreaming
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(/** @type {BufferSource} */ (await receive(response, url, MAX_WASM_BYTES)));
  } catch (error) {
    late.abort();
    if (error instanceof EngineError) throw error;
    const { name, message } = /** @type {Error} */ (error);
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
 * @returns {WebAssembly.Module}
 */
export function compileNow(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.timeout = STALL_MS;
  request.send();
  if (request.status !== 200) throw new Error(`cannot fetch a part of the engine: ${url}`);
  return new WebAssembly.Module(request.response);
}

/**
 * @param {string} url
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
async function fetchOk(url, signal) {
  let response;
  try {
    // The same credentials mode as a preload link with `crossorigin`, so that the two share one request.
    response = await fetch(url, { credentials: 'same-origin', signal });
  } catch (error) {
    throw new EngineError('network', `the file cannot be fetched: ${/** @type {Error} */ (error).message}`, {
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
