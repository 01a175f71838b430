/** Prints what a reader shows and nothing of the page around it: a copy in an iframe of its own. */
import { h } from './dom.js';

/** @param {HTMLElement} root what holds the reader's parts, in a shadow root */
export function printAlone(root) {
  const shadow = /** @type {ShadowRoot} */ (root.getRootNode());
  const iframe = h('iframe', { class: 'unseen', 'aria-hidden': 'true', tabindex: -1 });
  const copy = root.cloneNode(true);
  root.append(iframe);
  const { contentDocument: paper } = iframe;
  const view = /** @type {(Window & typeof globalThis) | null} */ (iframe.contentWindow);
  if (!paper || !view) return print();
  const sheet = paper.createElement('div');
  paper.title = document.title;
  paper.documentElement.lang = root.lang;
  paper.body.append(sheet);
  const inside = sheet.attachShadow({ mode: 'open' });
  // Style sheets belong to their document, so the rules are copied as text.
  for (const { cssRules } of shadow.adoptedStyleSheets ?? []) {
    const own = new view.CSSStyleSheet();
    own.replaceSync(Array.from(cssRules, ({ cssText }) => cssText).join('\n'));
    inside.adoptedStyleSheets = [...inside.adoptedStyleSheets, own];
  }
  for (const link of shadow.querySelectorAll(':scope > link')) inside.append(paper.importNode(link));
  inside.append(paper.adoptNode(copy));
  view.addEventListener('afterprint', () => iframe.remove(), { once: true });
  view.focus();
  view.print();
}
