/**
 * Fetched when the element is wanted: sets up the reader of www/page in a shadow root, with what the attributes allow.
 */
import { ownAddress, sharedAddress } from '../page/address.js';
import { createFrame } from '../page/frame.js';
import { PageError, readIssue } from '../page/issue.js';
import { createPublished } from '../page/published.js';
import { createReader, later } from '../page/reader.js';
import { createScroll } from '../page/scroll.js';
import { idOf, isAnswering, isFinal, queryOf, viewOf } from '../page/store.js';
import { loadStrings } from '../page/strings.js';
import { createLook } from './look.js';
/** @import {KanbaoReaderElement} from '../kanbao.js' */
/** @import {KanbaoReader} from './kanbao.js' */
/** @import {Calls} from './calls.js' */
/** @import {Host} from '../page/reader.js' */
/** @import {State} from '../page/types.js' */

/**
 * The element, as the reader sees it.
 * @typedef {object} Teller
 * @property {(event: import('./tell.js').Event, detail: object, cancelable?: boolean) => boolean} tell
 * @property {(names: (string | false)[]) => void} states
 * @property {(name: 'later' | 'issues' | 'alone' | 'desk') => Promise<void>} dress adds the styles of a later part
 *
 * @typedef {Awaited<ReturnType<typeof begin>>} Controls
 */

const gone = () => new DOMException('', 'AbortError');

/** @type {Record<string, () => import('../page/address.js').Address>} */
const ADDRESSES = { none: ownAddress, hash: () => sharedAddress(true), query: () => sharedAddress(false) };

/** Returns a copy of a bulletin that the page gives as data. @param {unknown} data */
function dataOf(data) {
  let text;
  try {
    text = JSON.stringify(data);
  } catch (error) {
    throw new PageError({ code: 'bad-json', where: 'data', message: String(error) });
  }
  return readIssue(text);
}

/** Returns local storage, or null if the browser refuses it. */
function storage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/**
 * @param {KanbaoReader} element
 * @param {ShadowRoot} shadow
 * @param {AbortSignal} signal
 * @param {Teller} teller
 */
export async function begin(element, shadow, signal, { tell, states, dress }) {
  const settings = /** @type {KanbaoReaderElement} */ (/** @type {unknown} */ (element));
  const page = settings.layout === 'page';
  // A link may choose the bulletin and the language, but only on a page that is all reader.
  const link = page && settings.routing === 'query' ? new URLSearchParams(location.search) : null;
  const t = await loadStrings(link?.get('lang') ?? element.closest('[lang]')?.getAttribute('lang') ?? null);
  if (signal.aborted) throw gone();
  const address = ADDRESSES[settings.routing]();
  const frame = createFrame(t, location.pathname, page);
  /**
   * Returns the bulletin that the address names, if it may name one: on a page that is all reader, or from a list of
   * issues.
   */
  const asked = () =>
    link || settings.issuesSrc ? new URLSearchParams(address.location.search).get('src') || null : null;
  let named = asked();
  let linked = named;
  const published = (src = linked) => {
    const given = element.getAttribute('src') ?? './issue.json';
    const list = (src && settings.issuesSrc) || '';
    // A link may choose only what the page has set up: what is in the folder of its list or bulletin, or in src-scope.
    const scope = settings.srcScope || new URL('.', list || new URL(given, element.baseURI)).href;
    return createPublished(src, given, list || element.baseURI, scope);
  };
  const { title: titled } = document;
  const kept = settings.storage ? storage() : null;
  const look = createLook(settings, frame, kept);
  const parts =
    element.localName !== 'kanbao-reader' || settings.href
      ? (await Promise.all([import('./alone.js'), dress('alone')]))[0]
      : null;
  if (signal.aborted) throw gone();
  if (page) document.documentElement.lang = t.lang;
  /** What the attributes were last set to; anything else is a change made by the page. */
  let told = { query: settings.query, article: settings.article };

  /** @type {Host} */
  const host = {
    t,
    address,
    published: (src) =>
      settings.data && !((src ?? linked) && settings.issuesSrc)
        ? { ...published(), bulletin: async () => ({ issue: dataOf(settings.data) }) }
        : published(src),
    other: () => named !== (named = linked = asked()),
    scroll: createScroll(frame.children[0]),
    scope: settings.shortcuts === 'page' ? window : frame,
    title(text) {
      if (settings.routing === 'query') document.title = text;
    },
    storage: kept,
    look,
    files: settings.engine,
    offline: settings.offline,
    dress(name) {
      // Events come with the rest of the reader; the first report tells what is already the case.
      if (name === 'later')
        later().then(
          ({ startReport }) =>
            signal.aborted || startReport(store, tell, signal, () => settings.src || element.localName),
          () => {},
        );
      return dress(name);
    },
    headings: settings.headingLevel ?? (page ? 1 : 2),
    begin: { q: told.query, id: told.article, passage: settings.passage || null },
    may: (article, headline) =>
      article === null ||
      tell(
        'select',
        { article: idOf(reader.store.state, article), headline, query: queryOf(reader.store.state) },
        true,
      ),
  };
  const reader = createReader(frame, { ...host, ...parts?.alone(settings, frame, host, () => reader.store.state) });
  const { store, input } = reader;

  const own = /** @type {HTMLSlotElement} */ (shadow.querySelector('slot'));

  /** Replaces the children. Text typed into a search field among them is taken over. */
  function takeOver() {
    const field = element.querySelector('input[name=q]');
    const typed = field instanceof HTMLInputElement ? field : null;
    const focused = typed?.matches(':focus');
    shadow.prepend(frame);
    if (typed?.value && typed.value !== store.state.route.q) store.dispatch({ type: 'type', q: typed.value });
    if (!typed || !focused) return;
    input.focus({ preventScroll: true });
    input.setSelectionRange(typed.selectionStart, typed.selectionEnd);
  }

  /** @param {State} state */
  function holding(state) {
    const view = viewOf(state);
    // The children are shown until there is something to replace them with, and below the error if no bulletin arrives.
    // On a page that is all reader they are only a frame to wait in. (axe takes what is merely hidden for visible.)
    if (frame.isConnected) own.remove();
    if (view === 'error' && !page) shadow.append(own);
    states([view, view === 'results' && !isFinal(state) && 'searching', isAnswering(state) && 'ready']);
  }

  /**
   * Sets the attributes to what is shown, so that an element put back elsewhere shows it again.
   * @param {State} state
   */
  function reflect({ route }) {
    told = { query: route.q, article: route.id ?? idOf(store.state, route.a) };
    for (const [name, value] of Object.entries(told)) {
      if (!value) element.removeAttribute(name);
      else if (value !== element.getAttribute(name)) element.setAttribute(name, value);
    }
  }

  store.subscribe((next, prev) => {
    if (signal.aborted) return;
    if (next.route !== prev.route) reflect(next);
    if (!frame.isConnected && viewOf(next) !== 'loading') takeOver();
    holding(next);
  });
  if (page || !element.childElementCount) takeOver();
  holding(store.state);
  reflect(store.state);
  signal.addEventListener(
    'abort',
    () => {
      reader.stop();
      if (settings.routing === 'query') document.title = titled;
    },
    { once: true },
  );

  return {
    /** @param {string} name of the attribute that the page has changed */
    changed(name) {
      look.show();
      if (name === 'src') {
        linked = null;
        reader.load('anew');
        return;
      }
      const { query: q, article } = settings;
      // An article on its own is not left for search results.
      if (name === 'query' && q !== told.query)
        store.dispatch(
          element.localName === 'kanbao-article'
            ? { type: 'route', route: { ...store.state.route, q } }
            : { type: 'type', q },
        );
      if (name === 'article' && article !== told.article) store.dispatch({ type: 'show', article });
      if (name === 'passage') store.dispatch({ type: 'quote', passage: settings.passage || null });
    },

    /** Returns what the page's program may call. @returns {Promise<Calls>} */
    async calls() {
      const { createCalls, toolsOf } = await later().catch((error) => {
        throw Object.assign(new Error(String(error)), {
          name: 'KanbaoError',
          code: 'network',
          place: import.meta.url,
          advice: 'check that the files beside this one are there',
        });
      });
      return createCalls(reader, signal, () => toolsOf(frame), page ? null : frame, t.pasted, element);
    },
  };
}
