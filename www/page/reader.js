/** The reader of a bulletin, below a root and by its host's leave: ties store, address, engine and views together. */
import { createAnnouncer } from './announcer.js';
import { find, h, isPlain } from './dom.js';
import { problemOf } from './issue.js';
import { createKeys, createSlashKey } from './keys.js';
import { createPlaces } from './places.js';
import { createRequests } from './requests.js';
import { createRouter, parseRoute } from './router.js';
import { createSearchBox } from './search-box.js';
import { answerOf, bulletinOf, createStore, INITIAL, queryOf, quotable, viewOf } from './store.js';
import { createArticle } from './views/article.js';
import { createFront } from './views/front.js';
import { createNotices } from './views/notices.js';
import { createResults } from './views/results.js';
import { createTrouble } from './views/trouble.js';
/** @import {Address} from './address.js' */
/** @import {Published} from './published.js' */
/** @import {Scroll} from './scroll.js' */
/** @import {Strings} from './strings.js' */
/** @import {Context} from './views/parts.js' */
/** @import {State} from './types.js' */

/**
 * All that a reader may touch besides its root.
 * @typedef {object} Host
 * @property {Strings} t
 * @property {Address} address
 * @property {Published} published
 * @property {Scroll} scroll
 * @property {EventTarget} scope where keys and dropped files are listened for
 * @property {(text: string) => void} title called with what a window that shows this would be called
 * @property {Storage | null} storage null: nothing is kept on the device
 * @property {boolean} offline whether a service worker may keep what is read
 *
 * @typedef {typeof import('./late.js')} Late
 */

/** @type {Promise<Late> | null} */
let coming = null;

/** The reader's second part; asked for again where it did not arrive. */
function late() {
  // By its address, so that the build leaves it a file of its own.
  const { href } = new URL('./late.js', import.meta.url);
  coming ??= /** @type {Promise<Late>} */ (import(href)).catch((error) => {
    coming = null;
    throw error;
  });
  return coming;
}

/**
 * @param {HTMLElement} root what holds the reader's parts
 * @param {Host} host
 */
export function createReader(root, { t, address, published, scroll, scope, title, storage, offline }) {
  const ending = new AbortController();
  const { signal } = ending;
  const main = find(root, 'main', HTMLElement);
  const input = find(root, '.search input', HTMLInputElement);
  const clear = find(root, '.search .clear', HTMLButtonElement);

  const router = createRouter({ ...address, scrollY: scroll.y, later: setTimeout, cancel: clearTimeout });
  const typed = input.value; // before this script was there
  const store = createStore({ ...INITIAL, route: parseRoute(address.location.search), online: navigator.onLine });
  const { dispatch } = store;
  const requests = createRequests({ store, fetchBeside: published.beside, startEngine: async (onState) => (await late()).startEngine(onState) });

  /** @type {Context} */
  const context = {
    t,
    dispatch,
    href: router.href,
    back: () => router.back() || dispatch({ type: 'show', article: null }),
    search(q) {
      router.part();
      dispatch({ type: 'search', q });
    },
    say: (words) => announcer.say(words),
  };

  const loading = find(main, '.loading', HTMLElement);
  const [trouble, front, results, article] = ['error', 'front', 'results', 'article'].map((name) => h('section', { class: `view ${name}`, hidden: true }));
  main.append(trouble, front, results, article);
  const shells = { loading, error: trouble, front, results, article };
  const views = {
    loading: { update() {} },
    error: createTrouble(trouble, context, { reload: () => load(true) }),
    front: createFront(front, context, () => places.grown()),
    results: createResults(results, context, requests),
    article: createArticle(article, context),
  };
  const notices = createNotices({ above: find(root, '.notices', HTMLElement), passing: find(root, '.passing', HTMLElement) }, context);
  /** @type {{update: (state: State, prev: State | null) => void, stop?: () => void}[]} */
  let panels = [];
  /** What is offered while one types, once it has come. @type {ReturnType<Late['createOffers']> | null} */
  let offers = null;
  const announcer = createAnnouncer(find(root, '[role=status]', HTMLElement));
  const places = createPlaces({ shells, input, router, scroll });
  const slashKey = createSlashKey(storage);

  /**
   * @param {State} state
   * @param {State | null} prev
   */
  function render(state, prev) {
    const view = viewOf(state);
    for (const [name, shell] of Object.entries(shells)) if (shell.hidden !== (name !== view)) shell.hidden = name !== view;
    views[view].update(state);
    notices.update(state, prev);
    for (const panel of panels) panel.update(state, prev);
    box.show(state.route.q);
    clear.hidden = state.route.q === '';
    title(titleOf(state));
    const answer = view === 'results' ? answerOf(state) : null;
    if (answer) announcer.say(t.foundFor(quotable(queryOf(state)), answer.outcome.total));
    else if (view !== 'results' && view !== (prev && viewOf(prev))) announcer.say('');
  }

  /** @param {State} state */
  function titleOf(state) {
    const issue = bulletinOf(state)?.issue;
    const paper = issue?.paper ?? t.brand;
    switch (viewOf(state)) {
      case 'article':
        return `${issue?.articles[state.route.a ?? 0]?.headline} · ${paper}`;
      case 'results':
        return `${quotable(queryOf(state))} · ${paper}`;
      default:
        return paper;
    }
  }

  const box = createSearchBox(input, {
    query(q) {
      offers?.typed(q);
      dispatch({ type: 'type', q });
    },
    take: (key) => offers?.take(key) ?? false,
    enter: () => matchMedia('(pointer: coarse)').matches && input.blur(),
    down: () => void places.walk(1, input),
    escape() {
      if (!input.value) return leave();
      dispatch({ type: 'type', q: '' });
      return true;
    },
  }, { android: /Android/.test(navigator.userAgent) });

  /** Out of the article to the list, out of the results to the front page. */
  function leave() {
    const view = viewOf(store.state);
    if (view === 'article') context.back();
    else if (view === 'results') dispatch({ type: 'type', q: '' });
    return view === 'article' || view === 'results';
  }

  const keys = createKeys({
    search() {
      input.focus();
      input.select();
    },
    leave,
    turn(step) {
      const { a } = store.state.route;
      const next = a === null ? -1 : a + step;
      if (viewOf(store.state) === 'article' && bulletinOf(store.state)?.issue.articles[next]) dispatch({ type: 'show', article: next });
    },
    walk: places.walk,
  }, slashKey, scope);

  /**
   * Fetches the published bulletin and shows it; the engine waits until it is on the page.
   * @param {boolean} [again]
   */
  async function load(again = false) {
    dispatch({ type: 'reload' });
    try {
      const got = await published.bulletin(again);
      if (signal.aborted) return;
      await requests.published(got);
      requestAnimationFrame(() => setTimeout(() => signal.aborted || requests.start()));
    } catch (error) {
      dispatch({ type: 'loadFailed', problem: problemOf(error) });
    }
  }

  store.subscribe((next, prev) => {
    if (signal.aborted) return;
    router.follow(next, prev);
    requests.changed(next, prev);
    // A browser that cannot run the engine is spared what would be kept for it.
    const settled = prev.engine === 'loading' && (next.engine === 'ready' || next.engine === 'failed');
    if (settled && offline) late().then(({ goOffline }) => goOffline(published.fetched, () => dispatch({ type: 'update' })), () => {});
  });
  // An answer that came at once has changed the state since: what is drawn is the newest state.
  store.subscribe((next) => {
    if (signal.aborted || next !== store.state) return;
    render(next, drawn);
    places.settle(next, drawn);
    drawn = next;
  });
  /** The state that is on the screen. @type {State} */
  let drawn = store.state;

  address.listen((state) => {
    const route = router.arrive(state);
    places.returning();
    dispatch({ type: 'route', route });
  }, signal);
  // The place is kept once scrolling rests; a page that is being left may not touch its history.
  scroll.watch(() => router.keep(store.state.route), signal);
  addEventListener('online', () => dispatch({ type: 'online', online: true }), { signal });
  addEventListener('offline', () => dispatch({ type: 'online', online: false }), { signal });
  find(root, '.brand', HTMLAnchorElement).addEventListener('click', (event) => {
    if (!isPlain(event) || !bulletinOf(store.state)) return;
    event.preventDefault();
    dispatch({ type: 'home' });
  }, { signal });
  find(root, '.skip', HTMLAnchorElement).addEventListener('click', (event) => {
    event.preventDefault(); // the address is the query's and the article's
    main.focus();
  }, { signal });
  find(root, '.bar .opener', HTMLButtonElement).addEventListener('click', () => dispatch({ type: 'opener', shown: true }), { signal });
  clear.addEventListener('click', () => {
    dispatch({ type: 'type', q: '' });
    input.focus();
  }, { signal });
  box.start();
  keys.start();
  render(store.state, null);
  if (typed && typed !== store.state.route.q) dispatch({ type: 'type', q: typed });
  load();
  late().then(({ createFoot, createOffers, createOpenPanel, createRefine, createReportPanel, useUpdate, withWords }) => {
    if (signal.aborted) return;
    const words = withWords(context);
    const opened = { file: requests.openFile, text: (/** @type {string} */ text) => requests.openText(text, t.pasted) };
    offers = createOffers({ bar: find(root, '.bar', HTMLElement), results, article }, words, requests);
    panels = [
      createOpenPanel(root, words, opened, scope),
      createReportPanel(root, words),
      createRefine(results, words),
      createFoot(find(root, '.foot', HTMLElement), words, slashKey, useUpdate),
      offers,
    ];
    for (const panel of panels) panel.update(store.state, null);
  }, () => {}); // the engine, which comes from there too, will say that something is missing

  return {
    store,

    /** Ends all that was begun; what is drawn stays as it is. */
    stop() {
      ending.abort();
      box.stop();
      keys.stop();
      router.stop();
      announcer.stop();
      requests.stop();
      for (const panel of panels) panel.stop?.();
    },
  };
}
