/** The editor's desk: checking and marking a proof by hand, downloading its bulletin, and storing its draft. */
import assert from 'node:assert/strict';
import { brought, drop, paste } from './lib/bring.mjs';
import { hostPage, served } from './lib/host.mjs';
import { AT, Key } from './lib/page.mjs';
import { longer } from './lib/text.mjs';

/** @typedef {import('./lib/page.mjs').Page} Page */
/** @typedef {import('../../www/kanbao.js').PlainIssue} PlainIssue */

const NAME = '二月.txt';
const ROW = `${AT.desk} .row[aria-selected=true]`;
const WHAT = `${AT.desk} .about-what`;

/**
 * Drops a text on the page and opens the desk for it.
 * @param {Page} page
 * @param {string} text
 */
async function sitDown(page, text) {
  await page.front();
  await drop(page, NAME, text);
  await brought(page, NAME);
  await page.click(AT.proof);
  await page.there(ROW);
}

/** Presses the download button and returns the file that it offers. @param {Page} page @returns {Promise<{name: string, text: string}>} */
async function download(page) {
  await page.run(() => {
    const it = /** @type {any} */ (window);
    it.made ??= URL.createObjectURL;
    URL.createObjectURL = (/** @type {Blob} */ blob) => {
      it.blob = blob;
      return it.made.call(URL, blob);
    };
    // The test's browser must not save a file.
    addEventListener(
      'click',
      (event) => {
        const link = event.composedPath()[0];
        if (!(link instanceof HTMLAnchorElement) || !link.download) return;
        event.preventDefault();
        it.saved = link.download;
      },
      { once: true },
    );
  });
  await page.click(`${AT.desk} .take`);
  return page.runAsync(async () => {
    const { blob, saved } = /** @type {any} */ (window);
    return { name: saved, text: await blob.text() };
  });
}

/** @param {Page} page @returns {Promise<PlainIssue>} */
const taken = async (page) => JSON.parse((await download(page)).text);
/** @param {Page} page @returns {Promise<string[]>} */
const titles = async (page) => (await taken(page)).articles.map(({ headline }) => headline);

/** Chooses the line that begins with `text`. @param {Page} page @param {string} text */
async function choose(page, text) {
  await page.run((begins) => {
    const row = [...document.querySelectorAll('.desk .row')].find((node) =>
      node.querySelector('.said')?.textContent?.startsWith(begins),
    );
    /** @type {HTMLElement} */ (row).click();
  }, text);
  await page.until(
    `the line ${text}`,
    (s, begins) => document.querySelector(`${s} .said`)?.textContent?.startsWith(begins),
    ROW,
    text,
  );
}

/** Returns whether the browser would ask before leaving the page. @param {Page} page */
const asks = (page) =>
  page.run(() => {
    const event = new Event('beforeunload', { cancelable: true });
    dispatchEvent(event);
    return event.defaultPrevented;
  });

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'it is fetched when opened, and its bulletin is the parser’s until something is changed (real)'({
    open,
    site,
  }) {
    const page = await open();
    await page.front();
    await drop(page, NAME, site.text);
    await brought(page, NAME);
    const fetched = () => page.line.served.filter(({ path }) => /\/desk\.(js|css)$/.test(path)).length;
    assert.equal(fetched(), 0);
    await page.click(AT.proof);
    await page.there(ROW);
    assert.equal(fetched(), 2);
    assert.match(await page.focus(), /^ol\.lines/);
    const { name, text } = await download(page);
    assert.equal(name, '二月.json');
    // What publishing adds: the lexicon, the version of the format, identifiers.
    const { lexicon: _, format: __, ...published } = /** @type {any} */ (site.issue);
    const articles = published.articles.map((/** @type {any} */ { id: ___, ...article }) => article);
    assert.deepEqual(JSON.parse(text), { ...published, articles });
    // The downloaded bulletin can be opened like any other.
    await page.click(`${AT.desk} .desk-bar .close`);
    await page.gone(AT.desk);
    await drop(page, name, text);
    await brought(page, name);
    assert.deepEqual(
      await page.texts(`${AT.front} .items h2`),
      site.issue.articles.map(({ headline }) => headline),
    );
    assert.equal(await page.count(AT.proof), 0, 'a prepared bulletin has no source');
  },

  async 'keys step through repairs and doubts, accept them and undo them, on both sides'({ open, site }) {
    const page = await open();
    await sitDown(page, site.text);
    await page.press('n');
    await page.says(WHAT, '接合断开的段落 · 第 15 行 · 待核');
    assert.match(await page.text(`${AT.desk} .place`), /^1\/17$/);
    await page.press('n', 'p', 'a');
    await page.says(WHAT, '第 19 行');
    await page.says(`${AT.desk} .draft`, '还有 16 处待核');
    const pieces = () => page.texts(`${AT.desk} .piece.here .said`);
    assert.match((await pieces())[0] ?? '', /可是一个月过去.*坐了四十一个/);
    await page.press('x');
    await page.says(WHAT, '已撤销');
    assert.match((await pieces())[0] ?? '', /可是一$/);
    assert.equal(await page.count(`${AT.desk} .left .flag.undone`), 3, 'a flag at each line of the repair');
    assert.equal(await page.count(`${AT.desk} .right .flag.undone`), 3);
    const torn = await taken(page);
    assert.ok(torn.articles[0]?.paragraphs.includes('四十一个。'));
    assert.equal(torn.rejoined_paragraphs, (site.issue.rejoined_paragraphs ?? 0) - 1);
    await page.press('x');
    await page.says(WHAT, '待核');
    // From the first place to the last and around to the start; each is in view on both sides.
    for (let step = 0; step < 17; step += 1) {
      await page.press('n');
      const unseen = await page.run(() =>
        ['.left .row[aria-selected=true]', '.right .piece.here'].filter((s) => {
          const node = document.querySelector(`.desk ${s}`);
          if (!node) return true;
          const pane = /** @type {Element} */ (node.closest('.pane')).getBoundingClientRect();
          const { top, bottom } = node.getBoundingClientRect();
          return bottom < pane.top || top > pane.bottom;
        }),
      );
      assert.deepEqual(unseen, [], await page.text(WHAT));
    }
    await page.says(WHAT, '第 19 行');
  },

  async 'lines can be marked, articles split, merged and moved, and text corrected; all of it can be undone and redone'({
    open,
    site,
  }) {
    const page = await open();
    await sitDown(page, site.text);
    const before = site.issue.articles.map(({ headline }) => headline);
    const [one = '', two = '', three = ''] = before;
    await choose(page, '书屋的桌子');
    await page.press('1');
    await page.says(`${ROW} .is`, '标题');
    const split = await titles(page);
    assert.deepEqual(split.slice(0, 4), [
      one,
      two,
      '书屋的桌子是用仓板改的，缝里偶尔还能抖出几粒稻谷。管理员鲁小麦把它们收在一只玻璃瓶里，放在借书台上，旁边写着一行字：本仓最后的存粮。',
      three,
    ]);
    await choose(page, '书屋的桌子');
    await page.press('m');
    await page.says(`${ROW} .is`, '小标题');
    const merged = await taken(page);
    assert.deepEqual([merged.articles.length, merged.articles[1]?.subheadings], [before.length, [1]]);
    await choose(page, '住在河东新村');
    await page.press('s');
    assert.equal((await titles(page)).length, before.length + 1);
    await choose(page, one);
    await page.driver.actions().keyDown(Key.ALT).sendKeys(Key.ARROW_DOWN).keyUp(Key.ALT).perform();
    assert.deepEqual((await titles(page)).slice(0, 2), [two, one]);
    await choose(page, '——末班渡船');
    await page.press('d', 'u');
    await page.press('e');
    await page.there(`${AT.desk} .editing:not([hidden])`);
    await page.press('1n', Key.ESCAPE);
    await page.gone(`${AT.desk} .editing:not([hidden])`);
    await page.there(AT.desk);
    await page.press('e');
    await page.run((s) => {
      document.querySelector(s).value = '——末班渡船上的一夜';
    }, `${AT.desk} .editing textarea`);
    await page.press(Key.ENTER);
    await page.there(`${AT.desk} .row ins`);
    assert.equal((await taken(page)).articles[1]?.subtitle, '——末班渡船上的一夜');
    const last = await download(page);
    const command = (/** @type {string} */ key) =>
      page.driver.actions().keyDown(Key.CONTROL).sendKeys(key).keyUp(Key.CONTROL).perform();
    for (let step = 0; step < 7; step += 1) await command('z');
    await page.there(`${AT.desk} .undo:disabled`);
    assert.deepEqual(await titles(page), before);
    for (let step = 0; step < 7; step += 1) await command('y');
    await page.there(`${AT.desk} .redo:disabled`);
    assert.equal((await download(page)).text, last.text);
    await page.click(`${AT.desk} .undo`);
    await page.click(`${AT.desk} .article-made:nth-child(2) .up`);
    assert.match(await page.focus(), /button\.act\.down/, 'the focus stays at the article, which cannot go up further');
    assert.deepEqual((await titles(page)).slice(0, 2), [one, two]);
  },

  async 'the reader shows the corrected bulletin, and the desk opens again as it was left'({ open, site }) {
    const page = await open();
    await sitDown(page, site.text);
    await choose(page, '记者在菜场蹲了');
    await page.press('1', 'r');
    await page.gone(AT.desk);
    await page.says(`${AT.notices} .notice`, '10 篇');
    const corrected = await page.texts(`${AT.front} .items h2`);
    assert.equal(corrected.length, site.issue.articles.length + 1);
    assert.match(corrected[3] ?? '', /^记者在菜场蹲了/);
    await page.type('标题:蹲了');
    await page.answered('标题:蹲了');
    assert.deepEqual(await page.found(), [3]);
    await page.click(AT.proof);
    await page.says(`${ROW} .is`, '标题');
    await page.press('7', 'r');
    await page.says(`${AT.notices} .notice`, '10 篇');
    await page.click(AT.proof);
    await page.there(ROW);
    await page.driver.actions().keyDown(Key.CONTROL).sendKeys('z', 'z').keyUp(Key.CONTROL).perform();
    await page.press('r');
    await page.says(`${AT.notices} .notice`, '9 篇');
    assert.deepEqual(
      await page.texts(`${AT.front} .items h2`),
      site.issue.articles.map(({ headline }) => headline),
    );
  },

  async 'leaving with changes not downloaded asks first, and the draft is there when the same text is opened again'({
    open,
    site,
  }) {
    const page = await open();
    await sitDown(page, site.text);
    assert.equal(await asks(page), false);
    await choose(page, '书屋的桌子');
    await page.press('1');
    await page.says(`${ROW} .is`, '标题');
    assert.equal(await asks(page), true);
    const changed = await download(page);
    assert.equal(await asks(page), false);
    await page.press('7');
    await page.press('1');
    assert.equal(await asks(page), true);
    await page.go();
    await page.front();
    await paste(page, site.text);
    await brought(page, '粘贴的文字');
    await page.click(AT.proof);
    await page.says(`${AT.desk} .draft`, /继续上次的草稿（已修改 \d 步）/);
    assert.equal((await download(page)).text, changed.text);
    await page.click(`${AT.desk} .draft button`);
    assert.deepEqual(
      await titles(page),
      site.issue.articles.map(({ headline }) => headline),
    );
    await page.press(Key.ESCAPE);
    await page.gone(AT.desk);
    assert.match(await page.focus(), /button\.link\.proof/, 'the focus is back on the button');
    await page.go();
    await sitDown(page, site.text);
    await page.says(`${AT.desk} .draft`, '草稿已保存在本机');
  },

  async 'without permission nothing is stored, but the desk opens again as it was left'({ open, site }) {
    const page = await open({
      rules: [served(hostPage('<kanbao-reader src="./sample/issue.json" shortcuts="page"></kanbao-reader>'))],
    });
    await page.whole();
    await page.reader((node, text) => node.open(text, { name: '二月.txt' }), site.text);
    await page.click(AT.proof);
    await page.says(`${AT.desk} .draft`, '此处不保存草稿');
    await choose(page, '书屋的桌子');
    await page.press('1');
    await page.says(`${ROW} .is`, '标题');
    assert.equal(await page.run(() => localStorage.length), 0);
    await page.press(Key.ESCAPE);
    await page.gone(AT.desk);
    assert.equal(await asks(page), true);
    await page.click(AT.proof);
    await page.says(`${ROW} .is`, '标题');
    // An element that was removed does not ask any more.
    await page.run(() => window.document.querySelector('kanbao-reader')?.remove());
    await page.until('the reader to end', () => {
      const event = new Event('beforeunload', { cancelable: true });
      dispatchEvent(event);
      return !event.defaultPrevented;
    });
  },

  async 'in a narrow window it shows one side at a time, and works by touch'({ open, site, browser }) {
    await browser.viewport(360, 780);
    try {
      const page = await open();
      await sitDown(page, site.text);
      const shown = () =>
        page.run(() =>
          ['.left', '.right'].map(
            (s) => /** @type {HTMLElement} */ (document.querySelector(`.desk ${s}`)).offsetParent !== null,
          ),
        );
      assert.deepEqual(await shown(), [true, false]);
      assert.ok(
        (await page.run(() => /** @type {HTMLElement} */ (document.querySelector('.desk')).scrollWidth)) <= 360,
      );
      await page.click(`${AT.desk} .turn-note.after`);
      await page.says(WHAT, '第 15 行');
      await page.click(`${AT.desk} .side[data-side=articles]`);
      assert.deepEqual(await shown(), [false, true]);
      await page.press('n', 'p');
      await page.says(WHAT, '第 15 行');
      await page.click(`${AT.desk} .reject`);
      await page.says(`${AT.desk} .piece.here .said`, /睡醒的星$/);
      await page.click(`${AT.desk} .accept`);
      await page.says(WHAT, '第 19 行');
      await page.click(`${AT.desk} .right .piece.k-headline`);
      await page.says(`${AT.desk} .mark[aria-pressed=true]`, '标题');
      await page.click(`${AT.desk} .side[data-side=source]`);
      await page.says(`${ROW} .said`, '渡口不急着老去');
    } finally {
      await browser.viewport(1200, 900);
    }
  },

  async 'a list shows its keys, and its texts are translated'({ open, site }) {
    for (const [lang, title, key] of [
      ['en', 'Proof', 'Keys'],
      ['zh-Hant', '校樣', '快速鍵'],
    ]) {
      const page = await open({ path: `?lang=${lang}` });
      await page.front();
      await drop(page, NAME, site.text);
      await page.says(AT.notices, NAME);
      await page.click(AT.proof);
      await page.says(`${AT.desk} h2`, title);
      await page.there(ROW);
      await page.press('?');
      await page.says('dialog.keys[open] h2', key);
      await page.press('n', '1');
      await page.press(Key.ESCAPE);
      await page.gone('dialog.keys[open]');
      await page.there(AT.desk);
      assert.equal(
        await page.count(`${AT.desk} .undo:disabled`),
        1,
        'keys have no effect on the desk while the list is open',
      );
    }
  },

  async 'of a long text the visible part is drawn first, and a change redraws only what it affects'({ open, site }) {
    const page = await open();
    await page.front();
    await drop(page, NAME, longer(site.text, 8));
    await brought(page, NAME);
    const [at, all] = await page.runAsync(
      async (proof, row) => {
        /** @type {HTMLElement} */ (document.querySelector(proof)).click();
        while (!document.querySelector(row)) await new Promise((resolve) => setTimeout(resolve));
        return [
          document.querySelectorAll('.desk .row .said').length,
          document.querySelectorAll('.desk .lines > li').length,
        ];
      },
      AT.proof,
      ROW,
    );
    assert.ok(all > 500 && at > 20 && at < all, `${at} of ${all} lines are drawn when the first are visible`);
    await page.until(
      'all lines and articles',
      (lines) =>
        document.querySelectorAll('.desk .row .said').length === lines &&
        [...document.querySelectorAll('.desk .article-made')].every((node) => node.querySelector('.piece')),
      all,
    );
    const laidOut = (/** @type {string} */ s) =>
      page.run(
        (at) =>
          [...document.querySelectorAll(at)].filter((node) =>
            /** @type {any} */ (node).checkVisibility({ contentVisibilityAuto: true }),
          ).length,
        s,
      );
    assert.ok((await laidOut('.desk .row .said')) < 80);
    assert.ok((await laidOut('.desk .piece')) < 80);

    /** Returns the distances of the current line and of its piece from the tops of their panes; NaN if out of view. */
    const tops = () =>
      page.run(
        (row) =>
          [document.querySelector(row), document.querySelector('.desk .piece.here')].map((node) => {
            const pane = /** @type {Element} */ (
              /** @type {Element} */ (node).closest('.pane')
            ).getBoundingClientRect();
            const { top, bottom } = /** @type {Element} */ (node).getBoundingClientRect();
            return bottom > pane.top && top < pane.bottom ? top - pane.top : NaN;
          }),
        ROW,
      );
    const inStep = async () => {
      for (let tries = 0; ; tries += 1) {
        const [source = NaN, made = NaN] = await tops();
        if (Math.abs(source - made) < 3) return;
        assert.ok(tries < 40, `the line is at ${source} px, its piece at ${made} px`);
        await page.rest(50);
      }
    };
    await choose(page, '书屋的桌子');
    await page.run(() =>
      /** @type {HTMLElement | undefined} */ (
        [...document.querySelectorAll('.desk .lines > .k-paragraph')].slice(-9)[0]
      )?.click(),
    );
    await inStep();
    // When the user scrolls one side, the other follows.
    await page.run(() => {
      const pane = /** @type {Element} */ (document.querySelector('.desk .left'));
      const line = /** @type {HTMLElement} */ ([...document.querySelectorAll('.desk .lines > .k-paragraph')][200]);
      line.click();
      pane.dispatchEvent(new WheelEvent('wheel'));
      pane.scrollTop += line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    });
    await inStep();
    await page.press(Key.END);
    await page.until(
      'the last line',
      (row) => document.querySelector(row) === document.querySelector('.desk .lines')?.lastElementChild,
      ROW,
    );

    await page.press(Key.HOME);
    await choose(page, '书屋的桌子');
    const made = () =>
      page.run(() => {
        const parts = [...document.querySelectorAll('.desk :is(.row, .piece) > .said')];
        const fresh = parts.filter((node) => !(/** @type {any} */ (node).seen)).length;
        for (const node of parts) /** @type {any} */ (node).seen = true;
        return fresh;
      });
    await made();
    const count = await page.count('.desk .article-made .act.merge');
    await page.press('1');
    await page.says(`${ROW} .is`, '标题');
    await page.until(
      'one more article',
      (n) => document.querySelectorAll('.desk .article-made .act.merge').length === n,
      count + 1,
    );
    await page.until(
      'the last article’s number',
      (n) => [...document.querySelectorAll('.desk .article-made .which')].pop()?.textContent?.includes(n),
      String(count + 1),
    );
    assert.ok((await made()) < 40, 'what did not change is not drawn again');
    await page.click(`${AT.desk} .undo`);
    await page.until(
      'one article fewer',
      (n) => document.querySelectorAll('.desk .article-made .act.merge').length === n,
      count,
    );
    assert.ok((await made()) < 40);
    await page.click(`${AT.desk} .article-made:nth-child(3) .merge`);
    assert.match(
      await page.focus(),
      /button\.act\.merge/,
      'the focus goes to the article that the other was merged into',
    );
  },

  async 'markup in a text stays text'({ open }) {
    const page = await open();
    const evil = '<img src=x onerror="window.taken=1">';
    await sitDown(
      page,
      `${evil}标题\n\n张三\n\n“${evil}</li></ol><script>window.taken=1</script>，他说了很多很多的话，说了整整一个下午。\n\n正文里还有 ${evil} 一段，不长也不短，刚好够一段话的样子。\n`,
    );
    await choose(page, evil);
    await page.press('1');
    await page.press('e');
    await page.run(
      (s, text) => {
        document.querySelector(s).value = text;
      },
      `${AT.desk} .editing textarea`,
      `改成 ${evil}`,
    );
    await page.press(Key.ENTER);
    await page.there(`${AT.desk} .row ins`);
    assert.ok((await taken(page)).articles.some(({ headline }) => headline === `改成 ${evil}`));
    assert.deepEqual(
      await page.run(() => [
        document.querySelectorAll('.desk img, .desk script').length,
        /** @type {any} */ (window).taken,
      ]),
      [0, null],
    );
  },

  async 'if the desk cannot be fetched, the reader says so'({ open, site, expect }) {
    expect(/503|desk\.js|Failed to|error loading|Importing/i);
    const page = await open({ rules: [{ path: /desk\.js$/, status: 503 }] });
    await page.front();
    await drop(page, NAME, site.text);
    await brought(page, NAME);
    await page.click(AT.proof);
    await page.says(`${AT.notices} [role=alert]`, '校样加载失败');
    assert.equal(await page.count(AT.desk), 0);
  },
};
