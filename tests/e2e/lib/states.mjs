/** Every state the page can be in, each reached from a fresh page, for checks that cover all of them. */
import { brought, choose, drop, lexiconIsThere } from './bring.mjs';
import { gate } from './line.mjs';
import { AT, Key } from './page.mjs';
import { commonCharacter, rareString } from './text.mjs';
import { VOICE } from './voice.mjs';

/**
 * @typedef {{open: import('./suite.mjs').Test['open'], site: import('./site.mjs').Site}} Means
 * @type {Record<string, (means: Means) => Promise<import('./page.mjs').Page>>}
 */
export const STATES = {
  async front({ open }) {
    const page = await open();
    await page.front();
    return page;
  },

  async results({ open, site }) {
    const page = await open({ path: `?q=${encodeURIComponent(commonCharacter(site.issue))}` });
    await page.answered(commonCharacter(site.issue));
    return page;
  },

  async narrowed({ open, site }) {
    const query = `${commonCharacter(site.issue)} -龘 作者:`;
    const page = await open({ path: `?q=${encodeURIComponent(query)}&kind=article&sort=print` });
    await page.answered(query);
    await page.there(AT.chips);
    await page.run((s) => /** @type {HTMLElement | null} */ (document.querySelector(s))?.click(), AT.unfold);
    return page;
  },

  async suggestions({ open, site }) {
    const [person = ''] = site.issue.articles.flatMap(({ byline }) => byline);
    const query = (typeof person === 'string' ? person : person.name).slice(0, 1);
    const page = await open();
    await page.ready(query);
    await page.there(`${AT.input}[role=combobox]`);
    await page.type(query);
    await page.there(AT.offers);
    await page.answered(query);
    await page.press(Key.ARROW_DOWN);
    return page;
  },

  async article({ open, site }) {
    const { article, query } = rareString(site.issue);
    const page = await open({ path: `?q=${encodeURIComponent(query)}&a=${article + 1}` });
    await page.there(`${AT.article} .text mark`);
    return page;
  },

  async instead({ open }) {
    const page = await open({ path: `?q=${encodeURIComponent('读口')}` });
    await page.answered('读口');
    await page.there(AT.instead);
    return page;
  },

  async explained({ open }) {
    const query = '渡口 大桥';
    const page = await open({ path: `?q=${encodeURIComponent(query)}` });
    await page.answered(query);
    await page.there(`${AT.narrow} .why`);
    await page.run((s) => /** @type {HTMLElement | null} */ (document.querySelector(s))?.click(), AT.unfold);
    await page.run((s) => /** @type {HTMLElement} */ (document.querySelector(s)).click(), `${AT.narrow} .why input`);
    await page.there(`${AT.hits} .reasons`);
    return page;
  },

  async onward({ open }) {
    const page = await open({ path: `?a=1` });
    await page.there(AT.onward);
    await page.run((s) => document.querySelector(s)?.scrollIntoView(), AT.onward);
    return page;
  },

  async aloud({ open }) {
    const page = await open({ path: '?a=1', before: VOICE });
    await page.click(`${AT.article} .listen:not([hidden])`);
    await page.run(() => {
      for (let i = 0; i < 5; i += 1) /** @type {any} */ (window).voice.end();
    });
    await page.there(AT.onward);
    return page;
  },

  async passage({ open, site }) {
    const passage = site.issue.articles[0]?.paragraphs.slice(1, 3).join('\n') ?? '';
    const page = await open({ path: `?a=1&passage=${encodeURIComponent(passage.slice(0, 200))}` });
    await page.there(`${AT.article} .text mark`);
    await page.there(AT.onward);
    await page.run(
      (s) => getSelection()?.selectAllChildren(/** @type {Element} */ (document.querySelector(s))),
      `${AT.article} .text > p:nth-child(2)`,
    );
    await page.there(AT.quote);
    return page;
  },

  async gone({ open }) {
    const page = await open({ path: `?a=1&passage=${encodeURIComponent('这句话从来没有印过')}` });
    await page.there(`${AT.article} .tally`);
    return page;
  },

  async photos({ open, site }) {
    const article = site.issue.articles.findIndex(({ captions }) => captions.length > 0);
    const page = await open({ path: `?a=${article + 1}` });
    await page.there(`${AT.article} h1`);
    return page;
  },

  async provisional({ open, site }) {
    const { query } = rareString(site.issue);
    // The gate is never opened; the connection ends when the test leaves the page.
    const page = await open({
      path: `?q=${encodeURIComponent(query)}`,
      rules: [{ path: /\.wasm$/, after: gate().opened }],
    });
    await page.answered(query, { plain: true });
    return page;
  },

  async empty({ open }) {
    const page = await open({ path: `?q=${encodeURIComponent('龘靐齉')}` });
    await page.answered('龘靐齉');
    return page;
  },

  async error({ open }) {
    const page = await open({ rules: [{ path: /issue\.json$/, status: 404 }] });
    await page.there(AT.error);
    return page;
  },

  async unsupported({ open, site }) {
    const { query } = rareString(site.issue);
    const page = await open({ before: 'delete window.WebAssembly;', path: `?q=${encodeURIComponent(query)}` });
    await page.says(AT.note, '仍可阅读');
    return page;
  },

  async offline({ open }) {
    const page = await open();
    await page.whole();
    await page.run(() => dispatchEvent(new Event('offline')));
    await page.says(AT.passing, '离线');
    return page;
  },

  async look({ open }) {
    const page = await open();
    await page.front();
    await page.click('.bar .look');
    await page.there('.look-panel:not([hidden])');
    return page;
  },

  async calendar({ open }) {
    const page = await open({ path: 'examples/issues.html' });
    await page.click('.issues .link');
    await page.there('dialog.calendar[open]');
    return page;
  },

  async kept({ open, site }) {
    const { paper = '', date = '', edition = '', articles } = site.issue;
    const one = { paper, date, edition, article: 1, headline: articles[1]?.headline };
    const marks = [
      { ...one, address: '' },
      {
        ...one,
        paper: '别的报',
        headline: '一个很长的标题：关于一个很长的标题怎样在手机上排成两行',
        address: 'https://paper.example/',
      },
    ];
    const page = await open({
      before: `localStorage.setItem('kanbao.marks', ${JSON.stringify(JSON.stringify(marks))}); localStorage.setItem('kanbao.place', ${JSON.stringify(JSON.stringify({ ...one, paragraph: 2 }))});`,
    });
    await page.there('.view.front:not([hidden]) .kept');
    await page.there('.resume');
    await page.run(() => document.querySelector('.kept')?.scrollIntoView({ block: 'end', behavior: 'instant' }));
    return page;
  },

  async 'search alone'({ open }) {
    const page = await open({ path: 'examples/search.html' });
    await page.there(AT.input);
    await page.search('渡口');
    return page;
  },

  async 'article alone'({ open }) {
    const page = await open({ path: 'examples/article.html?id=2&q=%E4%B9%A6%E5%B1%8B' });
    await page.there(`${AT.article} .text mark`);
    await page.there('.tools');
    return page;
  },

  async opener({ open }) {
    const page = await open();
    await page.front();
    await page.click(AT.opener);
    await page.there(AT.openPanel);
    return page;
  },

  async refused({ open }) {
    const page = await open();
    await page.front();
    await choose(page, '坏的.json', '{"articles": [{"headline": 5}]}');
    await page.says(`${AT.openPanel} [role=alert]`, 'articles[0]');
    return page;
  },

  async brought({ open, site }) {
    const page = await open();
    await page.front();
    await drop(page, '二月的报纸，一个很长很长的文件名.txt', site.text);
    await brought(page, '二月的报纸');
    await lexiconIsThere(page);
    return page;
  },

  async fetching({ open, site }) {
    const page = await open({ rules: [{ path: /full\.kbl$/, after: gate().opened }] });
    await page.front();
    await drop(page, '二月.txt', site.text);
    await brought(page, '二月.txt');
    await page.there(`${AT.passing} progress`);
    return page;
  },

  async report(means) {
    const page = await STATES.brought?.(means);
    if (!page) throw new Error('no such state');
    await page.click(`${AT.notices} button`);
    await page.there(AT.reportPanel);
    return page;
  },

  /** The desk, with a repair undone and a line marked by hand. */
  async desk(means) {
    const page = await STATES.brought?.(means);
    if (!page) throw new Error('no such state');
    await page.click(AT.proof);
    await page.there(`${AT.desk} .row[aria-selected=true]`);
    await page.press('n', 'a', 'x');
    await page.there(`${AT.desk} .flag.undone`);
    return page;
  },

  /** The same with the articles chosen, the side that a narrow window then shows. */
  async made(means) {
    const page = await STATES.desk?.(means);
    if (!page) throw new Error('no such state');
    await page.run(() => /** @type {HTMLElement} */ (document.querySelector('.side[data-side=articles]')).click());
    return page;
  },
};
