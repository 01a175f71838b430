/**
 * Moving between the issues of a collection: the previous one, the next one, and a calendar of all. A separate file,
 * fetched if the page names their list.
 */
import { find } from './dom.js';
import { strings } from './i18n/zh-Hans.issues.js';
import { problemOf } from './issue.js';
import { around, readIssues } from './issue-list.js';
import { bulletinOf, viewOf } from './store.js';
import { createIssueBar } from './views/issue-bar.js';
import { tell } from '../element/tell.js';
import { KanbaoError } from './later.js';
/** @import {Listed} from './issue-list.js' */
/** @import {Published} from './published.js' */
/** @import {Host} from './reader.js' */
/** @import {State} from './types.js' */
/** @import {LaterContext} from './views/parts.js' */

/**
 * @typedef {object} Source where the reader's bulletin comes from
 * @property {(state: unknown, from: Published) => void} arrive called after a move to another history entry, with its state
 * @property {() => readonly string[]} read addresses of what is shown, the bulletin's first; none for data
 */

/** Parts of the address that apply to one issue only. */
const OF_ONE = ['local', 'q', 'sort', 'a', 'passage'];

/**
 * @param {HTMLElement} frame what holds the reader's parts
 * @param {LaterContext} context
 * @param {Host} host
 * @param {Source} source
 */
export function createIssues(frame, context, { address, look: { element }, published }, { arrive, read }) {
  const words = { ...context, t: { ...strings, ...context.t } };
  const { t, say } = words;
  const front = find(frame, '.view.front', HTMLElement);
  /** @type {Listed[]} */
  let issues = [];
  /** @type {State} */
  let now;
  /** The id of the bulletin last shown. */
  let shown = 0;
  /** Counts choices; only the latest is followed. */
  let choices = 0;
  let stopped = false;
  /** Whether loading the list failed; it is tried again when the connection returns. */
  let lost = false;

  /** @param {string} src */
  function searchFor(src) {
    const params = new URLSearchParams(address.location.search);
    for (const name of OF_ONE) params.delete(name);
    params.set('src', src);
    return `?${params}`;
  }

  /** @param {{date?: string | null, edition?: string | null}} issue */
  const namesOf = ({ date, edition }) =>
    [date && (Number.isNaN(Date.parse(date)) ? date : t.date(date)), edition && t.edition(edition)]
      .filter((part) => part)
      .map(String);

  /** @param {string} sentence @param {unknown} error */
  function trouble(sentence, error) {
    const problem = problemOf(error);
    bar.trouble(sentence, problem, issues.length ? null : load);
    tell(element, 'error', KanbaoError.plain(problem, element.issuesSrc));
  }

  async function load() {
    lost = false;
    try {
      const text = new TextDecoder().decode(await published('?').beside(''));
      if (stopped) return;
      issues = readIssues(text, element.issuesSrc);
      bar.lists(issues);
      draw();
    } catch (error) {
      lost = true;
      if (!stopped) trouble(t.issuesFailed, error);
    }
  }

  /** Opens an issue. The one shown stays until it has loaded, and if it cannot be loaded. @param {Listed} one */
  async function choose(one) {
    const its = (choices += 1);
    const gone = () => stopped || its !== choices;
    bar.busy(true);
    try {
      const from = published(one.src);
      const got = await from.bulletin(false);
      // If the user has moved on meanwhile, leave them there.
      if (gone() || viewOf(now) !== 'front') return;
      bar.trouble('', null, null);
      if (element.routing === 'none') {
        element.src = one.href;
        if (element.data) element.data = null;
      } else {
        address.history.pushState(null, '', searchFor(one.src));
        arrive(null, { ...from, bulletin: async () => got });
      }
    } catch (error) {
      if (!gone()) trouble(t.issueFailed(namesOf(one).join(' ')), error);
    } finally {
      if (!gone()) bar.busy(false);
    }
  }

  const bar = createIssueBar(frame, words, {
    choose,
    link: ({ src }) => address.link(searchFor(src)),
    name: (one) => namesOf(one).join(' '),
  });

  function draw() {
    const bulletin = bulletinOf(now);
    const [href] = read();
    if (!bulletin || viewOf(now) !== 'front') return;
    // Where a text from the device belongs is unknown; data declares its day.
    bar.show(
      bulletin.local === null ? front.querySelector('.masthead') : null,
      around(issues, href ?? '', bulletin.issue),
      bulletin.issue.date ?? '',
    );
  }

  load();
  return {
    /** @param {State} state */
    update(state) {
      if (lost && state.online && !now.online) load();
      now = state;
      const bulletin = bulletinOf(state);
      if (!bulletin) return;
      const { id, issue, local } = bulletin;
      // After the announcement of the change of views.
      if (shown && shown !== id && local === null)
        setTimeout(
          () => stopped || say(t.issueIs([issue.paper, ...namesOf(issue)].filter((part) => part).map(String))),
        );
      shown = id;
      draw();
    },
    stop() {
      stopped = true;
    },
  };
}
