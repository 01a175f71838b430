/**
 * Which tests run in which browsers, and why. A test that is not named here checks the page's own logic, which is the
 * same script in every engine, and runs in Chromium alone. A test named here depends on the engine.
 *
 * @typedef {import('./lib/drivers.mjs').BrowserName} BrowserName
 */
import { BROWSERS } from './lib/drivers.mjs';

/**
 * Tests that depend on the engine, with the reason: a whole behaviour (file), or single tests by the beginnings of their
 * names. They run in every browser unless `in` says which.
 * @type {Record<string, string | Record<string, string | {in: readonly BrowserName[], reason: string}>>}
 */
const DEPENDS_ON_ENGINE = {
  keyboard: 'focus order, :focus-visible and the keys that an engine keeps for itself',
  link: 'session history and scroll restoration',
  offline: 'service workers and caches',
  package: 'module workers and WebAssembly as bundlers and plain scripts address them',
  phone: 'the top layer, the visual viewport and scrolling',
  policy: 'Content Security Policy and Trusted Types',
  states: 'layout on the narrowest phone',
  unsupported: 'engines without WebAssembly or SIMD',
  worker: 'workers, their death, and WebAssembly in them',

  alone: {
    'in a box that scrolls': 'scrolling inside an element',
  },
  article: {
    'Back finds the results': 'session history and scroll restoration',
    'a stroke across it': 'touch events',
    'a line says how far': 'layout and scrolling',
  },
  attack: { 'a hostile published bulletin': 'how engines read markup' },
  axe: {
    'dark, where': {
      in: ['webkit'],
      reason: 'it must know the colour scheme from the start; states looks at the others',
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
    'a server that calls': 'types of scripts, workers and WebAssembly',
    'an engine that is cut off': 'streaming compilation',
    'a bulletin that stops coming': 'streams and their abort',
    'the line is lost': 'what an engine reports of the network',
  },
  desk: {
    'repairs and doubts are stepped through': 'keys and focus in a dialog',
    'in a narrow window': 'layout and touch',
    'what was not downloaded': 'storage and dialogs',
  },
  'desk-look': { 'at all widths': 'layout' },
  element: {
    'it comes when it is near': 'IntersectionObserver',
    'moved it goes on': 'life cycle of custom elements',
    'properties that were set': 'upgrades of custom elements',
    'events say what happens': 'events through shadow roots',
    'a page’s program takes no focus': 'focus across shadow roots',
    'keys are the reader’s': 'focus across shadow roots',
    'the page’s style stays outside': 'style scoping and ::part',
    'slots hold': 'slots',
    'states can be asked for': ':state()',
    'a page that allows no policy': 'policies and adopted style sheets',
    'the fragment can be': 'session history',
  },
  examples: { 'plain:': 'the first thing that others copy', 'engine:': 'the engine without the reader' },
  ime: {
    'a real composition': { in: ['chromium'], reason: 'no other engine lets a test compose' },
    '': 'the order of composition, input and key events differs between engines',
  },
  issues: {
    'the issues before and after': 'session history',
    'the calendar goes by keys': 'focus in a dialog',
    'nothing sticks out': 'layout',
  },
  keep: {
    'an article that is kept': 'storage across reloads',
    'the place where one stopped': 'storage, layout and scrolling',
  },
  look: {
    'a button opens it': 'focus',
    'pressing elsewhere': 'focus and pointer events',
    'a choice is kept': 'storage',
    'in the elder mode': 'layout',
  },
  passage: {
    'what is selected': 'selections in shadow roots, the clipboard',
    'where nothing can be copied': 'the clipboard',
  },
  provisional: { 'what is typed before': 'form controls before scripts run' },
  refine: { 'on a phone': 'layout' },
  search: { 'results come while one types': 'input events and live regions' },
  suggest: {
    'by keys': 'keys in a combobox',
    'by pointer': 'pointer events and focus',
    'composing closes': 'composition events',
    'on a phone': 'layout and touch',
  },
  tools: {
    'more than a sentence': 'the clipboard and selections',
    'it is read aloud': 'speech synthesis and highlights',
    'where a browser has no highlights': 'highlights',
    'print() prints': 'printing',
  },
  traditional: { 'it is kept for reading offline': 'service workers and caches' },
};

/** The engine for the page's own logic: the fastest of them. @type {readonly BrowserName[]} */
const ONE = ['chromium'];

/** The entries above, and whether a test has asked for each. @type {Map<string, boolean>} */
const entries = new Map(
  Object.entries(DEPENDS_ON_ENGINE).flatMap(([behaviour, tests]) =>
    (typeof tests === 'string' ? [''] : Object.keys(tests)).map((begins) => [`${behaviour}: ${begins}`, false]),
  ),
);

/**
 * The browsers that a test runs in.
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

/** Entries that no test has asked for: misspelt, or left behind by a test that is gone. */
export const unusedEntries = () => [...entries].filter(([, used]) => !used).map(([name]) => name);
