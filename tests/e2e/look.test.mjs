/** The user chooses type and colours: they override the page's attributes, are stored if the page allows it, and can be undone. */
import assert from 'node:assert/strict';
import { LISTEN, heard, hostPage, served } from './lib/host.mjs';
import { AT, Key } from './lib/page.mjs';

const BUTTON = '.bar .look';
const PANEL = '.look-panel:not([hidden])';

/** @typedef {import('./lib/page.mjs').Page} Page */

/** @param {string} attributes */
const reader = (attributes) =>
  `<p id="before">门户</p><kanbao-reader src="./sample/issue.json" ${attributes}></kanbao-reader>`;

/** @param {Page} page @param {'size' | 'theme'} name */
const shown = (page, name) => page.run((what) => document.querySelector('.frame')?.getAttribute(what), name);

/** Returns what is chosen in the panel. @param {Page} page @returns {Promise<string[]>} size and theme */
const chosen = (page) =>
  page.run(
    (panel) =>
      Array.from(
        document.querySelectorAll(`${panel} :checked`),
        (radio) => /** @type {HTMLInputElement} */ (radio).value,
      ),
    PANEL,
  );

/** @param {Page} page */
async function openPanel(page) {
  await page.front();
  await page.click(BUTTON);
  await page.there(PANEL);
}

/** @param {Page} page @param {string} value */
const choose = (page, value) => page.click(`${PANEL} [data-value=${value}]`);

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a button opens the panel, keys choose, and Escape closes it and returns the focus'({ open }) {
    const page = await open();
    await page.front();
    await page.there(BUTTON);
    assert.equal(await page.count('.look-panel'), 0, 'the panel is not created before it is opened');
    await page.run((s) => document.querySelector(s).focus(), BUTTON);
    await page.press(Key.ENTER);
    await page.there(PANEL);
    assert.equal(await page.run((s) => document.querySelector(s)?.getAttribute('aria-expanded'), BUTTON), 'true');
    assert.deepEqual(await chosen(page), ['medium', 'auto']);
    await page.press(Key.ARROW_RIGHT);
    await page.until('large type', () => document.querySelector('.frame')?.getAttribute('size') === 'large');
    await page.press(Key.TAB, Key.ARROW_RIGHT, Key.ARROW_RIGHT, Key.ARROW_RIGHT);
    await page.until('sepia', () => document.querySelector('.frame')?.getAttribute('theme') === 'sepia');
    await page.press(Key.ESCAPE);
    await page.gone(PANEL);
    assert.match(await page.focus(), /^button.*look/);
    await page.there(AT.front);
    await page.press(Key.ENTER);
    await page.there(PANEL);
    assert.deepEqual(await chosen(page), ['large', 'sepia']);
  },

  async 'pressing elsewhere or tabbing out closes it'({ open, browser }) {
    await browser.viewport(1200, 900); // on a phone the panel would cover what is pressed
    const page = await open();
    await openPanel(page);
    await page.click(`${AT.front} .items .lead .subtitle`);
    await page.gone(PANEL);
    await page.click(BUTTON);
    await page.there(PANEL);
    await choose(page, 'small');
    await page.press(Key.TAB, Key.TAB, Key.TAB);
    await page.gone(PANEL);
  },

  async 'a choice is stored and overrides the page’s attributes until it is undone'({ open }) {
    const page = await open({
      rules: [served(hostPage(reader('storage theme="dark" size="large" routing="hash"')))],
    });
    await openPanel(page);
    assert.deepEqual(await chosen(page), ['large', 'dark']);
    await choose(page, 'small');
    await choose(page, 'light');
    assert.deepEqual(
      await page.reader(({ theme, size }) => [theme, size]),
      ['dark', 'large'],
      'the attributes keep the page’s values',
    );
    await page.driver.navigate().refresh();
    await page.until(
      'the choice to apply from the start',
      () => document.querySelector('.frame')?.getAttribute('size') === 'small',
    );
    assert.equal(await shown(page, 'theme'), 'light');
    await page.reader((element) => {
      element.theme = 'sepia';
    });
    assert.equal(await shown(page, 'theme'), 'light', 'the choice also overrides later changes by the page');
    await openPanel(page);
    await page.click(`${PANEL} .link`);
    await page.until('the page’s own size', () => document.querySelector('.frame')?.getAttribute('size') === 'large');
    assert.equal(await shown(page, 'theme'), 'sepia');
    assert.deepEqual(await page.run(() => Object.keys(localStorage)), []);
    assert.equal(
      await page.run((s) => /** @type {HTMLButtonElement} */ (document.querySelector(`${s} .link`)).disabled, PANEL),
      true,
    );
    assert.match(await page.focus(), /^input/, 'the focus is not lost when the button is disabled');
  },

  async 'choosing and undoing fire events with frozen details, through shadow roots'({ open }) {
    const page = await open({
      rules: [served(hostPage(reader('id="r" theme="dark"')))],
      before: `${LISTEN} localStorage.setItem('kanbao.size', 'x');`,
    });
    const all = () =>
      page.run(() => /** @type {any} */ (window).heard.filter((/** @type {any} */ { type }) => type === 'look'));
    await openPanel(page);
    assert.deepEqual(await all(), [], 'opening the panel fires no event');
    await choose(page, 'large');
    await heard(page, 'look', { size: 'large', theme: 'dark' });
    await choose(page, 'sepia');
    await heard(page, 'look', { size: 'large', theme: 'sepia' });
    await page.reader((element) => {
      element.size = 'small';
    });
    await page.click(`${PANEL} .link`);
    await heard(page, 'look', { size: 'small', theme: 'dark' });
    await page.press(Key.ESCAPE);
    await page.click('.masthead .elder');
    await heard(page, 'look', { size: 'elder', theme: 'dark' });
    const found = await all();
    assert.equal(found.length, 4, 'one event for each choice, and none for the page’s own changes');
    for (const one of found)
      assert.deepEqual(
        [one.frozen, one.composed, one.target, Object.keys(one.detail)],
        [true, true, 'r', ['size', 'theme']],
      );
  },

  async 'without permission nothing is stored, and the panel says so'({ open }) {
    const page = await open({ rules: [served(hostPage(reader('theme="light"')))] });
    await openPanel(page);
    await page.says(PANEL, '本次');
    await choose(page, 'dark');
    await page.until('dark', () => document.querySelector('.frame')?.getAttribute('theme') === 'dark');
    assert.equal(await page.run(() => localStorage.length), 0);
    await page.driver.navigate().refresh();
    await page.front();
    assert.equal(await shown(page, 'theme'), 'light');
  },

  async 'invalid values in storage are ignored'({ open }) {
    const page = await open({
      before: "localStorage.setItem('kanbao.size', 'x\" onclick=\"'); localStorage.setItem('kanbao.theme', '');",
    });
    await page.front();
    const size = await page.run(
      (s) => getComputedStyle(/** @type {Element} */ (document.querySelector(s))).fontSize,
      '.frame',
    );
    assert.equal(size, '16px');
    await openPanel(page);
    await choose(page, 'large');
    assert.equal(await shown(page, 'size'), 'large');
  },

  async 'one button on the front page switches elder mode on and off'({ open }) {
    const page = await open({ rules: [served(hostPage(reader('lang="en"')))] });
    await page.front();
    await page.says('.masthead .elder', 'Largest text');
    await page.click('.masthead .elder');
    await page.until('elder type', () => document.querySelector('.frame')?.getAttribute('size') === 'elder');
    await page.says('.masthead .elder', 'Normal text');
    await page.says(AT.live, 'Largest text');
    await page.click('.masthead .elder');
    await page.until('usual type', () => document.querySelector('.frame')?.getAttribute('size') === 'medium');
    await page.reader((element) => {
      element.size = 'elder';
    });
    await page.click('.masthead .elder');
    await page.until('usual type', () => document.querySelector('.frame')?.getAttribute('size') === 'medium');
  },

  async 'in elder mode: at least 18 points and a line height of 1.3, strong contrast, large targets, nothing too wide'({
    open,
    browser,
  }) {
    const page = await open();
    await openPanel(page);
    await choose(page, 'elder');
    for (const [width, height] of [
      [360, 780],
      [1200, 900],
    ]) {
      await browser.viewport(/** @type {number} */ (width), /** @type {number} */ (height));
      const found = await page.run(() => {
        const wrong = [];
        const light = (/** @type {string} */ colour) => {
          const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? [])
            .map((part) => Number(part) / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
        };
        const ground = (/** @type {Element | null} */ node) => {
          for (let up = node; up; up = up.parentElement) {
            const { backgroundColor } = getComputedStyle(up);
            if (!/, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
          }
          return 'rgb(255, 255, 255)';
        };
        for (const node of document.querySelectorAll('.frame *')) {
          if (!node.getClientRects().length || node.closest('.unseen, [role=status], .skip')) continue;
          const { fontSize, lineHeight, color } = getComputedStyle(node);
          const own = [...node.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim());
          const size = parseFloat(fontSize);
          if (own && size < 24) wrong.push(`${node.className || node.localName} has ${fontSize}`);
          if (own && !node.closest('.brand') && parseFloat(lineHeight) / size < 1.299)
            wrong.push(`${node.className || node.localName} has a line height of ${lineHeight} for ${fontSize}`);
          const [dim = 1, bright = 1] = [light(color), light(ground(node))].sort((a, b) => a - b);
          // The contrast that WCAG's level AAA requires for type of this size.
          if (own && bright / dim < 4.5 && !(/** @type {HTMLButtonElement} */ (node).disabled))
            wrong.push(`${node.className || node.localName} has a contrast of ${bright / dim}`);
          const { width: w, height: h } = node.getBoundingClientRect();
          if (node.matches('button, input:not([type=checkbox]), select, h2 a, .back, summary') && (h < 48 || w < 48))
            wrong.push(`${node.className || node.localName} is ${w} × ${h}`);
        }
        if (document.documentElement.scrollWidth > innerWidth)
          wrong.push(`the page is ${document.documentElement.scrollWidth} px wide`);
        return wrong;
      });
      assert.deepEqual(found, [], `${width} px`);
    }
    // The gap between paragraphs is at least 1.3 times the gap between lines. As in the rules for elder modes, a gap does not
    // include the letters.
    await page.click(`${AT.front} .items a`);
    await page.there(`${AT.article} .text p + p`);
    const [lines = 0, paragraphs = 0] = await page.run((at) => {
      const p = /** @type {Element} */ (document.querySelector(`${at.article} .text p`));
      const { fontSize, lineHeight, marginBottom } = getComputedStyle(p);
      const between = parseFloat(lineHeight) - parseFloat(fontSize);
      return [between, between + parseFloat(marginBottom)];
    }, AT);
    assert.ok(paragraphs >= 1.3 * lines, `a gap of ${paragraphs} px between paragraphs, ${lines} px between lines`);
  },
};
