/** Parts of the reader that are created or fetched once they are wanted. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { INITIAL } from '../../www/page/store.js';
import { createFetched, createWanted } from '../../www/page/wanted.js';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** Creates a part that records what it is told. */
function recorder() {
  const told = [];
  return { told, update: (state) => told.push(state), stop: () => told.push('stop') };
}

test('a part is created once it is wanted, and then told every state', () => {
  const part = recorder();
  let made = 0;
  const wanted = createWanted(
    () => {
      made += 1;
      return part;
    },
    ({ online }) => !online,
  );
  wanted.update(INITIAL);
  wanted.stop();
  assert.deepEqual([wanted.there(), made], [null, 0]);
  const offline = { ...INITIAL, online: false };
  wanted.update(offline);
  wanted.update(INITIAL);
  assert.deepEqual([wanted.there(), made], [part, 1]);
  wanted.stop();
  assert.deepEqual(part.told, [offline, INITIAL, 'stop']);
});

test('a part that is asked for is created with the present state', () => {
  const part = recorder();
  const wanted = createWanted(() => part);
  wanted.update(INITIAL);
  assert.equal(wanted.there(), null);
  assert.equal(wanted.get(), part);
  assert.equal(wanted.get(), part);
  assert.deepEqual(part.told, [INITIAL]);
});

test('a script that failed to load is requested again when the connection or the engine has changed, and not before', async () => {
  let asked = 0;
  const fetched = createFetched(
    async () => {
      asked += 1;
      throw new Error('it breaks off');
    },
    recorder,
    ({ engine }) => engine === 'ready',
  );
  const become = async (change) => {
    fetched.update({ ...INITIAL, engine: 'ready', ...change });
    await settled();
    return asked;
  };
  assert.equal(await become({ engine: 'loading' }), 0, 'not wanted yet');
  assert.equal(await become({}), 1);
  for (const q of ['水', '水果', '水果丰', '水果丰收'])
    assert.equal(await become({ route: { ...INITIAL.route, q } }), 1, 'typing does not trigger a retry');
  assert.equal(await become({ online: false }), 1, 'nothing is fetched while offline');
  assert.equal(await become({ online: true }), 2, 'back online');
  assert.equal(await become({}), 2);
  assert.equal(await become({ engine: 'restarting' }), 2);
  assert.equal(await become({}), 3, 'another engine');
});

test('a script is requested once, and its part begins with the state of its arrival', async () => {
  const part = recorder();
  let asked = 0;
  /** @type {(value: string) => void} */
  let arrive = () => {};
  const fetched = createFetched(
    () => {
      asked += 1;
      return new Promise((resolve) => {
        arrive = resolve;
      });
    },
    (module) => Object.assign(part, { module }),
    () => true,
  );
  const states = [1, 2, 3].map((held) => ({ ...INITIAL, held }));
  fetched.update(states[0]);
  fetched.update(states[1]);
  arrive('module');
  await settled();
  fetched.update(states[2]);
  fetched.stop();
  assert.deepEqual([asked, part.module, part.told], [1, 'module', [states[1], states[2], 'stop']]);
});

test('a script that arrives after the reader has ended does nothing', async () => {
  let made = 0;
  const fetched = createFetched(
    async () => 'module',
    () => {
      made += 1;
      return recorder();
    },
    () => true,
  );
  fetched.update(INITIAL);
  fetched.stop();
  await settled();
  assert.equal(made, 0);
});
