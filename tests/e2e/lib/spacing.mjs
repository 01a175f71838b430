/**
 * Checks that no text is cut off and nothing scrolls sideways when the page is zoomed to 200 % and 400 %, with the text
 * spacing that a user may set (WCAG 1.4.10, 1.4.12).
 */
import assert from 'node:assert/strict';

/** The CSS px left of a window of 1280 × 1024 px, by zoom. */
const ZOOMED = { '200 %': [640, 512], '400 %': [320, 256] };

/** The spacing of WCAG 1.4.12. Content outside the viewport is laid out too, so that it can be checked. */
const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; content-visibility: visible !important; }
  p { margin-bottom: 2em !important; }`;

/** Runs in the page: finds text that is cut off, and anything that makes the page wider than its window. */
function look() {
  const frame = /** @type {Element} */ (document.querySelector('.frame'));
  const slack = 2;
  /** @type {string[]} */
  const cut = [];
  let seen = 0;
  const walker = window.document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const parent = /** @type {Element} */ (text.parentElement);
    // The first lines of an article on the front page are cut on purpose; pressing them opens the whole article.
    if (!text.nodeValue?.trim() || parent.closest('.unseen, .skip, .beginning, select')) continue;
    const range = window.document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      seen += 1;
      let where = box.left < -slack || box.right > innerWidth + slack ? 'the window' : '';
      for (
        let around = /** @type {Element | null} */ (parent);
        around && around !== frame && !where;
        around = around.parentElement
      ) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const room = around.getBoundingClientRect();
        const beside = box.left < room.left - slack || box.right > room.right + slack;
        const below = box.top < room.top - slack || box.bottom > room.bottom + slack;
        const within = around.matches('button, input');
        if (
          (beside && (overflowX !== 'visible' || within)) ||
          (below && (overflowY === 'hidden' || overflowY === 'clip' || within))
        )
          where = `${around.localName}.${around.className}`;
      }
      if (where) cut.push(`“${text.nodeValue.slice(0, 20)}” by ${where}`);
    }
  }
  // Text that ends in an ellipsis has a box that ends there too, so the loop above does not find it.
  for (const node of frame.querySelectorAll('*')) {
    const { overflowX, overflowY } = getComputedStyle(node);
    if (node.closest('.unseen, .skip, .beginning, input, select') || !node.getClientRects().length) continue;
    const beyond =
      (overflowX === 'hidden' && node.scrollWidth > node.clientWidth + slack) ||
      (overflowY === 'hidden' && node.scrollHeight > node.clientHeight + slack);
    if (beyond) cut.push(`“${node.textContent?.slice(0, 20)}” by its own ${node.localName}.${node.className}`);
  }
  const field = /** @type {HTMLInputElement} */ (frame.querySelector('.search input'));
  const wide = [...frame.querySelectorAll('*')].filter(
    (node) =>
      node.getBoundingClientRect().width > 1 &&
      node.scrollWidth > node.clientWidth + slack &&
      getComputedStyle(node).overflowX === 'auto',
  );
  return {
    seen,
    cut,
    scroll: window.document.documentElement.scrollWidth,
    width: innerWidth,
    sideways: wide.map(({ className }) => className),
    letters: getComputedStyle(field).letterSpacing,
  };
}

/**
 * Asserts that a page passes at each zoom.
 * @param {import('./page.mjs').Page} page
 */
export async function holdsZoomedAndSpaced(page) {
  await page.until('the rest of the reader', () => document.querySelector('.foot kbd'));
  await page.run((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const root = /** @type {ShadowRoot} */ (document.querySelector('.frame')?.getRootNode());
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }, SPACING);
  for (const [zoom, [width = 0, height = 0]] of Object.entries(ZOOMED)) {
    await page.browser.viewport(width, height);
    const { seen, cut, scroll, width: inner, sideways, letters } = await page.run(look);
    assert.equal(inner, width, 'the window has the width that was set');
    assert.equal(letters, '1.92px', 'the text spacing applies');
    assert.ok(seen > 20, `${zoom}: expected more than 20 lines of text, found ${seen}`);
    assert.deepEqual(cut, [], `${zoom}: text is cut off`);
    assert.deepEqual(sideways, [], `${zoom}: parts scroll sideways`);
    assert.ok(scroll <= width, `${zoom}: the page is ${scroll} px wide`);
  }
}
