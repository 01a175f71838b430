/**
 * The desk's document: it starts as exactly the parser's bulletin; every operation can be undone and redone, and loses no
 * visible text. Uses the real parser, which `scripts/build --engine` makes.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { begin } from '../../www/desk/begin.js';
import { createDraft } from '../../www/desk/draft.js';
import { glue, isBlank } from '../../www/desk/characters.js';
import { apply, isRepairable } from '../../www/desk/document.js';
import { act, historyOf, present, travel } from '../../www/desk/history.js';
import { articleOf, cellsOf, issueOf, piecesOf } from '../../www/desk/issue.js';
import { linesOf } from '../../www/desk/lines.js';
import { cellsAs, peopleIn } from '../../www/desk/reading.js';
import { kindOf } from '../../www/desk/runs.js';
import { createSession } from '../../www/desk/session.js';
import { readIssue } from '../../www/page/issue.js';
import init, { parse } from '../../www/pkg/parser.js';

const at = (path) => new URL(`../../${path}`, import.meta.url);
await init({ module_or_path: readFileSync(at('www/pkg/parser_bg.wasm')) });

const SAMPLE = readFileSync(at('www/sample/bulletin.txt'), 'utf8');
/** Returns the input from a file of input and expected output. */
const spec = (name) => readFileSync(at(`tests/specs/bulletin/${name}`), 'utf8').split(/^=== \w+\n/m)[1];
const SPECS = readdirSync(at('tests/specs/bulletin')).map(spec);
/** A real page kept beside the checkout; not part of it. */
const REAL = at('../shared/bulletins/jiaxing-2024-02.txt');
const TEXTS = [SAMPLE, ...SPECS, ...(existsSync(REAL) ? [readFileSync(REAL, 'utf8')] : [])];

/** Creates a generator of pseudo-random numbers below `n`, the same in every run (xorshift32). */
function chance(seed) {
  let x = (seed * 2654435761 + 1) >>> 0;
  return (n) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % n;
  };
}

/** Makes a text from lines of all others: in order or not, torn, wrapped, repeated, with all kinds of line ends. */
function mixed(below) {
  const pool = TEXTS[below(TEXTS.length)].split(/\r?\n/);
  let lines = [];
  for (let pieces = 1 + below(6); pieces > 0; pieces--) {
    const from = below(pool.length);
    const piece = pool.slice(from, from + 1 + below(25));
    lines.push(...piece);
    if (below(4) === 0) lines.push(...piece);
  }
  if (below(3) === 0)
    lines = lines.flatMap((line) =>
      line.length > 30 && below(3) === 0 ? [line.slice(0, 20), line.slice(20)] : [line],
    );
  if (below(3) === 0) {
    const width = 12 + below(20);
    lines = lines.flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? ['']);
  }
  const ends = [['\n'], ['\n\n'], ['\r\n'], ['\n', '\n\n', '\r', '\f', '\n　　', ' \n', '\u2028', '\n\u200B']][
    below(4)
  ];
  return lines.map((line) => line + ends[below(ends.length)]).join('');
}

const opened = (text) => begin(text, parse(text));

/** Freezes a value deeply. */
function frozen(value) {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

const letters = (text) => Array.from(text).filter((c) => /[\p{Script=Han}\p{L}\p{N}]/u.test(c));

/** Counts each visible character in `texts`. */
function counted(texts) {
  const counts = new Map();
  for (const c of texts.join('')) if (!isBlank(c)) counts.set(c, (counts.get(c) ?? 0) + 1);
  return counts;
}

/** Returns a line's cells, including those that a repair has replaced. */
const everyCell = ({ cells }) => cells.flatMap((cell) => (cell.kind ? [cell] : [...cell.now, ...cell.other]));

/** Asserts that every line is kept whole, and that its readable text is in its article. */
function nothingIsLost(doc, issue, first = doc) {
  assert.deepEqual(
    doc.runs.flatMap(({ rows }) => rows).sort((a, b) => a - b),
    doc.rows.map((_, row) => row),
    'each line once',
  );
  for (const row of doc.rows) {
    let from = row.start;
    for (const { start, end } of cellsOf(row)) {
      assert.ok(
        start >= from && end > start && isBlank(doc.base.text.slice(from, start)),
        `line ${row.line}: ${doc.base.text.slice(from, start)}`,
      );
      from = end;
    }
    assert.ok(from <= row.end && isBlank(doc.base.text.slice(from, row.end)), `line ${row.line} ends`);
  }
  const articles = [];
  for (const run of doc.runs) {
    const pieces = piecesOf(doc, run);
    const article = articleOf(pieces, '');
    if (!article) continue;
    const index = articles.push(article) - 1;
    const there = counted(Object.values(issue.articles[index]).flatMap((value) => texts(value)));
    const wanted = [];
    for (const row of run.rows) {
      for (const cell of cellsOf(doc.rows[row])) {
        const text = cell.text ?? doc.base.text.slice(cell.start, cell.end);
        if (['aside', 'dropped', 'lifted', 'section'].includes(cell.kind)) continue;
        if (cell.kind === 'byline') {
          // The parser reads names in its own way; those read here omit nothing but markers.
          if (!everyCell(first.rows[row]).includes(cell)) wanted.push(...letters(text.replace('作者', '')));
        } else wanted.push(text);
      }
    }
    for (const [c, n] of counted(wanted))
      assert.ok((there.get(c) ?? 0) >= n, `${c} is missing in ${JSON.stringify(issue.articles[index])}`);
  }
  assert.equal(articles.length, issue.articles.length);
}

function texts(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value ? Object.values(value).flatMap(texts) : [];
}

const MARKS = [
  'headline',
  'kicker',
  'subtitle',
  'byline',
  'section',
  'subheading',
  'paragraph',
  'continuation',
  'caption',
  'aside',
];

/** Returns a random operation on `doc`. */
function anything(doc, below) {
  const row = below(doc.rows.length);
  const run = doc.runs[below(doc.runs.length)].id;
  const note = doc.base.notes.length ? below(doc.base.notes.length) : 0;
  return [
    () => ({ type: 'mark', row, as: MARKS[below(MARKS.length)] }),
    () => ({ type: 'mark', row, as: MARKS[below(MARKS.length)] }),
    () => ({ type: 'text', row, text: ['改过的一行', '', 'Anna Lee', '张三 摄'][below(4)] }),
    () => ({ type: 'judge', note, verdict: ['open', 'accepted', 'undone'][below(3)] }),
    () => ({ type: 'judge', note, verdict: 'undone' }),
    () => ({ type: 'split', row }),
    () => ({ type: 'merge', run }),
    () => ({ type: 'move', run, by: below(2) ? 1 : -1 }),
    () => ({ type: 'shift', row, by: below(2) ? 1 : -1 }),
    () => ({
      type: 'fact',
      name: ['paper', 'date', 'edition'][below(3)],
      value: ['', '苇湾月报', '2025-10-15 '][below(3)],
    }),
  ][below(10)]();
}

test('without operations, it is the parser’s bulletin, for every text and for hundreds made from them', () => {
  const below = chance(7);
  const all = [...TEXTS, '', '\n\n', '一', ...Array.from({ length: 200 }, () => mixed(below))];
  let notes = 0;
  for (const text of all) {
    const from = parse(text);
    const doc = begin(text, from);
    assert.deepEqual(issueOf(doc), from.issue, JSON.stringify(text));
    nothingIsLost(doc, from.issue);
    notes += doc.base.notes.length;
  }
  assert.ok(notes > 1000, `${notes} repairs and doubts`);
});

test('undoing any operations one by one gives the first document, redoing them the last', () => {
  const below = chance(11);
  for (let round = 0; round < 100; round++) {
    const text = round < TEXTS.length ? TEXTS[round] : mixed(below);
    const first = frozen(opened(text));
    if (!first.rows.length) continue;
    let history = historyOf(first);
    for (let step = 0; step < 25; step++) {
      history = act(history, anything(present(history), below));
      frozen(present(history));
      const issue = issueOf(present(history));
      nothingIsLost(present(history), issue, first);
      assert.deepEqual(readIssue(JSON.stringify(issue)).articles.length, issue.articles.length, 'can be published');
    }
    const last = present(history);
    const { length } = history.operations;
    for (let step = 0; step < length; step++) history = travel(history, -1);
    assert.equal(present(history), first);
    assert.equal(travel(history, -1), history);
    for (let step = 0; step < length; step++) history = travel(history, 1);
    assert.equal(present(history), last);
    // As when a draft is restored: the same operations on the same text, opened again.
    const again = history.operations.reduce(apply, opened(text));
    assert.deepEqual(again, last);
  }
});

test('undoing and redoing a repair changes nothing; while undone, the text is as printed', () => {
  const first = opened(SAMPLE);
  const issue = issueOf(first);
  const kinds = new Set();
  first.base.notes.forEach(({ type, code, before }, note) => {
    if (type !== 'repair') return;
    kinds.add(code);
    assert.ok(isRepairable(first, note));
    const undone = apply(first, { type: 'judge', note, verdict: 'undone' });
    const without = issueOf(undone);
    assert.notDeepEqual(without, issue, code);
    const all = texts(without.articles).join('\n');
    for (const part of before.split('\n')) assert.ok(all.includes(part), `${code}: ${part}`);
    nothingIsLost(undone, without);
    assert.deepEqual(issueOf(apply(undone, { type: 'judge', note, verdict: 'open' })), issue);
    assert.deepEqual(apply(undone, { type: 'judge', note, verdict: 'open' }), first);
    const accepted = apply(first, { type: 'judge', note, verdict: 'accepted' });
    assert.deepEqual([accepted.verdicts[note], issueOf(accepted)], ['accepted', issue]);
  });
  assert.deepEqual([...kinds].sort(), [
    'droppedArticle',
    'droppedParagraph',
    'liftedByline',
    'liftedCredit',
    'rejoined',
  ]);
});

test('the result of undoing each kind of repair', () => {
  const first = opened(SAMPLE);
  const undo = (code, line) => {
    const note = first.base.notes.findIndex((one) => one.code === code && one.line === line);
    return issueOf(apply(first, { type: 'judge', note, verdict: 'undone' }));
  };
  const issue = issueOf(first);
  const torn = undo('rejoined', 15);
  assert.deepEqual(
    torn.articles[0].paragraphs.slice(0, 2).map((text) => text.slice(-3)),
    ['没睡醒的星', '星。'].map((text) => text.slice(-3)),
  );
  assert.equal(torn.rejoined_paragraphs, issue.rejoined_paragraphs - 1);
  const twice = undo('droppedParagraph', 47);
  assert.equal(twice.articles[1].paragraphs.at(-1), twice.articles[1].paragraphs.at(-2));
  assert.equal(twice.dropped_duplicate_paragraphs, issue.dropped_duplicate_paragraphs - 1);
  const credit = undo('liftedCredit', 98);
  assert.ok(
    credit.articles.some(({ captions }) =>
      captions.some(
        ({ text, credit: by }) => text === '芦席村的妇女在编今年的第一张席子（陶小满 摄）' && by === undefined,
      ),
    ),
  );
  const signed = undo('liftedByline', 124).articles.find(({ headline }) => headline === '夜里十二点的馄饨');
  assert.deepEqual([signed.byline, signed.paragraphs.at(-1).slice(-4)], [[], '（丁禾）']);
  const again = undo('droppedArticle', 130);
  const clinic = again.articles.filter(({ headline }) => headline === '镇医院下月起开周末门诊');
  assert.equal(clinic.length, 2);
  assert.deepEqual(clinic[0], clinic[1], 'with its headline and author');
});

/** Returns the row of the line that begins with a text. */
const rowOf = (doc, text) => doc.rows.findIndex(({ start }) => doc.base.text.startsWith(text, start));
const marked = (doc, text, as) => apply(doc, { type: 'mark', row: rowOf(doc, text), as });
const titles = (doc) => issueOf(doc).articles.map(({ headline }) => headline);

const PAGE =
  '春灌用水有保障\n\n李一鸣\n\n清明前的头一场雨过后，山上的茶农忙了起来。\n\n茶园开门迎客\n\n第一批游客上午就到了山脚下，一共来了三百多人。\n\n村口的茶摊卖出了两百碗茶，老板说比去年多了一倍。\n';

test('a line marked as a headline starts an article; other marks do not', () => {
  const doc = opened(PAGE);
  const there = titles(doc);
  const more = marked(doc, '村口的茶摊', 'headline');
  assert.deepEqual(titles(more), [...there, '村口的茶摊卖出了两百碗茶，老板说比去年多了一倍。']);
  const fewer = marked(doc, '茶园开门', 'subheading');
  assert.equal(
    issueOf(fewer).articles.find(({ paragraphs }) => paragraphs.includes('茶园开门迎客'))?.headline,
    there.length === 1 ? there[0] : '',
  );
});

test('a kicker marked at the end of an article belongs to the next one; a section’s name applies to those below', () => {
  const text = `${PAGE}\n夜市亮灯\n\n老街的夜市昨晚开张，三十个摊位坐满了人，来的人都说好。\n\n春耕开始\n\n农机下了田，三天就种完了两千亩地，比去年早了整整一个星期。\n`;
  let doc = opened(text);
  doc = marked(doc, '茶园开门', 'headline');
  doc = marked(doc, '夜市亮灯', 'headline');
  doc = marked(doc, '春耕开始', 'headline');
  const count = titles(doc).length;
  const above = marked(doc, '村口的茶摊', 'kicker');
  const night = issueOf(above).articles.find(({ headline }) => headline === '夜市亮灯');
  assert.equal(night?.kicker, '村口的茶摊卖出了两百碗茶，老板说比去年多了一倍。');
  assert.equal(titles(above).length, count);
  const under = issueOf(marked(doc, '村口的茶摊', 'section')).articles;
  assert.deepEqual(
    under.slice(-2).map(({ section }) => section?.slice(0, 5)),
    ['村口的茶摊', '村口的茶摊'],
  );
  const back = issueOf(marked(marked(doc, '村口的茶摊', 'section'), '村口的茶摊', 'aside')).articles;
  assert.ok(back.every(({ section }) => section === undefined));
});

test('articles can be moved, merged with the one above, and split', () => {
  const doc = opened(SAMPLE);
  const [one, two] = issueOf(doc).articles;
  const run = (headline) => doc.runs.find((it) => articleOf(piecesOf(doc, it), '')?.headline === headline)?.id;
  const moved = issueOf(apply(doc, { type: 'move', run: run(two.headline), by: -1 }));
  assert.deepEqual(moved.articles.slice(0, 2), [two, one]);
  assert.equal(apply(doc, { type: 'move', run: run(one.headline), by: -1 }), doc, 'the first cannot move up');
  const merged = issueOf(apply(doc, { type: 'merge', run: run(two.headline) }));
  assert.deepEqual(merged.articles[0].paragraphs, [...one.paragraphs, two.headline, ...two.paragraphs]);
  assert.deepEqual(merged.articles[0].subheadings, [one.paragraphs.length]);
  assert.deepEqual(merged.articles[0].byline, [...one.byline, ...two.byline]);
  const parted = issueOf(apply(doc, { type: 'split', row: rowOf(doc, '镇交通站') }));
  assert.deepEqual(
    [parted.articles[0].paragraphs, parted.articles[1].headline],
    [one.paragraphs.slice(0, 4), one.paragraphs[4]],
  );
  assert.deepEqual(parted.articles[1].paragraphs, one.paragraphs.slice(5));
});

test('a line moves with its continuations over its neighbours, and into the next article', () => {
  const doc = opened(SAMPLE);
  const shifted = (from, text, by) => apply(from, { type: 'shift', row: rowOf(doc, text), by });
  const [one, two] = issueOf(doc).articles;
  const up = issueOf(shifted(doc, '四十一个', -1)).articles[0].paragraphs;
  assert.deepEqual(
    up.slice(0, 3),
    [one.paragraphs[1], one.paragraphs[0], one.paragraphs[2]],
    'the whole of a paragraph that was put together',
  );
  assert.deepEqual(issueOf(shifted(shifted(doc, '四十一个', -1), '四十一个', 1)), issueOf(doc));
  const over = issueOf(shifted(doc, '傍晚六点', 1)).articles;
  assert.deepEqual(
    [over[0].paragraphs, over[1].paragraphs],
    [one.paragraphs.slice(0, -1), [one.paragraphs.at(-1), ...two.paragraphs]],
  );
  const photo = issueOf(doc).articles.findIndex(({ captions }) => captions.length > 0);
  let moved = doc;
  for (let step = 0; step < 12 && issueOf(moved).articles[photo].captions.length === 4; step++)
    moved = shifted(moved, '从空中看', 1);
  assert.equal(issueOf(moved).articles[photo + 1].captions[0].text, issueOf(doc).articles[photo].captions[3].text);
});

test('torn lines can be joined by hand, and a wrapped line follows its beginning', () => {
  const doc = opened(
    '春灌用水有保障\n\n李一鸣\n\n清明前的头一场雨过后，山上的茶农忙了起来。\n\nAnd the rain fell\n\non the fields all night long.\n',
  );
  const joined = issueOf(marked(marked(doc, 'And the rain', 'paragraph'), 'on the fields', 'continuation'));
  assert.equal(joined.rejoined_paragraphs, 1);
  assert.ok(
    joined.articles
      .flatMap(({ paragraphs }) => paragraphs)
      .some((text) => text.endsWith('fell on the fields all night long.')),
  );
  const wrapped = opened(spec('07-wrapped-columns.txt'));
  const { rows } = wrapped;
  const first = rows.findIndex(
    (row, i) =>
      kindOf(row) === 'paragraph' &&
      rows[i + 1] &&
      kindOf(rows[i + 1]) === 'continuation' &&
      !cellsOf(rows[i + 1])[0].joined,
  );
  assert.ok(first >= 0);
  const caption = apply(wrapped, { type: 'mark', row: first, as: 'caption' });
  assert.equal(cellsOf(caption.rows[first + 1])[0].of, 'caption');
  assert.equal(glue('open', 'source'), ' ');
});

test('corrections are in the bulletin, and a corrected byline is read again', () => {
  const doc = opened(PAGE);
  const right = apply(doc, {
    type: 'text',
    row: rowOf(doc, '清明前'),
    text: ' 清明前的第一场雨过后，\n山上的茶农忙了起来。 ',
  });
  assert.equal(issueOf(right).articles[0].paragraphs[0], '清明前的第一场雨过后， 山上的茶农忙了起来。');
  const by = apply(doc, { type: 'text', row: rowOf(doc, '李一鸣'), text: '记者 李一鸣 王芳' });
  assert.deepEqual(issueOf(by).articles[0].byline, [
    { name: '李一鸣', role: '记者' },
    { name: '王芳', role: '记者' },
  ]);
  assert.deepEqual(
    apply(by, { type: 'text', row: rowOf(doc, '李一鸣'), text: '李一鸣' }).rows,
    doc.rows.map((row) => ({ ...row })),
  );
});

/** Creates a device's storage; `room`: how many items it can hold. */
function storage(room = Infinity) {
  const kept = new Map();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (i) => [...kept.keys()][i] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => kept.delete(key),
    setItem(key, value) {
      if (kept.size >= room && !kept.has(key)) throw new DOMException('', 'QuotaExceededError');
      kept.set(key, value);
    },
  };
}

test('a draft applies only to the same text, the same parse, and operations that are still possible', () => {
  const doc = opened(SAMPLE);
  const device = storage();
  const operations = [
    { type: 'judge', note: 0, verdict: 'undone' },
    { type: 'split', row: 30 },
  ];
  assert.equal(createDraft(device, SAMPLE, doc).save(operations, 1), true);
  assert.deepEqual(createDraft(device, SAMPLE, opened(SAMPLE)).load(), operations);
  assert.deepEqual(createDraft(device, PAGE, opened(PAGE)).load(), [], 'for another text');
  assert.deepEqual(createDraft(device, SAMPLE, apply(doc, operations[1])).load(), [], 'for another parse of it');
  const [[key, draft]] = device.kept;
  for (const wrong of [
    '',
    '{',
    '[]',
    draft.replace('"row":30', '"row":99999'),
    draft.replace('"operations":[', '"operations":[null,'),
  ]) {
    device.kept.set(key, wrong);
    assert.deepEqual(createDraft(device, SAMPLE, doc).load(), [], wrong.slice(0, 40));
  }
  assert.equal(createDraft(null, SAMPLE, doc).save(operations, 1), false);
  assert.equal(createDraft(storage(0), SAMPLE, doc).save(operations, 1), false);
  createDraft(device, SAMPLE, doc).save([], 2);
  assert.equal(device.kept.size, 0, 'nothing done, nothing kept');
  device.setItem('of the page', '1');
  for (let i = 0; i < 14; i++)
    createDraft(device, `${PAGE}${i}`, opened(`${PAGE}${i}`)).save([{ type: 'split', row: 2 }], i);
  assert.equal(device.kept.size, 11, 'ten drafts, and what is the page’s');
  assert.deepEqual(createDraft(device, `${PAGE}3`, opened(`${PAGE}3`)).load(), [], 'the oldest draft was dropped');
  assert.equal(createDraft(device, `${PAGE}13`, opened(`${PAGE}13`)).load().length, 1);
});

test('a session continues the draft, knows what was not downloaded, and steps through what is open', () => {
  const device = storage();
  const sit = () => {
    const doc = opened(SAMPLE);
    return createSession(doc, createDraft(device, SAMPLE, doc), () => 1);
  };
  const session = sit();
  assert.equal(session.view().dirty, false);
  session.step(1);
  session.accept();
  assert.deepEqual([session.view().note, session.view().doc.verdicts[0]], [1, 'accepted']);
  session.reject();
  assert.equal(session.view().doc.verdicts[1], 'undone');
  session.step(-1);
  session.step(-1);
  assert.equal(session.view().note, 16, 'from the first to the last');
  assert.equal(session.view().dirty, true);
  session.downloaded();
  assert.equal(session.view().dirty, false);
  session.travel(-1);
  assert.deepEqual([session.view().dirty, session.view().more], [true, true]);
  const again = sit();
  assert.deepEqual([again.restored, again.view().at, again.view().doc], [1, 1, session.view().doc]);
  again.afresh();
  assert.deepEqual([again.view().doc, device.kept.size], [opened(SAMPLE), 0]);
  again.choose(session.view().doc.base.notes[3].rows[0]);
  assert.equal(again.view().note, 3, 'the repair at the line becomes the current one');
  again.mark('headline');
  assert.equal(again.kind(), 'headline');
});

test('names, credits and brackets of lines marked by hand', () => {
  const person = (name, role) => ({ name, role });
  assert.deepEqual(peopleIn('本报记者　沈砚　通讯员　陶小满'), [
    person('沈砚', '本报记者'),
    person('陶小满', '通讯员'),
  ]);
  assert.deepEqual(peopleIn('文/俞青 图/何苗'), [person('俞青', '文'), person('何苗', '图')]);
  assert.deepEqual(peopleIn('（张三 摄 李四 文）'), [person('张三', '摄'), person('李四', '文')]);
  assert.deepEqual(peopleIn('王　芳、买买提·艾力'), ['王芳', '买买提·艾力']);
  assert.deepEqual(peopleIn('□ 作者：半亩'), ['半亩']);
  assert.deepEqual(peopleIn('新华社记者'), ['新华社记者']);
  const shown = (text, as) =>
    cellsAs(text, 0, text.length, as).map(({ kind, start, end }) => [kind, text.slice(start, end)]);
  assert.deepEqual(shown('▲天刚亮，船出来了。　何苗 摄', 'caption'), [
    ['aside', '▲'],
    ['caption', '天刚亮，船出来了。'],
    ['credit', '何苗 摄'],
  ]);
  assert.deepEqual(shown('编席子（陶小满 摄）', 'caption'), [
    ['caption', '编席子'],
    ['aside', '（'],
    ['credit', '陶小满 摄'],
    ['aside', '）'],
  ]);
  assert.deepEqual(shown('隔着一片白。图片由文化站提供', 'caption'), [
    ['caption', '隔着一片白。'],
    ['credit', '图片由文化站提供'],
  ]);
  assert.deepEqual(shown('【河边夜话】', 'section'), [
    ['aside', '【'],
    ['section', '河边夜话'],
    ['aside', '】'],
  ]);
  assert.deepEqual(shown('★ 要闻', 'section'), [
    ['aside', '★'],
    ['section', '要闻'],
  ]);
});

test('lines are split and counted as the parser does', () => {
  const text = '\uFEFF一\r\n\r\n  二 \r三\u2028四\n\f　　五\f';
  assert.deepEqual(
    linesOf(text).map(({ line, start, end }) => [text.slice(start, end), line]),
    [
      ['一', 1],
      ['二', 3],
      ['三', 4],
      ['四', 4],
      ['五', 5],
    ],
  );
});
