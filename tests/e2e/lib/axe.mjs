/** axe-core in the page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong with the page as it stands.
 * @param {import('./page.mjs').Page} page
 * @param {object} [options] of axe.run
 */
export async function violations(page, options = {}) {
  // By WebDriver and not as the page's own script, so that the page's policy stays as strict as it is.
  await page.driver.executeScript(`if (!window.axe) { ${AXE} }`);
  return page.runAsync(async (chosen) => {
    // Half-way through a change of colours there is a contrast that nobody chose.
    const within = document.querySelector('.frame')?.getAnimations({ subtree: true }) ?? [];
    const ended = Promise.all(
      [...window.document.getAnimations(), ...within]
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished.catch(() => {})),
    );
    // One that is not drawn never ends in WebKit.
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
