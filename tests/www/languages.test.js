/** Languages: which tag selects which, traditional characters only where they belong, and no interface text elsewhere. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { strings as deskHans } from '../../www/page/i18n/zh-Hans.desk.js';
import { strings as deskHant } from '../../www/page/i18n/zh-Hant.desk.js';
import { strings as deskEnglish } from '../../www/page/i18n/en.desk.js';
import { loadStrings } from '../../www/page/strings.js';
import { KNOWN, untraditional } from '../e2e/lib/traditional.mjs';

const WWW = new URL('../../www/', import.meta.url).pathname;

test('a tag selects a language by its script, or else by its region', async () => {
  for (const [tag, lang] of [
    ['zh-Hant', 'zh-Hant'],
    ['zh-hant-hk', 'zh-Hant'],
    ['zh-TW', 'zh-Hant'],
    ['ZH-hk', 'zh-Hant'],
    ['zh-MO', 'zh-Hant'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['zh-two', 'zh-Hans'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['enm', 'zh-Hans'],
    ['', 'zh-Hans'],
  ])
    assert.equal((await loadStrings(tag)).lang, lang, tag);
});

/** Returns every text of a language, including those that functions make from numbers and names. */
function texts(value) {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function')
    return [[7, 12345], ['7', 0], ['A', '7', 'B'], ['7', ['A']], [['A', 'B']]].flatMap((given) => {
      try {
        return [String(value(...given))];
      } catch {
        return []; // takes other arguments
      }
    });
  return Object.values(value).flatMap(texts);
}

test('the interface in traditional Chinese has no simplified-only characters', async () => {
  assert.equal(KNOWN, 5401);
  assert.deepEqual(untraditional('搜尋，找不到這們'), []);
  assert.deepEqual(untraditional('们浏览，览'), ['们', '浏', '览']);
  const all = [...texts(await loadStrings('zh-Hant')), ...texts(deskHant)];
  assert.ok(all.length > 200);
  for (const text of all) assert.deepEqual(untraditional(text), [], text);
  assert.ok(
    texts(await loadStrings('zh-Hans')).some((text) => untraditional(text).length),
    'simplified Chinese has',
  );
});

/** Returns the keys of a language, including nested ones. */
const keys = (value, at = '') =>
  typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${at}.${key}`))
    : [at];

test('the desk has the same texts in each language', () => {
  for (const words of [deskHant, deskEnglish]) {
    assert.deepEqual(keys(words).sort(), keys(deskHans).sort());
    assert.deepEqual(
      words.keyList.map(([key]) => key),
      deskHans.keyList.map(([key]) => key),
    );
  }
});

test('numbers and dates are formatted as the language requires', async () => {
  assert.equal((await loadStrings('zh-Hant')).articles(12345), '12,345 篇文章');
  for (const lang of ['zh-Hans', 'zh-Hant', 'en']) {
    const { date } = await loadStrings(lang);
    const long = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' });
    for (let day = Date.UTC(2023, 11, 25); day < Date.UTC(2025, 0, 12); day += 86_400_000) {
      assert.equal(date(new Date(day).toISOString().slice(0, 10)), long.format(day), lang);
    }
  }
});

test('no interface text is hard-coded', () => {
  const files = ['page', 'page/views', 'element', 'desk', 'desk/views'].flatMap((folder) =>
    readdirSync(join(WWW, folder))
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(WWW, folder, name)),
  );
  assert.ok(files.length > 30);
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
      // Words of bylines and credits, which are not interface text.
      .replaceAll(/^const (REPORTER|DEED|AUTHOR|CREDIT) =\s.*$/gm, '')
      .split('\n')
      .filter((line) => /\p{Script=Han}/u.test(line)),
  );
  // The query language's word for an author.
  assert.deepEqual(
    found.filter((line) => !line.includes('`作者:“${name}”`')),
    [],
  );
});
