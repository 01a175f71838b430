// Makes the pictures for README.md and docs/gallery.md with Chromium and the sample bulletin: docs/pictures/NAME.webp.
//
//   node tests/e2e/pictures.mjs [NAME]…
//
// The gallery's pictures show the markup and styles that are printed above each picture in docs/gallery.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './lib/drivers.mjs';
import { hostPage, served } from './lib/host.mjs';
import { openLine } from './lib/line.mjs';
import { AT, Page } from './lib/page.mjs';
import { serveSample } from './lib/site.mjs';
import { STATES } from './lib/states.mjs';

/** Maximum size of a picture in bytes, and the WebP qualities that are tried in turn until a picture fits. */
const MOST = 60_000;
const QUALITIES = [90, 80, 70, 60, 50, 40, 30];

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const FOLDER = path.join(DOCS, 'pictures');

/**
 * @typedef {object} Picture
 * @property {[width: number, height: number]} window CSS px
 * @property {number} scale pixels of the picture per CSS px
 * @property {(means: {open: import('./lib/suite.mjs').Test['open'], site: import('./lib/site.mjs').Site}) => Promise<unknown>} reach
 */

/** @type {Record<string, Picture>} */
const PICTURES = {
  'phone-list': {
    window: [360, 740],
    scale: 1.5,
    reach: (means) => STATES.front?.(means) ?? Promise.reject(new Error('no front')),
  },
  'phone-article': {
    window: [360, 740],
    scale: 1.5,
    async reach({ open }) {
      const page = await open({ path: '?q=渡口&a=1' });
      await page.there(`${AT.article} .text mark`);
      await page.there(`${AT.article} .tools`);
    },
  },
  results: {
    window: [1280, 800],
    scale: 1,
    async reach({ open }) {
      const page = await open({ path: '?q=渡口 或 灯 -路灯' });
      await page.answered('渡口 或 灯 -路灯');
      await page.there(AT.narrow);
    },
  },
  desk: {
    window: [1280, 800],
    scale: 1,
    reach: (means) => STATES.desk?.(means) ?? Promise.reject(new Error('no desk')),
  },
  ...gallery(),
};

/** Returns the pictures of docs/gallery.md by name. @returns {Record<string, Picture>} */
function gallery() {
  const sections = readFileSync(path.join(DOCS, 'gallery.md'), 'utf8').split(/^## /m).slice(1);
  return Object.fromEntries(
    sections.map((section) => {
      const block = (/** @type {string} */ language) =>
        new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(section)?.[1] ?? '';
      const name = /\(pictures\/([\w-]+)\.webp\)/.exec(section)?.[1] ?? '';
      const html = block('html').replace('<kanbao-reader', '<kanbao-reader src="./sample/issue.json" layout="page"');
      if (!name || !html)
        throw new Error(`docs/gallery.md: the section “${section.split('\n')[0]}” has no picture or no markup`);
      const head = '<link rel="stylesheet" href="./index.css"><link rel="stylesheet" href="./gallery.css">';
      const rules = [
        served(hostPage(html, { head })),
        { path: /\/gallery\.css$/, body: block('css'), type: 'text/css' },
      ];
      return [
        name,
        {
          window: [800, 600],
          scale: 1,
          async reach({ open }) {
            const page = await open({ rules });
            await page.whole();
          },
        },
      ];
    }),
  );
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in PICTURES));
if (unknown) throw new Error(`no picture named ${unknown}; pictures: ${Object.keys(PICTURES).join(', ')}`);
mkdirSync(FOLDER, { recursive: true });
const site = await serveSample();
const browser = await openBrowser('chromium');
try {
  await browser.cdp('Emulation.setScrollbarsHidden', { hidden: true });
  for (const [
    name,
    {
      window: [width, height],
      scale,
      reach,
    },
  ] of Object.entries(PICTURES)) {
    if (asked.length && !asked.includes(name)) continue;
    await browser.scheme('light');
    await browser.viewport(width, height);
    /** @type {Page[]} */
    const pages = [];
    await reach({
      site,
      async open({ path: address = '', ...options } = {}) {
        const page = new Page(browser, await openLine(site.url, options));
        pages.push(page);
        if (address !== null) await page.go(address);
        return page;
      },
    });
    await pages[0]?.rest(500);
    let bytes = Buffer.alloc(0);
    for (const quality of QUALITIES) {
      const { data } = await browser.cdp('Page.captureScreenshot', {
        format: 'webp',
        quality,
        clip: { x: 0, y: 0, width, height, scale },
      });
      bytes = Buffer.from(data, 'base64');
      if (bytes.length <= MOST) break;
    }
    if (bytes.length > MOST) throw new Error(`${name} has ${bytes.length} bytes; at most ${MOST} are allowed`);
    writeFileSync(path.join(FOLDER, `${name}.webp`), bytes);
    console.log(`${name}.webp: ${bytes.length} bytes`);
    await browser.driver.get('about:blank');
    await Promise.all(pages.map(({ line }) => line.close()));
  }
} finally {
  await browser.close();
  await site.close();
}
