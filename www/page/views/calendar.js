/**
 * A panel with a month of the collection's issues. Days with one issue are links, days with several unfold. Keys move
 * by day.
 */
import { fill, h } from '../dom.js';
import { monthsOf } from '../issue-list.js';
import { dayAfter, dayOf, firstOfWeek, timeOf, weeksOf } from '../month.js';
import { panel, show } from './panel.js';
import { placeLink } from './parts.js';
/** @import {Listed} from '../issue-list.js' */
/** @import {IssueStrings} from '../strings.js' */
/** @import {Does} from './issue-bar.js' */
/** @import {LaterContext} from './parts.js' */

/**
 * @param {HTMLElement} frame what holds the reader's parts
 * @param {LaterContext & {t: IssueStrings}} context
 * @param {readonly Listed[]} issues at least one, in order
 * @param {Does} does
 * @param {HTMLElement} button opens the panel, and receives the focus afterwards
 */
export function createCalendar(frame, { t }, issues, { choose, link }, button) {
  const first = firstOfWeek(t.lang);
  const months = monthsOf(issues);
  /** @type {Map<string, Listed[]>} */
  const days = new Map();
  for (const one of issues) days.set(one.date, [...(days.get(one.date) ?? []), one]);
  const format = (/** @type {Intl.DateTimeFormatOptions} */ options) =>
    new Intl.DateTimeFormat(t.lang, { timeZone: 'UTC', ...options });
  const [whole, monthly, short, long] = [
    format({ dateStyle: 'full' }),
    format({ year: 'numeric', month: 'short' }),
    format({ weekday: 'narrow' }),
    format({ weekday: 'long' }),
  ];

  /** The day from which keys move. */
  let day = '';
  /** @type {Listed | null} */
  let here = null;

  const select = h(
    'select',
    { 'aria-label': t.month, onchange: () => go(dayOf(select.value, Number(day.slice(8)))) },
    months.map((month) => h('option', { value: month }, monthly.format(timeOf(dayOf(month, 1))))),
  );
  const step = (/** @type {'PageUp' | 'PageDown'} */ key, /** @type {string} */ label, /** @type {string} */ sign) =>
    h('button', { type: 'button', class: 'button', 'aria-label': label, onclick: () => go(next(key)) }, sign);
  const [before, after] = [step('PageUp', t.prevMonth, '‹'), step('PageDown', t.nextMonth, '›')];
  const body = h('tbody', null);
  // 1 January 2023 was a Sunday.
  const head = Array.from({ length: 7 }, (_, i) => Date.UTC(2023, 0, 1 + first + i)).map((time) =>
    h('th', { scope: 'col', abbr: long.format(time) }, short.format(time)),
  );
  const table = h('table', { role: 'grid', onkeydown: pressed }, h('thead', null, h('tr', null, head)), body);
  const several = h('ul', { class: 'several' });
  const dialog = panel(
    t,
    t.issuesTitle,
    'calendar',
    () => button.focus({ preventScroll: true }),
    h('div', { class: 'steps' }, before, select, after),
    table,
    several,
  );
  frame.append(dialog);

  const next = (/** @type {string} */ key) => dayAfter(day, { key, shiftKey: false }, months, first) ?? day;

  /** @param {Listed} one @param {Record<string, unknown>} props @param {string} text */
  const way = (one, props, text) =>
    placeLink(
      link(one),
      () => {
        dialog.close();
        choose(one);
      },
      { ...props, 'aria-current': one === here && 'date' },
      text,
    );

  /** @param {string | null} date null: a day of another month */
  function cell(date) {
    if (!date) return h('td', null);
    const its = days.get(date) ?? [];
    const [text, label] = [String(Number(date.slice(8))), whole.format(timeOf(date))];
    const props = { 'data-day': date, tabindex: date === day ? 0 : -1 };
    if (!its.length) return h('td', { ...props, 'aria-label': t.noIssue(label) }, text);
    if (its.length === 1) return h('td', null, way(its[0], { ...props, 'aria-label': t.issuesOfDay(label, 1) }, text));
    return h(
      'td',
      null,
      h(
        'button',
        {
          ...props,
          type: 'button',
          'aria-label': t.issuesOfDay(label, its.length),
          'aria-expanded': 'false',
          'aria-current': here?.date === date && 'date',
          'data-n': its.length,
          onclick: unfold,
        },
        text,
      ),
    );
  }

  /** @this {HTMLElement} */
  function unfold() {
    this.setAttribute('aria-expanded', 'true');
    several.setAttribute('aria-label', String(this.getAttribute('aria-label')));
    // An issue without an edition is shown by its address.
    fill(
      several,
      (days.get(String(this.dataset.day)) ?? []).map((one) =>
        h('li', null, way(one, {}, one.edition ? t.edition(one.edition) : one.src)),
      ),
    );
    several.querySelector('a')?.focus();
  }

  /** Shows the month of a day. @param {string} to */
  function go(to) {
    day = to;
    const month = day.slice(0, 7);
    select.value = month;
    table.setAttribute('aria-label', monthly.format(timeOf(day)));
    // Not `disabled`, so that the buttons keep the focus at the ends.
    before.setAttribute('aria-disabled', String(month === months[0]));
    after.setAttribute('aria-disabled', String(month === months[months.length - 1]));
    fill(
      body,
      weeksOf(month, first).map((week) => h('tr', null, week.map(cell))),
    );
    fill(several);
  }

  const focus = () => /** @type {HTMLElement | null} */ (body.querySelector('[tabindex="0"]'))?.focus();

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const to = event.ctrlKey || event.metaKey || event.altKey ? null : dayAfter(day, event, months, first);
    if (!to) return;
    event.preventDefault();
    go(to);
    focus();
  }

  return {
    /**
     * @param {Listed | null} shown the issue shown
     * @param {string} date its day, if it is one
     */
    open(shown, date) {
      here = shown;
      go(/^\d{4}-\d\d-\d\d$/.test(date) && months.includes(date.slice(0, 7)) ? date : issues[issues.length - 1].date);
      show(dialog, true);
      focus();
    },
  };
}
