import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createRouter, formatRoute as formatted, parseRoute } from '../../www/page/router.js';

/** The identifiers of a bulletin whose articles are called 1, 2 and so on. */
const idOf = (a) => String(a + 1);
const formatRoute = (route, search) => formatted(route, search, idOf);

const route = (change = {}) => ({
  q: '',
  a: null,
  id: null,
  passage: null,
  local: null,
  filters: [],
  sort: 'relevance',
  ...change,
});
const by = (facet, value) => ({ facet, value });

test('a route survives being written to an address and read again', () => {
  for (const one of [
    route(),
    route({ q: '水果' }),
    route({ a: 0 }),
    route({ q: 'a&b=c #?%25 “引”', a: 41 }),
    route({ q: '+加号 空格', local: '版 面&.txt' }),
    route({ q: '👩‍🌾𠮷' }),
    route({ a: 4, passage: '末班渡船上的一天\n“人家不是来过河的，”' }),
    route({ q: '水', a: 4, passage: '100% & more' }),
    route({
      q: '水',
      filters: [by('month', '2024-02'), by('author', '王伟'), by('author', 'a&b=c'), by('page', '第2版')],
      sort: 'newest',
      a: 3,
    }),
  ]) {
    const read = one.a === null ? one : { ...one, a: null, id: idOf(one.a) };
    assert.deepEqual(parseRoute(formatRoute(one, '')), read);
    assert.equal(formatRoute(read, ''), formatRoute(one, ''), 'also before the bulletin is there');
  }
});

test('other parameters are kept, and an empty identifier is none', () => {
  assert.equal(
    formatRoute(route({ q: '水', a: 2 }), '?src=x.json&q=old&lang=en'),
    '?src=x.json&lang=en&q=%E6%B0%B4&a=3',
  );
  assert.equal(formatRoute(route(), '?q=old&a=3'), '');
  for (const a of ['', '%20']) assert.equal(parseRoute(`?a=${a}`).id, null, a);
  assert.equal(parseRoute('?a=7').id, '7');
  assert.equal(parseRoute(`?a=${'x'.repeat(999)}`).id?.length, 200);
});

/** Creates a browser's address bar and history, with timers run by hand. */
function fakeHost(search = '') {
  const host = {
    idOf,
    entries: [{ state: null, url: search }],
    at: 0,
    y: 0,
    timers: new Map(),
    location: {
      pathname: '/',
      get search() {
        return host.entries[host.at].url.replace(/^\/$/, '');
      },
    },
    history: {
      get state() {
        return host.entries[host.at].state;
      },
      pushState(state, _, url) {
        host.entries.splice(++host.at, Infinity, { state, url });
      },
      replaceState(state, _, url = host.entries[host.at].url) {
        host.entries[host.at] = { state, url };
      },
      go(by) {
        host.at += by;
      },
    },
    scrollY: () => host.y,
    later(run) {
      host.timers.set(host.timers.size, run);
      return host.timers.size - 1;
    },
    cancel: (timer) => host.timers.delete(timer),
    tick() {
      for (const run of host.timers.values()) run();
      host.timers.clear();
    },
    urls: () => host.entries.map(({ url }) => decodeURIComponent(url).replace(/^\/$/, '')),
  };
  const router = createRouter(host);
  let now = parseRoute(search);
  return Object.assign(host, {
    router,
    /** Moves the state to a route. */
    to(change, published = null) {
      const prev = now;
      now = { ...now, ...change };
      router.follow({ route: now, published }, { route: prev, published: null });
    },
    /** Presses Back or Forward. */
    travel(by) {
      host.at += by;
      now = router.arrive(host.history.state);
      return now;
    },
  });
}

test('filters are in the address only with a query, once each, and invalid ones are ignored', () => {
  const narrowed = { filters: [by('author', '王伟')], sort: 'print' };
  assert.equal(formatRoute(route(narrowed), '?author=x&sort=newest'), '');
  assert.equal(
    decodeURIComponent(formatRoute(route({ q: '水', ...narrowed }), '?lang=en')),
    '?lang=en&q=水&author=王伟&sort=print',
  );
  assert.deepEqual(
    parseRoute('?q=x&author=a&author=a&author=&colour=red&sort=weight'),
    route({ q: 'x', filters: [by('author', 'a')] }),
  );
});

test('other filters make a history entry, letters typed afterwards do not', () => {
  const host = fakeHost();
  host.to({ q: '水' });
  host.to({ filters: [by('author', '王伟')] });
  host.to({ sort: 'print' });
  host.to({ q: '水果' });
  host.tick();
  assert.deepEqual(host.urls(), ['', '?q=水', '?q=水&author=王伟', '?q=水果&author=王伟&sort=print']);
  host.to({ a: 1 });
  assert.equal(host.router.back(), true);
  assert.deepEqual(host.travel(0), route({ q: '水果', filters: [by('author', '王伟')], sort: 'print' }));
  assert.deepEqual(host.travel(-1), route({ q: '水', filters: [by('author', '王伟')] }));
  const entries = host.urls().length;
  host.to({ q: '', filters: [], sort: 'relevance' });
  host.tick();
  assert.equal(host.urls().length, entries, 'clearing a search makes no entry');
});

test('only an article can have a passage', () => {
  assert.equal(formatRoute(route({ passage: '渡口' }), '?a=3&passage=x'), '');
  assert.equal(parseRoute('?passage=x').passage, null);
  assert.equal(parseRoute('?a=2&passage=').passage, null);
  assert.equal(
    decodeURIComponent(formatRoute(route({ a: 1, passage: '渡口' }), '?lang=en')),
    '?lang=en&a=2&passage=渡口',
  );
});

test('a search by a link makes a history entry, letters typed afterwards do not', () => {
  const host = fakeHost('?q=水');
  host.router.part();
  host.to({ q: '水果' });
  host.to({ q: '水果市' });
  host.tick();
  assert.deepEqual(host.urls(), ['?q=水', '?q=水果市']);
  host.router.part();
  host.to({});
  host.to({ q: '水' });
  host.tick();
  assert.deepEqual(host.urls(), ['?q=水', '?q=水'], 'a link to the current place changes nothing');
});

test('a query being typed is one history entry, an article is another', () => {
  const host = fakeHost();
  host.to({ q: '水' });
  host.to({ q: '水果' });
  host.to({ q: '水果市' });
  assert.deepEqual(host.urls(), ['', '?q=水'], 'the address follows after a pause');
  host.tick();
  assert.deepEqual(host.urls(), ['', '?q=水果市']);
  host.to({ q: '水果' });
  host.to({ a: 3 });
  assert.deepEqual(host.urls(), ['', '?q=水果', '?q=水果&a=4'], 'the last letters typed are not lost to a click');
  host.tick();
  assert.deepEqual(host.urls(), ['', '?q=水果', '?q=水果&a=4']);
});

test('back from an article, however many were paged through, leads to the list as it was left', () => {
  const host = fakeHost();
  host.to({ q: '水果' });
  host.y = 419;
  host.router.keep(route({ q: '水果' }));
  host.y = 420;
  host.to({ a: 3 });
  host.y = 77;
  host.to({ a: 4 });
  host.to({ a: 5 });
  assert.equal(host.router.back(), true);
  assert.deepEqual(host.travel(0), route({ q: '水果' }));
  assert.deepEqual(host.router.place(), { y: 420, article: 3 });
  host.travel(1);
  assert.deepEqual(host.router.place(), { y: 77, article: 4 });
});

test('an article opened by a link has no list to go back to', () => {
  const host = fakeHost('?q=水&a=2');
  assert.equal(host.router.back(), false);
  host.to({ a: 1, id: null }, {});
  assert.deepEqual(host.urls(), ['?q=水&a=2'], 'the arrival of the bulletin makes no entry');
  host.to({ a: 2 });
  assert.equal(host.router.back(), false);
});

test('a reload restores the place', () => {
  const before = fakeHost('?q=水');
  before.y = 300;
  before.router.keep(parseRoute('?q=水'));
  const after = createRouter({ ...before, idOf, location: before.location, history: before.history });
  assert.deepEqual(after.place(), { y: 300, article: null });
});

test('a browser that refuses another change of address causes no error', () => {
  const host = fakeHost();
  host.to({ q: '水' });
  host.history.replaceState = () => {
    throw new DOMException('too many', 'SecurityError');
  };
  host.to({ q: '水果' });
  host.tick();
  host.to({ a: 1 });
  assert.equal(host.urls().at(-1), '?q=水果&a=2');
});
