// Takes screenshots of every state with Chromium, to be looked at: phone, tablet and desktop, light and dark.
//
//   node tests/e2e/screenshots.mjs [--site sample|real] [--state NAME]… [--width N]…
//
// Writes tests/e2e/output/screenshots/SITE-STATE-WIDTH-SCHEME.png, each at most two screens high.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser } from './lib/drivers.mjs';
import { openLine } from './lib/line.mjs';
import { Page } from './lib/page.mjs';
import { OUTPUT, serveReal, serveSample } from './lib/site.mjs';
import { STATES } from './lib/states.mjs';

/** Window sizes: heights by width, CSS px. @type {Record<number, number>} */
const HEIGHTS = { 320: 640, 360: 780, 768: 1024, 1440: 900 };

/**
 * Pause between two pictures, of which the second is kept. Articles that come into view in the taller window are drawn a
 * little later, and the first picture may lack them.
 */
const SETTLE_MS = 300;

const { values } = parseArgs({
  options: {
    site: { type: 'string', default: 'sample' },
    state: { type: 'string', multiple: true, default: Object.keys(STATES) },
    width: { type: 'string', multiple: true, default: Object.keys(HEIGHTS) },
  },
});
const folder = path.join(OUTPUT, 'screenshots');
mkdirSync(folder, { recursive: true });
const site = values.site === 'real' ? await serveReal() : await serveSample();
if (!site) throw new Error('there is no real bulletin next to this checkout (../shared/bulletins)');
const browser = await openBrowser('chromium');
try {
  for (const width of values.width.map(Number)) {
    const height = HEIGHTS[width] ?? 900;
    await browser.viewport(width, height);
    for (const state of values.state) {
      await browser.scheme('light');
      /** @type {Page[]} */
      const pages = [];
      const page = await STATES[state]?.({
        site,
        async open({ path: address = '', ...options } = {}) {
          const opened = new Page(browser, await openLine(site.url, options));
          pages.push(opened);
          if (address !== null) await opened.go(address);
          return opened;
        },
      });
      if (!page) throw new Error(`no state named ${state}; states: ${Object.keys(STATES).join(', ')}`);
      for (const scheme of /** @type {const} */ (['light', 'dark'])) {
        await browser.scheme(scheme);
        const tall = await page.run(() => document.documentElement.scrollHeight);
        const shoot = () =>
          browser.cdp('Page.captureScreenshot', {
            captureBeyondViewport: true,
            clip: { x: 0, y: 0, width, height: Math.max(height, Math.min(tall, 2 * height)), scale: 1 },
          });
        await shoot();
        await page.rest(SETTLE_MS);
        const { data } = await shoot();
        writeFileSync(path.join(folder, `${site.name}-${state}-${width}-${scheme}.png`), data, 'base64');
      }
      await browser.driver.get('about:blank');
      await Promise.all(pages.map(({ line }) => line.close()));
    }
  }
  console.log(`screenshots are in ${folder}`);
} finally {
  await browser.close();
  await site.close();
}
