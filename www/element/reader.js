/** What the element fetches when it is wanted: the reader of www/page in a shadow root, lent what the element's attributes allow. */
import { ownAddress, sharedAddress } from '../page/address.js';
import { createFrame } from '../page/frame.js';
import { readIssue } from '../page/issue.js';
import { createPublished } from '../page/published.js';
import { createReader, late } from '../page/reader.js';
import { createScroll } from '../page/scroll.js';
import { answerOf, queryOf, viewOf } from '../page/store.js';
import { loadStrings } from '../page/strings.js';
import { createLook } from './look.js';
import { SILENT } from './names.js';
/** @import {KanbaoReaderElement} from '../kanbao.js' */
/** @import {KanbaoReader} from './kanbao.js' */
/** @import {Calls} from './calls.js' */
/** @import {Host} from '../page/reader.js' */
/** @import {State} from '../page/types.js' */

/**
 * How the element is told.
 * @typedef {object} Teller
 * @property {(event: import('./tell.js').Event, detail: object, cancelable?: boolean) => boolean} tell
 * @property {(names: (string | false)[]) => void} states
 * @property {(name: 'late' | 'last' | 'issues' | 'alone' | 'desk') => Promise<void>} dress for what comes late
 *
 * @typedef {Awaited<ReturnType<typeof begin>>} Controls
 */

const gone = () => new DOMException('', 'AbortError');

/** @type {Record<string, () => import('../page/address.js').Address>} */
const ADDRESSES = { none: ownAddress, fragment: () => sharedAddress(true), page: () => sharedAddress(false) };

/** Storage, where the browser gives it. */
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
  // A link to a page that is all reader may choose the bulletin and the language.
  const link = page && settings.address === 'page' ? new URLSearchParams(location.search) : null;
  const t = await loadStrings(link?.get('lang') ?? element.closest('[lang]')?.getAttribute('lang') ?? null);
  if (signal.aborted) throw gone();
  const address = ADDRESSES[settings.address]();
  const frame = createFrame(t, location.pathname, page);
  /** The bulletin that the address names, where it may: where there are several issues, one of them. */
  const asked = () =>
    link || settings.issues ? new URLSearchParams(address.location.search).get('src') || null : null;
  let named = asked();
  let linked = named;
  const published = (src = linked) =>
    createPublished(
      src,
      element.getAttribute('src') ?? './issue.json',
      (src && settings.issues) || element.baseURI,
      settings.issues ? './' : '/',
    );
  const { title: titled } = document;
  const kept = settings.storage ? storage() : null;
  const look = createLook(settings, frame, kept);
  const parts =
    element.localName !== 'kanbao-reader' || settings.href
      ? (await Promise.all([import('./alone.js'), dress('alone')]))[0]
      : null;
  if (signal.aborted) throw gone();
  if (page) document.documentElement.lang = t.lang;
  /** What the attributes say, and no change of them. */
  let told = { query: settings.query, article: settings.article };

  /** @type {Host} */
  const host = {
    t,
    address,
    published: (src) =>
      settings.data && !((src ?? linked) && settings.issues)
        ? { ...published(), bulletin: async () => ({ issue: readIssue(JSON.stringify(settings.data)) }) }
        : published(src),
    other: () => named !== (named = linked = asked()),
    scroll: createScroll(frame.children[0]),
    scope: settings.shortcuts === 'page' ? window : frame,
    title(text) {
      if (settings.address === 'page') document.title = text;
    },
    storage: kept,
    look,
    files: settings.engine,
    offline: settings.offline,
    dress(name) {
      // Events come with what comes late: at first what is so already.
      if (name === 'late')
        late().then(
          ({ startReport }) => signal.aborted || startReport(store, tell, signal),
          () => {},
        );
      return dress(name);
    },
    headings: settings.headings ?? (page ? 1 : 2),
    begin: { q: told.query, a: told.article && told.article - 1, passage: settings.passage || null },
    may: (article, headline) =>
      article === null || tell('select', { article: article + 1, headline, query: queryOf(reader.store.state) }, true),
  };
  const reader = createReader(frame, { ...host, ...parts?.alone(settings, frame, host, () => reader.store.state) });
  const { store, input } = reader;

  const own = /** @type {HTMLSlotElement} */ (shadow.querySelector('slot'));

  /** Takes the children's place; what was typed into a search field among them is taken along. */
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
    // The children are read until there is something to put in their place, and where no bulletin comes, below what is said of
    // it; where the reader is the page they are a frame to wait in. (What is only hidden axe takes for seen.)
    if (frame.isConnected) own.remove();
    if (view === 'error' && !page) shadow.append(own);
    const searching = view === 'results' && answerOf(state)?.provisional !== false && !SILENT.includes(state.engine);
    states([view, searching && 'searching', state.engine === 'ready' && 'ready']);
  }

  /** Attributes say what is shown, so that an element put back elsewhere shows it again. @param {State} state */
  function reflect({ route }) {
    told = { query: route.q, article: route.a === null ? null : route.a + 1 };
    for (const [name, value] of Object.entries(told)) {
      if (!value) element.removeAttribute(name);
      else if (String(value) !== element.getAttribute(name)) element.setAttribute(name, String(value));
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
      if (settings.address === 'page') document.title = titled;
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
      // An article by itself is not left for what is found elsewhere.
      if (name === 'query' && q !== told.query)
        store.dispatch(
          element.localName === 'kanbao-article'
            ? { type: 'route', route: { ...store.state.route, q } }
            : { type: 'type', q },
        );
      if (name === 'article' && article !== told.article)
        store.dispatch({ type: 'show', article: article && article - 1 });
      if (name === 'passage') store.dispatch({ type: 'quote', passage: settings.passage || null });
    },

    /** What the page's program may call. @returns {Promise<Calls>} */
    async calls() {
      const [{ createCalls }, { toolsOf }] = await Promise.all([import('./calls.js'), late()]);
      return createCalls(reader, signal, () => toolsOf(frame), page ? null : frame, t.pasted);
    },
  };
}
