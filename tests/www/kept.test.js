/** Bookmarks and the last place, as data: what is stored, what is ignored, and how it is found in an issue. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createKept, keptOf, placeIn } from '../../www/page/kept.js';

/** Creates storage that a test can inspect, and that may refuse. */
function memory(held = {}, refuses = false) {
  const refuse = () => {
    if (refuses) throw new DOMException('', 'QuotaExceededError');
  };
  return {
    held,
    getItem: (name) => held[name] ?? null,
    setItem(name, value) {
      refuse();
      held[name] = value;
    },
    removeItem(name) {
      refuse();
      delete held[name];
    },
  };
}

const issue = {
  paper: '苇湾月报',
  date: '2025-10-15',
  edition: '2',
  articles: ['渡口', '粮仓', '榆树'].map((headline, i) => ({ id: `x${i}`, headline })),
};

test('a kept article is identified by its issue, and by its headline if it has moved', () => {
  const kept = keptOf(issue, 1);
  assert.deepEqual(kept, {
    paper: '苇湾月报',
    date: '2025-10-15',
    edition: '2',
    article: 1,
    id: 'x1',
    headline: '粮仓',
  });
  assert.equal(placeIn(kept, { ...issue, articles: [{ id: 'x1', headline: '改过的标题' }] }), 0, 'its identifier');
  assert.equal(placeIn(kept, issue), 1);
  assert.equal(placeIn(kept, { ...issue, articles: [{ headline: '新' }, ...issue.articles] }), 2, 'moved');
  assert.equal(placeIn(kept, { ...issue, articles: [{ headline: '别的' }] }), -1, 'taken out');
  assert.equal(placeIn(kept, { ...issue, date: '2025-10-16' }), -1, 'another issue');
  assert.equal(
    placeIn(keptOf({ articles: issue.articles }, 2), { articles: issue.articles }),
    2,
    'an issue that says nothing of itself',
  );
});

test('the newest bookmark is first, 200 are kept, and removing the last removes the storage entry', () => {
  const storage = memory();
  const kept = createKept(storage);
  for (let n = 0; n < 205; n += 1) kept.add({ ...keptOf(issue, 0), id: `k${n}`, headline: String(n), address: '' });
  assert.deepEqual([kept.marks().length, kept.marks()[0].headline], [200, '204']);
  assert.equal(kept.has(issue, 0), false);
  kept.add({ ...keptOf(issue, 0), address: '' });
  assert.equal(kept.has(issue, 0), true);
  kept.drop(() => true);
  assert.deepEqual(storage.held, {});
});

test('invalid stored data is ignored', () => {
  for (const text of [
    '{',
    '7',
    'null',
    '{"length":3}',
    '[1,null,{"article":"0"},{"article":1,"paper":"","date":"","edition":"","headline":"x"}]',
  ]) {
    assert.deepEqual(createKept(memory({ 'kanbao.marks': text })).marks(), [], text);
    assert.equal(createKept(memory({ 'kanbao.place': text })).place(), null, text);
  }
});

test('storage that refuses keeps nothing and causes no error', () => {
  const kept = createKept(memory({}, true));
  kept.add({ ...keptOf(issue, 0), address: '' });
  kept.leave({ ...keptOf(issue, 0), paragraph: 4 });
  kept.leave(null);
  assert.deepEqual([kept.marks(), kept.place()], [[], null]);
});
