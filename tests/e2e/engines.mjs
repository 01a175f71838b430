/**
 * Which tests run in which browsers, and why. A test that is not listed here checks the page's own logic, which is the
 * same script in every browser, and runs only in Chromium. A test listed here depends on the browser engine.
 *
 * @typedef {import('./lib/drivers.mjs').BrowserName} BrowserName
 */
import { BROWSERS } from './lib/drivers.mjs';

/**
 * Tests that depend on the browser engine, with the reason: whole behaviours (files), or single tests by the beginnings
 * of their names. They run in every browser, or in those in `in`.
 * @type {Record<string, string | Record<string, string | {in: readonly BrowserName[], reason: string}>>}
 */
const DEPENDS_ON_ENGINE = {
  keyboard: 'focus order, :focus-visible and the keys that a browser handles itself',
  link: 'session history and scroll restoration',
  offline: 'service workers and caches',
  package: 'module workers and WebAssembly, as bundlers and plain scripts refer to them',
  phone: 'the top layer, the visual viewport and scrolling',
  policy: 'Content Security Policy and Trusted Types',
  states: 'layout on the narrowest phone',
  unsupported: 'browsers without WebAssembly or SIMD',
  worker: 'workers, how they die, and WebAssembly in them',

  alone: {
    'in a box that scrolls': 'scrolling inside an element',
  },
  article: {
    'Back restores the results': 'session history and scroll restoration',
    'a horizontal swipe': 'touch events',
    'a line shows how much': 'layout and scrolling',
  },
  attack: { 'a hostile published bulletin': 'how browsers parse markup' },
  axe: {
    'dark, in a browser': {
      in: ['webkit'],
      reason: 'WebKit must know the colour scheme from the start; in Chromium states checks the dark scheme',
    },
  },
  bring: {
    'a dropped text': 'drag and drop',
    'a chosen file is read': 'TextDecoder and its encodings',
  },
  configurations: {
    'same origin': 'policies',
    'another origin': 'origins, workers and cross-origin requests',
    'the engine’s files elsewhere': 'origins and workers',
    'a sandboxed frame': 'opaque origins',
    integrity: 'subresource integrity and import maps',
    'a server that labels': 'content types of scripts, workers and WebAssembly',
    'an engine that is cut off': 'streaming compilation',
    'a bulletin that stops arriving': 'streams and how they are aborted',
    'the connection is lost': 'what a browser reports about the network',
  },
  desk: {
    'keys step through': 'keys and focus in a dialog',
    'in a narrow window': 'layout and touch',
    'leaving with changes': 'storage and dialogs',
  },
  'desk-look': { 'at all widths': 'layout' },
  element: {
    'it loads when it nears': 'IntersectionObserver',
    'it survives being moved': 'life cycle of custom elements',
    'properties that were set': 'upgrades of custom elements',
    'events tell what happens': 'events through shadow roots',
    'a call from the page’s script': 'focus across shadow roots',
    'its shortcuts work only': 'focus across shadow roots',
    'the page’s styles stay outside': 'style scoping and ::part',
    'slots show': 'slots',
    'style sheets can select': ':state()',
    'a page that allows no policy': 'policies and adopted style sheets',
    'the fragment can be': 'session history',
  },
  examples: { 'plain:': 'the example that most people copy first', 'engine:': 'the engine without the reader' },
  ime: {
    'a real composition': { in: ['chromium'], reason: 'no other browser lets a test compose' },
    '': 'the order of composition, input and key events differs between browsers',
  },
  issues: {
    'the previous and next issues': 'session history',
    'the calendar works by keys': 'focus in a dialog',
    'at 320 px nothing overflows': 'layout',
  },
  keep: {
    'a bookmarked article': 'storage across reloads',
    'the last position': 'storage, layout and scrolling',
  },
  look: {
    'a button opens the panel': 'focus',
    'pressing elsewhere': 'focus and pointer events',
    'a choice is stored': 'storage',
    'in elder mode': 'layout',
  },
  passage: {
    'a selected passage': 'selections in shadow roots, the clipboard',
    'if the clipboard is refused': 'the clipboard',
  },
  provisional: { 'text typed before': 'form controls before scripts run' },
  refine: { 'on a phone': 'layout' },
  search: { 'results appear while typing': 'input events and live regions' },
  suggest: {
    'by keys': 'keys in a combobox',
    'by pointer': 'pointer events and focus',
    'composing closes': 'composition events',
    'on a phone': 'layout and touch',
  },
  tools: {
    'copying more than a sentence': 'the clipboard and selections',
    'an article is read aloud': 'speech synthesis and highlights',
    'without the Highlight API': 'highlights',
    'print() prints': 'printing',
  },
  traditional: { 'the language is stored': 'service workers and caches' },
};

/** The browser for tests of the page's own logic: the fastest. @type {readonly BrowserName[]} */
const ONE = ['chromium'];

/** The entries above, and whether any test has matched each. @type {Map<string, boolean>} */
const entries = new Map(
  Object.entries(DEPENDS_ON_ENGINE).flatMap(([behaviour, tests]) =>
    (typeof tests === 'string' ? [''] : Object.keys(tests)).map((begins) => [`${behaviour}: ${begins}`, false]),
  ),
);

/**
 * Returns the browsers that a test runs in.
 * @param {string} behaviour the test's file
 * @param {string} test its name
 * @returns {readonly BrowserName[]}
 */
export function browsersOf(behaviour, test) {
  const tests = DEPENDS_ON_ENGINE[behaviour] ?? {};
  const begins = typeof tests === 'string' ? '' : Object.keys(tests).find((name) => test.startsWith(name));
  if (begins === undefined) return ONE;
  entries.set(`${behaviour}: ${begins}`, true);
  const entry = typeof tests === 'string' ? tests : tests[begins];
  return typeof entry === 'object' ? entry.in : BROWSERS;
}

/** Returns the entries that no test has matched: misspelt, or left over from a removed test. */
export const unusedEntries = () => [...entries].filter(([, used]) => !used).map(([name]) => name);
