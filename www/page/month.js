/**
 * A month in a calendar, with days as `YYYY-MM-DD`: its weeks, and which day a key leads to. Pure arithmetic, in UTC.
 */

const DAY_MS = 86_400_000;
/** Days to move, by key. */
const STEPS = new Map([
  ['ArrowLeft', -1],
  ['ArrowRight', 1],
  ['ArrowUp', -7],
  ['ArrowDown', 7],
]);
/** Months to move, by key. */
const TURNS = new Map([
  ['PageUp', -1],
  ['PageDown', 1],
]);

/** Returns the time of a day's start, ms. @param {string} day */
export const timeOf = (day) => Date.parse(`${day}T00:00:00Z`);

/** @param {number} time */
const dayAt = (time) => new Date(time).toISOString().slice(0, 10);

/** Returns the day of the week, 0 for Sunday. @param {string} day */
const weekday = (day) => new Date(timeOf(day)).getUTCDay();

/** Returns the number of days in a month. @param {string} month `YYYY-MM` */
const lengthOf = (month) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();

/** Returns a day of a month. @param {string} month @param {number} n from 1; beyond the month's end, its last day */
export const dayOf = (month, n) => `${month}-${String(Math.min(n, lengthOf(month))).padStart(2, '0')}`;

/**
 * Returns the first day of the week where a language is spoken, 0 for Sunday; Monday if the browser does not know.
 * @param {string} lang
 */
export function firstOfWeek(lang) {
  const locale = /** @type {any} */ (new Intl.Locale(lang));
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
}

/**
 * Returns the weeks of a month, seven days each; null for days of other months.
 * @param {string} month
 * @param {number} first the day on which weeks begin
 */
export function weeksOf(month, first) {
  const before = (weekday(dayOf(month, 1)) - first + 7) % 7;
  const length = lengthOf(month);
  return Array.from({ length: Math.ceil((before + length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, i) => {
      const n = week * 7 + i - before + 1;
      return n > 0 && n <= length ? dayOf(month, n) : null;
    }),
  );
}

/**
 * Returns the day that a key leads to, within the months that have issues; null if it is none of the calendar's keys.
 * Arrows move by days and weeks, Home and End to the ends of the week, Page Up and Page Down by months, with Shift by
 * years.
 * @param {string} from
 * @param {{key: string, shiftKey: boolean}} event
 * @param {readonly string[]} months which have issues, in order; at least one
 * @param {number} first the day on which weeks begin
 */
export function dayAfter(from, { key, shiftKey }, months, first) {
  const inWeek = (weekday(from) - first + 7) % 7;
  const step = key === 'Home' ? -inWeek : key === 'End' ? 6 - inWeek : STEPS.get(key);
  const turned = TURNS.get(key);
  if (step === undefined && turned === undefined) return null;
  const forward = (step ?? turned ?? 0) > 0;
  const to =
    step === undefined
      ? new Date(
          Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1 + (turned ?? 0) * (shiftKey ? 12 : 1), 1),
        )
          .toISOString()
          .slice(0, 10)
      : dayAt(timeOf(from) + step * DAY_MS);
  const month = to.slice(0, 7);
  const there = forward ? months.find((one) => one >= month) : months.filter((one) => one <= month).pop();
  if (step !== undefined) return there === month ? to : there === undefined ? from : dayOf(there, forward ? 1 : 31);
  // Beyond the ends, it stays in the first or the last month.
  return dayOf(there ?? months[forward ? months.length - 1 : 0] ?? month, Number(from.slice(8)));
}
