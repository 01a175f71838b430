/** Lines above the page that say how things stand: which bulletin, offline, what is being fetched. */
import { fill, h } from '../dom.js';
import { bulletinOf } from '../store.js';
/** @import {Context} from './parts.js' */
/** @import {State} from '../types.js' */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 * @param {{start: () => void, loadLexicon: () => void, useUpdate: () => void}} does
 */
export function createNotices(root, { t, dispatch }, does) {
  const progress = h('progress', { 'aria-label': t.lexiconProgress });
  const button = (/** @type {string} */ label, /** @type {() => void} */ act) => h('button', { type: 'button', class: 'link', onclick: act }, label);
  const line = (/** @type {string} */ kind, /** @type {(Node | string | false)[]} */ ...parts) => h('p', { class: `notice ${kind}` }, ...parts);

  /** Each notice, when it is due. @type {((state: State) => HTMLElement | false)[]} */
  const notices = [
    ({ opening }) => opening !== null && line('busy', t.opening(opening)),
    ({ route, local, published }) => route.local !== null && route.local !== local?.local && published !== null && line('warn', t.localGone(route.local)),
    (state) => {
      const bulletin = bulletinOf(state);
      if (!bulletin || (bulletin.local === null && !bulletin.report)) return false;
      const { local, report, issue, encoding } = bulletin;
      return line('local', local !== null && h('span', null, t.localBar(local, issue.articles.length, encoding)),
        report !== null && button(t.localSum(report.repairs.length, report.doubts.length), () => dispatch({ type: 'report', shown: true })),
        local !== null && state.published !== null && button(t.localHome, () => dispatch({ type: 'home' })));
    },
    ({ lexicon }) => lexicon.status === 'loading' && line('busy', h('span', null, t.lexicon), progress),
    ({ lexicon }) => lexicon.status === 'failed' && line('warn', h('span', null, t.lexiconFailed), button(t.retry, does.loadLexicon)),
    ({ engine }) => engine === 'restarting' && line('busy', t.restarting),
    ({ engine }) => engine === 'failed' && line('warn', h('span', null, t.engineFailed), button(t.retry, does.start)),
    ({ engine, published, local }) => engine === 'unsupported' && (published ?? local) !== null && line('warn', t.unsupported),
    ({ online }) => !online && line('busy', t.offline),
    ({ update }) => update && line('busy', h('span', null, t.update), button(t.updateNow, does.useUpdate)),
  ];

  return {
    /**
     * @param {State} state
     * @param {State | null} prev
     */
    update(state, prev) {
      const { lexicon } = state;
      if (lexicon.total > 0) {
        progress.max = lexicon.total;
        progress.value = lexicon.loaded;
      }
      /** @type {(keyof State)[]} */
      const about = ['opening', 'local', 'published', 'engine', 'online', 'update'];
      const same = prev !== null && about.every((key) => state[key] === prev[key])
        && state.route.local === prev.route.local && lexicon.status === prev.lexicon.status;
      if (!same) fill(root, notices.map((notice) => notice(state)));
    },
  };
}
