import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { beforeEach, test } from 'node:test';

import { compileNow, compileWasm, fetchBytes } from '../../www/engine/loader.js';
import { sha256 as digestOf } from '../../www/engine/sha256.js';
import { BASE, fakeBrowser } from './fake/browser.js';

const url = `${BASE}a.kbl`;
const bytes = new Uint8Array(5000).map((_, i) => i);
const sha256 = createHash('sha256').update(bytes).digest('hex');

beforeEach(() => fakeBrowser({ 'a.kbl': () => new Response(bytes) }));

test('a file arrives complete and verified', async () => {
  assert.deepEqual(await fetchBytes({ url, bytes: 5000, sha256 }, { cap: 5000 }), bytes);
});

test('a wrong length or hash is rejected with the file’s name', async () => {
  await assert.rejects(fetchBytes({ url, bytes: 4999 }, { cap: 9999 }), {
    code: 'damaged',
    where: url,
    message: 'expected 4999 bytes, found 5000',
  });
  await assert.rejects(fetchBytes({ url, sha256: '0'.repeat(64) }, { cap: 9999 }), { code: 'damaged', where: url });
});

test('the size limit applies to the length a server declares and to what it sends', async () => {
  await assert.rejects(fetchBytes({ url }, { cap: 4999 }), { code: 'too-large', where: url });
  fakeBrowser({ 'a.kbl': () => new Response(bytes, { headers: { 'content-length': '4999999' } }) });
  await assert.rejects(fetchBytes({ url }, { cap: 6000 }), { code: 'too-large', message: /found 4999999/ });
});

test('the length of compressed data is not taken for the total', async () => {
  fakeBrowser({
    'a.kbl': () => new Response(bytes, { headers: { 'content-length': '17', 'content-encoding': 'br' } }),
  });
  const totals = new Set();
  await fetchBytes({ url }, { cap: 6000, onProgress: (_, total) => totals.add(total) });
  assert.deepEqual([...totals], [0]);
});

test('a missing file, a lost connection and a silent server are distinguished', async () => {
  await assert.rejects(fetchBytes({ url: `${BASE}b.kbl` }, { cap: 1 }), {
    code: 'network',
    message: /404/,
    where: `${BASE}b.kbl`,
  });
  fakeBrowser({
    'a.kbl': () => {
      throw new TypeError('Failed to fetch');
    },
  });
  await assert.rejects(fetchBytes({ url }, { cap: 1 }), {
    code: 'network',
    message: /cannot be fetched: Failed to fetch/,
  });
  globalThis.fetch = async (_, init) =>
    new Response(
      new ReadableStream({
        start: (body) => init?.signal?.addEventListener('abort', () => body.error(new Error('given up'))),
      }),
    );
  await assert.rejects(fetchBytes({ url }, { cap: 1, stallMs: 5 }), {
    code: 'network',
    message: /interrupted: hardly anything arrived in 0.005 s/,
  });
});

test('wasm is compiled whatever content type the server declares', async () => {
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  for (const type of ['application/wasm', 'text/plain']) {
    fakeBrowser({ 'kanbao_bg.wasm': () => new Response(empty, { headers: { 'content-type': type } }) });
    assert.ok((await compileWasm(`${BASE}kanbao_bg.wasm`)) instanceof WebAssembly.Module);
    fakeBrowser({ 'kanbao_bg.wasm': () => new Response('<html>', { headers: { 'content-type': type } }) });
    await assert.rejects(compileWasm(`${BASE}kanbao_bg.wasm`), { code: 'damaged', where: `${BASE}kanbao_bg.wasm` });
  }
});

test('waiting for wasm and its size are limited', async () => {
  const never = async (/** @type {unknown} */ _, /** @type {RequestInit} */ init) =>
    new Response(
      new ReadableStream({
        start: (body) => init.signal?.addEventListener('abort', () => body.error(new Error('given up'))),
      }),
      { headers: { 'content-type': 'application/wasm' } },
    );
  globalThis.fetch = /** @type {any} */ (never);
  await assert.rejects(compileWasm(url, undefined, 5), {
    code: 'network',
    message: /interrupted: it did not arrive within 0.005 s/,
  });
  fakeBrowser({ 'a.kbl': () => new Response(bytes, { headers: { 'content-length': '99999999' } }) });
  await assert.rejects(compileWasm(url), { code: 'too-large', where: url });
  const piece = new Uint8Array(1 << 20);
  fakeBrowser({ 'a.kbl': () => new Response(new ReadableStream({ pull: (body) => body.enqueue(piece) })) });
  await assert.rejects(compileWasm(url), { code: 'too-large', where: url });
});

test('a server that sends a byte now and then is given up', async () => {
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {unknown} */ _, /** @type {RequestInit} */ { signal } = {}) => {
      /** @type {ReturnType<typeof setInterval>} */
      let drip;
      return new Response(
        new ReadableStream({
          start(body) {
            drip = setInterval(() => body.enqueue(new Uint8Array(1)), 2);
            signal?.addEventListener('abort', () => {
              clearInterval(drip);
              body.error(new DOMException('signal is aborted without reason', 'AbortError'));
            });
          },
        }),
      );
    }
  );
  await assert.rejects(fetchBytes({ url }, { cap: 9999, stallMs: 30 }), {
    code: 'network',
    message: /hardly anything arrived/,
  });
});

test('a module is fetched with its integrity value', async () => {
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  /** @type {unknown[]} */
  const asked = [];
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {unknown} */ _, /** @type {RequestInit} */ { integrity } = {}) => {
      asked.push(integrity);
      if (integrity === 'sha256-wrong') throw new TypeError('Failed to fetch');
      return new Response(empty);
    }
  );
  await compileWasm(url, 'sha256-right');
  await assert.rejects(compileWasm(url, 'sha256-wrong'), { code: 'network', message: /not the one of this release/ });
  assert.deepEqual(asked, ['sha256-right', 'sha256-wrong']);
});

test('SHA-256 is that of the standard, and a module fetched synchronously is checked by it', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 5000]) {
    const some = bytes.slice(0, length);
    assert.equal(digestOf(some), createHash('sha256').update(some).digest('base64'), String(length));
  }
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  Object.assign(globalThis, {
    XMLHttpRequest: class {
      status = 200;
      response = empty.buffer;
      open() {}
      send() {}
    },
  });
  assert.ok(compileNow(url, `sha256-${digestOf(empty)}`) instanceof WebAssembly.Module);
  assert.ok(compileNow(url) instanceof WebAssembly.Module);
  assert.throws(() => compileNow(url, `sha256-${digestOf(bytes)}`), /not the one of this release/);
});
