import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCombobox } from '../../www/page/combobox.js';
import { createNewest } from '../../www/page/newest.js';
import { createRecent } from '../../www/page/recent.js';

/** A list, what of it was drawn last, and what was chosen. */
function list() {
  const seen = { texts: [], active: -1, chosen: [] };
  const combobox = createCombobox({
    draw: (items, active) => Object.assign(seen, { texts: items.map(({ text }) => text), active }),
    choose: ({ text }) => seen.chosen.push(text),
  });
  return { combobox, seen, offer: (...texts) => combobox.offer(texts.map((text) => ({ text }))) };
}

test('a list that is not shown takes no key', () => {
  const { combobox } = list();
  for (const key of ['ArrowDown', 'ArrowUp', 'Enter', 'Escape']) assert.equal(combobox.take(key), false, key);
});

test('down walks through it and out at its end, up comes back to the field', () => {
  const { combobox, seen, offer } = list();
  offer('春茶', '春天');
  assert.equal(seen.active, -1, 'nothing is walked to unasked');
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

test('Enter takes the one that is walked to, else it asks for the answer', () => {
  const { combobox, seen, offer } = list();
  offer('春茶', '春天');
  assert.equal(combobox.take('Enter'), false);
  assert.deepEqual([combobox.open, seen.chosen], [false, []]);
  offer('春茶', '春天');
  combobox.take('ArrowDown');
  assert.equal(combobox.take('Enter'), true);
  assert.deepEqual([combobox.open, seen.chosen], [false, ['春茶']]);
});

test('Escape closes it, and only then means something else', () => {
  const { combobox, seen, offer } = list();
  offer('春茶');
  combobox.take('ArrowDown');
  assert.equal(combobox.take('Escape'), true);
  assert.deepEqual([combobox.open, seen.texts, seen.active], [false, [], -1]);
  assert.equal(combobox.take('Escape'), false);
});

test('other suggestions keep the one that is walked to; typing on leaves it', () => {
  const { combobox, seen, offer } = list();
  offer('春茶', '春天');
  combobox.take('ArrowDown');
  offer('春天', '春茶');
  assert.equal(seen.active, 1);
  offer('春天');
  assert.equal(seen.active, -1);
  combobox.take('ArrowDown');
  combobox.rest();
  assert.equal(combobox.take('Enter'), false, 'what was typed is asked for');
});

/** Questions that are answered when it is told to. */
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

test('an older answer never takes the place of a newer one, whichever comes first', async () => {
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

test('what is no longer wanted is not heard, and no answer is heard as none', async () => {
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

test('what was looked for is remembered once, the newest first, and not without end', () => {
  const recent = createRecent(2);
  for (const q of ['渡口', '', '大桥', '渡口']) recent.add(q);
  assert.deepEqual(recent.list(), ['渡口', '大桥']);
  recent.add('书屋');
  assert.deepEqual(recent.list(), ['书屋', '渡口']);
});
