/** A collection with several issues: the previous and next ones, the calendar, and Back. */
import assert from 'node:assert/strict';
import { idOf } from './lib/text.mjs';
import { violations } from './lib/axe.mjs';
import { LISTEN, heard, hostPage, served } from './lib/host.mjs';
import { AT, Key } from './lib/page.mjs';

const BAR = '.view.front:not([hidden]) .issues';
const ALERT = `${BAR} [role=alert]`;
const PANEL = 'dialog.calendar[open]';
const FACTS = '.view.front:not([hidden]) .masthead time';

/** @typedef {import('./lib/page.mjs').Page} Page */

const DAYS = ['2025-09-30', '2025-10-01', '2025-10-14', '2025-10-15', '2025-10-20', '2025-12-31'];
const LIST = {
  issues: [
    ...DAYS.map((date) => ({ date, src: date === '2025-10-15' ? 'issue.json' : `${date}/issue.json` })),
    { date: '2025-10-20', edition: '2', src: '2025-10-20/second.json' },
  ],
};

/** Returns an issue of a day as JSON, with two articles that name the day. @param {string} date @param {string} [edition] */
const issueOf = (date, edition) =>
  JSON.stringify({
    paper: '苇湾月报',
    date,
    edition,
    articles: [
      { headline: `第一篇 ${date}`, byline: [], paragraphs: ['正文在此，说的是这一天的事。'], captions: [] },
      { headline: `第二篇 ${date}`, byline: [], paragraphs: ['另一篇的正文。'], captions: [] },
    ],
  });

/** Returns the identifier of the first article of a day’s issue. @param {string} date */
const first = (date) => idOf(JSON.parse(issueOf(date)), 0);

/** @param {string} attributes @param {{list?: import('./lib/line.mjs').Rule, lang?: string}} [options] @returns {import('./lib/line.mjs').Rule[]} */
function rules(
  attributes,
  { list = { path: /\/issues\.json$/, body: JSON.stringify(LIST), type: 'application/json' }, lang = 'zh-CN' } = {},
) {
  const page = hostPage(
    `<main><h1>数字报</h1><kanbao-reader src="./sample/issue.json" ${attributes}></kanbao-reader></main>`,
    { lang },
  );
  return [
    served(page),
    { ...list, path: /\/issues\.json$/ },
    ...DAYS.filter((date) => date !== '2025-10-15').map((date) => ({
      path: new RegExp(`/${date}/issue\\.json$`),
      body: issueOf(date),
      type: 'application/json',
    })),
    { path: /\/second\.json$/, body: issueOf('2025-10-20', '2'), type: 'application/json' },
  ];
}

const ISSUES = 'issues-src="./sample/issues.json"';

/**
 * Script that records what moves up or down without user input, if the browser reports it. (Sideways moves, as when a
 * scroll bar appears, do not count.)
 */
const SHIFTS = `window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach(({ sources, hadRecentInput }) => {
  for (const { previousRect: { y: from }, currentRect: { y: to } } of sources) if (!hadRecentInput && from !== to) shifts.push(from + ' → ' + to);
})).observe({ type: 'layout-shift', buffered: true });`;

/** @param {Page} page @param {string} date */
const shows = (page, date) =>
  page.until(
    `the issue of ${date}`,
    (s, day) => document.querySelector(s)?.getAttribute('datetime') === day,
    FACTS,
    date,
  );

/** @param {Page} page */
const day = (page) => page.run(() => document.activeElement?.getAttribute('data-day'));

/** @param {Page} page */
const month = (page) =>
  page.run((s) => /** @type {HTMLSelectElement} */ (document.querySelector(s)).value, `${PANEL} select`);

/** @param {Page} page */
async function openCalendar(page) {
  await page.there(`${BAR} .ways:not([hidden])`);
  await page.run((s) => document.querySelector(s).focus(), `${BAR} .link`);
  await page.press(Key.ENTER);
  await page.there(PANEL);
}

/** @param {Page} page @param {RegExp} name */
const asked = (page, name) => page.line.served.filter(({ path }) => name.test(path)).length;

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'without a list of issues nothing is requested or shown'({ open }) {
    const page = await open();
    await page.ready('渡口');
    await page.there('.bar .look');
    await page.rest(500);
    assert.equal(await page.count('.issues'), 0);
    assert.equal(asked(page, /issues\.(js|css|json)$/), 0);
    const alone = await open({
      rules: [served(hostPage(`<kanbao-search src="./sample/issue.json" ${ISSUES}></kanbao-search>`))],
    });
    await alone.there('.bar .look');
    await alone.search('渡口');
    await alone.clearField();
    await alone.rest(500);
    assert.equal(asked(alone, /issues\.(js|css|json)$/), 0, 'nothing is requested if there is no front page');
  },

  async 'the previous and next issues have addresses, and Back returns from them'({ open }) {
    const page = await open({ rules: rules(`${ISSUES} routing="query"`), before: LISTEN });
    await page.there(`${BAR} .prev`);
    await page.says(`${BAR} .prev`, '上一期');
    await page.says(`${BAR} .prev .day`, '2025年10月14日');
    await page.click(`${BAR} .prev`);
    await shows(page, '2025-10-14');
    assert.equal(await page.run(() => decodeURIComponent(location.search)), '?src=2025-10-14/issue.json');
    assert.match(await page.focus(), /^h1/);
    await page.says(AT.live, '已打开 苇湾月报，2025年10月14日');
    assert.equal((await heard(page, 'load', { date: '2025-10-14' })).articles, 2);
    await page.click(`${AT.front} .items a`);
    await page.says(`${AT.article} h1`, '第一篇 2025-10-14');
    assert.equal(
      await page.run(() => decodeURIComponent(location.search)),
      `?src=2025-10-14/issue.json&a=${first('2025-10-14')}`,
    );
    await page.press(Key.ARROW_RIGHT);
    await page.says(`${AT.article} h1`, '第二篇 2025-10-14');
    await page.driver.navigate().back();
    await page.says(`${AT.article} h1`, '第一篇 2025-10-14');
    await page.driver.navigate().back();
    await shows(page, '2025-10-14');
    await page.driver.navigate().back();
    await shows(page, '2025-10-15');
    assert.equal(await page.run(() => location.search), '');
    await page.says(AT.live, '2025年10月15日');
    await page.driver.navigate().forward();
    await shows(page, '2025-10-14');
    // Search covers the issue that is open.
    await page.search('这一天');
    await page.says(AT.hits, '2025-10-14');
    await page.until(
      'the query in the address',
      () => decodeURIComponent(location.search) === '?src=2025-10-14/issue.json&q=这一天',
    );
    await page.driver.navigate().refresh();
    await page.answered('这一天');
    await page.says(AT.hits, '2025-10-14');
  },

  async 'an address in the fragment opens an article of another issue, and Back returns to that issue'({ open }) {
    const page = await open({
      rules: rules(`${ISSUES} routing="hash"`),
      path: '#src=2025-10-20%2Fsecond.json&a=2',
    });
    await page.says(`${AT.article} h1`, '第二篇 2025-10-20');
    await page.click(`${AT.article} .back`);
    await page.says(FACTS, '2025年10月20日');
    await page.there(`${BAR} .next`);
    await page.click(`${BAR} .next`);
    await shows(page, '2025-12-31');
    assert.equal(await page.run(() => decodeURIComponent(location.hash)), '#src=2025-12-31/issue.json');
    assert.equal(await page.count(`${BAR} .next`), 0, 'the last issue has no next one');
    await page.driver.navigate().back();
    await shows(page, '2025-10-20');
    await page.reader((reader) => {
      reader.src = './sample/2025-10-01/issue.json';
    });
    await shows(page, '2025-10-01');
    await page.says(`${BAR} .prev .day`, '2025年9月30日');
  },

  async 'without an address the src attribute names the open issue'({ open }) {
    const page = await open({ rules: rules(ISSUES) });
    await page.there(`${BAR} .next`);
    const before = await page.run(() => location.href);
    await page.click(`${BAR} .next`);
    await shows(page, '2025-10-20');
    assert.equal(await page.run(() => location.href), before);
    assert.equal(await page.reader(({ src }) => new URL(src).pathname), '/sample/2025-10-20/issue.json');
    assert.match(await page.focus(), /^h1/);
  },

  async 'a bulletin given as data is placed in the list by its date; other issues are fetched, and Back returns to the data'({
    open,
  }) {
    for (const routing of ['none', 'query']) {
      const page = await open({ rules: rules(`loading="manual" ${ISSUES} routing="${routing}"`) });
      await page.reader((reader, issue) => {
        reader.removeAttribute('src');
        reader.data = JSON.parse(issue);
        reader.loading = 'lazy';
      }, issueOf('2025-10-15'));
      await shows(page, '2025-10-15');
      await page.says(`${BAR} .prev .day`, '2025年10月14日');
      assert.equal(asked(page, /\/issue\.json$/), 0);
      await page.click(`${BAR} .next`);
      await shows(page, '2025-10-20');
      await page.says(`${BAR} .prev .day`, '2025年10月15日');
      if (routing === 'none') {
        assert.deepEqual(await page.reader(({ src, data }) => [new URL(src).pathname, data]), [
          '/sample/2025-10-20/issue.json',
          null,
        ]);
        continue;
      }
      await page.driver.navigate().back();
      await shows(page, '2025-10-15');
      await page.says(`${AT.front} .items`, '第一篇 2025-10-15');
      assert.equal(
        asked(page, /sample\/issue\.json$/),
        0,
        'the data is shown, and the file that the list names is not fetched',
      );
    }
  },

  async 'addresses of articles on the host’s pages name their issue and lead to it'({ open, site }) {
    for (const routing of ['none', 'query']) {
      const page = await open({
        rules: rules(`${ISSUES} routing="${routing}" href="./?src={src}&a={article}&q={query}"`),
      });
      await page.there(`${BAR} .prev`);
      const leads = () =>
        page.run(
          (s) => decodeURIComponent(/** @type {HTMLAnchorElement} */ (document.querySelector(s)).href),
          `${AT.front} .items a`,
        );
      assert.equal(await leads(), `${page.line.url}?src=issue.json&a=${idOf(site.issue, 0)}&q=`);
      await page.click(`${BAR} .prev`);
      await shows(page, '2025-10-14');
      assert.equal(await leads(), `${page.line.url}?src=2025-10-14/issue.json&a=${first('2025-10-14')}&q=`);
      if (routing === 'none') continue;
      await page.click(`${AT.front} .items a`);
      await page.until('the article’s page', () => location.search.includes('a='));
      await page.says(`${AT.article} h1`, '第一篇 2025-10-14');
    }
  },

  async 'an empty src in the address is ignored'({ open }) {
    const page = await open({ rules: rules(`${ISSUES} routing="query"`), path: '?src=' });
    await shows(page, '2025-10-15');
  },

  async 'the calendar works by keys, opens an issue, and returns the focus'({ open }) {
    const page = await open({ rules: rules(`${ISSUES} routing="query" shortcuts="page"`) });
    await openCalendar(page);
    assert.equal(await day(page), '2025-10-15');
    const at = async (/** @type {string} */ key) => {
      await page.press(key);
      return day(page);
    };
    assert.equal(await at(Key.ARROW_RIGHT), '2025-10-16');
    assert.equal(await at(Key.ARROW_DOWN), '2025-10-23');
    assert.equal(await at(Key.ARROW_UP), '2025-10-16');
    assert.equal(await at(Key.ARROW_LEFT), '2025-10-15');
    const home = await at(Key.HOME);
    assert.ok(['2025-10-12', '2025-10-13'].includes(String(home)), String(home));
    await page.press(Key.END);
    assert.equal(await day(page), home === '2025-10-12' ? '2025-10-18' : '2025-10-19');
    assert.match(String(await at(Key.PAGE_DOWN)), /^2025-12-1/, 'November has no issues and is skipped');
    assert.match(String(await at(Key.PAGE_UP)), /^2025-10-1/);
    assert.match(String(await at(Key.PAGE_UP)), /^2025-09-1/);
    assert.equal(await month(page), '2025-09');
    await page.press(Key.ESCAPE);
    await page.gone(PANEL);
    assert.match(await page.focus(), /^button.*link/);
    await page.there(AT.front);

    await page.press(Key.ENTER);
    await page.there(PANEL);
    assert.deepEqual(
      await page.run(
        (s) => Array.from(document.querySelectorAll(s), (node) => node.getAttribute('data-day')),
        `${PANEL} td :is(a, button)`,
      ),
      ['2025-10-01', '2025-10-14', '2025-10-15', '2025-10-20'],
      'only days with an issue can be chosen',
    );
    assert.equal(
      await page.run((s) => document.querySelector(s)?.getAttribute('data-day'), `${PANEL} [aria-current=date]`),
      '2025-10-15',
    );
    await page.press(Key.ARROW_LEFT, Key.ENTER);
    await page.gone(PANEL);
    await shows(page, '2025-10-14');
    await page.until('the heading to have the focus', () => document.activeElement?.localName === 'h1');
    await page.driver.navigate().back();
    await shows(page, '2025-10-15');
  },

  async 'the calendar offers every issue of a day, and other months'({ open }) {
    const page = await open({ rules: rules(`${ISSUES} routing="query"`) });
    await openCalendar(page);
    await page.press(...Array(5).fill(Key.ARROW_RIGHT));
    assert.equal(await day(page), '2025-10-20');
    await page.press(Key.ENTER);
    await page.there(`${PANEL} .several a`);
    assert.deepEqual(await page.texts(`${PANEL} .several li`), ['2025-10-20/issue.json', '第 2 版']);
    await page.press(Key.TAB, Key.ENTER);
    await shows(page, '2025-10-20');
    assert.equal(await page.run(() => decodeURIComponent(location.search)), '?src=2025-10-20/second.json');
    await openCalendar(page);
    await page.click(`${PANEL} .steps > :last-child`);
    assert.equal(await month(page), '2025-12');
    await page.click(`${PANEL} [data-day="2025-12-31"]`);
    await shows(page, '2025-12-31');
  },

  async 'if the list is missing, malformed or leads elsewhere, the reader says so and still shows the bulletin'({
    open,
    expect,
  }) {
    expect(/issues\.json|404/);
    const cases = /** @type {[import('./lib/line.mjs').Rule, string, RegExp][]} */ ([
      [{ path: /x/, status: 404 }, 'not-found', /找不到往期目录.*issues\.json/],
      [{ path: /x/, body: '<!doctype html>', type: 'text/html' }, 'bad-json', /不是看报支持的目录/],
      [
        { path: /x/, body: '{"issues": [{"date": "2025-02-30", "src": "a.json"}]}', type: 'application/json' },
        'bad-json',
        /issues\[0\]\.date/,
      ],
      [
        {
          path: /x/,
          body: '{"issues": [{"date": "2025-02-03", "src": "https://elsewhere.example/a.json"}]}',
          type: 'application/json',
        },
        'bad-src',
        /issues\[0\]\.src/,
      ],
    ]);
    for (const [list, code, words] of cases) {
      const page = await open({ rules: rules(ISSUES, { list }), before: LISTEN });
      await page.says(ALERT, words);
      assert.equal((await heard(page, 'error')).code, code);
      assert.equal((await page.count(`${AT.front} .items`)) > 0, true);
      assert.equal(await page.count(`${BAR} .ways:not([hidden])`), 0);
      await page.click(`${ALERT} button`);
      await page.says(ALERT, words);
      assert.equal(asked(page, /\/issues\.json$/), 2, 'the button requests the list again');
      await page.driver.get('about:blank');
    }
  },

  async 'a list that could not be fetched is requested again when the network is back'({ open, expect }) {
    expect(/issues\.json|404/);
    const all = rules(ISSUES, { list: { path: /x/, status: 404 } });
    const page = await open({ rules: all });
    await page.says(ALERT, '找不到往期目录');
    Object.assign(/** @type {import('./lib/line.mjs').Rule} */ (all[1]), {
      status: undefined,
      body: JSON.stringify(LIST),
    });
    await page.run(() => dispatchEvent(new Event('offline')));
    await page.run(() => dispatchEvent(new Event('online')));
    await page.there(`${BAR} .prev`);
    assert.equal(await page.text(ALERT), '');
  },

  async 'an issue that cannot be fetched is named, and the open one stays'({ open, expect }) {
    expect(/2025-10-14|404/);
    const all = rules(`${ISSUES} routing="query"`).filter(({ path }) => !path.test('/2025-10-14/issue.json'));
    const page = await open({ rules: [{ path: /2025-10-14/, status: 404 }, ...all] });
    await page.there(`${BAR} .prev`);
    await page.click(`${BAR} .prev`);
    await page.says(ALERT, /2025年10月14日.*加载失败.*找不到/);
    await shows(page, '2025-10-15');
    assert.equal(await page.run(() => location.search), '');
    await page.click(`${BAR} .next`);
    await shows(page, '2025-10-20');
    assert.equal(await page.text(ALERT), '');
  },

  async 'an address cannot lead out of the list’s folder'({ open }) {
    for (const src of [
      '../issue.json',
      '/issue.json',
      '//elsewhere.example/issue.json',
      'https://elsewhere.example/issue.json',
    ]) {
      const page = await open({ rules: rules(`${ISSUES} routing="query"`), path: `?src=${encodeURIComponent(src)}` });
      await page.says(AT.error, 'src');
      assert.deepEqual(await page.foreign(), []);
      await page.driver.get('about:blank');
    }
  },

  async 'at 320 px nothing overflows or moves what is below, and axe finds nothing, in each language and theme'({
    open,
    browser,
  }) {
    try {
      for (const [lang, theme, size] of [
        ['zh-CN', 'light', 'medium'],
        ['en', 'sepia', 'elder'],
        // Two that differ in the lengths of words and lines are enough to see another engine's layout.
        ...(browser.name === 'chromium'
          ? [
              ['zh-TW', 'dark', 'large'],
              ['en', 'light', 'large'],
              ['zh-CN', 'dark', 'elder'],
            ]
          : []),
      ]) {
        await browser.viewport(320, 640);
        const page = await open({
          rules: rules(`${ISSUES} theme="${theme}" size="${size}"`, { lang }),
          before: SHIFTS,
        });
        await page.front();
        const top = (/** @type {string} */ s) =>
          page.run(
            (selector) =>
              Math.round(
                /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect().top + scrollY,
              ),
            s,
          );
        const before = await top(`${AT.front} .items`);
        await page.there(`${BAR} .next`);
        assert.equal(await top(`${AT.front} .items`), before, `${lang} ${size}: space was reserved for it`);
        await page.there('.bar .look');
        await page.rest(200);
        assert.deepEqual(
          await page.run(() => /** @type {any} */ (window).shifts),
          [],
          `${lang} ${size}: nothing moves while it loads`,
        );
        const wide = (/** @type {string} */ within) =>
          page.run(
            (s) =>
              Array.from(document.querySelectorAll(`${s} *`))
                .filter((node) => {
                  const box = node.getBoundingClientRect();
                  return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
                })
                .map(({ localName, className }) => `${localName}.${className}`),
            within,
          );
        assert.deepEqual(await wide('.frame'), [], `${lang} ${size}`);
        await openCalendar(page);
        await page.run((s) => document.querySelector(s)?.click(), `${PANEL} td button`);
        assert.deepEqual(await wide(PANEL), [], lang);
        if (browser.name === 'chromium') assert.deepEqual(await violations(page), [], `${lang} ${theme}`);
        await page.driver.get('about:blank');
      }
    } finally {
      await browser.viewport(1200, 800);
    }
  },
};
