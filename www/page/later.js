/**
 * What the page needs only once it can be read: notices, filters, suggestions, tools, panels, the footer, reading offline.
 * A separate file, so that the first screen does not wait for it.
 */
import { createExtras } from './extras.js';
import { createLine, useUpdate } from './offline.js';
import { createKeys, createSlashKey } from './keys.js';
import { find } from './dom.js';
import { levelHeadings } from './headings.js';
import { strings } from './i18n/zh-Hans.later.js';
import { createFoot } from './views/foot.js';
import { createNone } from './views/none.js';
import { createNotices } from './views/notices.js';
import { createOpenPanel } from './views/open-panel.js';
import { createRefine } from './views/refine.js';
import { createWhyNot } from './views/why-not.js';
/** @import {Host} from './reader.js' */
/** @import {Source} from './issues.js' */
/** @import {State} from './types.js' */
/** @import {Context, LaterContext} from './views/parts.js' */

export { createCalls } from '../element/calls.js';
export { KanbaoError } from '../engine/kanbao-error.js';
export { startReport } from '../element/report.js';
export { brought, toolsOf } from './extras.js';

/**
 * Adds the rest of the reader to its first screen.
 * @param {HTMLElement} root what holds the reader's parts
 * @param {Host} host
 * @param {object} reader what the first screen shares
 * @param {Context} reader.context gets the words of the later views too
 * @param {ReturnType<typeof import('./store.js').createStore>} reader.store
 * @param {ReturnType<typeof import('./requests.js').createRequests>} reader.requests
 * @param {Parameters<typeof createKeys>[0]} reader.acts what the keys do
 * @param {Source} reader.source
 * @param {AbortSignal} reader.signal aborted when the reader ends
 */
export function createRest(root, host, { context, store, requests, acts, source, signal }) {
  const { storage, scope } = host;
  const part = (/** @type {string} */ selector) => find(root, selector, HTMLElement);
  const [front, results, article] = ['.view.front', '.view.results', '.view.article'].map(part);
  // Languages other than the first already include the words.
  /** @type {LaterContext} */
  const words = Object.assign(context, { t: { ...strings, ...context.t } });
  levelHeadings(root, host.headings, signal);
  const slashKey = createSlashKey(storage);
  createKeys(acts, context, store, slashKey, scope, root).start(signal);
  const extras = createExtras({ bar: part('.bar'), front, results, article }, words, requests, host, source);
  const opened = {
    file: requests.openFile,
    text: (/** @type {string} */ text) => requests.openText(text, words.t.pasted),
  };
  /** @type {{update: (state: State, prev: State | null) => void, stop?: () => void}[]} */
  const panels = [
    createNotices({ above: part('.notices'), passing: part('.passing') }, words),
    createOpenPanel(root, words, opened, scope),
    createRefine(results, words),
    createNone(results, words),
    createWhyNot(part('.view.error'), words),
    createFoot(part('.foot'), words, slashKey, useUpdate),
    extras,
    createLine(store.dispatch, host.offline ? source.read : null, signal),
  ];
  return {
    typed: extras.typed,
    take: extras.take,

    /** @param {State} state @param {State | null} prev */
    update(state, prev) {
      for (const panel of panels) panel.update(state, prev);
    },
    stop() {
      for (const panel of panels) panel.stop?.();
    },
  };
}

/** @typedef {ReturnType<typeof createRest>} Rest */
