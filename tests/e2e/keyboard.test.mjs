/** Use by keyboard alone: the order of Tab, the shortcuts, where the focus goes and where it returns. */
import assert from 'node:assert/strict';
import { hostPage, served } from './lib/host.mjs';
import { AT, Key } from './lib/page.mjs';
import { commonCharacter } from './lib/text.mjs';

/** @param {import('./lib/page.mjs').Page} page */
const ctrlK = ({ driver }) => driver.actions().keyDown(Key.CONTROL).sendKeys('k').keyUp(Key.CONTROL).perform();

/** @param {import('./lib/page.mjs').Page} page @param {string} focus */
const focused = (page, focus) =>
  page.until(
    `the focus on ${focus}`,
    (f) => {
      const node = document.activeElement;
      return node && (node.matches(f) || f === 'body');
    },
    focus,
  );

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'Tab goes through the page in reading order'({ open, site }) {
    const page = await open();
    await page.whole();
    const order = [
      '.skip',
      'a.brand',
      AT.input,
      '.bar .look',
      AT.opener,
      '.masthead .elder',
      ...site.issue.articles.map((_, i) => `${AT.front} .items a[data-a="${i}"]`),
    ];
    for (const selector of order) {
      await page.press(Key.TAB);
      await focused(page, selector);
      assert.ok(
        await page.run(() => {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(
            /** @type {Element} */ (document.activeElement),
          );
          const around = document.activeElement?.closest('form');
          const ring = around && getComputedStyle(around);
          return (
            (outlineStyle !== 'none' && outlineWidth !== '0px') ||
            boxShadow !== 'none' ||
            (ring && ((ring.outlineStyle !== 'none' && ring.outlineWidth !== '0px') || ring.boxShadow !== 'none'))
          );
        }),
        `the focus on ${selector} is visible`,
      );
    }
  },

  async 'the first Tab offers to skip to the text'({ open }) {
    const page = await open();
    await page.whole();
    await page.press(Key.TAB);
    await focused(page, '.skip');
    assert.ok(
      await page.run(() => {
        const box = document.activeElement?.getBoundingClientRect();
        return box && box.top >= 0 && box.left >= 0 && box.width > 10;
      }),
      'the link is visible while it has the focus',
    );
    await page.press(Key.ENTER);
    await focused(page, '.content, .content h1');
    await page.press(Key.TAB);
    await focused(page, '.masthead .elder');
  },

  async 'keys alone lead from the shortcut to an article and back'({ open, site }) {
    const page = await open();
    await page.whole();
    const query = commonCharacter(site.issue);
    await page.press('/');
    await focused(page, AT.input);
    assert.equal(await page.value(), '', 'the shortcut’s key is not typed');
    await page.press(query);
    await page.answered(query);
    const found = await page.found();
    await page.press(Key.ARROW_DOWN);
    await focused(page, `a[data-a="${found[0]}"]`);
    await page.press(Key.ARROW_DOWN);
    await focused(page, `a[data-a="${found[1]}"]`);
    await page.press(Key.ARROW_UP, Key.ARROW_DOWN, Key.ENTER);
    await page.there(AT.article);
    await focused(page, `${AT.article} h1`);
    const first = await page.text(`${AT.article} h1`);
    const last = found[1] === site.issue.articles.length - 1;
    await page.press(last ? Key.ARROW_LEFT : Key.ARROW_RIGHT);
    await page.until(
      'the next or previous article',
      (s, before) => document.querySelector(s)?.textContent !== before,
      `${AT.article} h1`,
      first,
    );
    await page.press(last ? Key.ARROW_RIGHT : Key.ARROW_LEFT);
    await page.says(`${AT.article} h1`, first);
    await page.press(Key.ESCAPE);
    await page.there(AT.results);
    await focused(page, `a[data-a="${found[1]}"]`);
    await page.press(Key.ARROW_UP, Key.ARROW_UP);
    await focused(page, AT.input);
    await page.press(Key.ESCAPE);
    await page.whole();
    assert.equal(await page.value(), '');
  },

  async 'a panel holds the focus, and returns it when closed'({ open }) {
    const page = await open();
    await page.whole();
    await page.run((s) => document.querySelector(s).focus(), AT.opener);
    await page.press(Key.ENTER);
    await page.there(AT.openPanel);
    for (let i = 0; i < 6; i += 1) {
      await page.press(Key.TAB);
      assert.ok(
        await page.run((s) => {
          const node = document.activeElement;
          // In some browsers Tab passes through the document or the browser's own window.
          return node === document.body || node?.closest(s) !== null;
        }, AT.openPanel),
        'Tab stays in the panel',
      );
    }
    // A key pressed in the browser's own window does not reach the page.
    if (!(await page.run(() => document.hasFocus()))) await page.press(Key.TAB);
    await page.press(Key.ESCAPE);
    await page.gone('dialog[open]');
    await focused(page, AT.opener);
  },

  async 'the one-character shortcut can be switched off'({ open }) {
    const page = await open();
    await page.whole();
    await page.click('.foot summary');
    await page.click('.foot input[type=checkbox]');
    await page.run(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await page.press('/');
    assert.notEqual(await page.focus(), 'input');
    await page.driver.navigate().refresh();
    await page.whole();
    await page.press('/');
    assert.notEqual(await page.focus(), 'input', 'the shortcut stays off');
    await ctrlK(page);
    assert.equal(await page.focus(), 'input', 'the shortcut with two keys still works');
  },

  async 'Ctrl+K focuses the search field, unless a field of the host page has the focus'({ open }) {
    const page = await open({
      rules: [
        served(
          hostPage(
            '<textarea id="own"></textarea><kanbao-reader src="./sample/issue.json" shortcuts="page"></kanbao-reader>',
          ),
        ),
      ],
    });
    await page.whole();
    await page.run(() => window.document.getElementById('own')?.focus());
    await ctrlK(page);
    assert.equal(await page.run(() => window.document.activeElement?.id), 'own');
    await page.run(() => window.document.getElementById('own')?.blur());
    await ctrlK(page);
    assert.equal(await page.focus(), 'input');
  },
};
