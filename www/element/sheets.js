/** The reader's style sheets by their addresses: what is seen at first, what comes with late.js, with the parts after it, and with the editor's desk. */
const ADDRESSES = {
  page: new URL('../page/page.css', import.meta.url).href,
  late: new URL('../page/late.css', import.meta.url).href,
  last: new URL('../page/last.css', import.meta.url).href,
  issues: new URL('../page/issues.css', import.meta.url).href,
  alone: new URL('../page/alone.css', import.meta.url).href,
  desk: new URL('../desk/desk.css', import.meta.url).href,
};

/** @typedef {keyof typeof ADDRESSES} SheetName */

/**
 * A sheet that a document's shadow roots can share.
 * @param {SheetName} name
 * @param {Window & typeof globalThis} view the document's own
 */
export async function makeSheet(name, view) {
  const sheet = new view.CSSStyleSheet();
  const response = await fetch(ADDRESSES[name]);
  if (!response.ok) throw new Error(ADDRESSES[name]);
  return sheet.replace(await response.text());
}

/**
 * Where style sheets cannot be constructed or fetched (Firefox before 101, Safari before 16.4, a policy without
 * `connect-src`): a link does.
 * @param {SheetName} name
 * @param {ShadowRoot} shadow
 */
export async function plainSheet(name, shadow) {
  const link = shadow.ownerDocument.createElement('link');
  link.rel = 'stylesheet';
  link.href = ADDRESSES[name];
  await new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    shadow.append(link);
  });
}
