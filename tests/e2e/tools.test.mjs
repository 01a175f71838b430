/** The tools for an article: print, copy, share and read aloud. */
import assert from 'node:assert/strict';
import { idOf } from './lib/text.mjs';
import { hostPage, served } from './lib/host.mjs';
import { AT, Key } from './lib/page.mjs';
import { VOICE } from './lib/voice.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */

const TOOLS = `${AT.article} .tools`;
const LISTEN = `${TOOLS} .listen:not([hidden])`;
const SPEAKING = `${AT.article} .speaking`;
/** Returns the rules that serve a reader on a host page. @param {string} [more] further attributes */
const reader = (more = '') => [
  served(
    hostPage(
      `<p id="host">门户</p><textarea id="field"></textarea><kanbao-reader src="./sample/issue.json" article="1" ${more}></kanbao-reader>`,
    ),
  ),
];

/** Script that records each copy after all other listeners have run: the replacement text, or null if there is none. */
const NOTE = `window.copies = []; addEventListener('copy', (event) => {
  copies.push(event.defaultPrevented ? event.clipboardData.getData('text/plain') : null);
});`;

/**
 * Selects paragraphs of the article and copies them by key.
 * @param {Page} page
 * @param {number} first
 * @param {number} last
 * @param {number} [most] maximum number of characters of the last one; default: all
 * @returns {Promise<string | null>} the text that replaces the selected text; null if nothing does
 */
async function copy(page, first, last, most) {
  await page.run(
    (s, from, to, count) => {
      const all = document.querySelectorAll(`${s} .text > *`);
      const [end, at] =
        count === null
          ? [all[to], all[to].childNodes.length]
          : [all[to].firstChild, Math.min(count, all[to].firstChild?.textContent?.length ?? 0)];
      getSelection()?.setBaseAndExtent(all[from], 0, /** @type {Node} */ (end), at);
    },
    AT.article,
    first,
    last,
    most ?? null,
  );
  return copied(page);
}

/** Presses the keys for copying, and returns what was recorded. @param {Page} page */
async function copied(page) {
  const before = await page.run(() => /** @type {any} */ (window).copies.length);
  await page.driver.actions().keyDown(Key.CONTROL).sendKeys('c').keyUp(Key.CONTROL).perform();
  await page.until('the copy', (n) => /** @type {any} */ (window).copies.length > n, before);
  return page.run(() => /** @type {any} */ (window).copies.at(-1));
}

/** Returns the texts spoken so far. @param {Page} page @returns {Promise<string[]>} */
const said = (page) =>
  page.run(() => /** @type {any} */ (window).voice.said.map((/** @type {any} */ { text }) => text));

/** Returns the text marked as being read: the sentence with a highlight, or the paragraph with a class. @param {Page} page @returns {Promise<string>} */
const marked = (page) =>
  page.run((s) => {
    const highlight = /** @type {any} */ (CSS).highlights?.get('kanbao-aloud');
    return highlight
      ? [...highlight].map(String).join('|')
      : (document.querySelector(`${s} .aloud`)?.textContent ?? '');
  }, AT.article);

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'copying more than a sentence adds the source; shorter text is copied as it is'({ open, site }) {
    const {
      paper,
      date,
      articles: [article],
    } = /** @type {any} */ (site.issue);
    const page = await open({ path: '?q=%E6%B8%A1&a=1', before: NOTE });
    await page.there(TOOLS);
    assert.equal(await copy(page, 0, 0, 10), null);
    const text = (await copy(page, 1, 2)) ?? '';
    const lines = text.trimEnd().split('\n').filter(Boolean);
    assert.deepEqual(lines.slice(0, -1), article.paragraphs.slice(1, 3));
    const source = lines.at(-1) ?? '';
    assert.ok(source.startsWith(`来源：${[article.headline, paper, date].filter(Boolean).join('，')}，`), source);
    assert.equal(source.split('，').at(-1), new URL(`?a=${idOf(site.issue, 0)}`, page.line.url).href);
  },

  async 'text copied outside the article, or with copy="plain", is not changed'({ open }) {
    const page = await open({ before: NOTE, rules: reader() });
    await page.there(TOOLS);
    assert.match((await copy(page, 1, 2)) ?? '', /来源/);
    await page.reader((element) => element.setAttribute('copy', 'plain'));
    assert.equal(await copy(page, 1, 2), null, 'copy="plain"');
    await page.reader((element) => {
      element.copy = '转载请注明《{headline}》';
    });
    assert.match((await copy(page, 1, 2)) ?? '', /\n\n转载请注明《[^{}]+》\n$/, 'the line that the page sets');
    await page.reader((element) => element.removeAttribute('copy'));
    await page.run(() => {
      const field = /** @type {HTMLTextAreaElement} */ (window.document.querySelector('#field'));
      field.value = '水'.repeat(60);
      field.select();
      field.focus();
    });
    assert.equal(await copied(page), null, 'a field of the page');
    await page.type('水'.repeat(50));
    await page.reader((element) => element.showArticle('1'));
    await page.there(AT.article);
    await page.run((s) => {
      const field = document.querySelector(s);
      field.value = '水'.repeat(50);
      field.focus();
      field.select();
    }, AT.input);
    assert.equal(await copied(page), null, 'the search field');
  },

  async 'an article is shared through the device, by headline and address'({ open, site }) {
    const share = "Object.defineProperty(navigator, 'share', { value: async (what) => { window.shared = what; } });";
    const page = await open({ path: '?q=%E6%B8%A1&a=1', before: share });
    await page.click(`${TOOLS} .share`);
    const shared = await page.until('it to be shared', () => /** @type {any} */ (window).shared);
    assert.deepEqual(shared, {
      title: /** @type {any} */ (site.issue.articles[0]).headline,
      url: new URL(`?a=${idOf(site.issue, 0)}`, page.line.url).href,
    });
  },

  async 'without a share function, headline and address are copied'({ open, site }) {
    const none =
      "Object.defineProperty(navigator, 'share', { value: undefined });" +
      "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { if (window.refuse) throw new Error('no'); window.copied = text; } } });";
    const page = await open({ path: '?a=1', before: none });
    await page.click(`${TOOLS} .share`);
    await page.says(TOOLS, '已复制');
    await page.says(AT.live, '已复制');
    assert.equal(
      await page.run(() => /** @type {any} */ (window).copied),
      `${/** @type {any} */ (site.issue.articles[0]).headline}\n${new URL(`?a=${idOf(site.issue, 0)}`, page.line.url).href}`,
    );
    await page.click(`${AT.article} .turn .next`);
    await page.says(TOOLS, '分享');
    await page.run(() => {
      /** @type {any} */ (window).refuse = true;
    });
    await page.click(`${TOOLS} .share`);
    await page.says(TOOLS, '分享失败');
  },

  async 'an article is read aloud sentence by sentence, each marked, with pause, speed and stop'({ open, site }) {
    const [article] = /** @type {any} */ (site.issue).articles;
    const page = await open({ path: '?a=1', before: VOICE });
    await page.click(LISTEN);
    await page.there(SPEAKING);
    assert.match(await page.focus(), /^button/);
    for (let i = 0; i < 4; i += 1) {
      const [now = ''] = (await said(page)).slice(-1);
      assert.ok((await marked(page)).includes(now), now);
      await page.run(() => /** @type {any} */ (window).voice.end());
    }
    const texts = await said(page);
    assert.equal(texts.length, 5);
    const whole = [article.kicker, article.headline, article.subtitle, ...article.paragraphs]
      .filter(Boolean)
      .join('')
      .replace(/\s/g, '');
    assert.ok(whole.startsWith(texts.join('').replace(/\s/g, '')), texts.join('|'));
    await page.click(`${SPEAKING} button`);
    await page.says(SPEAKING, '继续');
    assert.equal(await page.run(() => /** @type {any} */ (window).voice.current), null);
    await page.click(`${SPEAKING} button`);
    await page.says(SPEAKING, '暂停');
    assert.deepEqual((await said(page)).slice(-1), texts.slice(-1), 'the sentence starts again after a pause');
    await page.click(`${SPEAKING} option[value="1.5"]`);
    await page.until('the other speed', () => /** @type {any} */ (window).voice.said.at(-1).rate === 1.5);
    await page.click(`${SPEAKING} button + button`);
    await page.gone(SPEAKING);
    assert.deepEqual([await marked(page), await page.run(() => /** @type {any} */ (window).voice.current)], ['', null]);
    assert.match(await page.focus(), /listen/, 'the focus returns to the button that started it');
  },

  async 'reading aloud stops with the article and with the reader, and leaves no marks'({ open }) {
    const page = await open({ before: VOICE, rules: reader() });
    const silent = () =>
      page.until(
        'silence',
        () => /** @type {any} */ (window).voice.current === null && !(/** @type {any} */ (CSS).highlights?.size),
      );
    await page.click(LISTEN);
    await page.there(SPEAKING);
    await page.reader((element) => element.showArticle('2'));
    await silent();
    await page.gone(SPEAKING);
    await page.click(LISTEN);
    await page.there(SPEAKING);
    await page.click(`${AT.article} .back`);
    await page.front();
    await silent();
    await page.reader((element) => element.showArticle('1'));
    await page.click(LISTEN);
    await page.there(SPEAKING);
    await page.reader((element) => element.remove());
    await silent();
    assert.equal(await page.run(() => /** @type {any} */ (window).voice.listeners()), 0);
  },

  async 'marking a query does not end reading aloud, and the sentence stays marked'({ open }) {
    const page = await open({ before: VOICE, path: '?a=1' });
    await page.click(LISTEN);
    await page.there(SPEAKING);
    await page.run(() => {
      for (let i = 0; i < 3; i += 1) /** @type {any} */ (window).voice.end();
    });
    const sentence = await marked(page);
    await page.run(() => {
      history.pushState({}, '', '?q=%E6%B8%A1&a=1');
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    });
    await page.there(`${AT.article} mark`);
    await page.there(SPEAKING);
    assert.equal(await marked(page), sentence);
    await page.click(`${SPEAKING} button + button`);
    await page.gone(SPEAKING);
  },

  async 'without the Highlight API the paragraph being read is marked'({ open, site }) {
    const [article] = /** @type {any} */ (site.issue).articles;
    const page = await open({ path: '?a=1', before: `${VOICE} delete window.Highlight;` });
    await page.click(LISTEN);
    await page.there(SPEAKING);
    await page.until(
      'the first paragraph',
      (first) => {
        const { voice } = /** @type {any} */ (window);
        if (!first.startsWith(voice.current.text)) voice.end();
        return first.startsWith(voice.current.text);
      },
      article.paragraphs[0],
    );
    assert.deepEqual(await page.texts(`${AT.article} .aloud`), [article.paragraphs[0]]);
    await page.click(`${SPEAKING} button + button`);
    await page.gone(`${AT.article} .aloud`);
  },

  async 'without a local Chinese voice there is no button; it appears when such a voice arrives'({ open }) {
    const page = await open({
      path: '?a=1',
      before: `${VOICE} voice.voices = [{ lang: 'en-GB', localService: true }, { lang: 'zh-CN', localService: false }];`,
    });
    await page.there(`${TOOLS} .share`);
    assert.equal(await page.count(LISTEN), 0);
    await page.run(() => {
      const { voice } = /** @type {any} */ (window);
      voice.voices = [{ lang: 'zh-CN', localService: true }];
      voice.dispatchEvent(new Event('voiceschanged'));
    });
    await page.there(LISTEN);
  },

  async 'print() prints the article with its source, and nothing of the page around it'({ open, site }) {
    const {
      articles: [article],
    } = /** @type {any} */ (site.issue);
    // The reader prints a copy in a frame, whose window would open the print dialog.
    const print = `{
      const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
      Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { get() {
        const view = get.call(this);
        if (view) view.print = () => { window.printed = Array.from(view.document.body.firstChild.shadowRoot.querySelectorAll('.view:not([hidden]), .source'), ({ textContent }) => textContent); };
        return view;
      } });
    }`;
    const page = await open({ before: print, rules: reader('theme="dark"') });
    await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
    // If called early, print() waits for the parts of the reader that load later.
    await page.reader((element) => element.print());
    const [view = '', source = ''] = await page.until('it to be printed', () => /** @type {any} */ (window).printed);
    assert.ok(view.includes(article.headline));
    assert.match(source, /^来源：.*http/);
    assert.ok(!view.includes('门户'));
  },

  async 'printed pages have no controls and no colours'({ open, browser }) {
    const page = await open({ before: VOICE, rules: reader('theme="dark" layout="page"') });
    await page.click(LISTEN);
    await page.there(SPEAKING);
    const seen = () =>
      page.run(
        (at, speaking) => {
          const shown = (/** @type {string} */ s) => (document.querySelector(s)?.getClientRects().length ?? 0) > 0;
          const { color, backgroundColor } = getComputedStyle(
            /** @type {Element} */ (document.querySelector(`${at.article} .text`)),
          );
          const ground = getComputedStyle(/** @type {Element} */ (document.querySelector('.frame'))).backgroundColor;
          return {
            controls: ['.bar', '.tools', speaking, '.turn', '.foot'].filter(shown),
            source: shown('.source'),
            color,
            backgroundColor,
            ground,
          };
        },
        AT,
        SPEAKING,
      );
    assert.equal((await seen()).source, false);
    assert.equal((await seen()).controls.length, 5);
    try {
      await browser.cdp('Emulation.setEmulatedMedia', { media: 'print' });
      assert.deepEqual(await seen(), {
        controls: [],
        source: true,
        color: 'rgb(0, 0, 0)',
        backgroundColor: 'rgba(0, 0, 0, 0)',
        ground: 'rgb(255, 255, 255)',
      });
    } finally {
      await browser.cdp('Emulation.setEmulatedMedia', { media: '' });
    }
  },
};
