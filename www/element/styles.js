/** The style sheets of a reader's shadow root: objects that all readers of a document share. */

/** What is seen at first, and what comes with late.js. */
const SHEETS = {
  page: new URL('../page/page.css', import.meta.url).href,
  late: new URL('../page/late.css', import.meta.url).href,
};

/** @type {WeakMap<Document, Record<string, Promise<CSSStyleSheet>>>} */
const made = new WeakMap();

/**
 * @param {string} address
 * @param {Window & typeof globalThis} view
 */
async function fetchSheet(address, view) {
  const sheet = new view.CSSStyleSheet();
  const response = await fetch(address, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(address);
  return sheet.replace(await response.text());
}

/**
 * Dresses a shadow root. Where style sheets cannot be constructed or fetched (Firefox before 101,
 * Safari before 16.4, a policy without `connect-src`), a link does: no inline style in any case.
 * @param {ShadowRoot} shadow
 * @param {keyof typeof SHEETS} name
 */
export async function dress(shadow, name) {
  const { ownerDocument: document } = shadow;
  const address = SHEETS[name];
  const sheets = made.get(document) ?? {};
  made.set(document, sheets);
  try {
    const sheet = await (sheets[name] ??= fetchSheet(address, /** @type {Window & typeof globalThis} */ (document.defaultView)));
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch {
    delete sheets[name];
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = address;
    await new Promise((resolve) => {
      link.onload = link.onerror = resolve;
      shadow.append(link);
    });
  }
}
