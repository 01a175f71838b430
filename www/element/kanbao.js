/**
 * `<kanbao-reader>`, the element that a page uses. Only this file is fetched with the page; the reader loads when the
 * element nears the viewport, receives a pointer or focus, or is called. Importing this file without a window (on a
 * server) is harmless and defines nothing.
 */
import { createLife } from './life.js';
import { CHOICES, METHODS, SWITCHES, TEXTS, choiceOf } from './names.js';

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * The state that only the element's own code may touch.
 * @type {WeakMap<KanbaoReader, ReturnType<typeof createLife>>}
 */
const lives = new WeakMap();
/** @type {WeakMap<KanbaoReader, object>} */
const data = new WeakMap();

/** @param {KanbaoReader} element */
const lifeOf = (element) => /** @type {ReturnType<typeof createLife>} */ (lives.get(element));

export class KanbaoReader extends Base {
  static get observedAttributes() {
    return [...Object.keys(CHOICES), ...SWITCHES, ...TEXTS];
  }

  constructor() {
    super();
    lives.set(this, createLife(this));
  }

  connectedCallback() {
    const own = /** @type {any} */ (this);
    // Properties that were set before the element was defined would hide the accessors: set them again.
    for (const name of Object.keys(this)) {
      if (!(name in KanbaoReader.prototype)) continue;
      const value = own[name];
      delete own[name];
      own[name] = value;
    }
    lifeOf(this).connected();
  }

  disconnectedCallback() {
    lifeOf(this).disconnected();
  }

  /** Empty, so that `moveBefore` keeps everything. */
  connectedMoveCallback() {}

  adoptedCallback() {
    lifeOf(this).adopted();
  }

  /**
   * @param {string} name
   * @param {string | null} old
   * @param {string | null} value
   */
  attributeChangedCallback(name, old, value) {
    if (old !== value) lifeOf(this).changed(name);
  }

  /** A bulletin as data, used instead of `src`. */
  get data() {
    return data.get(this) ?? null;
  }

  set data(issue) {
    if (issue) data.set(this, issue);
    else data.delete(this);
    lifeOf(this).changed('src');
  }

  /** Loads and starts the reader, wherever the element is on the page. */
  async load() {
    await lifeOf(this).wanted();
  }
}

/**
 * Defines a property that reflects an attribute.
 * @param {string} name
 * @param {(element: Element, value: string | null) => unknown} get
 */
function reflect(name, get) {
  Object.defineProperty(KanbaoReader.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {Element} */
    get() {
      return get(this, this.getAttribute(name));
    },
    /** @this {Element} @param {unknown} value */
    set(value) {
      if (value === null || value === undefined || value === false) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? '' : String(value));
    },
  });
}

// Each method starts the reader if necessary and returns a promise (element/calls.js).
for (const name of METHODS) {
  Object.defineProperty(KanbaoReader.prototype, name, {
    configurable: true,
    writable: true,
    /** @this {KanbaoReader} @param {unknown[]} asked */
    async value(...asked) {
      const { calls } = await lifeOf(this).wanted();
      return /** @type {any} */ (await calls())[name](...asked);
    },
  });
}
for (const name of Object.keys(CHOICES)) reflect(name, (element) => choiceOf(element, name));
for (const name of SWITCHES) reflect(name, (_, value) => value !== null);
for (const name of ['query', 'passage', 'href', 'copy']) reflect(name, (_, value) => value ?? '');
for (const name of ['article', 'headings'])
  reflect(name, (_, value) => (/^[1-9]\d{0,6}$/.test(value ?? '') ? Number(value) : null));
for (const name of ['src', 'issues'])
  reflect(name, ({ baseURI }, value) => {
    try {
      const url = new URL(/** @type {string} */ (value), baseURI);
      return value !== null && /^https?:$/.test(url.protocol) ? url.href : '';
    } catch {
      return '';
    }
  });

/** A search field whose results appear below it and may link to articles elsewhere. */
export class KanbaoSearch extends KanbaoReader {}
/** A single article. */
export class KanbaoArticle extends KanbaoReader {}

// A name that is already defined is left alone.
for (const [name, element] of Object.entries({ reader: KanbaoReader, search: KanbaoSearch, article: KanbaoArticle })) {
  if (globalThis.customElements && !customElements.get(`kanbao-${name}`))
    customElements.define(`kanbao-${name}`, element);
}
