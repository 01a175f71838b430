/** axe finds nothing wrong in any theme, size or language. */
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { openBrowser } from './lib/drivers.mjs';
import { hostPage, served } from './lib/host.mjs';
import { AT } from './lib/page.mjs';
import { STATES } from './lib/states.mjs';

/** States that together show all colours. states.test.mjs checks all states in the dark scheme in Chromium. */
const IN_WEBKIT = ['front', 'article', 'report'];

/** The themes, the usual one last. Other languages have the same colours. @param {string} lang */
const themesOf = (lang) => (lang === 'zh-CN' ? ['sepia', 'dark', 'light'] : ['light']);

/**
 * Checks what the page shows in each theme; axe looks at all of it once and, in the other themes, at the contrast.
 * @param {import('./lib/page.mjs').Page} page
 * @param {string} lang
 * @param {string} what for the message
 */
async function holdsInThemes(page, lang, what) {
  for (const theme of themesOf(lang)) {
    await page.reader((node, value) => {
      node.theme = value;
    }, theme);
    const options = theme === 'light' ? {} : { runOnly: ['color-contrast'] };
    assert.deepEqual(await violations(page, options), [], `${lang} ${what} ${theme}`);
  }
}

/** Checks the panel for type and colours, bookmarks, and the parts by themselves in each theme. @param {string} lang @returns {import('./lib/suite.mjs').Tests[string]} */
const inEachTheme = (lang) => async (test) => {
  for (const tag of ['reader', 'search', 'article']) {
    const element = `<kanbao-${tag} src="./sample/issue.json" lang="${lang}" query="${tag === 'reader' ? '' : '渡口'}" storage></kanbao-${tag}>`;
    const page = await test.open({
      rules: [served(hostPage(`<header>门户</header><main><h1>数字报</h1>${element}</main>`, { lang }))],
    });
    if (tag === 'reader') {
      await page.whole();
      await page.click('.bar .look');
      await page.there('.look-panel:not([hidden])');
    } else await page.there(tag === 'search' ? `${AT.hits} mark` : `${AT.article} mark`);
    await holdsInThemes(page, lang, tag);
    if (tag !== 'reader') continue;
    await page.reader((node) => node.showArticle('2'));
    await page.click(`${AT.article} .keep`);
    await holdsInThemes(page, lang, 'a bookmarked article');
    await page.reader((node) => {
      node.article = null;
    });
    await page.there('.view.front:not([hidden]) .kept');
    assert.deepEqual(await violations(page), [], `${lang} the list of bookmarks`);
  }
};

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a reader on a host page, in each theme and size'(test) {
    const reader = '<kanbao-reader src="./sample/issue.json"></kanbao-reader>';
    const page = await test.open({
      rules: [served(hostPage(`<header>门户</header><main><h1>数字报</h1>${reader}</main>`))],
    });
    await page.whole();
    for (const [theme, size] of [
      ['light', 'small'],
      ['dark', 'medium'],
      ['sepia', 'large'],
      ['light', 'elder'],
      ['dark', 'elder'],
    ]) {
      await page.reader(
        (node, ...values) => {
          [node.theme, node.size] = values;
        },
        theme,
        size,
      );
      assert.deepEqual(await violations(page), [], `${theme} ${size}`);
    }
    await page.reader((node) => node.search('渡口'));
    for (const theme of ['sepia', 'dark', 'light']) {
      await page.reader((node, value) => {
        node.theme = value;
      }, theme);
      assert.deepEqual(await violations(page), [], `results ${theme}`);
    }
  },

  'the panel for type and colours, bookmarks, and the parts by themselves, in each theme': inEachTheme('zh-CN'),
  'the same in traditional characters': inEachTheme('zh-TW'),
  'the same in English': inEachTheme('en'),

  async 'dark, in a browser that must know the scheme from the start'(test) {
    // This test uses a browser of its own.
    const browser = await openBrowser('webkit', { dark: true });
    try {
      const dark = test.with(browser);
      for (const state of IN_WEBKIT) {
        const page = await /** @type {typeof STATES[string]} */ (STATES[state])(dark);
        assert.equal(await page.run(() => matchMedia('(prefers-color-scheme: dark)').matches), true);
        assert.deepEqual(await violations(page, { runOnly: ['color-contrast'] }), [], state);
      }
    } finally {
      await browser.close();
    }
  },
};
