/**
 * The reader's style sheets as modules, replacing sheets.js in the npm package: bundlers send files called `.css`
 * through loaders meant for the page's own styles. scripts/lib/build-package.mjs makes the modules.
 * @typedef {import('./sheets.js').SheetName} SheetName
 */

/** @type {Record<SheetName, () => Promise<{default: string}>>} */
const TEXTS = {
  page: () => import('./page.css.js'),
  later: () => import('./later.css.js'),
  issues: () => import('./issues.css.js'),
  alone: () => import('./alone.css.js'),
  desk: () => import('./desk.css.js'),
};

/**
 * Returns a sheet that all shadow roots of a document can share.
 * @param {SheetName} name
 * @param {Window & typeof globalThis} view the document's own
 */
export async function makeSheet(name, view) {
  const sheet = new view.CSSStyleSheet();
  return sheet.replace((await TEXTS[name]()).default);
}

/**
 * Adds a sheet as an inline style, for browsers that cannot construct sheets (Firefox before 101, Safari before 16.4).
 * @param {SheetName} name
 * @param {ShadowRoot} shadow
 */
export async function plainSheet(name, shadow) {
  const style = shadow.ownerDocument.createElement('style');
  style.textContent = (await TEXTS[name]()).default;
  shadow.append(style);
}
