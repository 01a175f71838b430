import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCombobox } from '../../www/page/combobox.js';
import { createNewest } from '../../www/page/newest.js';
import { createRecent } from '../../www/page/recent.js';

/** Creates a list that records what was last drawn and what was chosen. */
function list() {
  const seen = { texts: [], active: -1, chosen: [] };
  const combobox = createCombobox({
    draw: (items, active) => Object.assign(seen, { texts: items.map(({ text }) => text), active }),
    choose: ({ text }) => seen.chosen.push(text),
  });
  return { combobox, seen, offer: (...texts) => combobox.offer(texts.map((text) => ({ text }))) };
}

test('a hidden list takes no keys', () => {
  const { combobox } = list();
  for (const key of ['ArrowDown', 'ArrowUp', 'Enter', 'Escape']) assert.equal(combobox.take(key), false, key);
});

test('down moves through the list and out at its end, up returns to the field', () => {
  const { combobox, seen, offer } = list();
  offer('春茶', '春天');
  assert.equal(seen.active, -1, 'nothing is active at first');
  assert.equal(combobox.take('ArrowDown'), true);
  assert.equal(combobox.take('ArrowDown'), true);
  assert.equal(seen.active, 1);
  assert.equal(combobox.take('ArrowUp'), true);
  assert.equal(combobox.take('ArrowUp'), true);
  assert.equal(seen.active, -1);
  combobox.take('ArrowUp');
  assert.equal(seen.active, 1, 'from the field up: the last');
  assert.equal(combobox.take('ArrowDown'), false, 'on to the results');
  assert.equal(combobox.open, false);
});

test('Enter chooses the active suggestion; without one, it searches', () => {
  const { combobox, seen, offer } = list();
  offer('春茶', '春天');
  assert.equal(combobox.take('Enter'), false);
  assert.deepEqual([combobox.open, seen.chosen], [false, []]);
  offer('春茶', '春天');
  combobox.take('ArrowDown');
  assert.equal(combobox.take('Enter'), true);
  assert.deepEqual([combobox.open, seen.chosen], [false, ['春茶']]);
});

test('Escape closes the list, and only then has another meaning', () => {
  const { combobox, seen, offer } = list();
  offer('春茶');
  combobox.take('ArrowDown');
  assert.equal(combobox.take('Escape'), true);
  assert.deepEqual([combobox.open, seen.texts, seen.active], [false, [], -1]);
  assert.equal(combobox.take('Escape'), false);
});

test('new suggestions keep the active one; further typing deactivates it', () => {
  const { combobox, seen, offer } = list();
  offer('春茶', '春天');
  combobox.take('ArrowDown');
  offer('春天', '春茶');
  assert.equal(seen.active, 1);
  offer('春天');
  assert.equal(seen.active, -1);
  combobox.take('ArrowDown');
  combobox.rest();
  assert.equal(combobox.take('Enter'), false, 'what was typed is searched for');
});

/** Creates questions that the test answers by hand. */
function questions() {
  const newest = createNewest();
  const heard = [];
  const asked = [];
  const ask = () =>
    newest.ask(
      (signal) => new Promise((resolve, reject) => asked.push({ signal, resolve, reject })),
      (answer) => heard.push(answer),
    );
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { newest, heard, asked, ask, settled };
}

test('an older answer never replaces a newer one, whichever comes first', async () => {
  const { heard, asked, ask, settled } = questions();
  ask();
  ask();
  assert.deepEqual(
    asked.map(({ signal }) => signal.aborted),
    [true, false],
  );
  asked[1].resolve('newer');
  await settled();
  asked[0].resolve('older');
  await settled();
  assert.deepEqual(heard, ['newer']);
});

test('a dropped question is not answered, and a failed one is answered with null', async () => {
  const { newest, heard, asked, ask, settled } = questions();
  ask();
  newest.drop();
  asked[0].resolve('late');
  await settled();
  assert.deepEqual(heard, []);
  ask();
  asked[1].reject(new Error('the engine died'));
  await settled();
  assert.deepEqual(heard, [null]);
});

test('recent queries are remembered once each, newest first, up to a limit', () => {
  const recent = createRecent(2);
  for (const q of ['渡口', '', '大桥', '渡口']) recent.add(q);
  assert.deepEqual(recent.list(), ['渡口', '大桥']);
  recent.add('书屋');
  assert.deepEqual(recent.list(), ['书屋', '渡口']);
});
