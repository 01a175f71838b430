/** On the narrowest phone nothing has to be scrolled sideways, in any state of the page. */
import assert from 'node:assert/strict';
import { STATES } from './lib/states.mjs';

const NARROWEST = 320;

/** @type {import('./lib/suite.mjs').Tests} */
export default Object.fromEntries(Object.entries(STATES).map(([state, reach]) => [
  `${state}${state === 'article' || state === 'front' ? ' (real)' : ''}`,
  async (/** @type {import('./lib/suite.mjs').Test} */ test) => {
    await test.browser.viewport(NARROWEST, 640);
    try {
      if (state === 'error') test.expect(/404|issue\.json/);
      const page = await reach(test);
      const { width, scroll, wide } = await page.run(() => {
        const root = document.documentElement;
        const out = Array.from(document.querySelectorAll('*')).filter((node) => {
          const box = node.getBoundingClientRect();
          return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
        });
        return { width: innerWidth, scroll: root.scrollWidth, wide: out.map((node) => `${node.localName}.${node.className}`) };
      });
      assert.equal(width, NARROWEST, 'the window is as narrow as it was asked to be');
      assert.deepEqual(wide, [], 'elements that stick out');
      assert.ok(scroll <= NARROWEST, `the page is ${scroll} px wide`);
    } finally {
      await test.browser.viewport(1200, 800);
    }
  },
]));
