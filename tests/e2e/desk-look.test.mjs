/** The desk's layout in each language, type size and width: nothing overlaps, and axe finds nothing. */
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { WINDOW } from './lib/drivers.mjs';
import { STATES } from './lib/states.mjs';

/** Window sizes, width and height (CSS px). */
const WINDOWS = [
  [320, 640],
  [360, 780],
  [768, 1024],
  [1024, 768],
  [1440, 900],
];

/** Runs in the page: finds parts of the desk that overlap, overflow or are too narrow for their text. */
function faults() {
  const slack = 1.5;
  const desk = /** @type {HTMLElement} */ (document.querySelector('.desk'));
  const box = (/** @type {Element} */ node) => node.getBoundingClientRect();
  const seen = (/** @type {string} */ s) =>
    /** @type {HTMLElement[]} */ ([...desk.querySelectorAll(s)]).filter(
      (node) => node.checkVisibility({ contentVisibilityAuto: true }) && node.textContent,
    );
  /** Returns the rectangles of the lines of a node's text. @param {Element} node */
  const lines = (node) => {
    const range = window.document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width }) => width > 0);
  };
  const found = desk.scrollWidth > desk.clientWidth + slack ? ['the desk scrolls sideways'] : [];
  const parts = [...desk.children].filter((node) => box(node).height > 1 && !node.matches('.unseen, dialog'));
  parts.forEach((node, i) => {
    const next = parts[i + 1];
    if (next && box(next).top < box(node).bottom - slack) found.push(`${next.className} overlaps ${node.className}`);
    for (const pane of node.querySelectorAll('.pane'))
      if (box(pane).bottom > box(node).bottom + slack) found.push(`${pane.className} extends below its container`);
  });
  for (const node of seen('.no, .is, .article-made .which, .turning .place, .mark, .button')) {
    const at = lines(node);
    if (new Set(at.map(({ top }) => Math.round(top))).size > 1) found.push(`“${node.textContent}” wraps`);
    const beside = /** @type {Element | null} */ (node.matches('.is') && node.nextElementSibling);
    const [text] = beside ? lines(beside) : [];
    if (text && at[0] && text.top < at[0].bottom && text.left < at[0].right + slack)
      found.push(`“${node.textContent}” overlaps the text after it`);
  }
  for (const pane of seen('.pane'))
    if (pane.clientHeight < 200) found.push(`${pane.className} is only ${pane.clientHeight} px high`);
  return found;
}

/** Makes a test of the desk in one language, in each type size and width. @param {string} lang @returns {import('./lib/suite.mjs').Tests[string]} */
const inEachSize = (lang) => async (test) => {
  const { browser } = test;
  try {
    const page = await /** @type {NonNullable<typeof STATES[string]>} */ (STATES.desk)({
      ...test,
      open: () => test.open({ path: `?lang=${lang}` }),
    });
    for (const size of ['medium', 'elder']) {
      await page.reader((node, value) => {
        node.size = value;
      }, size);
      for (const [width = 0, height = 0] of WINDOWS) {
        await browser.viewport(width, height);
        for (const side of ['source', 'articles']) {
          const sides = await page.run((which) => {
            const button = /** @type {HTMLElement} */ (document.querySelector(`.side[data-side=${which}]`));
            button.click();
            return button.offsetParent !== null;
          }, side);
          await page.rest(100); // content that came into view is laid out in the next frames
          assert.deepEqual(await page.run(faults), [], `${lang} ${size} ${width} ${side}`);
          if (!sides) break;
        }
      }
      if (browser.name !== 'chromium') continue; // axe checks the document, which is the same in every browser
      for (const width of [360, WINDOW.width]) {
        await browser.viewport(width, WINDOW.height);
        assert.deepEqual(await violations(page), [], `${lang} ${size} ${width}`);
        if (!(await browser.scheme('dark'))) continue;
        assert.deepEqual(await violations(page, { runOnly: ['color-contrast'] }), [], `${lang} ${size} ${width} dark`);
        await browser.scheme('light');
      }
    }
  } finally {
    await browser.scheme('light');
    await browser.viewport(WINDOW.width, WINDOW.height);
  }
};

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  'at all widths, in medium and elder type, in English': inEachSize('en'),
  'the same in simplified characters': inEachSize('zh-Hans'),
  'the same in traditional characters': inEachSize('zh-Hant'),

  async 'in forced colours the seam, the current line and the focus are visible'(test) {
    const { browser } = test;
    const page = await /** @type {NonNullable<typeof STATES[string]>} */ (STATES.desk)(test);
    try {
      await browser.cdp('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
      await page.press('n');
      const seen = await page.run(() => {
        const style = (/** @type {string} */ s) =>
          getComputedStyle(/** @type {Element} */ (document.querySelector(`.desk ${s}`)));
        const { color, backgroundColor } = style('.desk-foot');
        return {
          color,
          backgroundColor,
          forced: matchMedia('(forced-colors: active)').matches,
          seam: style('.change .seam').borderLeftColor,
          seamWidth: style('.change .seam').borderLeftWidth,
          line: style('.row[aria-selected=true]').outlineStyle,
          focus: style('.left').outlineStyle,
        };
      });
      assert.equal(seen.forced, true);
      assert.notEqual(seen.seam, seen.backgroundColor);
      assert.deepEqual([seen.seamWidth, seen.line, seen.focus], ['2px', 'solid', 'solid']);
    } finally {
      await browser.scheme('light');
    }
  },
};
