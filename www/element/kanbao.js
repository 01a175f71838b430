/**
 * `<kanbao-reader>`, the element that a page uses. Only this file is fetched with the page; the reader loads when the
 * element nears the viewport, receives a pointer or focus, or is called. Importing this file without a window (on a
 * server) is harmless and defines nothing.
 */
import { createLife } from './life.js';
import { ADDRESSES, CHOICES, METHODS, SWITCHES, TEXTS, choiceOf, propertyOf } from './names.js';

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/**
 * The state that only the element's own code may touch.
 * @type {WeakMap<KanbaoReader, ReturnType<typeof createLife>>}
 */
const lives = new WeakMap();

/** @param {KanbaoReader} element */
const lifeOf = (element) => /** @type {ReturnType<typeof createLife>} */ (lives.get(element));

export class KanbaoReader extends Base {
  static get observedAttributes() {
    return [...Object.keys(CHOICES), ...SWITCHES, ...ADDRESSES, ...TEXTS, 'article', 'heading-level', 'lang'];
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

  /** Loads and starts the reader, wherever the element is on the page. */
  async load() {
    await lifeOf(this).wanted();
  }
}

/**
 * Defines a property. It is an accessor of the prototype, so that frameworks find it there and set it, and so that none
 * is taken from `Object.prototype`.
 * @param {string} name
 * @param {(element: KanbaoReader) => unknown} get
 * @param {(element: KanbaoReader, value: unknown) => void} set
 */
function property(name, get, set) {
  Object.defineProperty(KanbaoReader.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {KanbaoReader} */
    get() {
      return get(this);
    },
    /** @this {KanbaoReader} @param {unknown} value */
    set(value) {
      set(this, value);
    },
  });
}

/**
 * Defines the property that reflects an attribute.
 * @param {string} name the attribute's
 * @param {(value: string | null, element: KanbaoReader) => unknown} get
 */
function reflect(name, get) {
  property(
    propertyOf(name),
    (element) => get(element.getAttribute(name), element),
    (element, value) => {
      if (value === null || value === undefined || value === false) element.removeAttribute(name);
      else element.setAttribute(name, value === true ? '' : String(value));
    },
  );
}

// Objects, which no attribute can hold: a bulletin as data, and where the engine's files are.
for (const name of ['data', 'engine']) {
  /** @type {WeakMap<KanbaoReader, object>} */
  const values = new WeakMap();
  property(
    name,
    (element) => values.get(element) ?? null,
    (element, value) => {
      // Also an object of another frame, which is no instance of this one's Object.
      if (Object(value) === value) values.set(element, /** @type {object} */ (value));
      else values.delete(element);
      if (name === 'data') lifeOf(element).changed('src');
    },
  );
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
for (const name of Object.keys(CHOICES)) reflect(name, (_, element) => choiceOf(element, name));
for (const name of SWITCHES) reflect(name, (value) => value !== null);
for (const name of TEXTS) reflect(name, (value) => value ?? '');
reflect('article', (value) => value?.trim() || null);
reflect('heading-level', (value) => (/^[1-6]$/.test(value ?? '') ? Number(value) : null));
for (const name of ADDRESSES)
  reflect(name, (value, { baseURI }) => {
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
