/** Runs axe-core in the page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Returns what axe finds wrong with the page in its present state, one string per rule.
 * @param {import('./page.mjs').Page} page
 * @param {object} [options] the options of axe.run
 */
export async function violations(page, options = {}) {
  // Through WebDriver and not as a script of the page, so that the page's policy need not be loosened.
  await page.driver.executeScript(`if (!window.axe) { ${AXE} }`);
  return page.runAsync(async (chosen) => {
    // In the middle of a transition between colours, the contrast is not what the styles define.
    const within = document.querySelector('.frame')?.getAnimations({ subtree: true }) ?? [];
    const ended = Promise.all(
      [...window.document.getAnimations(), ...within]
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished.catch(() => {})),
    );
    // In WebKit, an animation that is not drawn never ends.
    await Promise.race([
      ended,
      new Promise((resolve) => {
        setTimeout(resolve, 1000);
      }),
    ]);
    const { violations: found } = await /** @type {any} */ (window).axe.run(window.document, chosen);
    return found.map(
      (/** @type {any} */ { id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map((/** @type {any} */ { target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`,
    );
  }, options);
}
