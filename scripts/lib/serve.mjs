// Serves dist/ as static files, with the headers that a production site should send.
//
//   node scripts/lib/serve.mjs [--root DIR] [--port N] [--overlay /prefix/=DIR]…
//
// Tests use it too: `startServer` returns the address and a function that stops the server.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import sirv from 'sirv';

/**
 * The policy that the page runs under: no inline scripts or styles, no eval except for compiling WebAssembly, and only
 * the one Trusted Types policy, which accepts the addresses of our own worker and service worker
 * (www/engine/policy.js).
 */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types kanbao";

/** @type {Record<string, string>} */
export const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  // Any file may change with the next build under the same name, so browsers ask each time and mostly get a 304.
  'Cache-Control': 'no-cache',
};

/** The type of .kbl files. mrmime, which sirv uses, does not know one; without it the brotli copy would be sent as text. */
const LEXICON_TYPE = 'application/octet-stream';

/** @typedef {import('node:http').IncomingMessage} Request @typedef {import('node:http').ServerResponse} Response */

/**
 * Starts a server.
 * @param {object} options
 * @param {string} options.root the folder to serve
 * @param {number} [options.port] default: 0, any free port
 * @param {string} [options.host]
 * @param {Record<string, string | null>} [options.headers] added to `HEADERS` or replacing some; null removes one
 * @param {Record<string, string>} [options.overlays] folders served in place of a part of the root, by prefix ("/sample/")
 * @param {(request: Request, response: Response) => boolean | void} [options.intercept] called first; returns true if it has answered the request
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>} `url` ends with a slash
 */
export async function startServer({ root, port = 0, host = '127.0.0.1', headers = {}, overlays = {}, intercept }) {
  const sent = Object.entries({ ...HEADERS, ...headers });
  const send = (/** @type {string} */ folder) =>
    sirv(folder, {
      dev: true, // reads from disk for each request, so that a rebuilt page needs no restart
      etag: true,
      brotli: true,
      setHeaders: (response, pathname) => {
        if (pathname.endsWith('.kbl')) response.setHeader('Content-Type', LEXICON_TYPE);
      },
    });
  const base = send(root);
  const over = Object.entries(overlays).map(([prefix, folder]) => ({ prefix, serve: send(folder) }));

  const server = createServer((request, response) => {
    for (const [name, value] of sent) if (value !== null) response.setHeader(name, value);
    if (intercept?.(request, response)) return;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const overlay = over.find(({ prefix }) => request.url?.startsWith(prefix));
    const serve = overlay?.serve ?? base;
    if (overlay && request.url) request.url = request.url.slice(overlay.prefix.length - 1);
    serve(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found\n');
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://localhost:${actual}/`,
    port: actual,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: 'dist' },
      port: { type: 'string', default: '8080' },
      overlay: { type: 'string', multiple: true, default: [] },
    },
  });
  const overlays = Object.fromEntries(
    values.overlay.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), resolve(pair.slice(at + 1))];
    }),
  );
  try {
    const { url } = await startServer({ root: resolve(values.root), port: Number(values.port), overlays });
    console.log(`Kanbao is at ${url} (Ctrl-C ends it)`);
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    console.error(code === 'EADDRINUSE' ? `port ${values.port} is in use: choose another with --port N` : message);
    process.exit(1);
  }
}
