/**
 * The addresses of the reader's style sheets: for the first screen, for later.js, for the parts with a sheet of their own,
 * and for the editor's desk.
 */
const ADDRESSES = {
  page: new URL('../page/page.css', import.meta.url).href,
  later: new URL('../page/later.css', import.meta.url).href,
  issues: new URL('../page/issues.css', import.meta.url).href,
  alone: new URL('../page/alone.css', import.meta.url).href,
  desk: new URL('../desk/desk.css', import.meta.url).href,
};

/** @typedef {keyof typeof ADDRESSES} SheetName */

/**
 * Returns a sheet that all shadow roots of a document can share.
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
 * Adds a sheet as a link, if sheets cannot be constructed or fetched (Firefox before 101, Safari before 16.4, a policy
 * without `connect-src`).
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
