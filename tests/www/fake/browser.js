/** As much of a browser as the client needs: Worker, fetch, location. */

import { listen } from './engine.js';

export const BASE = 'https://paper.example/reader/';

/** Eight bytes: the smallest module there is. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

export class FakeWorker extends EventTarget {
  /** All that were made, oldest first. */
  static made = [];
  /** What new workers do: answer as usual, never greet, or fail to load. */
  static manner = 'well';

  constructor(url, options) {
    super();
    if (FakeWorker.manner === 'refused') throw new DOMException('no workers here', 'SecurityError');
    FakeWorker.made.push(this);
    this.url = url;
    this.options = options;
    this.received = [];
    this.alive = true;
    queueMicrotask(() => {
      if (FakeWorker.manner === 'missing') return this.dispatchEvent(new Event('error'));
      this.handle = listen((message) => this.#tell(message));
    });
  }

  postMessage(message, transfer) {
    const data = structuredClone({ ...message, module: undefined }, { transfer });
    this.received.push(data.type);
    // A deaf worker stands for one that was killed: nobody is told.
    setTimeout(() => this.alive && !this.deaf && this.handle(data));
  }

  terminate() {
    this.alive = false;
  }

  crash(message = 'boom') {
    const event = new Event('error', { cancelable: true });
    event.message = message;
    this.dispatchEvent(event);
  }

  #tell(message) {
    const data = structuredClone(message);
    setTimeout(() => this.alive && !this.deaf && this.dispatchEvent(new MessageEvent('message', { data })));
  }
}

/**
 * Puts the fakes in place; files are served from `files` (by name), the wasm always.
 * @param {Record<string, () => Response>} files
 */
export function fakeBrowser(files = {}) {
  FakeWorker.made = [];
  FakeWorker.manner = 'well';
  globalThis.Worker = FakeWorker;
  globalThis.location = { origin: new URL(BASE).origin };
  globalThis.fetch = async (url, { signal } = {}) => {
    signal?.throwIfAborted();
    const name = new URL(url).pathname.split('/').pop();
    if (files[name]) return files[name]();
    if (name === 'kanbao_bg.wasm') return new Response(EMPTY_MODULE, { headers: { 'content-type': 'application/wasm' } });
    return new Response('no such file', { status: 404 });
  };
}

export const article = (headline) => ({ headline, byline: [], paragraphs: [], captions: [] });
export const issue = (...headlines) => ({ articles: headlines.map(article) });
