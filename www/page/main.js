/** The page of one bulletin: ties store, address bar, engine and views together. */
import { createAnnouncer } from './announcer.js';
import { find, h } from './dom.js';
import { problemOf } from './issue.js';
import { createKeys } from './keys.js';
import { createPlaces } from './places.js';
import { fetchBeside, fetchBulletin, fetched } from './published.js';
import { createRequests } from './requests.js';
import { createRouter, parseRoute } from './router.js';
import { createSearchBox } from './search-box.js';
import { answerOf, bulletinOf, createStore, INITIAL, queryOf, quotable, viewOf } from './store.js';
import { loadStrings } from './strings.js';
import { createArticle } from './views/article.js';
import { createFront } from './views/front.js';
import { createNotices } from './views/notices.js';
import { createResults } from './views/results.js';
import { createTrouble } from './views/trouble.js';
/** @import {Context} from './views/parts.js' */
/** @import {State} from './types.js' */

const params = new URLSearchParams(location.search);
const t = await loadStrings(params.get('lang') ?? document.documentElement.lang);

/** The words that stand in index.html, in another language than its own. */
function translate() {
  if (t.lang === document.documentElement.lang) return;
  document.documentElement.lang = t.lang;
  /** @type {Record<string, unknown>} */
  const words = t;
  for (const node of document.querySelectorAll('[data-t], [data-t-label], [data-t-hint]')) {
    const { t: text, tLabel: label, tHint: hint } = /** @type {HTMLElement} */ (node).dataset;
    if (text) node.textContent = String(words[text]);
    if (label) node.setAttribute('aria-label', String(words[label]));
    if (hint) node.setAttribute('placeholder', String(words[hint]));
  }
}
translate();

const main = find(document, 'main', HTMLElement);
const input = find(document, '.search input', HTMLInputElement);
const clear = find(document, '.search .clear', HTMLButtonElement);

history.scrollRestoration = 'manual';
const router = createRouter({ location, history, scrollY: () => scrollY, later: setTimeout, cancel: clearTimeout });
const typed = input.value; // before this script was there
const store = createStore({ ...INITIAL, route: parseRoute(location.search), online: navigator.onLine });
const { dispatch } = store;
const requests = createRequests({ store, fetchBeside, startEngine: async (onState) => (await late()).startEngine(onState) });

/** @type {Context} */
const context = {
  t,
  dispatch,
  href: router.href,
  back: () => router.back() || dispatch({ type: 'show', article: null }),
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
const notices = createNotices({ above: find(document, '.notices', HTMLElement), passing: find(document, '.passing', HTMLElement) }, context);
/** @type {{update: (state: State, prev: State | null) => void}[]} */
let panels = [];
const announcer = createAnnouncer(find(document, '[role=status]', HTMLElement));
const places = createPlaces({ shells, input, router });
/** @typedef {typeof import('./late.js')} Late */
/** @type {Promise<Late> | null} */
let coming = null;

/** The page's second part; asked for again where it did not arrive. */
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
  document.title = titleOf(state);
  const answer = view === 'results' ? answerOf(state) : null;
  if (answer) announcer.say(t.foundFor(quotable(queryOf(state)), answer.outcome.total));
  else if (view !== 'results') announcer.say('');
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
  query: (q) => dispatch({ type: 'type', q }),
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
    const a = store.state.route.a;
    const next = a === null ? -1 : a + step;
    if (viewOf(store.state) === 'article' && bulletinOf(store.state)?.issue.articles[next]) dispatch({ type: 'show', article: next });
  },
  walk: places.walk,
});

/**
 * Fetches the published bulletin and shows it; the engine waits until it is on the page.
 * @param {boolean} [again]
 */
async function load(again = false) {
  dispatch({ type: 'reload' });
  try {
    await requests.published(await fetchBulletin(params.get('src'), again));
    requestAnimationFrame(() => setTimeout(requests.start));
  } catch (error) {
    dispatch({ type: 'loadFailed', problem: problemOf(error) });
  }
}

store.subscribe((next, prev) => {
  router.follow(next, prev);
  requests.changed(next, prev);
  // A browser that cannot run the engine is spared what would be kept for it.
  if (prev.engine === 'loading' && (next.engine === 'ready' || next.engine === 'failed')) late().then(({ goOffline }) => goOffline(fetched, () => dispatch({ type: 'update' })), () => {});
});
// An answer that came at once has changed the state since: what is drawn is the newest state.
store.subscribe((next) => {
  if (next !== store.state) return;
  render(next, drawn);
  places.settle(next, drawn);
  drawn = next;
});
/** The state that is on the screen. @type {State} */
let drawn = store.state;

addEventListener('popstate', (event) => {
  if (location.hash && event.state === null) return; // a fragment: still the same place
  const route = router.arrive(event.state);
  places.returning();
  dispatch({ type: 'route', route });
});
/** The place is kept once scrolling rests; a page that is being left may not touch its history. */
let resting = 0;
addEventListener('scroll', () => {
  clearTimeout(resting);
  resting = setTimeout(() => router.keep(store.state.route), 250);
}, { passive: true });
addEventListener('online', () => dispatch({ type: 'online', online: true }));
addEventListener('offline', () => dispatch({ type: 'online', online: false }));
find(document, '.brand', HTMLAnchorElement).addEventListener('click', (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !bulletinOf(store.state)) return;
  event.preventDefault();
  dispatch({ type: 'home' });
});
find(document, '.skip', HTMLAnchorElement).addEventListener('click', (event) => {
  event.preventDefault(); // the address is the query's and the article's
  main.focus();
});
find(document, '.bar .opener', HTMLButtonElement).addEventListener('click', () => dispatch({ type: 'opener', shown: true }));
clear.addEventListener('click', () => {
  dispatch({ type: 'type', q: '' });
  input.focus();
});
box.start();
keys.start();
render(store.state, null);
if (typed && typed !== store.state.route.q) dispatch({ type: 'type', q: typed });
load();
late().then(({ createFoot, createOpenPanel, createRefine, createReportPanel, useUpdate, withWords }) => {
  const words = withWords(context);
  const opened = { file: requests.openFile, text: (/** @type {string} */ text) => requests.openText(text, t.pasted) };
  panels = [
    createOpenPanel(document.body, words, opened),
    createReportPanel(document.body, words),
    createRefine(results, words),
    createFoot(find(document, '.foot', HTMLElement), words, useUpdate),
  ];
  for (const panel of panels) panel.update(store.state, null);
}, () => {}); // the engine, which comes from there too, will say that something is missing
