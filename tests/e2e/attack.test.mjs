/** Text stays text: nothing in a bulletin, a query or an address becomes an element, runs as a script or causes a request. */
import assert from 'node:assert/strict';
import { brought, drop } from './lib/bring.mjs';
import { AT } from './lib/page.mjs';

const MARKUP = [
  '<img src=x onerror="attacked(1)">',
  '<script>attacked(2)</script>',
  '"><svg onload=attacked(3)>',
  '</title></textarea></p><iframe srcdoc="<script>parent.attacked(4)</script>">',
  '<a href="javascript:attacked(5)">点</a>',
  '&lt;b&gt;{{constructor.constructor("attacked(6)")()}}${attacked(7)}',
];
const ALL = MARKUP.join(' ');
const BULLETIN = {
  paper: `报 ${ALL}`,
  date: `2024-02-30<img src=x onerror=attacked(8)>`,
  edition: ALL,
  lexicon: { file: 'https://attacker.invalid/lexicon.kbl', bytes: 10, sha256: '00' },
  __proto__: { polluted: true },
  articles: [
    {
      section: ALL,
      kicker: ALL,
      headline: `攻 ${ALL}`,
      subtitle: ALL,
      byline: [ALL, { name: ALL, role: ALL }],
      paragraphs: [...MARKUP, '\u202e倒过来的字\u202c 和 \u0000 控制符'],
      subheadings: [0],
      captions: [{ text: ALL, credit: ALL }],
    },
    { headline: 'javascript:attacked(9)', byline: ['__proto__', 'constructor'], paragraphs: ['攻'], captions: [] },
  ],
};
const WATCH = `window.attacked = (n) => watched.errors.push('attack ' + n + ' ran');
for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => watched.errors.push(name + ' was called');`;

/** Elements and attributes that the page's own scripts never make from a bulletin. */
const ALIEN =
  'img, script, svg, iframe, object, embed, form form, b, [onerror], [onload], [srcdoc], a[href^="javascript"]';

/** Asserts that no text has become an element. @param {import('./lib/page.mjs').Page} page @param {string} where */
async function harmless(page, where) {
  assert.deepEqual(
    await page.run(
      (alien) =>
        Array.from(
          document.querySelectorAll(`main :is(${alien}), dialog :is(${alien}), .notices :is(${alien})`),
          (node) => node.outerHTML,
        ),
      ALIEN.replace(', b,', ','),
    ),
    [],
    `${where}: text became elements`,
  );
}

/** @type {import('./lib/suite.mjs').Tests} */
export default {
  async 'a hostile published bulletin stays text'({ open }) {
    const page = await open({
      before: WATCH,
      rules: [{ path: /issue\.json$/, alter: () => JSON.stringify(BULLETIN) }],
    });
    await page.front();
    await page.says(`${AT.front} h2`, '<script>attacked(2)</script>');
    await harmless(page, 'front page');
    await page.type('攻');
    await page.until('results', (s) => document.querySelectorAll(s).length === 2, AT.hits);
    await harmless(page, 'results');
    await page.type('<img src=x');
    await page.until('a hit', (s) => document.querySelectorAll(s).length === 1, AT.hits);
    await harmless(page, 'results with marks');
    await page.click(`${AT.hits} a`);
    await page.says(`${AT.article} .text`, MARKUP[0] ?? '');
    await harmless(page, 'article');
    assert.equal(await page.run(() => /** @type {any} */ ({}).polluted), null);
  },

  async 'a hostile text from the device stays text, also in its report'({ open }) {
    const page = await open({ before: WATCH });
    await page.front();
    const text = [
      '攻 <img src=x onerror=attacked(1)> 记',
      '章瑜',
      ...MARKUP.map((line) => `渡口的船${line}，`),
      '到了对岸。',
      '到了对岸。',
      `图为 ${MARKUP[0]}。 章瑜 摄`,
    ].join('\n');
    await drop(page, '<img src=x onerror=attacked(0)>.txt', text);
    await brought(page, '<img src=x');
    await harmless(page, 'front page');
    if ((await page.count(`${AT.notices} button`)) > 1) {
      await page.click(`${AT.notices} button`);
      await page.there(AT.reportPanel);
      await harmless(page, 'report');
    }
  },

  async 'a hostile address stays text and requests nothing from other origins'({ open, expect }) {
    expect(/404|Failed to load/);
    const page = await open({ before: WATCH, path: `?q=${encodeURIComponent(ALL)}` });
    await page.there(AT.results);
    await harmless(page, 'query');
    const addresses = [
      '?a=%3Cimg%3E',
      `?local=${encodeURIComponent(ALL)}`,
      `?lang=${encodeURIComponent('__proto__')}`,
      `?lang=${encodeURIComponent(ALL)}`,
      ...[
        'https://attacker.invalid/issue.json',
        '//attacker.invalid/issue.json',
        'javascript:attacked(1)',
        'data:application/json,{}',
        '\\\\attacker.invalid\\x',
        'blob:x',
      ].map((src) => `?src=${encodeURIComponent(src)}`),
    ];
    for (const address of addresses) {
      await page.go(address);
      await page.until(
        'some view',
        (at) => [at.front, at.results, at.article, at.error].some((s) => document.querySelector(s)),
        AT,
      );
      await harmless(page, address);
      const { violations, errors } = await page.watched();
      assert.deepEqual([...violations, ...errors.filter((one) => !/404|Failed to load/.test(one))], [], address);
      assert.deepEqual(await page.foreign(), [], address);
    }
  },
};
