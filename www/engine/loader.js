/** Fetching of the engine's files, with caps and checks; what fails says which file and why. */

import { EngineError } from './errors.js';

/**
 * @typedef {import('./protocol.js').FileRef} FileRef
 * @typedef {{cap: number, onProgress?: (loaded: number, total: number) => void, stallMs?: number}} FetchLimits
 */

/** The full lexicon has about 6 MB; a file of over five times that is not ours. */
export const MAX_LEXICON_BYTES = 32 * 1024 * 1024;

/** The engine's modules have less than half a megabyte each; a file of over sixteen times that is not ours. */
const MAX_WASM_BYTES = 8 * 1024 * 1024;

/** A server that sends nothing for so long will not finish. */
const STALL_MS = 25_000;

/** The same for a file that is compiled while it arrives, for all of it: nobody can see how much has come. */
const WHOLE_MS = 120_000;

const TRY_AGAIN = 'check the connection and try again';

/**
 * The whole file, checked against what is known of it. (SHA-256 is checked where the browser
 * gives it, which is on https and localhost only; the lexicon's own checksum holds everywhere.)
 *
 * @param {FileRef} file
 * @param {FetchLimits} limits `total` of the progress is 0 where nobody knows it
 * @returns {Promise<Uint8Array>}
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
    throw new EngineError('network', `the file broke off: ${/** @type {Error} */ (error).message}`, {
      where,
      advice: TRY_AGAIN,
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The engine, compiled while it arrives where the server names its type, else afterwards.
 * @param {string} url
 * @param {number} [wholeMs]
 * @returns {Promise<WebAssembly.Module>}
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
      // Also what a Content-Security-Policy without 'wasm-unsafe-eval' throws.
      throw new EngineError('damaged', `the engine's file is no WebAssembly this page may run: ${message}`, {
        where: url,
        advice:
          "reload the page; if it stays, check the file on the server and 'wasm-unsafe-eval' in its Content-Security-Policy",
      });
    }
    throw new EngineError('network', `the engine's file broke off: ${message}`, { where: url, advice: TRY_AGAIN });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A module, while the caller waits: in workers only. What fails here fails inside a call of the engine.
 * @param {string} url
 * @returns {WebAssembly.Module}
 */
export function compileNow(url) {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.responseType = 'arraybuffer';
  request.timeout = STALL_MS;
  request.send();
  if (request.status !== 200) throw new Error(`a part of the engine cannot be fetched: ${url}`);
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
    // Credentials as a preload link with `crossorigin` sends them, so that the two are one request.
    response = await fetch(url, { credentials: 'same-origin', signal });
  } catch (error) {
    throw new EngineError('network', `the file cannot be fetched: ${/** @type {Error} */ (error).message}`, {
      where: url,
      advice: TRY_AGAIN,
    });
  }
  if (!response.ok) {
    throw new EngineError('network', `the server answers ${response.status}`, { where: url, advice: TRY_AGAIN });
  }
  return response;
}

/**
 * An answer's bytes, up to a limit.
 * @param {Response} response
 * @param {string} where
 * @param {number} cap
 * @param {(loaded: number) => void} [came] told of each piece
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
 * The length that the server gives, where it is that of the file and not of its compressed form.
 * @param {Response} response
 * @returns {number} 0 where nobody knows
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
    new EngineError('damaged', message, { where: url, advice: 'reload the page; if it stays, publish the file again' });
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
