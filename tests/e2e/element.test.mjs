/** `<kanbao-reader>` on a host page: when it loads, how attributes, properties and methods control it, and how it ends. */
import assert from 'node:assert/strict';
import { violations } from './lib/axe.mjs';
import { LISTEN, heard, hostPage, served } from './lib/host.mjs';
import { gate } from './lib/line.mjs';
import { AT, Key } from './lib/page.mjs';
import { commonCharacter, holders, idOf, rareString } from './lib/text.mjs';

const READER = '<kanbao-reader id="one" src="./sample/issue.json"></kanbao-reader>';

/** @typedef {import('./lib/page.mjs').Page} Page */

/**
 * Opens a host page.
 * @param {import('./lib/suite.mjs').Test} test
 * @param {string} [body]
 * @param {{head?: string, before?: string, rules?: import('./lib/line.mjs').Rule[], headers?: Record<string, string | null>, path?: string}} [options]
 */
const host = ({ open }, body = READER, { head, before = '', rules = [], headers, path } = {}) =>
  open({ path, before: `${LISTEN}${before}`, rules: [served(hostPage(body, { head }), headers), ...rules] });

/** Returns whether a file has been requested. @param {Page} page @param {string} name */
const fetched = (page, name) => page.line.served.some(({ path }) => path.endsWith(name));

/** @param {Page} page @param {string} name @returns {Promise<any>} */
const property = (page, name) => page.reader((reader, key) => reader[key], name);

/** Focuses an element outside the reader. @param {Page} page @param {string} selector */
const focus = (page, selector) =>
  page.run((s) => /** @type {any} */ (window.document).querySelector(s).focus(), selector);

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'it loads when it nears the viewport, and not before'(test) {
    const page = await host(test, `<p id="far">远</p>${READER}`, {
      head: '<link rel="stylesheet" href="./far.css">',
      rules: [{ path: /far\.css$/, body: '#far { height: 6000px; }', type: 'text/css' }],
    });
    await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
    await page.rest(300);
    for (const name of ['reader.js', 'issue.json', 'worker.js', '.wasm'])
      assert.equal(fetched(page, name), false, name);
    await page.run(() => scrollTo(0, 5000));
    await page.front();
    assert.equal(await page.run(() => window.document.title), '门户', 'the page keeps its title');
    assert.equal(await page.run(() => location.search), '');
  },

  async 'the element’s own content is shown until the reader can replace it'(test) {
    const issue = gate();
    const page = await host(
      test,
      '<kanbao-reader id="one" src="./sample/issue.json"><article id="plain">渡口的船</article></kanbao-reader>',
      { rules: [{ path: /issue\.json$/, after: issue.opened }] },
    );
    const seen = () => page.run(() => (window.document.querySelector('#plain')?.getClientRects().length ?? 0) > 0);
    await page.until('the reader to be fetched', () =>
      performance
        .getEntriesByType('resource')
        .some(({ name }) => name.endsWith('issue.json') || name.endsWith('reader.js')),
    );
    assert.equal(await seen(), true);
    issue.open();
    await page.front();
    assert.equal(await seen(), false);
  },

  async 'loading="intent" waits for pointer or focus, loading="manual" for a call'(test) {
    const body = (/** @type {string} */ when) =>
      `<kanbao-reader id="one" src="./sample/issue.json" loading="${when}"><a href="#" id="child">看报</a></kanbao-reader>`;
    for (const when of ['intent', 'manual']) {
      const page = await host(test, body(when));
      await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
      await page.rest(200);
      assert.equal(fetched(page, 'reader.js'), false);
      await focus(page, '#child');
      if (when === 'manual') {
        await page.rest(200);
        assert.equal(fetched(page, 'reader.js'), false);
        await page.reader((reader) => reader.load());
      }
      await page.front();
    }
  },

  async 'attributes set what is shown, also when they change, and follow what the user does'(test) {
    const { issue } = test.site;
    const { article, query } = rareString(issue);
    const page = await host(
      test,
      `<kanbao-reader id="one" src="./sample/issue.json" query="${query}"></kanbao-reader>`,
    );
    await page.answered(query);
    assert.equal((await page.found())[0], article);
    await page.reader((reader, n) => reader.setAttribute('article', n), String(article + 1));
    await page.says(`${AT.article} h1`, /** @type {any} */ (issue.articles[article]).headline);
    await page.there(`${AT.article} mark`);
    assert.equal(await property(page, 'article'), idOf(issue, article));
    await page.click(`${AT.article} .back`);
    await page.answered(query);
    assert.deepEqual([await property(page, 'article'), await property(page, 'query')], [null, query]);
    await page.reader((reader, n) => reader.setAttribute('article', n), '2');
    await page.there(AT.article);
    await page.clearField();
    await page.front();
    await page.reader((reader, n) => reader.setAttribute('article', n), '2');
    await page.there(AT.article);
    await page.type(query);
    await page.answered(query);
    assert.equal(await property(page, 'article'), null, 'typing a query leaves the article');
    await page.reader((reader) => {
      reader.query = '';
    });
    await page.front();
    assert.equal(await page.reader((reader) => reader.hasAttribute('query')), false);
    assert.equal(await page.run(() => location.search + location.hash), '', 'the page’s address does not change');
  },

  async 'attributes that change while it loads take effect'(test) {
    const issue = gate();
    const { query, article } = rareString(test.site.issue);
    const page = await host(test, READER, { rules: [{ path: /\/reader\.js$/, after: issue.opened }] });
    await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
    await page.reader((reader, q) => {
      reader.query = '不是这个';
      reader.lang = 'en';
      reader.layout = 'page';
      reader.query = q;
      reader.layout = 'embed';
    }, query);
    issue.open();
    await page.answered(query, { lang: 'en' });
    assert.equal((await page.found())[0], article);
    assert.equal(await page.count('main'), 0);
    await page.reader((reader) => {
      reader.lang = 'zh-CN';
    });
    await page.answered(query);
  },

  async 'invalid attribute values count as the default, and properties reflect'(test) {
    const page = await host(
      test,
      '<kanbao-reader id="one" src="javascript:alert(1)" theme="pink" size="ELDER" layout="__proto__" routing="constructor" article="-3" loading="manual"></kanbao-reader>',
    );
    await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
    const names = ['src', 'theme', 'size', 'layout', 'routing', 'article', 'query', 'storage', 'shortcuts', 'loading'];
    assert.deepEqual(await Promise.all(names.map((name) => property(page, name))), [
      '',
      'auto',
      'elder',
      'embed',
      'none',
      '-3',
      '',
      false,
      'inside',
      'manual',
    ]);
    const reflected = await page.reader((reader) => {
      Object.assign(reader, {
        src: './sample/issue.json',
        theme: 'dark',
        size: null,
        article: 2,
        query: '<b>',
        storage: true,
        lang: 'en',
      });
      return ['src', 'theme', 'size', 'article', 'query', 'storage', 'lang']
        .map((name) => reader.getAttribute(name))
        .concat(reader.src);
    });
    assert.deepEqual(reflected, [
      './sample/issue.json',
      'dark',
      null,
      '2',
      '<b>',
      '',
      'en',
      new URL('sample/issue.json', page.line.url).href,
    ]);
  },

  async 'properties that were set before the definition take effect'(test) {
    const rules = [
      {
        path: /\/kanbao\.js$/,
        alter: (/** @type {string} */ script) => `await new Promise((go) => { window.letGo = go; });${script}`,
      },
    ];
    const page = await host(test, '<kanbao-reader id="one"></kanbao-reader>', { rules });
    await page.reader((reader) => {
      Object.assign(reader, {
        query: '渡口',
        data: { paper: '自家报', articles: [{ headline: '渡口开船', paragraphs: ['早上的渡口。'] }] },
      });
    });
    await page.run(() => /** @type {any} */ (window).letGo());
    await page.answered('渡口');
    assert.deepEqual(await page.found(), [0]);
    assert.equal(await page.reader((reader) => Object.keys(reader).length), 0);
  },

  async 'events tell what happens, with frozen details, through shadow roots, and kanbao-select can be cancelled'(
    test,
  ) {
    const { issue } = test.site;
    const { article, query } = rareString(issue);
    const { headline } = /** @type {any} */ (issue.articles[article]);
    const page = await host(test, READER, {
      before: "addEventListener('kanbao-select', (event) => window.refuse && event.preventDefault());",
    });
    const ready = await heard(page, 'load');
    assert.deepEqual([ready.articles, ready.date, ready.local], [issue.articles.length, issue.date, null]);
    await page.search(query);
    assert.deepEqual(await heard(page, 'search', { query, provisional: false }), {
      query,
      total: 1,
      provisional: false,
      by: 'engine',
      articles: [idOf(issue, article)],
    });
    await page.run(() => {
      /** @type {any} */ (window).refuse = true;
    });
    await page.click(`${AT.hits} a`);
    assert.deepEqual(await heard(page, 'select'), { article: idOf(issue, article), headline, query });
    await page.there(AT.results);
    assert.equal(await page.count(AT.article), 0);
    await page.run(() => {
      /** @type {any} */ (window).refuse = false;
    });
    await page.click(`${AT.hits} a`);
    await page.there(AT.article);
    assert.deepEqual(await heard(page, 'article'), { article: idOf(issue, article), headline });
    assert.ok(
      await page.run(() =>
        /** @type {any} */ (window).heard.every(
          (/** @type {any} */ { frozen, composed, target }) => frozen && composed && target === 'one',
        ),
      ),
    );
  },

  async 'an error is an event too, and the reader shows it'(test) {
    test.expect(/404|issue\.json/);
    const page = await host(test, READER.replace('issue', 'none'));
    assert.equal((await heard(page, 'error')).code, 'not-found');
    await page.there(AT.error);
    await page.reader((reader) => {
      reader.src = './sample/issue.json';
    });
    await page.front();
  },

  async 'if the bulletin cannot be fetched, the element’s own content is shown below the reason'(test) {
    test.expect(/404|none\.json/);
    const seen = (/** @type {import('./lib/page.mjs').Page} */ page) =>
      page.run(() => {
        const own = /** @type {Element} */ (window.document.querySelector('#own'));
        const { top, width } = own.getBoundingClientRect();
        const acts = document.querySelector('.error .acts')?.getBoundingClientRect();
        return own.getClientRects().length > 0 && width > 100 && (!acts || acts.bottom <= top);
      });
    for (const tag of ['reader', 'article']) {
      const page = await host(
        test,
        `<main><h1>数字报</h1><kanbao-${tag} src="./sample/none.json" article="1"><div><p id="own">没有 JavaScript 时读的文字。</p></div></kanbao-${tag}></main>`,
      );
      await page.there(`${AT.error} .opens`);
      assert.equal(await seen(page), true, tag);
      assert.deepEqual(await violations(page), [], tag);
      await page.reader((reader) => {
        reader.src = './sample/issue.json';
        reader.article = 1;
      });
      await page.there(`${AT.article} h1`);
      assert.equal(await seen(page), false, `${tag}: the bulletin replaces it`);
    }
    // If the reader is the whole page, its content is only a placeholder.
    const page = await host(
      test,
      '<kanbao-reader src="./sample/none.json" layout="page"><p id="own">正在加载</p></kanbao-reader>',
    );
    await page.there(`${AT.error} .opens`);
    assert.equal(await seen(page), false);
  },

  async 'methods search, show an article, open a text and focus the field'(test) {
    const { issue, text } = test.site;
    const { article, query } = rareString(issue);
    const page = await host(test, READER.replace('<kanbao-reader', '<kanbao-reader loading="manual"'));
    await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
    const outcome = await page.reader((reader, q) => reader.search(q), query);
    assert.deepEqual(
      [outcome.total, outcome.hits[0].article, outcome.hits[0].tier, outcome.by, outcome.reason],
      [1, idOf(issue, article), 'asTyped', 'engine', null],
    );
    await page.reader((reader, id) => reader.showArticle(id), outcome.hits[0].article);
    await page.says(`${AT.article} h1`, /** @type {any} */ (issue.articles[article]).headline);
    await page.reader((reader, n) => reader.showArticle(n), '2');
    await page.says(`${AT.article} h1`, /** @type {any} */ (issue.articles[1]).headline);
    const wrong = await page.reader(async (reader) => {
      const failing = [
        reader.showArticle(0),
        reader.showArticle('none'),
        reader.open('{"articles": 5}'),
        reader.search(),
      ];
      return (await Promise.allSettled(failing)).map(
        (one) => /** @type {any} */ (one).reason?.code ?? /** @type {any} */ (one).reason?.name,
      );
    });
    assert.deepEqual(wrong, ['bad-request', 'no-such-article', 'bad-json', 'bad-request']);
    await page.reader((reader, source) => reader.open(source, { name: '二月' }), text);
    await page.says(AT.notices, '二月');
    await page.reader((reader, source) => reader.open(source), {
      articles: [{ headline: '一则', paragraphs: ['渡口。'] }],
    });
    await page.says(`${AT.front} .items`, '一则');
    await page.reader((reader) => reader.focusSearch());
    assert.match(await page.focus(), /^input/);
  },

  async 'two readers on one page are independent'(test) {
    const { article, query } = rareString(test.site.issue);
    const page = await host(test, `${READER}${READER.replace('one', 'two')}`);
    await page.whole();
    await page.until('the second', () =>
      window.document.querySelector('#two')?.shadowRoot?.querySelector('.front .items'),
    );
    await page.search(query);
    assert.equal(
      await page.run(() =>
        window.document.querySelector('#two')?.shadowRoot?.querySelector('.front')?.hasAttribute('hidden'),
      ),
      false,
    );
    await page.runAsync(
      (n) => /** @type {any} */ (window.document.querySelector('#two')).showArticle(n),
      idOf(test.site.issue, article),
    );
    await page.there(AT.results);
    await page.run(() =>
      /** @type {any} */ (window.document.querySelector('#two')).shadowRoot.querySelector('.article h1').focus(),
    );
    await page.press(Key.ESCAPE);
    await page.until('the second to go back', () =>
      window.document.querySelector('#two')?.shadowRoot?.querySelector('.front:not([hidden])'),
    );
    await page.there(AT.results);
    assert.equal((await page.watched()).workers, 2);
  },

  async 'it survives being moved, ends when removed, and shows the same when put back'(test) {
    const { query } = rareString(test.site.issue);
    const page = await host(test, `<div id="a">${READER}</div><div id="b"></div>`);
    await page.front();
    await page.search(query);
    await page.reader((reader) => {
      /** @type {any} */ (window).frame = reader.shadowRoot.querySelector('.frame');
      window.document.querySelector('#b')?.append(reader);
    });
    await page.rest(50);
    assert.ok(
      await page.run(() =>
        window.document.querySelector('kanbao-reader')?.shadowRoot?.contains(/** @type {any} */ (window).frame),
      ),
      'the same reader',
    );
    assert.deepEqual([(await page.watched()).workers, await page.total()], [1, 1]);
    await page.reader((reader) => {
      /** @type {any} */ (window).reader = reader;
      reader.remove();
    });
    await page.until(
      'the reader to end',
      () => /** @type {any} */ (window).reader.shadowRoot.querySelector('.frame') === null,
    );
    assert.match(
      await page.runAsync(() =>
        /** @type {any} */ (window).reader.search('渡口').then(
          () => 'no',
          (/** @type {any} */ { code }) => code,
        ),
      ),
      /not-connected/,
    );
    await page.run(() => window.document.querySelector('#a')?.append(/** @type {any} */ (window).reader));
    await page.answered(query);
  },

  async 'removing it during a search rejects the call with an AbortError and ends all work'(test) {
    const wasm = gate();
    const page = await host(test, READER, { rules: [{ path: /\.wasm$/, after: wasm.opened }] });
    await page.front();
    const told = await page.reader(async (reader) => {
      const answer = reader.search('渡口').then(
        () => 'answered',
        (/** @type {Error} */ error) => error.name,
      );
      const other = reader.search('大桥').then(
        () => 'answered',
        (/** @type {Error} */ error) => error.name,
      );
      setTimeout(() => reader.remove());
      return Promise.all([answer, other]);
    });
    assert.deepEqual(told, ['AbortError', 'AbortError']);
    wasm.open();
    await page.rest(300);
    assert.deepEqual(await page.run(() => /** @type {any} */ (window).watched.errors), []);
  },

  async 'the fragment can be its address; other fragments belong to the page'(test) {
    const { article, query } = rareString(test.site.issue);
    const page = await host(test, READER.replace('<kanbao-reader', '<kanbao-reader routing="hash"'), {
      path: `#q=${encodeURIComponent(query)}`,
    });
    await page.answered(query);
    await page.click(`${AT.hits} a`);
    await page.there(AT.article);
    assert.equal(
      await page.run(() => decodeURIComponent(location.hash)),
      `#q=${query}&a=${idOf(test.site.issue, article)}`,
    );
    assert.equal(await page.run(() => location.search), '');
    await page.driver.navigate().back();
    await page.answered(query);
    await page.run(() => {
      location.hash = '#top';
    });
    await page.rest(100);
    await page.there(AT.results);
    await page.run(() => {
      location.hash = '#a=1';
    });
    await page.there(AT.article);
  },

  async 'its shortcuts work only while it has the focus'(test) {
    const page = await host(test, `<input id="own"><button id="other">别的</button>${READER}`);
    await page.whole();
    await focus(page, '#other');
    await page.press('/');
    assert.equal(await page.run(() => window.document.activeElement?.id), 'other');
    await focus(page, '#own');
    await page.press('/');
    assert.equal(
      await page.run(() => /** @type {HTMLInputElement} */ (window.document.querySelector('#own')).value),
      '/',
    );
    await page.run((s) => document.querySelector(s).focus(), `${AT.front} .items a`);
    await page.press('/');
    assert.match(await page.focus(), /^input/);
  },

  async 'a call from the page’s script does not move the focus'(test) {
    const page = await host(test, `<input id="own">${READER}`);
    await page.front();
    await focus(page, '#own');
    await page.reader((reader) => reader.showArticle('1'));
    await page.there(AT.article);
    assert.equal(await page.run(() => window.document.activeElement?.id), 'own');
  },

  async 'the page’s styles stay outside, the reader’s stay inside, and parts and custom properties can be styled'(
    test,
  ) {
    const css = `* { color: rgb(1, 2, 3) !important; font-size: 40px !important; display: inline !important; } p { text-indent: 9em; }
      kanbao-reader { --kanbao-paper: rgb(250, 240, 230); --kanbao-accent: rgb(0, 80, 0); display: block !important; } kanbao-reader::part(masthead) { border-bottom-width: 7px; }`;
    const page = await host(test, `<p id="outside">外</p>${READER}`, {
      head: '<link rel="stylesheet" href="./host.css">',
      rules: [{ path: /host\.css$/, body: css, type: 'text/css' }],
    });
    await page.front();
    const style = await page.run((at) => {
      const of = (/** @type {Element | null} */ node) => getComputedStyle(/** @type {Element} */ (node));
      return {
        display: of(document.querySelector(`${at.front} .items`)).display,
        paper: of(document.querySelector('.frame')).backgroundColor,
        red: of(document.querySelector('.brand')).color,
        rule: of(document.querySelector('.masthead')).borderBottomWidth,
        indent: of(window.document.querySelector('#outside')).textIndent,
      };
    }, AT);
    assert.deepEqual(style, {
      display: 'grid',
      paper: 'rgb(250, 240, 230)',
      red: 'rgb(0, 80, 0)',
      rule: '7px',
      indent: '360px',
    });
  },

  async 'slots show what the page puts there'(test) {
    const { article, query } = rareString(test.site.issue);
    const page = await host(
      test,
      READER.replace(
        '></k',
        '><b slot="header" id="h">头</b><b slot="footer" id="f">脚</b><b slot="empty" id="e">无</b><button slot="article-actions" id="s">收藏</button></k',
      ),
    );
    await page.front();
    const seen = (/** @type {string} */ id) =>
      page.run((one) => (window.document.getElementById(one)?.getClientRects().length ?? 0) > 0, id);
    assert.deepEqual([await seen('h'), await seen('f'), await seen('e'), await seen('s')], [true, true, false, false]);
    await page.search('龘靐齉');
    await page.there(AT.none);
    assert.equal(await seen('e'), true);
    await page.search(query);
    await page.click(`${AT.hits} a[data-a="${article}"]`);
    await page.there(AT.article);
    assert.deepEqual([await seen('e'), await seen('s')], [false, true]);
  },

  async 'style sheets can select by :state(), if the browser has it'(test) {
    const { query } = rareString(test.site.issue);
    const page = await host(test);
    await page.front();
    if (!(await page.run(() => CSS.supports('selector(:state(x))')))) return test.skip('this browser has no :state()');
    const matches = (/** @type {string} */ state) =>
      page.run((s) => window.document.querySelector('kanbao-reader')?.matches(`:state(${s})`), state);
    assert.deepEqual([await matches('front'), await matches('results')], [true, false]);
    await page.search(query);
    assert.deepEqual([await matches('front'), await matches('results'), await matches('ready')], [false, true, true]);
  },

  async 'a page that allows no policy, no inline styles and no constructed style sheets gets a working reader'(test) {
    test.expect(/^trusted-types /); // the engine tries to create its policy and is refused
    const csp =
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";
    const page = await host(test, READER, {
      headers: { 'content-security-policy': csp },
      before: "Object.defineProperty(window, 'CSSStyleSheet', { value: undefined });",
    });
    await page.front();
    const { article, query } = rareString(test.site.issue);
    assert.equal((await page.search(query))[0], article);
    assert.equal(await page.run((s) => getComputedStyle(document.querySelector(s)).display, `${AT.input}`), 'block');
    assert.equal(
      await page.run(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.search'))).display),
      'flex',
      'the styles come through a link element',
    );
    assert.equal(await page.count('style, [style]'), 0);
  },

  async 'an element name that is already defined is left alone'(test) {
    const page = await host(test, READER, {
      before:
        "customElements.define('kanbao-reader', class extends HTMLElement { connectedCallback() { this.title = 'mine'; } });",
    });
    await page.until(
      'the other element',
      () => window.document.querySelector('kanbao-reader')?.getAttribute('title') === 'mine',
    );
    await page.runAsync(() => import(new URL('./kanbao.js', location.href).href).then(() => {}));
    assert.deepEqual(await page.run(() => /** @type {any} */ (window).watched.errors), []);
  },

  async 'the query attribute finds every article that contains a common character'(test) {
    const query = commonCharacter(test.site.issue);
    const page = await host(
      test,
      `<kanbao-reader id="one" src="./sample/issue.json" query="${query}"></kanbao-reader>`,
    );
    await page.answered(query);
    assert.deepEqual(
      (await page.found()).sort((a, b) => a - b),
      holders(test.site.issue, query),
    );
  },
};
