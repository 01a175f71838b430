/**
 * The line between a browser and the server: it passes everything on as it is, and can be told to
 * hold an answer back, to spoil it, to be slow, or to be cut. Each line has a port of its own and
 * with it an origin of its own, so that no cache or service worker reaches from one test to another.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';

/** Where the page finds the script that watches it (watch.js, in this folder). */
const WATCH = '/watch-e2e.js';
const WATCH_SOURCE = readFileSync(new URL('watch.js', import.meta.url), 'utf8');

/** What one TCP packet carries of a body, and how often packets are handed out (bytes, ms). */
const PACKET = 1460;
const TICK_MS = 4;

/**
 * What happens to answers whose path matches; of several rules each is applied.
 * @typedef {object} Rule
 * @property {RegExp} path
 * @property {Promise<unknown>} [after] nothing is sent before
 * @property {number} [status] answered with instead of the file
 * @property {boolean} [cut] the connection ends in the middle of the body
 * @property {boolean} [hang] half of the body comes, and then nothing
 * @property {(text: string) => string} [alter] the text sent instead
 * @property {string} [body] what is sent without asking the server
 * @property {string} [type] the body's type
 * @property {Record<string, string | null>} [headers] instead of or besides the server's; null: left out
 *
 * @typedef {object} Served
 * @property {string} path
 * @property {number} status
 * @property {number} bytes of the body, as sent
 * @property {number} done when the last of them was handed over, ms since 1970; Infinity while it was not
 *
 * @typedef {object} LineOptions
 * @property {Rule[]} [rules]
 * @property {string | null} [before] script that runs before any of the page's; null: the page is left as it is
 * @property {number} [kbit] rate that all connections share, kbit/s; 0: as fast as it goes
 * @property {number} [delay] added to each answer, ms
 */

/** A promise and the way to keep it, for a rule's `after`. */
export function gate() {
  let open = () => {};
  const opened = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/**
 * @param {string} upstream the server's address
 * @param {LineOptions} [options]
 */
export async function openLine(upstream, { rules = [], before = '', kbit = 0, delay = 0 } = {}) {
  /** @type {Served[]} */
  const served = [];
  const send = kbit ? shaped(kbit * 125) : atOnce;

  const server = http.createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://line').pathname;
    try {
      if (path === WATCH && before !== null)
        return answer(path, 200, { 'content-type': 'text/javascript' }, `${WATCH_SOURCE}\n${before}`);
      const applied = rules.filter((rule) => rule.path.test(path));
      await Promise.all([
        delay && new Promise((resolve) => setTimeout(resolve, delay)),
        ...applied.map(({ after }) => after),
      ]);
      const refusal = applied.find(({ status }) => status !== undefined);
      if (refusal?.status) return answer(path, refusal.status, {}, 'not here\n');
      const own = applied.find(({ body }) => body !== undefined);
      if (own?.body !== undefined)
        return answer(path, 200, { 'content-type': own.type ?? 'text/plain', ...own.headers }, own.body);
      const watched = before !== null && /(\/|\.html)$/.test(path);
      const changed = watched || applied.some(({ alter }) => alter);
      const found = await pass(upstream, request, changed);
      const headers = { ...found.headers };
      for (const rule of applied) {
        for (const [name, value] of Object.entries(rule.headers ?? {})) {
          delete headers[name.toLowerCase()];
          if (value !== null) headers[name.toLowerCase()] = value;
        }
      }
      let body = found.body;
      if (changed && found.status === 200) {
        let text = body.toString('utf8');
        for (const { alter } of applied) if (alter) text = alter(text);
        if (watched) text = text.replace('<head>', `<head><script src="${WATCH}"></script>`);
        body = Buffer.from(text);
        headers['content-length'] = String(body.length);
      }
      if (applied.some(({ cut }) => cut)) {
        response.writeHead(found.status, headers);
        response.write(body.subarray(0, body.length / 2), () => response.destroy());
        return;
      }
      if (applied.some(({ hang }) => hang)) {
        response.writeHead(found.status, headers);
        response.write(body.subarray(0, body.length / 2));
        return;
      }
      answer(path, found.status, headers, body);
    } catch (error) {
      response.destroy(/** @type {Error} */ (error));
    }

    /**
     * @param {string} path
     * @param {number} status
     * @param {http.OutgoingHttpHeaders} headers
     * @param {string | Buffer} content
     */
    function answer(path, status, headers, content) {
      const body = Buffer.from(content);
      const entry = { path, status, bytes: body.length, done: Infinity };
      served.push(entry);
      response.once('finish', () => {
        entry.done = performance.timeOrigin + performance.now();
      });
      response.writeHead(status, headers);
      send(response, body);
    }
  });
  const port = await listen(server);
  let open = true;
  return {
    /** Ends with a slash. */
    url: `http://localhost:${port}/`,
    served,
    /** Cuts the line: from now on nobody answers. */
    async close() {
      if (!open) return;
      open = false;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openLine>>} Line */

/** Ports of earlier lines: a browser may have kept a service worker for each, which would answer in place of a new one. @type {Set<number>} */
const used = new Set();

/** Listens on a port that no line had before. @param {http.Server} server */
async function listen(server) {
  for (;;) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    if (!used.has(port)) {
      used.add(port);
      return port;
    }
    server.close();
    await once(server, 'close');
  }
}

/**
 * The server's own answer.
 * @param {string} upstream
 * @param {http.IncomingMessage} request
 * @param {boolean} whole as text that can be changed: neither compressed nor “not modified”
 * @returns {Promise<{status: number, headers: http.IncomingHttpHeaders, body: Buffer}>}
 */
function pass(upstream, request, whole) {
  const headers = { ...request.headers };
  if (whole) for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name];
  return new Promise((resolve, reject) => {
    const asked = http.request(
      new URL(request.url ?? '/', upstream),
      { method: request.method, headers },
      async (response) => {
        /** @type {Buffer[]} */
        const parts = [];
        try {
          for await (const part of response) parts.push(part);
          const kept = { ...response.headers };
          for (const name of ['connection', 'keep-alive', 'transfer-encoding', 'date']) delete kept[name];
          resolve({ status: response.statusCode ?? 502, headers: kept, body: Buffer.concat(parts) });
        } catch (error) {
          reject(error);
        }
      },
    );
    asked.once('error', reject);
    request.pipe(asked);
  });
}

/** @param {http.ServerResponse} response @param {Buffer} body */
function atOnce(response, body) {
  response.end(body);
}

/**
 * One link of `rate` bytes/s: whoever has something to send gets the next packet in turn.
 * @param {number} rate
 * @returns {(response: http.ServerResponse, body: Buffer) => void}
 */
function shaped(rate) {
  /** @type {{response: http.ServerResponse, rest: Buffer}[]} */
  const queue = [];
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;
  let last = 0;
  let allowance = 0;

  function tick() {
    const now = performance.now();
    // What was not used is not saved up, beyond what the timer's own unevenness needs.
    allowance = Math.min(allowance + ((now - last) / 1000) * rate, PACKET + (rate * 10 * TICK_MS) / 1000);
    last = now;
    while (allowance >= PACKET) {
      const turn = queue.shift();
      if (!turn) break;
      const packet = turn.rest.subarray(0, PACKET);
      turn.rest = turn.rest.subarray(packet.length);
      allowance -= packet.length;
      turn.response.write(packet);
      if (turn.rest.length) queue.push(turn);
      else turn.response.end();
    }
    if (queue.length) return;
    clearInterval(ticking);
    ticking = undefined;
  }

  return (response, body) => {
    if (!body.length) {
      response.end();
      return;
    }
    queue.push({ response, rest: body });
    if (ticking) return;
    last = performance.now();
    allowance = 0;
    ticking = setInterval(tick, TICK_MS);
  };
}
