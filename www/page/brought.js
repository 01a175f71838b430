/**
 * What comes with a text of the user's own: opening it, the line above the page that names it, the report of repairs
 * and doubts, and the way to the editor's desk. A separate file.
 */
import { find, h } from './dom.js';
import { strings } from './i18n/zh-Hans.brought.js';
import { bulletinOf } from './store.js';
import { createReportPanel } from './views/report.js';
/** @import {Host} from './reader.js' */
/** @import {Bulletin, PlainIssue, State} from './types.js' */
/** @import {BroughtContext, LaterContext} from './views/parts.js' */

export { createOpening } from './opening.js';

/**
 * @param {HTMLElement} frame what holds the reader's parts
 * @param {LaterContext} context
 * @param {Pick<Host, 'storage' | 'dress'>} host
 */
export function createBrought(frame, context, host) {
  /** @type {BroughtContext} */
  const words = { ...context, t: { ...strings, ...context.t } };
  const { t, dispatch } = words;
  const report = createReportPanel(frame, words);
  const bar = h('p', { class: 'notice' });
  const trouble = h('span', { role: 'alert' });
  /** @type {ReturnType<typeof import('../desk/desk.js').createDesk> | null} */
  let desk = null;
  let stopped = false;
  /** Counts down from -2, because other bulletins count up from 1 (requests.js, where -1 is taken too). */
  let lastId = -1;
  /** @type {unknown[]} */
  let drawn = [];

  /**
   * Shows a text as corrected at the desk.
   * @param {Bulletin} bulletin
   * @param {PlainIssue} issue
   */
  function read(bulletin, issue) {
    lastId--;
    dispatch({ type: 'opened', bulletin: { ...bulletin, id: lastId, issue } });
  }

  /** @param {Bulletin} bulletin */
  async function proof(bulletin) {
    trouble.textContent = '';
    try {
      const { createDesk } = await import('../desk/desk.js');
      if (stopped) return;
      desk ??= createDesk(frame, words, host, read);
      await desk.open(bulletin);
    } catch {
      trouble.textContent = t.proofFailed;
    }
  }

  const button = (/** @type {string} */ label, /** @type {() => void} */ act, name = '') =>
    h('button', { type: 'button', class: `link${name}`, onclick: act }, label);

  return {
    /** @param {State} state */
    update(state) {
      report.update(state);
      const bulletin = bulletinOf(state);
      const now = [bulletin, state.published !== null];
      if (now.every((part, i) => part === drawn[i])) return;
      drawn = now;
      if (!bulletin || (bulletin.local === null && !bulletin.report)) return bar.remove();
      const { local, report: found, issue, encoding } = bulletin;
      const said = [
        local !== null && h('span', null, t.localBar(local, issue.articles.length, encoding)),
        found !== null &&
          button(t.localSum(found.repairs.length, found.doubts.length), () =>
            dispatch({ type: 'report', shown: true }),
          ),
        bulletin.proof && button(t.proof, () => proof(bulletin), ' proof'),
        trouble,
        local !== null && state.published !== null && button(t.localHome, () => dispatch({ type: 'home' })),
      ];
      bar.replaceChildren(...said.flatMap((part) => part || []));
      find(frame, '.notices', HTMLElement).append(bar);
    },
    stop() {
      stopped = true;
      desk?.stop();
    },
  };
}
