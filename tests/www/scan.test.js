import assert from 'node:assert/strict';
import { test } from 'node:test';

import { foldUnits, scan, scanMarks } from '../../www/scan.js';

const article = (headline, more = {}) => ({ headline, byline: [], paragraphs: [], captions: [], ...more });
const issue = {
  articles: [
    article('夜市重新点灯', { paragraphs: ['歇业两年的老街夜市，上周五亮起了灯。', '摊主说，生意比从前好。'] }),
    article('春耕', {
      section: '农事',
      kicker: '备耕现场会',
      subtitle: '三家进村',
      byline: ['陆文婷', { name: '韩立', role: '摄' }],
      captions: [{ text: '农机手检修插秧机。', credit: '沈菁 摄' }],
      paragraphs: ['夜市旁边也有田。'],
    }),
    article('ＷＴＯ代表团到访', { paragraphs: ['考察Wto规则，wto官员，İstanbul。'] }),
  ],
};
const ids = (query, limit = 10) => scan(issue, query, limit).hits.map((hit) => hit.article);
const cut = ({ text, ranges }) => ranges.flatMap((at, i) => (i % 2 ? [] : [text.slice(at, ranges[i + 1])]));

test('headlines come first, then print order', () => {
  assert.deepEqual(ids('夜市'), [0, 1]);
  assert.deepEqual(ids('田'), [1]);
  assert.deepEqual(ids('没有的'), []);
  assert.deepEqual(ids('   '), []);
});

test('every visible string is found, with its place', () => {
  for (const [query, field, index, note] of [
    ['备耕', 'kicker', 0, false],
    ['三家', 'kicker', 1, false],
    ['农事', 'kicker', 2, false],
    ['文婷', 'byline', 0, false],
    ['韩立', 'byline', 1, false],
    ['插秧', 'caption', 0, false],
    ['沈菁', 'caption', 0, true],
  ]) {
    assert.deepEqual(ids(query), [1], query);
    const [mark] = scanMarks(issue.articles[1], query);
    assert.deepEqual([mark.field, mark.index, mark.note], [field, index, note]);
  }
});

test('width and case make no difference, and ranges refer to the original', () => {
  assert.deepEqual(ids('wto'), [2]);
  assert.deepEqual(ids('ｗＴｏ'), [2]);
  const [hit] = scan(issue, 'wto', 10).hits;
  assert.deepEqual(cut(hit.headline), ['ＷＴＯ']);
  assert.deepEqual(cut(hit.excerpts[0]), ['Wto', 'wto']);
});

test('folding keeps the place of every UTF-16 unit, whatever the text', () => {
  const odd = 'İ ﬁ ẞ Σς Ａ　ｚ 𠮷 \ud800 👩‍🌾';
  assert.equal(foldUnits(odd).length, odd.length);
  assert.equal(foldUnits('Ａ　Z'), 'a z');
});

test('blanks split a query into parts that must all appear', () => {
  assert.deepEqual(ids('夜市 摊主'), [0]);
  assert.equal(scan(issue, '夜市 摊主', 10).tiers[0].tier, 'allWords');
  assert.deepEqual(ids('夜市 插秧机 田'), [1]);
  assert.deepEqual(ids('夜市 没有的'), []);
});

test('overlapping parts make one range', () => {
  assert.deepEqual(
    scanMarks(article('老街夜市亮灯'), '街夜 夜市 市亮').map((mark) => mark.ranges),
    [[1, 5]],
  );
});

test('an excerpt shows the match, and says where it was cut', () => {
  const long = { articles: [article('长', { paragraphs: [`${'前'.repeat(200)}目标${'后'.repeat(200)}`] })] };
  const [
    {
      excerpts: [excerpt],
    },
  ] = scan(long, '目标', 10).hits;
  assert.deepEqual(cut(excerpt), ['目标']);
  assert.ok(excerpt.text.length < 120);
  assert.ok(excerpt.cutBefore && excerpt.cutAfter);
});

test('the limit limits the hits, not the total', () => {
  const { hits, total } = scan(issue, '夜市', 1);
  assert.deepEqual([hits.length, total], [1, 2]);
});
