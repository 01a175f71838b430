import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { pack, packIssue, unpack } from '../../www/engine/articles.js';

test('articles survive packing and unpacking', () => {
  const articles = [
    { headline: '果园', byline: [], paragraphs: [], captions: [] },
    {
      headline: '𠀀果园迎丰收',
      kicker: '引题',
      subtitle: '副题',
      section: '本地',
      byline: ['林小雨', { name: '周明', role: '摄' }],
      paragraphs: ['一', '小标题', '\u{1F351}二'],
      subheadings: [1],
      captions: [{ text: '桃' }, { text: '河灯', credit: '周明 摄' }],
    },
  ];
  assert.deepEqual(unpack(pack(articles)), articles);
});

test('unpacking fills in what may be left out', () => {
  assert.deepEqual(unpack(packIssue({ articles: [{ headline: '' }], more: 1 })), [
    { headline: '', byline: [], paragraphs: [], captions: [] },
  ]);
});

test('invalid input is rejected in the same words as on the command line', () => {
  const cases = JSON.parse(readFileSync(new URL('../data/wrong-bulletins.json', import.meta.url), 'utf8'));
  for (const { bulletin, where, message } of cases) {
    assert.throws(() => packIssue(bulletin), { code: 'bad-json', where, message }, JSON.stringify(bulletin));
  }
});

test('the size limits are enforced, and values that are not JSON are rejected', () => {
  const many = { articles: Array.from({ length: 20_001 }, () => ({ headline: '' })) };
  assert.throws(() => packIssue(many), { code: 'too-large', where: 'articles[20000]' });
  const long = { articles: [{ headline: '春'.repeat(8 * 1024 * 1024 + 1) }] };
  assert.throws(() => packIssue(long), { code: 'too-large', where: 'articles[0].headline' });
  for (const wrong of [undefined, null, 3, 'text', [], Symbol.iterator, () => 1])
    assert.throws(() => packIssue(wrong), { code: 'bad-json' });
  assert.throws(() => pack([{ headline: () => 1 }]), { code: 'bad-json', where: 'articles[0].headline' });
});
