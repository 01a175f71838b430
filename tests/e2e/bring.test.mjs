/** Opening a bulletin of one's own by dropping, choosing or pasting it; errors are reported with their place. */
import assert from 'node:assert/strict';
import { brought, choose, drop, gb18030, lexiconIsThere, paste, utf16 } from './lib/bring.mjs';
import { gate } from './lib/line.mjs';
import { AT, Key } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

/** @param {import('./lib/suite.mjs').Test['site']} site */
const headlines = ({ issue }) => issue.articles.map(({ headline }) => headline);

/** Returns a bulletin of `count` articles as JSON. @param {number} count */
const many = (count) =>
  JSON.stringify({
    paper: '试报',
    articles: Array.from({ length: count }, (_, i) => ({
      headline: `第${i + 1}则`,
      byline: [],
      paragraphs: [`渡口的第${i + 1}条船。`],
      captions: [],
    })),
  });

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a dropped text is parsed, shown and searched, and a button returns to the published bulletin (real)'({
    open,
    site,
  }) {
    const page = await open();
    await page.front();
    await drop(page, '二月.txt', site.text);
    await brought(page, '二月.txt');
    assert.deepEqual(await page.texts(`${AT.front} .items h2`), headlines(site));
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article);
    await page.until(
      'the address to name the file',
      () => new URLSearchParams(location.search).get('local') === '二月.txt',
    );
    await page.click(`${AT.notices} button:last-child`);
    await page.gone(`${AT.notices} .notice`);
    await page.front();
    assert.equal((await page.search(query))[0], article);
  },

  async 'a chosen file is read in each supported encoding'({ open, site }) {
    const page = await open();
    await page.front();
    const files = {
      GB18030: gb18030(site.text),
      'UTF-16LE': utf16(site.text, 'LE'),
      'UTF-16BE': utf16(site.text, 'BE'),
      'UTF-8': Buffer.from(`\ufeff${site.text}`),
    };
    for (const [encoding, content] of Object.entries(files)) {
      await choose(page, `${encoding}.txt`, content);
      await brought(page, `${encoding}.txt`);
      await page.says(AT.notices, `（${encoding}）`);
      assert.deepEqual(await page.texts(`${AT.front} .items h2`), headlines(site));
    }
  },

  async 'search matches characters until the lexicon has arrived, then words too'({ open, site }) {
    const lexicon = gate();
    const page = await open({ rules: [{ path: /full\.kbl$/, after: lexicon.opened }] });
    await page.front();
    await paste(page, site.text);
    await brought(page, '粘贴的文字');
    await page.there(`${AT.passing} progress`);
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article, 'found by its characters');
    lexicon.open();
    await lexiconIsThere(page);
    await page.answered(query);
    assert.equal((await page.found())[0], article);
    assert.equal(page.line.served.filter((one) => one.path.endsWith('full.kbl')).length, 1);
    await drop(page, '再来.txt', site.text);
    await brought(page, '再来.txt');
    assert.equal((await page.search(query))[0], article);
    assert.equal(
      page.line.served.filter((one) => one.path.endsWith('full.kbl')).length,
      1,
      'the lexicon is fetched only once',
    );
  },

  async 'if the lexicon cannot be fetched, the reader says so and offers to try again'({ open, site, expect }) {
    /** @type {import('./lib/line.mjs').Rule[]} */
    const rules = [{ path: /full\.kbl$/, status: 503 }];
    expect(/503|full\.kbl/);
    const page = await open({ rules });
    await page.front();
    await drop(page, '二月.txt', site.text);
    await brought(page, '二月.txt');
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article, 'found by its characters without the lexicon');
    await page.says(AT.note, '词典加载失败');
    rules.length = 0;
    await page.click(`${AT.note} button`);
    await page.gone(AT.note);
    await lexiconIsThere(page);
    await page.answered(query);
  },

  async 'wrong JSON is refused with the place of the error, and the open bulletin stays'({ open, site }) {
    const page = await open();
    await page.front();
    const wrong = {
      articles: [
        { headline: '好', byline: [], paragraphs: [], captions: [] },
        { headline: 7, byline: [], paragraphs: [], captions: [] },
      ],
    };
    await choose(page, 'wrong.json', JSON.stringify(wrong));
    await page.says(`${AT.openPanel} [role=alert]`, 'articles[1].headline');
    await choose(page, 'broken.json', '{"articles": [');
    await page.says(`${AT.openPanel} [role=alert]`, 'JSON');
    await page.press(Key.ESCAPE);
    await page.gone('dialog[open]');
    await page.front();
    assert.deepEqual(await page.texts(`${AT.front} .items h2`), headlines(site));
    const { article, query } = rareString(site.issue);
    assert.equal((await page.search(query))[0], article, 'the engine still has the published bulletin');
  },

  async 'a file that is not text is refused'({ open }) {
    const page = await open();
    await page.front();
    await drop(
      page,
      'photo.txt',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xff, 0x80, 0xfe, 0xfd, 0xff, 0x00, 0x01]),
    );
    await page.says(`${AT.openPanel} [role=alert]`, 'photo.txt');
    await page.press(Key.ESCAPE);
    await page.front();
  },

  async 'results from a bulletin of many articles are shown in steps'({ open }) {
    const page = await open();
    await page.front();
    await drop(page, 'many.json', many(45));
    await brought(page, 'many.json');
    await page.there('.front[aria-busy=false]');
    assert.equal(await page.count(`${AT.front} .brief a`), 35, 'a large issue shows the headlines of most articles');
    assert.equal(await page.count(`${AT.front} .beginning`), 10, 'and the opening of the first ten');
    await page.type('渡口');
    await page.answered('渡口');
    assert.equal(await page.total(), 45);
    const first = await page.count(AT.hits);
    assert.ok(first < 45);
    while (await page.count(AT.more)) {
      const shown = await page.count(AT.hits);
      await page.click(AT.more);
      await page.until('more hits', (s, n) => document.querySelectorAll(s).length > n, AT.hits, shown);
    }
    assert.deepEqual(
      (await page.found()).sort((a, b) => a - b),
      Array.from({ length: 45 }, (_, i) => i),
    );
  },

  async 'the report lists repairs and doubts with their lines, and returns the focus when closed'({ open, site }) {
    const page = await open();
    await page.front();
    await drop(page, '二月.txt', site.text);
    await brought(page, '二月.txt');
    const [repairs] = (await page.text(AT.notices)).match(/修补 \d+/) ?? ['修补 0'];
    const number = Number(repairs.slice(3));
    assert.ok(number > 0, 'the parser repaired something, since the sample has print damage');
    await page.click(`${AT.notices} button`);
    await page.there(AT.reportPanel);
    assert.ok((await page.texts(`${AT.reportPanel} h3`)).includes(`修补（${number}）`));
    const entries = await page.texts(`${AT.reportPanel} li .line`);
    assert.ok(entries.length >= number && entries.every((line) => /第 \d+ 行/.test(line)), 'each entry names its line');
    await page.press(Key.ESCAPE);
    await page.gone('dialog[open]');
    assert.match(await page.focus(), /button/, 'the focus is back on the button');
  },
};
