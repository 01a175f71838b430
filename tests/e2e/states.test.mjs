/**
 * In every state of the page: on the narrowest phone nothing scrolls sideways; axe finds nothing wrong, light or dark;
 * zoomed and spaced, no text is cut off. One visit for all of it.
 */
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { WINDOW } from './lib/drivers.mjs';
import { holdsZoomedAndSpaced } from './lib/spacing.mjs';
import { STATES } from './lib/states.mjs';

const NARROWEST = 320;

/** @param {import('./lib/page.mjs').Page} page */
async function holdToItsWidth(page) {
  const { width, scroll, wide } = await page.run(() => {
    const root = document.documentElement;
    const out = Array.from(document.querySelectorAll('*')).filter((node) => {
      const box = node.getBoundingClientRect();
      return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
    });
    return {
      width: innerWidth,
      scroll: root.scrollWidth,
      wide: out.map((node) => `${node.localName}.${node.className}`),
    };
  });
  assert.equal(width, NARROWEST, 'the window is as narrow as it was asked to be');
  assert.deepEqual(wide, [], 'elements that stick out');
  assert.ok(scroll <= NARROWEST, `the page is ${scroll} px wide`);
}

/** States with text of many kinds, which are zoomed and spaced besides. */
const SPACED = ['front', 'results', 'narrowed', 'article', 'calendar', 'desk', 'made'];
/** States that depend on the text, and are reached with the real bulletin too. */
const REAL = ['front', 'results', 'narrowed', 'article'];

/** @type {import('./lib/suite.mjs').Tests} */
export default Object.fromEntries(
  Object.entries(STATES).map(([state, reach]) => [
    `${state}${REAL.includes(state) ? ' (real)' : ''}`,
    async (/** @type {import('./lib/suite.mjs').Test} */ test) => {
      const { browser } = test;
      if (state === 'error') test.expect(/404|issue\.json/);
      await browser.scheme('light');
      await browser.viewport(NARROWEST, 640);
      const page = await reach(test);
      await holdToItsWidth(page);
      // What axe looks at is the same document in every engine, and so is the text that a zoomed page must have room for.
      if (browser.name !== 'chromium') return;
      await browser.viewport(WINDOW.width, WINDOW.height);
      assert.deepEqual(await violations(page), [], 'light');
      // Colours are all that differs.
      await browser.scheme('dark');
      assert.deepEqual(await violations(page, { runOnly: ['color-contrast'] }), [], 'dark');
      await browser.scheme('light');
      if (SPACED.includes(state)) await holdsZoomedAndSpaced(page);
    },
  ]),
);
