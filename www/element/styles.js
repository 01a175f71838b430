/** The style sheets of a reader's shadow root, shared by all readers of a document. */
import { makeSheet, plainSheet } from './sheets.js';
/** @import {SheetName} from './sheets.js' */

/** @type {WeakMap<Document, Partial<Record<SheetName, Promise<CSSStyleSheet>>>>} */
const made = new WeakMap();

/**
 * Adds a style sheet to a shadow root, without an inline style if the sheet can be constructed.
 * @param {ShadowRoot} shadow
 * @param {SheetName} name
 */
export async function dress(shadow, name) {
  const { ownerDocument: document } = shadow;
  const sheets = made.get(document) ?? {};
  made.set(document, sheets);
  try {
    const sheet = await (sheets[name] ??= makeSheet(
      name,
      /** @type {Window & typeof globalThis} */ (document.defaultView),
    ));
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  } catch {
    delete sheets[name];
    await plainSheet(name, shadow);
  }
}
