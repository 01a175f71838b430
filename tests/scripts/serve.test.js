import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { compressFolder } from '../../scripts/lib/compress.mjs';
import { CONTENT_SECURITY_POLICY, startServer } from '../../scripts/lib/serve.mjs';

const page = `<!doctype html><title>报</title>${'读'.repeat(400)}`;
/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof startServer>>} */
let server;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kanbao-serve-'));
  for (const part of ['root/sample', 'other']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'root/index.html'), page);
  writeFileSync(join(folder, 'root/sample/issue.json'), '"sample"');
  writeFileSync(join(folder, 'root/full.kbl'), 'x'.repeat(1000));
  writeFileSync(join(folder, 'root/kanbao_bg.wasm'), '\0asm');
  writeFileSync(join(folder, 'other/issue.json'), '"other"');
  writeFileSync(join(folder, 'secret'), 'secret');
  await compressFolder(join(folder, 'root'));
  server = await startServer({ root: join(folder, 'root'), overlays: { '/sample/': join(folder, 'other') } });
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/**
 * Requests a path as written, without resolving it, and returns the answer's body without decompressing it.
 * @param {string} path
 * @param {Record<string, string>} [headers]
 * @param {string} [method]
 * @returns {Promise<{status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: Buffer}>}
 */
function get(path, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    const call = request({ port: server.port, host: '127.0.0.1', path, headers, method }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
    });
    call.on('error', reject).end();
  });
}

test('the page is sent with its policy, and compressed if the client accepts that', async () => {
  const plain = await get('/');
  assert.equal(plain.body.toString(), page);
  assert.equal(plain.headers['content-security-policy'], CONTENT_SECURITY_POLICY);
  const small = await get('/', { 'Accept-Encoding': 'gzip, br' });
  assert.equal(small.headers['content-encoding'], 'br');
  assert.match(small.headers['content-type'] ?? '', /^text\/html/);
  assert.equal(brotliDecompressSync(small.body).toString(), page);
});

test('wasm and lexicon are sent with the right content types', async () => {
  assert.equal((await get('/kanbao_bg.wasm')).headers['content-type'], 'application/wasm');
  const lexicon = await get('/full.kbl', { 'Accept-Encoding': 'br' });
  assert.equal(lexicon.headers['content-type'], 'application/octet-stream');
  assert.equal(lexicon.headers['content-encoding'], 'br');
});

test('an overlay replaces its part of the root', async () => {
  assert.equal((await get('/sample/issue.json')).body.toString(), '"other"');
});

test('no file outside the served folders is sent, and POST is refused', async () => {
  for (const path of ['/../secret', '/sample/../../secret', '/%2e%2e/secret', '/sample/%2e%2e%2fsecret', '/nothing']) {
    const { status, body } = await get(path);
    assert.equal(status, 404, path);
    assert.doesNotMatch(body.toString(), /secret/);
  }
  assert.equal((await get('/', {}, 'POST')).status, 405);
});

test('a file that has not changed is not sent again', async () => {
  const { headers } = await get('/');
  assert.equal((await get('/', { 'If-None-Match': headers.etag ?? '' })).status, 304);
});

test('headers can be added and removed, and a request can be intercepted', async (t) => {
  const other = await startServer({
    root: join(folder, 'root'),
    headers: { 'Content-Security-Policy': null, 'X-Test': 'yes' },
    intercept: (asked, response) => {
      if (asked.url !== '/down') return false;
      response.writeHead(503).end();
      return true;
    },
  });
  t.after(() => other.close());
  // The address as a number, since a minimal machine may not resolve localhost.
  const url = `http://127.0.0.1:${other.port}/`;
  const response = await fetch(url);
  assert.equal(response.headers.get('content-security-policy'), null);
  assert.equal(response.headers.get('x-test'), 'yes');
  assert.equal((await fetch(`${url}down`)).status, 503);
  await response.body?.cancel();
});

/** @param {string} policy */
const directives = (policy) =>
  new Map(policy.split(';').map((directive) => /** @type {[string, string]} */ (directive.trim().split(/ (.*)/s))));

test('the policy in the page allows nothing that the served policy does not', () => {
  const html = readFileSync(new URL('../../www/index.html', import.meta.url), 'utf8');
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  const inPage = directives(policy);
  for (const [name, sources] of directives(CONTENT_SECURITY_POLICY)) assert.equal(inPage.get(name), sources, name);
  for (const name of ['object-src', 'base-uri']) assert.equal(inPage.get(name), "'none'", name);
});
