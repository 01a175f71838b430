/** Checks the cut of the engine: first visits, also to bulletins it was not recorded on, do not need the deferred module. */
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
/** Published by scripts/steps/50-page: the sample, and a real bulletin if there is one. */
const PUBLISHED = ['sample', 'real']
  .map((name) => join(TARGET, name))
  .filter((folder) => existsSync(join(folder, 'issue.json')));

test('opening, searching and reading call no function in the deferred module', {
  skip: !existsSync(MODULE) || PUBLISHED.length === 0,
}, async () => {
  const { instantiate } = await import('../../www/engine/wasm.js');
  Object.assign(globalThis, {
    XMLHttpRequest: class {
      open() {
        throw new Error('the deferred module was called');
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
    loadParser: () => Promise.reject(new Error('this test has no parser')),
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
  // As the page asks before the deferred module has loaded: the upper tiers, and queries without operators.
  const wishes = { limit: 20, offset: 0, facets: true, otherSpelling: false, fewerWords: false, today: '2024-02-05' };
  let searched = 0;
  const search = async (/** @type {string} */ query) => {
    if (!isPlain(query)) return;
    searched += 1;
    await ask({ type: 'search', query, ...wishes });
  };
  await ask({ type: 'start', module: new WebAssembly.Module(readFileSync(MODULE)), late: '', parser: '' });
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
  assert.ok(searched > 500, `expected more than 500 queries, made ${searched}`);
});
