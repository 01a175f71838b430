/**
 * The line: a proxy between a browser and the server. It passes everything on unchanged unless told to delay answers, to
 * change them, to be slow or to break off. Each line has its own port and so its own origin, so that no cache or service
 * worker carries over from one test to another.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';

/** The path at which the line serves watch.js, the script that watches the page. */
const WATCH = '/watch-e2e.js';
const WATCH_SOURCE = readFileSync(new URL('watch.js', import.meta.url), 'utf8');

/** Bytes of a body in one TCP packet, and the interval at which packets are sent (ms). */
const PACKET = 1460;
const TICK_MS = 4;

/**
 * What the line does to answers whose path matches. If several rules match, all are applied.
 * @typedef {object} Rule
 * @property {RegExp} path
 * @property {Promise<unknown>} [after] nothing is sent before it resolves
 * @property {number} [status] the status to send instead of the file
 * @property {boolean} [cut] whether the connection breaks off in the middle of the body
 * @property {boolean} [hang] whether only half of the body is sent and the connection stays open
 * @property {(text: string) => string} [alter] returns the text to send instead
 * @property {string} [body] a body to send without asking the server
 * @property {string} [type] the content type of `body`; default `text/plain`
 * @property {Record<string, string | null>} [headers] added to the server's or replacing some; null removes one
 *
 * @typedef {object} Served
 * @property {string} path
 * @property {number} status
 * @property {number} bytes size of the body as sent
 * @property {number} done when the last byte was handed over, ms since 1970; Infinity before that
 *
 * @typedef {object} LineOptions
 * @property {Rule[]} [rules]
 * @property {string | null} [before] a script that runs before any of the page's; null leaves the page unchanged
 * @property {number} [kbit] the rate that all connections share, kbit/s; 0 means no limit
 * @property {number} [delay] a delay before each answer, ms
 */

/** Returns a promise for a rule's `after`, and the function that resolves it. */
export function gate() {
  let open = () => {};
  const opened = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/**
 * Opens a line.
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
    /** The line's address, with a slash at the end. */
    url: `http://localhost:${port}/`,
    served,
    /** Cuts the line: from then on nothing answers. */
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

/** Ports of earlier lines. A browser may still have a service worker for each, which would answer in place of a new line. @type {Set<number>} */
const used = new Set();

/** Listens on a port that no earlier line used, and returns it. @param {http.Server} server */
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
 * Fetches the server's answer to a request.
 * @param {string} upstream
 * @param {http.IncomingMessage} request
 * @param {boolean} whole whether the text must be available for changes: neither compressed nor “not modified”
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
 * Returns a function that sends over one link of `rate` bytes/s. Responses take turns, one packet at a time.
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
    // Unused capacity is not saved up, except for as much as the timer's jitter requires.
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
