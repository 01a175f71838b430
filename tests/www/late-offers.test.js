/** What the engine offers besides hits is loaded late, and retried when that may help. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createLast } from '../../www/page/last.js';
import { INITIAL } from '../../www/page/store.js';

const ANSWERING = { ...INITIAL, engine: 'ready', held: 7, published: { id: 7 } };

/** Lets the import of a module that has already been loaded settle. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('offers that failed to load are retried when the connection or the engine has changed, and not before', async () => {
  await import('../../www/page/offers.js');
  let asked = 0;
  globalThis.HTMLElement = class {
    setAttribute() {}
    addEventListener() {}
    replaceChildren() {}
    before() {}
    after() {}
  };
  globalThis.HTMLInputElement = HTMLElement;
  globalThis.document = { createElement: () => new HTMLElement() };
  globalThis.getComputedStyle = () => ({});
  globalThis.addEventListener = () => {};
  const frame = { querySelector: () => new HTMLElement(), addEventListener() {} };
  const roots = {
    front: { contains: () => true },
    bar: { querySelector: () => new HTMLElement() },
    article: { closest: () => frame, addEventListener() {} },
  };
  const offers = createLast(
    roots,
    { t: {} },
    { engine: () => null },
    { look: { shown: () => 'medium', element: { issues: '' } }, async dress() {} },
  );
  Object.defineProperty(roots, 'bar', {
    get() {
      asked += 1;
      throw new Error('it breaks off');
    },
  });
  const become = async (change) => {
    offers.update({ ...ANSWERING, ...change });
    await settled();
    return asked;
  };
  assert.equal(await become({ engine: 'loading' }), 0, 'the engine cannot answer yet');
  assert.equal(await become({ held: 0 }), 0, 'it has another bulletin');
  assert.equal(await become({}), 1);
  for (const q of ['水', '水果', '水果丰', '水果丰收'])
    assert.equal(await become({ route: { ...INITIAL.route, q } }), 1, 'typing does not trigger a retry');
  assert.equal(await become({ online: false }), 1, 'nothing is fetched while offline');
  assert.equal(await become({ online: true }), 2, 'back online');
  assert.equal(await become({}), 2);
  assert.equal(await become({ engine: 'restarting' }), 2);
  assert.equal(await become({}), 3, 'another engine');
});
