/** The reader of a bulletin, inside a root and with what its host allows: connects store, address, engine and views. */
import { createBar } from './bar.js';
import { problemOf } from './issue.js';
import { createPlaces } from './places.js';
import { createRequests } from './requests.js';
import { createRouter, parseRoute } from './router.js';
import { createScreen } from './screen.js';
import { createStore, headlineOf, idOf, INITIAL, viewOf } from './store.js';
/** @import {EngineOptions} from '../kanbao.js' */
/** @import {Address} from './address.js' */
/** @import {Look} from '../element/look.js' */
/** @import {Published} from './published.js' */
/** @import {Rest} from './later.js' */
/** @import {Scroll} from './scroll.js' */
/** @import {Strings} from './strings.js' */
/** @import {Context} from './views/parts.js' */
/** @import {Route, State} from './types.js' */

/**
 * Everything that a reader may use besides its root.
 * @typedef {object} Host
 * @property {Strings} t
 * @property {Address} address
 * @property {(src?: string) => Published} published called each time the bulletin is fetched; `src`: one of several issues
 * @property {() => boolean} other whether the address names a different bulletin than before
 * @property {Scroll} scroll
 * @property {EventTarget} scope where keys and dropped files are listened for
 * @property {(text: string) => void} title called with a window title for what is shown
 * @property {Storage | null} storage null: nothing is kept on the device
 * @property {Omit<EngineOptions, 'onState'> | null | undefined} files where the engine's files are, and where it runs
 * @property {boolean} offline whether a service worker may keep what is read
 * @property {{q: string, id: string | null, passage: string | null}} begin what to show if the address says nothing
 * @property {(article: number | null, headline: string) => boolean} may whether to show the article that was chosen; null: none
 * @property {(route: Route) => string} [leads] the address of another page for this place; '': none
 * @property {typeof import('./views/front.js').createFront} [front] replaces the front page
 * @property {(state: State) => boolean} [searches] whether the engine is needed from the start
 * @property {(name: 'later' | 'issues' | 'desk') => Promise<void>} dress adds the styles of later parts
 * @property {Look} look
 * @property {number} headings the page's heading level for the reader's first level
 */

/** How long the rest of the reader waits for the bulletin, and for the engine's first module (ms). */
const PATIENCE = { bulletin: 500, engine: 5000 };

/** Loads the rest of the reader. */
export const later = () => import('./later.js');
const engine = () => import('../engine/engine.js');

/**
 * @param {HTMLElement} root what holds the reader's parts
 * @param {Host} host
 */
export function createReader(root, host) {
  const { t, address, published, scroll, files, begin, may, dress } = host;
  const ending = new AbortController();
  const { signal } = ending;
  const router = createRouter({
    ...address,
    idOf: (a) => idOf(store.state, a),
    scrollY: scroll.y,
    later: setTimeout,
    cancel: clearTimeout,
  });
  const asked = parseRoute(address.location.search);
  const route = asked.q || asked.id !== null ? asked : { ...asked, ...begin };
  const store = createStore({ ...INITIAL, route, online: navigator.onLine });
  const { dispatch } = store;
  let source = published();
  /** Counts fetches of the bulletin; only the latest is shown. */
  let fetches = 0;
  const requests = createRequests({
    store,
    fetchBeside: (file) => source.beside(file),
    startEngine: async (onState) => (await engine()).createEngine({ ...files, onState }),
    loadOpening: async () => (await (await later()).brought()).createOpening,
  });

  /** @type {Context} */
  const context = {
    t,
    dispatch(action) {
      if (
        action.type !== 'show' ||
        may(
          /** @type {number | null} */ (action.article),
          headlineOf(store.state, /** @type {number | null} */ (action.article)),
        )
      )
        dispatch(action);
    },
    href: (route) => host.leads?.(route) || address.link(router.href(route)),
    back: () => router.back() || context.dispatch({ type: 'show', article: null }),
    search(q) {
      router.part();
      dispatch({ type: 'search', q });
    },
    say: (words) => screen.say(words),
  };

  /** The rest of the reader, once it has loaded. @type {Rest | null} */
  let rest = null;
  const screen = createScreen(
    root,
    host,
    context,
    requests,
    () => load('again'),
    () => places.grown(),
  );

  /**
   * @param {State} state
   * @param {State | null} prev
   */
  function render(state, prev) {
    screen.update(state, prev);
    rest?.update(state, prev);
    bar.show(state.route.q);
  }

  /** Leaves the article for the list, or the results for the front page. */
  function leave() {
    const view = viewOf(store.state);
    if (view === 'article') context.back();
    else if (view === 'results') dispatch({ type: 'type', q: '' });
    return view === 'article' || view === 'results';
  }

  const bar = createBar(
    root,
    store,
    {
      typed: (q) => rest?.typed(q),
      take: (key) => rest?.take(key) ?? false,
      down: () => void places.walk(1, bar.input),
      leave,
    },
    signal,
  );
  const places = createPlaces({ shells: screen.shells, input: bar.input, router, scroll });

  /** Whether the rest of the reader has been requested. */
  let whole = false;

  /** Loads the rest of the reader, which lets the bulletin and the engine's first module go first. */
  function complete() {
    if (whole || signal.aborted) return;
    whole = true;
    Promise.all([later(), dress('later')]).then(
      ([{ createRest }]) => {
        if (signal.aborted) return;
        const acts = { search: bar.focus, leave, walk: places.walk };
        const read = () => source.fetched;
        rest = createRest(root, host, { context, store, requests, acts, source: { arrive, read }, signal });
        rest.update(store.state, null);
      },
      () => {},
    ); // without it, reading and searching still work
  }

  /**
   * Fetches the published bulletin and shows it; the engine starts once it is on the page.
   * @param {'again' | 'anew'} [how] `again`: retry the same; `anew`: another in place of the one shown
   * @param {Route} [route] what of it to show
   * @param {Published} [from]
   */
  async function load(how, route, from = published()) {
    dispatch({ type: 'reload', anew: how === 'anew', route });
    source = from;
    const fetching = ++fetches;
    const stale = () => signal.aborted || fetching !== fetches;
    try {
      const got = await source.bulletin(how === 'again');
      if (stale()) return;
      await requests.published(got);
      requestAnimationFrame(() =>
        setTimeout(() => {
          if (!signal.aborted && host.searches?.(store.state) !== false) requests.start();
          if (store.state.engine !== 'loading') complete();
        }),
      );
    } catch (error) {
      if (!stale()) dispatch({ type: 'loadFailed', problem: problemOf(error) });
      complete();
    }
  }

  store.subscribe((next, prev) => {
    if (signal.aborted) return;
    router.follow(next, prev);
    requests.changed(next, prev);
    // On a slow line the rest would delay the first answer.
    if (prev?.engine === 'loading' && next.engine !== 'loading') complete();
  });
  // An answer that arrived at once may have changed the state meanwhile; draw only the latest.
  store.subscribe((next) => {
    if (signal.aborted || next !== store.state) return;
    render(next, drawn);
    places.settle(next, drawn);
    drawn = next;
  });
  /** The state on the screen. @type {State} */
  let drawn = store.state;

  /**
   * Shows what the address says, which may name another issue.
   * @param {unknown} state of the history entry
   * @param {Published} [from]
   */
  function arrive(state, from) {
    const route = router.arrive(state);
    places.returning();
    if (host.other()) load('anew', route, from);
    else dispatch({ type: 'route', route });
  }
  address.listen(arrive, signal);
  // The place is stored once scrolling rests, because a page that is being left may not change its history.
  scroll.watch(() => router.keep(store.state.route), signal);
  bar.start();
  render(store.state, null);
  load();
  const patience = [
    setTimeout(() => store.state.engine !== 'loading' && complete(), PATIENCE.bulletin),
    setTimeout(complete, PATIENCE.engine),
  ];
  return {
    store,
    input: bar.input,
    focusSearch: bar.focus,
    load,
    openFile: requests.openFile,
    openText: requests.openText,
    whole: requests.whole,

    /** Ends everything that was started; what is drawn stays as it is. */
    stop() {
      ending.abort();
      patience.forEach(clearTimeout);
      bar.stop();
      router.stop();
      screen.stop();
      requests.stop();
      rest?.stop();
    },
  };
}
