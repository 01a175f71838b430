/** The page as a user has it: what can be seen, typed and pressed, and when it has settled. */
import { By, Key, error } from 'selenium-webdriver';

/** How long the page may take to do what a test waits for, on a busy machine (ms). */
const PATIENCE_MS = 30_000;
const LOOK_MS = 40;
/** How long after a press its click event may arrive (ms). */
const PRESS_MS = 1_000;

/** Selectors for the parts of the page that the tests use, by name. */
export const AT = {
  input: '.search input',
  clear: '.search .clear',
  offers: '.bar .offers:not([hidden])',
  offer: '.bar .offers:not([hidden]) li',
  content: '.content',
  live: '[role=status]',
  front: '.view.front:not([hidden])',
  results: '.view.results:not([hidden])',
  article: '.view.article:not([hidden])',
  error: '.view.error:not([hidden])',
  hits: '.view.results:not([hidden]) .hits > li',
  count: '.view.results:not([hidden]) .count',
  none: '.view.results:not([hidden]) .none:not([hidden])',
  note: '.view.results:not([hidden]) .found .note:not([hidden])',
  chips: '.view.results:not([hidden]) .chips:not([hidden]) button',
  narrow: '.view.results:not([hidden]) .narrow:not([hidden])',
  unfold: '.view.results:not([hidden]) .found button[aria-expanded]:not([hidden])',
  instead: '.view.results:not([hidden]) .instead:not([hidden])',
  onward: '.view.article:not([hidden]) .onward',
  quote: '.view.article:not([hidden]) .quote:not([hidden])',
  more: '.view.results:not([hidden]) > button:not([hidden])',
  notices: '.notices',
  passing: '.passing:not([hidden])',
  opener: '.bar .opener',
  openPanel: 'dialog.open[open]',
  reportPanel: 'dialog.report[open]',
  proof: '.notices .proof',
  desk: 'dialog.desk[open]',
};

/**
 * Gives the tests' scripts a `document` that looks in the shadow root of the first reader, search field or article, and
 * then in the page itself. (`window.document` is the page's own.)
 */
const INSIDE = `const document = ((real) => {
  const root = () => real.querySelector('kanbao-reader, kanbao-search, kanbao-article')?.shadowRoot;
  const inside = {
    querySelector: (selector) => root()?.querySelector(selector) ?? real.querySelector(selector),
    querySelectorAll(selector) {
      const found = root()?.querySelectorAll(selector);
      return found?.length ? found : real.querySelectorAll(selector);
    },
    get activeElement() { return root()?.activeElement ?? real.activeElement; },
    elementFromPoint: (x, y) => root()?.elementFromPoint(x, y) ?? real.elementFromPoint(x, y),
  };
  return new Proxy(real, {
    get(_, name) {
      if (name in inside) return inside[name];
      return typeof real[name] === 'function' ? real[name].bind(real) : real[name];
    },
  });
})(window.document);`;

export class Page {
  /**
   * @param {import('./drivers.mjs').Browser} browser
   * @param {import('./line.mjs').Line} line
   */
  constructor(browser, line) {
    this.browser = browser;
    this.driver = browser.driver;
    this.line = line;
  }

  /** Opens an address of the page. @param {string} path relative to the line's address, such as `?q=…` */
  go(path = '') {
    return this.driver.get(new URL(path, this.line.url).href);
  }

  /**
   * Runs a function in the page.
   * @template T
   * @param {(...args: any[]) => T} script
   * @param {...unknown} args
   * @returns {Promise<Awaited<T>>}
   */
  run(script, ...args) {
    return this.driver.executeScript(`${INSIDE} return (${script}).apply(null, arguments)`, ...args);
  }

  /**
   * Runs an asynchronous function in the page and waits for it.
   * @template T
   * @param {(...args: any[]) => Promise<T>} script
   * @param {...unknown} args
   * @returns {Promise<T>}
   */
  async runAsync(script, ...args) {
    const answer = /** @type {{value: T, error?: string}} */ (
      await this.driver.executeAsyncScript(
        `${INSIDE} const args = [...arguments]; const done = args.pop();
      (${script}).apply(null, args).then((value) => done({ value }), (error) => done({ error: String(error) }));`,
        ...args,
      )
    );
    if (answer.error !== undefined) throw new Error(`${answer.error}\n${await this.describe()}`);
    return answer.value;
  }

  /**
   * Runs a function in the page with the first reader, search field or article, and returns its result.
   * @template T
   * @param {(reader: any, ...args: any[]) => T} script
   * @param {...unknown} args
   * @returns {Promise<Awaited<T>>}
   */
  reader(script, ...args) {
    return this.runAsync(
      /** @type {any} */ (
        `async (...args) => (${script})(window.document.querySelector('kanbao-reader, kanbao-search, kanbao-article'), ...args)`
      ),
      ...args,
    );
  }

  /**
   * Waits for a while, to see that something does not happen.
   * @param {number} ms
   */
  rest(ms) {
    return this.runAsync(
      (pause) =>
        new Promise((resolve) => {
          setTimeout(resolve, pause);
        }),
      ms,
    );
  }

  /**
   * Waits until a function in the page returns something true, and returns that.
   * @template T
   * @param {string} what what the error says after “waited … ms for”
   * @param {(...args: any[]) => T} script
   * @param {...unknown} args
   * @returns {Promise<NonNullable<Awaited<T>>>}
   */
  async until(what, script, ...args) {
    const limit = performance.now() + PATIENCE_MS;
    for (;;) {
      // Between two documents there is none to run the function in.
      const found = await this.run(script, ...args).catch((error) => {
        if (performance.now() > limit) throw error;
        return null;
      });
      if (found) return /** @type {any} */ (found);
      if (performance.now() > limit) throw new Error(`waited ${PATIENCE_MS} ms for ${what}\n${await this.describe()}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** Describes what is on the page, for an error. */
  async describe() {
    return this.run(() => {
      const { violations, errors } = /** @type {any} */ (window).watched ?? { violations: [], errors: [] };
      return [
        `at ${location.href}`,
        ...violations,
        ...errors,
        /** @type {HTMLElement} */ (document.querySelector('.frame') ?? document.body).innerText.slice(0, 600),
      ].join('\n');
    }).catch((error) => `the page does not answer: ${error.message}`);
  }

  /** @param {string} selector */
  find(selector) {
    return this.driver.findElement(By.js(`${INSIDE} return document.querySelector(arguments[0])`, selector));
  }

  /**
   * Returns the text content of the first element that matches; '' if there is none.
   * @param {string} selector
   */
  text(selector) {
    return this.run((s) => document.querySelector(s)?.textContent ?? '', selector);
  }

  /**
   * @param {string} selector
   * @returns {Promise<string[]>}
   */
  texts(selector) {
    return this.run((s) => Array.from(document.querySelectorAll(s), (node) => node.textContent ?? ''), selector);
  }

  /** @param {string} selector */
  count(selector) {
    return this.run((s) => document.querySelectorAll(s).length, selector);
  }

  /** @param {string} selector */
  there(selector) {
    return this.until(`“${selector}” to be there`, (s) => document.querySelector(s) !== null, selector);
  }

  /** @param {string} selector */
  gone(selector) {
    return this.until(`“${selector}” to be gone`, (s) => document.querySelector(s) === null, selector);
  }

  /**
   * @param {string} selector
   * @param {string | RegExp} part
   */
  says(selector, part) {
    const source = part instanceof RegExp ? part.source : part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
    return this.until(
      `“${selector}” to say “${part}”`,
      (s, p) => new RegExp(p).test(document.querySelector(s)?.textContent ?? ''),
      selector,
      source,
    );
  }

  /**
   * Presses the first element that matches, as soon as it can be pressed.
   * @param {string} selector
   */
  async click(selector) {
    for (let left = 3; ; left -= 1) {
      for (let before = '', now = ' '; now !== before; ) {
        before = now;
        now = await this.until(
          `“${selector}” to press`,
          (s, block) => {
            const node = document.querySelector(s);
            // Without animation: WebDriver would scroll as the page's style says, and WebKit's driver presses meanwhile.
            node?.scrollIntoView({ block, behavior: 'instant' });
            const { x, y } = node?.getBoundingClientRect() ?? {};
            return node && `at ${x}, ${y}`;
          },
          selector,
          before.trim() ? 'nearest' : 'center',
        ); // (`nearest` after the first time, because Firefox may alternate between two positions a pixel apart.)
      }
      try {
        const arrived = this.browser.name === 'webkit' ? await this.#watchPress(selector) : undefined;
        await this.find(selector).click();
        // WebKit's driver locates the element first, and may press where it no longer is. A user would press again.
        if (!arrived || left === 0 || (await arrived())) return;
      } catch (thrown) {
        // If a field is in a shadow root, WebKit's driver takes the field's inner element for something in front of it.
        // Then the middle is pressed, whatever is in front.
        if (this.browser.name === 'webkit' && thrown instanceof error.ElementClickInterceptedError) {
          return await this.driver
            .actions()
            .move({ origin: await this.find(selector) })
            .click()
            .perform();
        }
        // The element was drawn again or moved before the press. A user would press it where it is now.
        const moved =
          thrown instanceof error.StaleElementReferenceError || thrown instanceof error.ElementNotInteractableError;
        if (left === 0 || !moved) throw thrown;
      }
    }
  }

  /**
   * Starts watching whether the next press reaches the element.
   * @param {string} selector
   * @returns {Promise<(() => Promise<boolean>) | undefined>} tells whether it did; undefined if the element gets no clicks
   */
  async #watchPress(selector) {
    const tells = await this.run((s) => {
      const node = document.querySelector(s);
      if (!node || node.matches('option, :disabled')) return false;
      const noted = /** @type {any} */ (window);
      noted.pressed = false;
      node.addEventListener(
        'click',
        () => {
          noted.pressed = true;
        },
        { capture: true, once: true },
      );
      return true;
    }, selector);
    if (!tells) return undefined;
    return async () => {
      const limit = performance.now() + PRESS_MS;
      do {
        // If the press led to another document, nothing is recorded there.
        if (await this.run(() => /** @type {any} */ (window).pressed !== false).catch(() => true)) return true;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      } while (performance.now() < limit);
      return false;
    };
  }

  /**
   * Sends keys to the element that has the focus.
   * @param {...string} keys
   */
  press(...keys) {
    return this.driver
      .actions()
      .sendKeys(...keys)
      .perform();
  }

  /** Describes the element that has the focus: its name, its classes, and the number of its article in brackets. */
  focus() {
    return this.run(() => {
      const node = document.activeElement;
      if (!node || node === document.body) return 'body';
      const article = node.getAttribute('data-a');
      return [
        node.localName,
        node.className && `.${String(node.className).replaceAll(' ', '.')}`,
        article && `[${article}]`,
      ]
        .filter(Boolean)
        .join('');
    });
  }

  /**
   * Clears the search field and types a query, key by key.
   * @param {string} query
   */
  async type(query) {
    await this.clearField();
    await this.find(AT.input).sendKeys(query);
  }

  /** Returns the text in the search field. @returns {Promise<string>} */
  value() {
    return this.run((s) => /** @type {HTMLInputElement} */ (document.querySelector(s)).value, AT.input);
  }

  async clearField() {
    if (await this.value()) await this.click(AT.clear);
  }

  /**
   * Waits until the results show the engine's answer to `query`, or the plain scan's if `plain` is true.
   * @param {string} query
   * @param {{plain?: boolean, lang?: string}} [options] lang: the language that the reader must have
   */
  answered(query, { plain = false, lang = '' } = {}) {
    const asked = query.trim();
    const quoted = asked.length > 40 ? `${asked.slice(0, 40)}…` : asked; // as the page shortens it in the heading
    return this.until(
      `${plain ? 'a plain' : 'the engine’s'} answer to “${query}”`,
      (at, q, wantsPlain, language) => {
        if (language && document.querySelector('.frame')?.getAttribute('lang') !== language) return false;
        const results = document.querySelector(at.results);
        if (results?.getAttribute('aria-busy') !== 'false') return false;
        const title = results.querySelector('h1')?.textContent;
        if (!title?.includes(`“${q}”`) && !title?.includes(`"${q}"`)) return false;
        return (
          /初步结果|正在查找|按原文查找|first results|Searching|exact text/.test(
            results.querySelector('.found')?.textContent ?? '',
          ) === wantsPlain
        );
      },
      AT,
      quoted,
      plain,
      lang,
    );
  }

  /**
   * Types a query and waits for the engine's answer.
   * @param {string} query
   * @returns {Promise<number[]>} the articles found, in the order shown
   */
  async search(query) {
    await this.type(query);
    await this.answered(query);
    return this.found();
  }

  /** Returns the numbers of the articles in the list of results, in the order shown. @returns {Promise<number[]>} */
  found() {
    return this.run(
      (s) => Array.from(document.querySelectorAll(`${s} h2 a`), (link) => Number(link.getAttribute('data-a'))),
      AT.hits,
    );
  }

  /** Waits until the front page shows the whole bulletin. */
  front() {
    return this.there(`${AT.front}[aria-busy=false] .items`);
  }

  /** Waits until the front page shows the whole bulletin and the parts that load later are there. */
  async whole() {
    await this.front();
    await this.until('the rest of the reader', () => document.querySelector('dialog'));
  }

  /**
   * Waits until the engine has the bulletin: searches, waits for the engine's answer and returns to the front page.
   * @param {string} query
   */
  async ready(query) {
    await this.front();
    await this.search(query);
    await this.clearField();
    await this.front();
  }

  /** Returns the number of results that the page states; 0 if it states none. */
  async total() {
    return Number(
      /\d+/.exec(
        await this.run((s) => {
          const node = /** @type {HTMLElement | null} */ (document.querySelector(s));
          return node && !node.hidden ? node.textContent : '';
        }, AT.count),
      )?.[0] ?? 0,
    );
  }

  /**
   * Returns what the watching script (watch.js) has recorded.
   * @returns {Promise<{violations: string[], errors: string[], searches: string[], workers: number}>}
   */
  watched() {
    return this.run(() => {
      // If the line is cut, the watching script is missing too.
      const { violations, errors, searches, workers } = /** @type {any} */ (window).watched ?? {
        violations: [],
        errors: [],
        searches: [],
        workers: [],
      };
      return { violations, errors, searches, workers: workers.length };
    });
  }

  /** Returns the addresses on other origins that the page has requested. */
  foreign() {
    return this.run(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => /^(https?|wss?):/.test(name) && new URL(name).origin !== location.origin),
    );
  }
}

export { By, Key };
