/** Links below the masthead's facts: the previous issue, the calendar, the next issue; and any errors with them. */
import { fill, h } from '../dom.js';
import { createCalendar } from './calendar.js';
import { placeLink } from './parts.js';
/** @import {Listed} from '../issue-list.js' */
/** @import {IssueStrings} from '../strings.js' */
/** @import {Problem} from '../types.js' */
/** @import {LaterContext} from './parts.js' */

/**
 * @typedef {object} Does
 * @property {(one: Listed) => void} choose
 * @property {(one: Listed) => string} link
 * @property {(one: Listed) => string} name
 *
 * @param {HTMLElement} frame what holds the reader's parts
 * @param {LaterContext & {t: IssueStrings}} context
 * @param {Does} does
 */
export function createIssueBar(frame, context, does) {
  const { t } = context;
  const button = h(
    'button',
    { type: 'button', class: 'link', 'aria-haspopup': 'dialog', onclick: () => calendar?.open(here, day) },
    t.calendar,
  );
  const row = h('div', { class: 'ways', hidden: true });
  const alert = h('div', { role: 'alert' });
  const nav = h('nav', { class: 'issues', lang: t.lang, 'aria-label': t.issuesTitle }, row, alert);
  /** @type {ReturnType<typeof createCalendar> | null} */
  let calendar = null;
  /** The issue shown, if the list has it. @type {Listed | null} */
  let here = null;
  /** The day of the issue shown; '' if unknown. */
  let day = '';
  let drawn = '';

  /** @param {'prev' | 'next'} rel @param {string} words @param {Listed | null} one */
  const way = (rel, words, one) =>
    one &&
    placeLink(
      does.link(one),
      () => does.choose(one),
      { rel, class: rel },
      words,
      h('span', { class: 'unseen day' }, ' ', does.name(one)),
    );

  return {
    /** @param {readonly Listed[]} issues */
    lists(issues) {
      calendar = createCalendar(frame, context, issues, does, button);
      row.hidden = false;
      fill(alert);
    },

    /**
     * @param {Element | null} masthead what to show it in; null: do not show it
     * @param {{here: Listed | null, before: Listed | null, after: Listed | null}} around
     * @param {string} date
     */
    show(masthead, { before, after, ...at }, date) {
      ({ here } = at);
      day = here?.date ?? date;
      if (!masthead) return nav.remove();
      if (nav.parentNode !== masthead) masthead.append(nav);
      // The links depend on the address, which may contain more than the issue, or not even that.
      const key = [before, after].map((one) => one && does.link(one) + one.src).join(' ');
      if (key === drawn) return;
      drawn = key;
      fill(row, way('prev', t.prevIssue, before), button, way('next', t.nextIssue, after));
    },

    /** @param {boolean} busy */
    busy: (busy) => nav.setAttribute('aria-busy', String(busy)),

    /**
     * @param {string} sentence what went wrong
     * @param {Problem | null} problem null: remove the message
     * @param {(() => void) | null} again retries, if the list itself did not arrive
     */
    trouble(sentence, problem, again) {
      if (!problem) return fill(alert);
      const { code, where, message } = problem;
      const reason = (again && t.listError[code]) || t.error[code] || t.error.unknown;
      fill(
        alert,
        h('p', null, sentence, reason),
        (where || message) &&
          h(
            'p',
            { class: 'detail' },
            where && t.errorWhere(where),
            where && message && ' · ',
            h('span', { lang: 'en' }, message),
          ),
        again &&
          h(
            'button',
            {
              type: 'button',
              class: 'link',
              onclick() {
                fill(alert);
                again();
              },
            },
            t.retry,
          ),
      );
    },
  };
}
