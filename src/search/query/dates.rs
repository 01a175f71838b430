//! Dates as numbers, and the ways to write them in a query: 2024, 2024-02, 2024年2月5日, 2024-01..2024-03, 近7天.
//!
//! (The bulletin parser reads more forms, such as dates of the Republic of China's calendar, but it is not part of the
//! engine's module.)

use crate::text::fold_into;

/// A day, month or year, as `year << 9 | month << 5 | day`, so that later dates are larger. Month and day are 0 if they
/// are not given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub u32);

/// The days from `first` to `last`, both included. `Date(0)` and `Date(u32::MAX)` leave an end open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Date {
    /// Makes a date: a day, with `day` 0 a month, with `month` and `day` 0 a year. Returns `None` if the numbers are
    /// out of range (years from 1800 to 2199).
    #[must_use]
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let known = (1800..2200).contains(&year) && month <= 12 && day <= 31 && (month > 0 || day == 0);
        known.then_some(Self(year << 9 | month << 5 | day))
    }

    /// Reads a text that is a date and nothing else, such as an issue's `2024-02-05` or `2024-02`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut folded = String::new();
        fold_into(text, &mut folded);
        date(&folded)
    }

    /// Returns the range of days in the date.
    #[must_use]
    pub const fn range(self) -> DateRange {
        DateRange {
            first: self,
            last: self.end(),
        }
    }

    /// Returns its last day.
    const fn end(self) -> Self {
        match (self.month(), self.day()) {
            (0, _) => Self(self.0 | 12 << 5 | 31),
            (_, 0) => Self(self.0 | 31),
            _ => self,
        }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u32 {
        self.0 >> 9
    }

    /// The month from 1, or 0 if there is none.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.0 >> 5 & 15
    }

    /// The day from 1, or 0 if there is none.
    #[must_use]
    pub const fn day(self) -> u32 {
        self.0 & 31
    }

    /// Appends `2024-02-05`, `2024-02` or `2024`.
    pub fn print(self, out: &mut String) {
        number(self.year(), out);
        for part in [self.month(), self.day()] {
            if part > 0 {
                out.push('-');
                number(part, out);
            }
        }
    }

    /// Returns the number of the day, counted from 0000-03-01, as in [`Self::days_before`].
    pub(crate) fn days(self) -> u32 {
        let (month, year) = if self.month() > 2 {
            (self.month() - 3, self.year())
        } else {
            (self.month() + 9, self.year().saturating_sub(1))
        };
        (year * 365 + year / 4 + year / 400 + (153 * month + 2) / 5 + self.day()).saturating_sub(year / 100 + 1)
    }

    /// Returns the day `days` days earlier.
    ///
    /// Days are numbered from 0000-03-01, so that the leap day ends a year: H. Hinnant, *chrono-Compatible
    /// Low-Level Date Algorithms*, `days_from_civil` and `civil_from_days`.
    fn days_before(self, days: u32) -> Self {
        let number = self.days().saturating_sub(days);
        let (era, in_era) = (number / 146_097, number % 146_097);
        let in_year = (in_era - in_era / 1460 + in_era / 36_524 - in_era / 146_096) / 365;
        let day = in_era - (365 * in_year + in_year / 4 - in_year / 100);
        let month = (5 * day + 2) / 153;
        let (year, day) = (era * 400 + in_year, day - (153 * month + 2) / 5 + 1);
        if month < 10 {
            Self(year << 9 | (month + 3) << 5 | day)
        } else {
            Self((year + 1) << 9 | (month - 9) << 5 | day)
        }
    }

    /// Returns the same day `months` months earlier. The day may exceed the target month's length; it then sorts after
    /// every real day of that month.
    fn months_before(self, months: u32) -> Self {
        let number = (self.year() * 12 + self.month().saturating_sub(1)).saturating_sub(months);
        Self((number / 12) << 9 | (number % 12 + 1) << 5 | self.day())
    }
}

impl DateRange {
    /// Reads a date, a range written as two dates with `..`, `~` or 至 between them (one may be missing), or a relative
    /// range such as 近7天, which counts back from `today`.
    #[must_use]
    pub fn read(text: &str, today: Option<Date>) -> Option<Self> {
        let mut folded = String::new();
        fold_into(text, &mut folded);
        if let Some((count, unit)) = recent(&folded) {
            let today = today?;
            let first = match unit {
                Unit::Days => today.days_before(count.saturating_sub(1)),
                Unit::Months => today.months_before(count),
            };
            return Some(Self { first, last: today });
        }
        let Some((before, after)) = ["..", "至", "~"].iter().find_map(|mark| folded.split_once(mark)) else {
            return date(&folded).map(Date::range);
        };
        let end = |text: &str| (!text.is_empty()).then(|| date(text));
        let (first, last) = match (end(before), end(after)) {
            (None, None) => return None,
            (first, last) => (first.unwrap_or(Some(Date(0)))?, last.unwrap_or(Some(Date(u32::MAX)))?),
        };
        // A reversed range is put the right way round.
        let (first, last) = if first.end() <= last.end() {
            (first, last)
        } else {
            (last, first)
        };
        Some(Self {
            first,
            last: if last.0 == u32::MAX { last } else { last.end() },
        })
    }

    /// Whether the text is a relative range, which needs today's date.
    pub(super) fn needs_today(text: &str) -> bool {
        let mut folded = String::new();
        fold_into(text, &mut folded);
        recent(&folded).is_some()
    }

    /// Whether a date overlaps the range: a day in it, or a month or year with a day in it.
    #[must_use]
    pub fn holds(self, date: Date) -> bool {
        date.0 > 0 && date <= self.last && date.end() >= self.first
    }

    /// Appends it in a form that [`Self::read`] reads.
    pub fn print(self, out: &mut String) {
        if self.first.range() == self {
            return self.first.print(out);
        }
        if self.first.0 > 0 {
            self.first.print(out);
        }
        out.push_str("..");
        let last = self.last;
        if last.0 < u32::MAX {
            // As short as possible, if the range ends with a month or a year.
            let year = Date(last.year() << 9);
            let month = Date(last.0 & !31);
            [year, month]
                .into_iter()
                .find(|short| short.end() == last)
                .unwrap_or(last)
                .print(out);
        }
    }
}

/// Appends a number with at least two digits.
fn number(n: u32, out: &mut String) {
    for power in [1000, 100, 10, 1] {
        if n >= power || power <= 10 {
            out.push(char::from_digit(n / power % 10, 10).unwrap_or('0'));
        }
    }
}

/// Reads folded text from its beginning.
struct Cursor<'t>(&'t str);

impl Cursor<'_> {
    /// Reads a number whose count of digits is in the range `digits`.
    fn number(&mut self, digits: core::ops::RangeInclusive<usize>) -> Option<u32> {
        let count = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if !digits.contains(&count) {
            return None;
        }
        let (number, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        number.parse().ok()
    }

    fn skip(&mut self, mark: char) -> bool {
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }
}

/// Reads folded text that is a date and nothing else.
fn date(folded: &str) -> Option<Date> {
    let mut text = Cursor(folded);
    let year = text.number(4..=4)?;
    let (mut month, mut day) = (0, 0);
    if text.skip('年') {
        if !text.0.is_empty() {
            month = text.number(1..=2).filter(|&month| month > 0)?;
            if !text.skip('月') {
                return None;
            }
        }
        if !text.0.is_empty() {
            day = text.number(1..=2).filter(|&day| day > 0)?;
            if !text.skip('日') && !text.skip('号') {
                return None;
            }
        }
    } else if let Some(mark) = ['—', '/', '.'].into_iter().find(|&mark| text.skip(mark)) {
        month = text.number(1..=2).filter(|&month| month > 0)?;
        if text.skip(mark) {
            day = text.number(1..=2).filter(|&day| day > 0)?;
        } else if mark != '—' {
            return None; // 2024.2 and 2024/2 may be numbers
        }
    }
    Date::new(year, month, day).filter(|_| text.0.is_empty())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Days,
    Months,
}

/// Reads the number and unit of a relative range such as 近7天 or 最近3个月.
fn recent(folded: &str) -> Option<(u32, Unit)> {
    let text = folded.strip_prefix('最').unwrap_or(folded).strip_prefix('近')?;
    let mut text = Cursor(text);
    let count = match text.number(1..=3) {
        Some(count) => count,
        None => {
            let digit = text.0.chars().next()?;
            let value = "一二三四五六七八九十".chars().position(|c| c == digit);
            let value = if digit == '两' { Some(1) } else { value }?;
            text.skip(digit);
            u32::try_from(value + 1).ok()?
        }
    };
    text.skip('个');
    let (times, unit) = match text.0 {
        "天" | "日" => (1, Unit::Days),
        "周" | "星期" | "礼拜" => (7, Unit::Days),
        "月" => (1, Unit::Months),
        "年" => (12, Unit::Months),
        _ => return None,
    };
    (count > 0).then_some((count * times, unit))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(text: &str) -> Option<String> {
        let range = DateRange::read(text, Date::new(2024, 3, 2))?;
        let mut out = String::new();
        range.print(&mut out);
        Some(out)
    }

    #[test]
    fn forms() {
        for (typed, expected) in [
            ("2024", "2024"),
            ("２０２４年", "2024"),
            ("2024-2", "2024-02"),
            ("2024年02月", "2024-02"),
            ("2024-02-05", "2024-02-05"),
            ("2024.2.5", "2024-02-05"),
            ("2024/02/05", "2024-02-05"),
            ("2024年2月5日", "2024-02-05"),
            ("2024年2月5號", "2024-02-05"),
            ("2024-01..2024-03", "2024-01..2024-03"),
            ("2024-03..2024-01", "2024-01..2024-03"),
            ("2024年1月至2024年3月", "2024-01..2024-03"),
            ("2023..2024-02-29", "2023..2024-02-29"),
            ("2024-02..", "2024-02.."),
            ("..2024-01-31", "..2024-01"),
            ("..2024", "..2024"),
            ("近7天", "2024-02-25..2024-03-02"),
            ("近1天", "2024-03-02"),
            ("最近两周", "2024-02-18..2024-03-02"),
            ("近3个月", "2023-12-02..2024-03-02"),
            ("近三個月", "2023-12-02..2024-03-02"),
            ("近一年", "2023-03-02..2024-03-02"),
        ] {
            assert_eq!(printed(typed).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn other_text_is_none() {
        for typed in [
            "",
            "..",
            "~",
            "2019-2024",
            "covid-19",
            "2024-13",
            "2024-02-32",
            "2024年13月",
            "2024年度",
            "24-02",
            "20240205",
            "2024.2",
            "3.14",
            "近日",
            "近年",
            "近0天",
            "近期",
            "近几天",
            "0001",
            "2024-00",
            "2024年2月5",
            "1..2",
        ] {
            assert_eq!(printed(typed), None, "{typed}");
        }
        assert_eq!(DateRange::read("近7天", None), None);
    }

    #[test]
    fn an_issue_of_a_month_is_of_each_of_its_days() {
        let range = |text| DateRange::read(text, None).unwrap();
        let date = |text| Date::read(text).unwrap();
        assert!(range("2024-02").holds(date("2024-02-05")));
        assert!(range("2024-02-05").holds(date("2024-02")));
        assert!(range("2024-02-10..").holds(date("2024-02")));
        assert!(!range("2024-02-10..").holds(date("2024-02-09")));
        assert!(!range("2024-02").holds(date("2024-03")));
        assert!(!range("..2024").holds(Date(0)), "an article without a date");
    }

    proptest! {
        #[test]
        fn a_range_is_read_as_it_is_printed(a in (1800u32..2200, 0u32..13, 0u32..32), b in (1800u32..2200, 0u32..13, 0u32..32), open in 0u8..4) {
            let date = |(y, m, d): (u32, u32, u32)| Date::new(y, m, if m == 0 { 0 } else { d }).unwrap();
            let mut text = String::new();
            // A date; up to a date; from a date on; from one date to another.
            if open != 1 { date(a).print(&mut text); }
            if open > 0 { text.push_str(".."); }
            if open % 2 == 1 { date(b).print(&mut text); }
            let range = DateRange::read(&text, None).unwrap();
            let mut out = String::new();
            range.print(&mut out);
            prop_assert_eq!(DateRange::read(&out, None), Some(range));
        }

        #[test]
        fn days_are_counted_over_months_and_years(days in 0u32..5000) {
            // Going back one day at a time gives the same as going back all at once.
            let today = Date::new(2024, 3, 2).unwrap();
            let mut day = today;
            for _ in 0..days { day = day.days_before(1); }
            prop_assert_eq!(day, today.days_before(days));
            prop_assert!(Date::new(day.year(), day.month(), day.day()).is_some() && day.day() > 0);
        }
    }
}
