/**
 * The reader's style sheets as modules, in place of sheets.js in the npm package: a bundler sends what is called
 * `.css` through loaders of its own, made for the page's styles. scripts/lib/build-package.mjs makes the modules.
 * @typedef {import('./sheets.js').SheetName} SheetName
 */

/** @type {Record<SheetName, () => Promise<{default: string}>>} */
const TEXTS = {
  page: () => import('./page.css.js'),
  late: () => import('./late.css.js'),
  last: () => import('./last.css.js'),
  issues: () => import('./issues.css.js'),
  alone: () => import('./alone.css.js'),
  desk: () => import('./desk.css.js'),
};

/**
 * A sheet that a document's shadow roots can share.
 * @param {SheetName} name
 * @param {Window & typeof globalThis} view the document's own
 */
export async function makeSheet(name, view) {
  const sheet = new view.CSSStyleSheet();
  return sheet.replace((await TEXTS[name]()).default);
}

/**
 * Where style sheets cannot be constructed (Firefox before 101, Safari before 16.4): an inline style does.
 * @param {SheetName} name
 * @param {ShadowRoot} shadow
 */
export async function plainSheet(name, shadow) {
  const style = shadow.ownerDocument.createElement('style');
  style.textContent = (await TEXTS[name]()).default;
  shadow.append(style);
}
