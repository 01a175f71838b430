import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressFor } from '../../www/element/alone.js';
import { ownAddress, sharedAddress } from '../../www/page/address.js';
import { createRouter, parseRoute } from '../../www/page/router.js';

test('without a window, the element can be imported and defines nothing', async () => {
  assert.equal(globalThis.HTMLElement, undefined);
  const { KanbaoReader } = await import('../../www/element/kanbao.js');
  for (const name of [
    'src',
    'query',
    'article',
    'theme',
    'size',
    'lang',
    'layout',
    'routing',
    'loading',
    'heading-level',
  ]) {
    assert.ok(KanbaoReader.observedAttributes.includes(name), name);
  }
  assert.equal(globalThis.customElements, undefined);
});

/** Creates a page's address bar and history, limited to the fragment. */
function fakePage(hash) {
  const entries = [{ state: { host: 'its own' }, hash }];
  let at = 0;
  const listeners = new Set();
  const hashOf = (href) => (href === undefined ? entries[at].hash : (/#.*/.exec(href)?.[0] ?? ''));
  Object.assign(globalThis, {
    location: {
      pathname: '/page',
      search: '?own=1',
      get hash() {
        return entries[at].hash;
      },
    },
    history: {
      scrollRestoration: 'auto',
      get state() {
        return entries[at].state;
      },
      pushState: (state, _, href) => entries.splice(++at, Infinity, { state, hash: hashOf(href) }),
      replaceState: (state, _, href) => {
        entries[at] = { state, hash: hashOf(href) };
      },
      go(by) {
        at += by;
        for (const listener of listeners) listener({ state: entries[at].state });
      },
    },
    addEventListener: (_, listener) => listeners.add(listener),
  });
  return {
    entries,
    goTo(next) {
      entries.splice(++at, Infinity, { state: null, hash: next });
      for (const listener of listeners) listener({ state: null });
    },
  };
}

const timers = { idOf: (a) => String(a + 1), scrollY: () => 0, later: (run) => run(), cancel() {} };
const state = (route) => ({
  route: { local: null, id: null, passage: null, filters: [], sort: 'relevance', q: '', a: null, ...route },
});

test('a fragment holds the route, and other fragments of the page are left alone', () => {
  const page = fakePage('#q=%E6%B0%B4');
  const address = sharedAddress(true);
  const router = createRouter({ ...address, ...timers });
  assert.equal(parseRoute(address.location.search).q, '水');
  const arrived = [];
  address.listen(
    (entry) => arrived.push(parseRoute(address.location.search).id ?? entry),
    new AbortController().signal,
  );
  router.follow(state({ q: '水', a: 2 }), state({ q: '水' }));
  assert.equal(page.entries.at(-1).hash, '#q=%E6%B0%B4&a=3');
  assert.equal(page.entries[0].state.host, 'its own', 'the page keeps its own state');
  assert.equal(address.link(router.href(state({}).route)), '/page?own=1');
  page.goTo('#top');
  assert.deepEqual(arrived, [], 'another fragment is the page’s');
  page.goTo('#a=5');
  assert.deepEqual(arrived, ['5']);
});

test('without an address, going back still works', async () => {
  fakePage('');
  const address = ownAddress();
  const router = createRouter({ ...address, ...timers });
  const arrived = [];
  address.listen((entry) => arrived.push(router.arrive(entry)), new AbortController().signal);
  router.follow(state({ q: '水' }), state({}));
  router.follow(state({ q: '水', a: 1 }), state({ q: '水' }));
  assert.equal(router.back(), true);
  await null;
  assert.deepEqual(
    arrived.map(({ q, id }) => [q, id]),
    [['水', null]],
  );
  for (let n = 0; n < 500; n += 1) address.history.pushState(n, '', `?a=${n}`);
  address.history.go(-99);
  await null;
  address.history.go(-1);
  assert.equal(address.history.state, 400, 'at most 100 entries are remembered');
});

test('a template for articles elsewhere escapes its values, and gives http and https addresses only', () => {
  const at = (template, change) =>
    addressFor(
      template,
      { q: ' 渡口 & a=1#/.. ', id: '3', passage: null, ...change },
      'https://paper.example/today/index.html',
    );
  assert.equal(
    at('article.html?id={article}&q={query}'),
    `https://paper.example/today/article.html?id=3&q=${encodeURIComponent('渡口 & a=1#/..')}`,
  );
  assert.equal(at('https://other.example/{article}/{unknown}'), 'https://other.example/3/%7Bunknown%7D');
  assert.equal(
    at('#a={article}&p={passage}', { passage: '一\n二' }),
    'https://paper.example/today/index.html#a=3&p=%E4%B8%80%0A%E4%BA%8C',
  );
  for (const template of ['javascript:alert({article})', 'data:text/html,{query}', 'http://[{article}', '', null])
    assert.equal(at(template), '', template);
  assert.equal(at('{article}', { id: null }), '');
  const route = { q: '', id: '3', passage: null };
  assert.equal(
    addressFor('article.html?src={src}&a={article}', route, 'https://paper.example/', '2024-02-01/期 1.json'),
    'https://paper.example/article.html?src=2024-02-01%2F%E6%9C%9F%201.json&a=3',
  );
  assert.equal(
    addressFor('article.html?src={src}&a={article}', route, 'https://paper.example/'),
    'https://paper.example/article.html?src=&a=3',
  );
});
