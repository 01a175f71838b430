/**
 * Checks every state of the page: on the narrowest phone nothing scrolls sideways; axe finds nothing wrong, light or dark;
 * with zoom and text spacing, no text is cut off. One visit to each state covers all of this.
 */
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { WINDOW } from './lib/drivers.mjs';
import { holdsZoomedAndSpaced } from './lib/spacing.mjs';
import { STATES } from './lib/states.mjs';

const NARROWEST = 320;

/** Asserts that nothing is wider than the narrowest phone. @param {import('./lib/page.mjs').Page} page */
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
  assert.equal(width, NARROWEST, 'the window has the width that was set');
  assert.deepEqual(wide, [], 'elements extend beyond the window');
  assert.ok(scroll <= NARROWEST, `the page is ${scroll} px wide`);
}

/** States with many kinds of text, which are also checked with zoom and text spacing. */
const SPACED = ['front', 'results', 'narrowed', 'article', 'calendar', 'desk', 'made'];
/** States that depend on the text, which are also checked with the real bulletin. */
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
      // The document that axe checks is the same in every browser, and so is the text that must fit when zoomed.
      if (browser.name !== 'chromium') return;
      await browser.viewport(WINDOW.width, WINDOW.height);
      assert.deepEqual(await violations(page), [], 'light');
      // Only the colours differ in the dark scheme.
      await browser.scheme('dark');
      assert.deepEqual(await violations(page, { runOnly: ['color-contrast'] }), [], 'dark');
      await browser.scheme('light');
      if (SPACED.includes(state)) await holdsZoomedAndSpaced(page);
    },
  ]),
);
