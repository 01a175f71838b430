/** Where the engine was cut: a first visit to other bulletins than the one it was learnt from needs no late module. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { isPlain } from '../../scripts/lib/plain-text.mjs';
import { createHandlers } from '../../www/engine/handlers.js';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const MODULE = join(TOP, 'www/pkg/kanbao_bg.wasm');
const TARGET = join(TOP, process.env.CARGO_TARGET_DIR ?? 'target');
/** Published by scripts/steps/50-page: the sample, and a real bulletin where one is at hand. */
const PUBLISHED = ['sample', 'real']
  .map((name) => join(TARGET, name))
  .filter((folder) => existsSync(join(folder, 'issue.json')));

test('opening, searching and reading call nothing of the late module', {
  skip: !existsSync(MODULE) || PUBLISHED.length === 0,
}, async () => {
  const { instantiate } = await import('../../www/engine/wasm.js');
  Object.assign(globalThis, {
    XMLHttpRequest: class {
      open() {
        throw new Error('the late module is called');
      }
    },
  });
  /** @type {Map<number, (reply: any) => void>} */
  const waiting = new Map();
  const handle = createHandlers({
    instantiate: async (module, lateUrl) => ({
      ...(await instantiate(module, lateUrl)),
      late: () => new Promise(() => {}),
    }),
    loadParser: () => Promise.reject(new Error('no parser here')),
    post: (message) => waiting.get(message.id)?.(message),
    thread: 'worker',
  });
  let id = 0;
  const ask = async (/** @type {any} */ request) => {
    const reply = await new Promise((/** @type {(reply: any) => void} */ resolve) => {
      id += 1;
      waiting.set(id, resolve);
      handle({ v: 1, id, ...request });
    });
    assert.ok(reply.ok, `${request.type} ${request.query ?? ''}: ${reply.error?.message}`);
  };
  // As the page asks while the late module is on its way: the upper tiers, and what has no operators.
  const wishes = {
    limit: 20,
    offset: 0,
    facets: true,
    otherSpelling: false,
    partialMatches: false,
    today: '2024-02-05',
  };
  let searched = 0;
  const search = async (/** @type {string} */ query) => {
    if (!isPlain(query)) return;
    searched += 1;
    await ask({ type: 'search', query, ...wishes });
  };
  await ask({
    type: 'start',
    module: new WebAssembly.Module(readFileSync(MODULE)),
    deferredWasm: '',
    parserScript: '',
    parserWasm: '',
  });
  for (const folder of PUBLISHED) {
    const issue = JSON.parse(readFileSync(join(folder, 'issue.json'), 'utf8'));
    const file = readdirSync(folder).find((name) => name.endsWith('.kbl')) ?? '';
    await ask({ type: 'openBulletin', issue, lexicon: new Uint8Array(readFileSync(join(folder, file))) });
    for (const [article, { headline, paragraphs }] of issue.articles.entries()) {
      const text = paragraphs.join('');
      for (let at = 0; at + 9 < Math.min(text.length, 400); at += 11) {
        for (const length of [1, 2, 3, 5, 9]) {
          await search(text.slice(at, at + length));
        }
      }
      await search(`${text.slice(3, 5)} ${text.slice(40, 42)}`);
      if (isPlain(headline)) await ask({ type: 'marks', article, query: headline });
    }
  }
  assert.ok(searched > 500, `${searched} queries`);
});
