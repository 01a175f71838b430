/**
 * The ways to embed the element that docs/security.md and docs/embedding.md promise: policies, origins, frames, integrity,
 * and servers that are slow or send wrong types.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { LISTEN, heard, hostPage, served } from './lib/host.mjs';
import { AT } from './lib/page.mjs';
import { rareString } from './lib/text.mjs';

const CHILD = '<p id="plain">没有脚本时的报纸</p>';
const READER = `<kanbao-reader id="one" src="./sample/issue.json">${CHILD}</kanbao-reader>`;

/** Script that divides timeouts of 20 s and more by 40, so that a test can wait for their end. */
const HASTE = `const wait = setTimeout;
window.setTimeout = (run, ms, ...rest) => wait(run, ms >= 20000 ? ms / 40 : ms, ...rest);`;

/** @typedef {import('./lib/page.mjs').Page} Page @typedef {import('./lib/suite.mjs').Test} Test @typedef {import('./lib/line.mjs').Rule} Rule */

/** Returns the strictest policy in the documentation, plus the page’s own icon. `other` replaces or adds directives. @param {Record<string, string>} [other] */
function policy(other = {}) {
  const directives = {
    'default-src': "'none'",
    'img-src': "'self'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'base-uri': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'kanbao',
    ...other,
  };
  return Object.entries(directives)
    .map((pair) => pair.join(' '))
    .join('; ');
}

/**
 * Opens a host page. The rule that serves it is put in front of `rules`, the caller's own array.
 * @param {Test} test
 * @param {{body?: string, head?: string, script?: string, csp?: string | null, before?: string, rules?: Rule[]}} options csp: null sends no policy; default: the server's own
 */
function host({ open }, { body = READER, head, script, csp, before = '', rules = [] }) {
  rules.unshift(
    served(hostPage(body, { head, script }), csp === undefined ? undefined : { 'content-security-policy': csp }),
  );
  return open({ before: `${LISTEN}${before}`, rules });
}

/**
 * Asserts that the bulletin can be read and searched.
 * @param {Page} page
 * @param {Test} test
 * @param {{worker?: boolean, plain?: boolean, typed?: boolean}} [how] worker: whether the engine must run in one; plain: whether only the plain scan answers; typed: whether the query is typed with keys
 */
async function reads(page, { site }, { worker, plain = false, typed = true } = {}) {
  await page.front();
  const { article, query } = rareString(site.issue);
  if (typed) await page.type(query);
  else
    await page.reader((reader, q) => {
      reader.query = q;
    }, query);
  await page.answered(query, { plain });
  assert.equal((await page.found())[0], article);
  if (worker !== undefined)
    assert.equal((await page.watched()).searches.includes(query), worker, 'whether a worker got the query');
  assert.equal(
    await page.run(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.search'))).display),
    'flex',
    'the reader has its styles',
  );
}

/** Returns whether the element's own content is visible. @param {Page} page */
const children = (page) => page.run(() => (window.document.querySelector('#plain')?.getClientRects().length ?? 0) > 0);

/** Returns a file's integrity value. @param {string} url @param {string} [kind] */
async function digest(url, kind = 'sha384') {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  return `${kind}-${createHash(kind).update(bytes).digest('base64')}`;
}

/** Lets every origin use the files. */
const SHARED = { path: /./, headers: { 'access-control-allow-origin': '*' } };
/** Returns the script element that loads the element from another server. @param {string} url the server's @param {string} [more] attributes */
const from = (url, more = '') => `<script type="module" crossorigin src="${url}kanbao.js"${more}></script>`;

/** Makes a test: the reader reports that the bulletin cannot be read, and can try again. @param {Rule} rule @param {string} says */
const troubled = (rule, says) => async (/** @type {Test} */ test) => {
  test.expect(/issue\.json/);
  const rules = [rule];
  const page = await host(test, { before: HASTE, rules });
  await page.says(AT.error, says);
  rules.length = 1;
  await page.click(`${AT.error} .acts button`);
  await reads(page, test);
};

/**
 * Makes a test: without the engine, articles can be read and the plain scan answers; the reader says so and can try again.
 * @param {Rule} rule
 * @param {boolean} [again] whether the test waits for the second try: while a request hangs, Chromium delays another for the same address by 20 s
 */
const plainly =
  (rule, again = true) =>
  async (/** @type {Test} */ test) => {
    test.expect(/wasm|worker|import/i);
    const rules = [rule];
    const page = await host(test, { before: HASTE, rules });
    await reads(page, test, { plain: true });
    await page.says(AT.note, '未能启动');
    rules.length = 1;
    await page.click(`${AT.note} button`);
    if (again) await page.answered(rareString(test.site.issue).query);
  };

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'same origin: under the strictest policy the engine runs in a worker'(test) {
    await reads(await host(test, { csp: policy() }), test, { worker: true });
  },

  async 'same origin: if the policy forbids workers, the engine runs on the page’s thread'(test) {
    test.expect(/^worker-src /);
    const page = await host(test, { csp: policy({ 'worker-src': "'none'" }) });
    await reads(page, test, { worker: false });
  },

  async 'same origin: without wasm-unsafe-eval the plain scan answers, and the reader says so'(test) {
    test.expect(/^script-src |wasm|WebAssembly/i);
    const page = await host(test, { csp: policy({ 'script-src': "'self'" }) });
    const refused = test.browser.name !== 'webkit'; // WebKit compiles wasm whatever the policy says
    await reads(page, test, { plain: refused });
    if (refused) await page.says(AT.note, '未能启动');
  },

  async 'another origin: script, styles and engine come from there, and the worker starts from a blob'(test) {
    const files = await test.neighbour({ rules: [SHARED] });
    const there = files.url.slice(0, -1);
    const csp = policy({
      'script-src': `${there} 'self' 'wasm-unsafe-eval'`,
      'style-src': there,
      'connect-src': `'self' ${there}`,
      'worker-src': 'blob:',
    });
    const page = await host(test, { csp, script: from(files.url) });
    await reads(page, test, { worker: true });
    assert.deepEqual(
      page.line.served.map(({ path }) => path).filter((path) => /\.(wasm|css)$|(reader|engine|worker)\.js$/.test(path)),
      [],
    );
    await page.reader((reader) => reader.open('渡口的船\n\n沈砚\n\n船夫在渡口等了一上午，来的人不多。\n'));
    await page.search('船夫');
    assert.deepEqual(await page.found(), [0]);
  },

  async 'another origin: if the policy forbids blob workers, the engine runs on the page’s thread'(test) {
    test.expect(/^worker-src blob/);
    const files = await test.neighbour({ rules: [SHARED] });
    const there = files.url.slice(0, -1);
    const csp = policy({
      'script-src': `${there} 'self' 'wasm-unsafe-eval'`,
      'style-src': there,
      'connect-src': `'self' ${there}`,
      'worker-src': "'self'",
    });
    await reads(await host(test, { csp, script: from(files.url) }), test, { worker: false });
  },

  async 'another origin: one classic script, and the bulletin from a third origin'(test) {
    const files = await test.neighbour({ rules: [SHARED] });
    const paper = await test.neighbour({ rules: [SHARED] });
    const body = READER.replace('./sample/', `${paper.url}sample/`);
    await reads(
      await host(test, {
        body,
        script: `<script src="${files.url}package/plain/kanbao/kanbao.iife.js"></script>`,
        csp: null,
      }),
      test,
      { worker: true },
    );
    assert.ok(
      paper.served.some(({ path }) => path.endsWith('.kbl')),
      'the lexicon is fetched from the bulletin’s folder',
    );
  },

  async 'another origin without CORS headers: the element’s own content stays visible'(test) {
    test.expect(/CORS|did not load|access control|blocked/i);
    const files = await test.neighbour();
    const page = await host(test, { script: from(files.url), csp: null });
    await page.rest(500);
    assert.equal(await children(page), true);
  },

  async 'the engine’s files elsewhere: they are fetched from the address that the page sets'(test) {
    const files = await test.neighbour({ rules: [SHARED] });
    const page = await host(test, {
      csp: null,
      body: READER.replace('<kanbao-reader', '<kanbao-reader loading="manual"'),
    });
    await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
    await page.reader((reader, base) => {
      reader.engine = { base };
      return reader.load();
    }, files.url);
    await reads(page, test, { worker: false });
    assert.ok(files.served.some(({ path }) => path.endsWith('/kanbao_bg.wasm')));
    assert.deepEqual(
      page.line.served.filter(({ path }) => /\.wasm$|worker\.js$/.test(path)),
      [],
    );
  },

  async 'a sandboxed frame: allow-scripts alone is enough'(test) {
    const outer = hostPage('<iframe sandbox="allow-scripts" src="./index.html" width="900" height="700"></iframe>', {
      script: '',
    });
    const page = await test.open({
      before: LISTEN,
      rules: [
        SHARED,
        { path: /^\/$/, alter: () => outer, headers: { 'content-security-policy': null } },
        { path: /index\.html$/, alter: () => hostPage(READER), headers: { 'content-security-policy': null } },
      ],
    });
    await page.driver.switchTo().frame(await page.driver.findElement({ css: 'iframe' }));
    await reads(page, test, { worker: true, typed: false }); // WebKit's driver cannot type into a frame of another origin
    assert.equal(await page.run(() => globalThis.origin), 'null');
    assert.equal(
      await page.run(() => {
        try {
          return typeof localStorage;
        } catch {
          return 'none';
        }
      }),
      'none',
    );
  },

  async 'integrity: a script with the right hash runs; with a wrong one the element’s own content stays visible'(test) {
    test.expect(/integrity|did not load/i);
    const right = await digest(`${test.site.url}kanbao.js`);
    for (const [value, runs] of /** @type {[string, boolean][]} */ ([
      [right, true],
      [right.replace(/.{8}$/, 'AAAAAAAA'), false],
    ])) {
      const page = await host(test, {
        csp: policy(),
        script: `<script type="module" crossorigin integrity="${value}" src="./kanbao.js"></script>`,
      });
      if (runs) await reads(page, test, { worker: true });
      else await page.rest(500);
      assert.equal(await children(page), !runs);
    }
  },

  async 'integrity: an import map covers the scripts that load later'(test) {
    test.expect(/integrity|did not load|kanbao-error/i);
    const right = await digest(`${test.site.url}reader.js`);
    for (const [value, runs] of /** @type {[string, boolean][]} */ ([
      [right, true],
      [right.replace(/.{8}$/, 'AAAAAAAA'), false],
    ])) {
      const map = JSON.stringify({ integrity: { './reader.js': value } });
      const hash = `sha256-${createHash('sha256').update(map).digest('base64')}`;
      const page = await host(test, {
        csp: policy({ 'script-src': `'self' 'wasm-unsafe-eval' '${hash}'` }),
        head: `<script type="importmap">${map}</script>`,
      });
      if (runs) {
        await reads(page, test, { worker: true });
        continue;
      }
      assert.equal((await heard(page, 'error')).code, 'network');
      assert.equal(await children(page), true);
    }
  },

  async 'a server that labels everything except scripts as plain text: the reader works'(test) {
    const rules = [/\.json$/, /\.wasm$/, /\.kbl$/, /page\.css$/].map((path) => ({
      path,
      headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
    }));
    await reads(await host(test, { csp: policy(), rules }), test, { worker: true });
  },

  async 'a server that labels the worker’s script as plain text: the plain scan answers'(test) {
    test.expect(/MIME|worker|did not load|module script/i);
    const page = await host(test, {
      rules: [{ path: /worker\.js$/, headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' } }],
    });
    await reads(page, test, { plain: true });
    await page.says(AT.note, '未能启动');
  },

  'a bulletin above the size limit is refused': troubled(
    { path: /issue\.json$/, body: `{"articles": [${' '.repeat(33 * 1024 * 1024)}]}`, type: 'application/json' },
    '太大',
  ),
  'a bulletin that stops arriving is given up': troubled({ path: /issue\.json$/, hang: true }, '网络'),

  'an engine that stops arriving is given up': plainly({ path: /_bg\.wasm$/, hang: true }),
  'an engine that is cut off is given up': plainly({ path: /_bg\.wasm$/, cut: true }),
  'a file that is not the engine is refused': plainly({
    path: /_bg\.wasm$/,
    body: '<!doctype html>',
    type: 'text/html',
  }),
  'an engine above the size limit is refused': plainly({
    path: /_bg\.wasm$/,
    body: 'x'.repeat(9 * 1024 * 1024),
    type: 'application/wasm',
    headers: { 'content-length': String(9 * 1024 * 1024) },
  }),
  'a worker’s script that stops arriving is given up': plainly({ path: /worker\.js$/, hang: true }, false),

  async 'a lexicon that is cut off: search matches characters'(test) {
    test.expect(/kbl/);
    await reads(await host(test, { rules: [{ path: /\.kbl$/, cut: true }] }), test, { worker: true });
  },

  async 'a reader or styles that do not arrive: the element’s own content stays visible'(test) {
    for (const path of [/\/reader\.js$/, /page\.css$/]) {
      const page = await host(test, { rules: [{ path, hang: true }] });
      await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
      await page.rest(500);
      assert.deepEqual([await children(page), await page.count('.frame')], [true, 0]);
    }
  },

  async 'a reader that cannot be fetched: an event says so, the element’s own content stays visible, and load() can be tried again'(
    test,
  ) {
    test.expect(/reader\.js|import/);
    /** @type {Rule[]} */
    const rules = [{ path: /\/reader\.js$/, status: 503 }];
    const page = await host(test, { rules, body: READER.replace('<kanbao-reader', '<kanbao-reader loading="manual"') });
    const began = () =>
      page.reader((reader) =>
        reader.load().then(
          () => true,
          () => false,
        ),
      );
    await page.until('the element to be defined', () => customElements.get('kanbao-reader') !== undefined);
    assert.equal(await began(), false);
    assert.deepEqual([(await heard(page, 'error')).code, await children(page)], ['network', true]);
    rules.length = 1;
    const remembers = test.browser.name === 'firefox'; // Firefox remembers a failed import until the page is reloaded
    assert.equal(await began(), !remembers);
    if (!remembers) await reads(page, test);
  },

  async 'the connection is lost: the open bulletin can still be read and searched'(test) {
    test.expect(/fetch|load|network|did not/i);
    const page = await host(test, { csp: policy() });
    await page.whole();
    await reads(page, test, { worker: true });
    await page.there('.bar .offers'); // the engine can answer
    await page.line.close();
    await page.clearField();
    await page.front();
    await reads(page, test);
    await page.click(`${AT.hits} a`);
    await page.there(`${AT.article} .text mark`);
  },
};
