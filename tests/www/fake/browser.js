/** The parts of a browser that the client needs: Worker, fetch, location. */

import { article, listen } from './engine.js';

export const BASE = 'https://paper.example/reader/';

/** The smallest possible module: eight bytes. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

export class FakeWorker extends EventTarget {
  /** All workers created, oldest first. @type {FakeWorker[]} */
  static made = [];
  /** How new workers behave. @type {'well' | 'refused' | 'missing'} */
  static manner = 'well';

  /** The types of the messages received. @type {string[]} */
  received = [];
  alive = true;
  /** Whether the worker ignores messages, like one that was killed without notice. */
  deaf = false;
  /** @type {((message: any) => void) | undefined} */
  #handle;

  /** @param {string} url @param {WorkerOptions} options */
  constructor(url, options) {
    super();
    this.url = url;
    this.options = options;
    if (FakeWorker.manner === 'refused') throw new DOMException('no workers here', 'SecurityError');
    FakeWorker.made.push(this);
    const { manner } = FakeWorker;
    queueMicrotask(() => {
      if (manner === 'missing') this.dispatchEvent(new Event('error'));
      else this.#handle = listen((message) => this.#tell(message), 'worker');
    });
  }

  /** @param {any} message @param {Transferable[]} [transfer] */
  postMessage(message, transfer) {
    const data = structuredClone({ ...message, module: undefined }, { transfer });
    this.received.push(data.type);
    setTimeout(() => this.alive && !this.deaf && this.#handle?.(data));
  }

  terminate() {
    this.alive = false;
  }

  crash(message = 'boom') {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }

  /** @param {unknown} message */
  #tell(message) {
    const data = structuredClone(message);
    setTimeout(() => this.alive && !this.deaf && this.dispatchEvent(new MessageEvent('message', { data })));
  }
}

/**
 * Installs the fakes. Files are served from `files` by name; the wasm files always.
 * @param {Record<string, () => Response>} files
 */
export function fakeBrowser(files = {}) {
  FakeWorker.made = [];
  FakeWorker.manner = 'well';
  Object.assign(globalThis, {
    Worker: FakeWorker,
    origin: new URL(BASE).origin,
    fetch: async (/** @type {string} */ url, /** @type {RequestInit} */ { signal } = {}) => {
      signal?.throwIfAborted();
      const file = files[new URL(url).pathname.split('/').pop() ?? ''];
      if (file) return file();
      if (/kanbao_(bg|late)\.wasm$/.test(url))
        return new Response(EMPTY_MODULE, { headers: { 'content-type': 'application/wasm' } });
      return new Response('no such file', { status: 404 });
    },
  });
}

/** @param {...string} headlines */
export const issue = (...headlines) => ({ articles: headlines.map(article) });
