/** The page of one bulletin: lends the reader its document, its address, its title and its storage. */
import { pageAddress } from './address.js';
import { createPublished } from './published.js';
import { createReader } from './reader.js';
import { createScroll } from './scroll.js';
import { loadStrings } from './strings.js';

const params = new URLSearchParams(location.search);
const t = await loadStrings(params.get('lang') ?? document.documentElement.lang);

/** The words that stand in index.html, in another language than its own. */
function translate() {
  if (t.lang === document.documentElement.lang) return;
  document.documentElement.lang = t.lang;
  /** @type {Record<string, unknown>} */
  const words = t;
  for (const node of document.querySelectorAll('[data-t], [data-t-label], [data-t-hint]')) {
    const { t: text, tLabel: label, tHint: hint } = /** @type {HTMLElement} */ (node).dataset;
    if (text) node.textContent = String(words[text]);
    if (label) node.setAttribute('aria-label', String(words[label]));
    if (hint) node.setAttribute('placeholder', String(words[hint]));
  }
}
translate();

/** Storage, where the browser gives it. */
function storage() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

const own = document.querySelector('meta[name=kanbao-bulletin]')?.getAttribute('content') ?? './issue.json';
createReader(document.body, {
  t,
  address: pageAddress(),
  published: createPublished(params.get('src'), own, document.baseURI),
  scroll: createScroll(document.body),
  scope: window,
  title(text) {
    document.title = text;
  },
  storage: storage(),
  offline: true,
});
