/** The tools of an article: sentences and reading aloud, and its source. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { strings } from '../../www/page/i18n/zh-Hans.later.js';
import { addressOf, lineOf, sourceOf } from '../../www/page/source.js';
import { createSpeaker, sentencesOf, voiceOf } from '../../www/page/speech.js';
import { INITIAL } from '../../www/page/store.js';
import { withSource } from '../../www/page/views/copy.js';
import { FakeSynthesis } from './fake/speech.js';

/** @param {string} text */
const cut = (text) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

test('a sentence ends at 。！？； and at the end of a line, including closing punctuation', () => {
  assert.deepEqual(cut('渡口到了。船呢？快走！天黑了；'), ['渡口到了。', '船呢？', '快走！', '天黑了；']);
  assert.deepEqual(cut('“船来了。”他说。（完。）'), ['“船来了。”', '他说。', '（完。）']);
  assert.deepEqual(cut('第一行\n 第二行，没有句号'), ['第一行', '第二行，没有句号']);
  assert.deepEqual(cut('真的吗？！真的。'), ['真的吗？！', '真的。']);
  assert.deepEqual(
    cut('3.5 公里，U.S. 字样'),
    ['3.5 公里，U.S. 字样'],
    'a full stop of another script does not end it',
  );
});

test('text without letters is not a sentence, and every letter is in one', () => {
  assert.deepEqual(cut('……\n。\n'), []);
  assert.deepEqual(cut(''), []);
  const text = '　　清晨五点四十分，老渡工来了。\n“𠮷祥号”开船；到岸！ 回来';
  assert.equal(cut(text).join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
});

test('the voice is one of the device’s own, preferably Mandarin', () => {
  const voice = (/** @type {string} */ lang, localService = true) =>
    /** @type {SpeechSynthesisVoice} */ ({ lang, localService, name: lang, default: false, voiceURI: lang });
  const of = (/** @type {SpeechSynthesisVoice[]} */ ...voices) => voiceOf(voices)?.lang;
  assert.equal(of(voice('en-GB'), voice('zh-HK'), voice('zh-TW'), voice('zh-CN')), 'zh-CN');
  assert.equal(of(voice('zh-HK'), voice('zh-TW')), 'zh-TW');
  assert.equal(of(voice('zh-HK')), 'zh-HK');
  assert.equal(of(voice('zh_CN_#Hans')), 'zh_CN_#Hans', 'as Android writes it');
  assert.equal(of(voice('zh-CN', false)), undefined, 'it would send the text away');
  assert.equal(of(voice('zha'), voice('ja-JP')), undefined);
});

/** Creates a speaker with a stand-in for speech, and records the current sentence at each report. */
function speaker() {
  const synthesis = new FakeSynthesis();
  /** @type {number[]} */
  const told = [];
  const one = createSpeaker(
    /** @type {any} */ (synthesis),
    (text) => /** @type {any} */ ({ text }),
    () => told.push(one.at()),
  );
  return { synthesis, told, one };
}

/** Lets every promise that can settle do so. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('sentences are read one by one, each as an utterance of its own, to the end', () => {
  const { synthesis, told, one } = speaker();
  one.start(['一。', '二。']);
  assert.deepEqual([synthesis.texts, one.speaking(), one.at()], [['一。'], true, 0]);
  synthesis.end();
  synthesis.end();
  assert.deepEqual([synthesis.texts, one.speaking(), one.at(), told], [['一。', '二。'], false, -1, [0, 1, -1]]);
});

test('after a pause, the sentence starts again, and a cancelled utterance does not end it', async () => {
  const { synthesis, one } = speaker();
  one.start(['一。', '二。', '三。']);
  synthesis.end();
  one.pause();
  await settled();
  assert.deepEqual([one.speaking(), one.at(), synthesis.current], [false, 1, null]);
  one.resume();
  await settled();
  assert.deepEqual([synthesis.texts, one.speaking(), one.at()], [['一。', '二。', '二。'], true, 1]);
  synthesis.end();
  assert.equal(one.at(), 2);
});

test('after stopping, it is silent and cannot resume', async () => {
  const { synthesis, one } = speaker();
  one.start(['一。', '二。']);
  const [first] = synthesis.said;
  one.stop();
  await settled();
  first.onend();
  one.resume();
  assert.deepEqual([synthesis.texts, one.at(), synthesis.current], [['一。'], -1, null]);
});

test('a new speed applies at once, and to what follows', async () => {
  const { synthesis, one } = speaker();
  one.speed(1.5);
  one.start(['一。', '二。']);
  one.speed(2);
  await settled();
  synthesis.end();
  assert.deepEqual(
    synthesis.said.map(({ text, rate }) => [text, rate]),
    [
      ['一。', 1.5],
      ['一。', 2],
      ['二。', 2],
    ],
  );
  one.pause();
  one.speed(1);
  assert.equal(synthesis.said.length, 3, 'while paused, it stays paused');
});

test('starting again starts over, and it stops if something else speaks', async () => {
  const { synthesis, one } = speaker();
  one.start(['一。']);
  one.start(['甲。', '乙。']);
  await settled();
  assert.deepEqual([synthesis.texts, one.at()], [['一。', '甲。'], 0]);
  synthesis.cancel();
  await settled();
  assert.deepEqual([one.speaking(), one.at()], [false, -1]);
});

const context = /** @type {any} */ ({
  t: { ...strings, edition: (/** @type {string} */ edition) => `第${edition}版` },
  href: (/** @type {any} */ { q, a }) => `?q=${q}&a=${a}`,
});

/** @param {object} issue @param {string | null} [local] */
const state = (issue, local = null) =>
  /** @type {any} */ ({
    ...INITIAL,
    route: { ...INITIAL.route, q: '渡口', a: 2, local },
    [local === null ? 'published' : 'local']: {
      id: 1,
      local,
      issue: { articles: [], ...issue },
      report: null,
      encoding: '',
    },
  });

test('a source names headline, paper, date, edition and address, as far as they are known', () => {
  const base = 'https://paper.example/reader/';
  const whole = state({ paper: '南湖晚报', date: '2025-10-15', edition: '3' });
  assert.equal(
    sourceOf(context, whole, base, '末班渡船'),
    '来源：末班渡船，南湖晚报，2025-10-15，第3版，https://paper.example/reader/?q=&a=2',
  );
  assert.equal(sourceOf(context, state({}), base), '来源：https://paper.example/reader/?q=&a=2');
  assert.equal(
    addressOf(context, { ...whole, route: { ...whole.route, a: null } }, base),
    `${base}?q=%E6%B8%A1%E5%8F%A3&a=null`,
    'of results with what was looked for',
  );
  assert.equal(addressOf(context, state({ paper: '自家报' }, '二月.txt'), base), '', 'nobody else can open it');
});

test('copied text includes its source from 40 characters on', () => {
  const source = () => '来源：南湖晚报';
  assert.equal(withSource('水'.repeat(39), source), null);
  assert.equal(withSource(` ${'水'.repeat(39)}\n`, source), null, 'blanks around it do not count');
  assert.equal(withSource('𠮷'.repeat(39), source), null, 'a character counts once');
  assert.equal(withSource(`${'水'.repeat(40)}\n`, source), `${'水'.repeat(40)}\n\n来源：南湖晚报\n`);
});

test('a page’s own source line has its placeholders filled in', () => {
  const one = state({ paper: '苇湾月报', date: '2025-10-15', edition: '2' });
  assert.equal(
    lineOf('转自{paper}{date}《{headline}》 {address} {other}', context, one, 'https://paper.example/', '渡口'),
    '转自苇湾月报2025-10-15《渡口》 https://paper.example/?q=&a=2 {other}',
  );
  assert.equal(lineOf('{headline}{edition}', context, state({}), 'https://paper.example/', '{paper}'), '{paper}');
});
