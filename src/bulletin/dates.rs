//! Reads dates in the forms that newspapers print: 2024年2月8日, 2024-02-08, ２０２４．２．８,
//! 二〇二四年二月八日, 中華民國一一三年二月八日.

use std::iter::Peekable;
use std::str::CharIndices;

use crate::chars::is_blank;

/// A date found at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    year: u32,
    month: u32,
    day: Option<u32>,
    /// Its length in bytes.
    pub(super) len: usize,
}

impl Date {
    /// Formats it as `YYYY-MM-DD`, or as `YYYY-MM` if it has no day (ISO 8601).
    pub(super) fn iso(self) -> String {
        match self.day {
            Some(day) => format!("{:04}-{:02}-{day:02}", self.year, self.month),
            None => format!("{:04}-{:02}", self.year, self.month),
        }
    }

    /// Whether it has a day.
    pub(super) const fn has_day(self) -> bool {
        self.day.is_some()
    }
}

/// Returns the value of a digit in any of the scripts that dates are printed in. 十, 廿 and 卅 are 10, 20
/// and 30.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '〇' | '○' | 'Ｏ' | '零' => Some(0),
        '十' => Some(10),
        '廿' => Some(20),
        '卅' => Some(30),
        _ => "一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .and_then(|i| u32::try_from(i + 1).ok()),
    }
}

/// Reads a number and returns it with its count of digits. Chinese numbers may be positional (二〇二四) or
/// have tens (二十八), which allows one character more than `most`.
fn number(chars: &mut Peekable<CharIndices<'_>>, most: usize) -> Option<(u32, usize)> {
    let mut value: Option<u32> = None;
    let mut digits = 0;
    let mut tens = false;
    while let Some(d) = chars.peek().and_then(|&(_, c)| digit(c)) {
        if digits == most + usize::from(tens) {
            return None;
        }
        chars.next();
        value = Some(match (value, d) {
            (None, 0..=9) => d,
            (None, _) => d,
            (Some(v), 10) if v < 10 => v * 10,
            (Some(v), 0..=9) if tens => v + d,
            (Some(v), 0..=9) => v * 10 + d,
            _ => return None,
        });
        tens |= d >= 10;
        digits += 1;
    }
    value.map(|v| (v, digits))
}

fn blanks(chars: &mut Peekable<CharIndices<'_>>) {
    while chars.next_if(|&(_, c)| is_blank(c)).is_some() {}
}

/// Reads a date that has a year from the beginning of `text`.
pub(super) fn date(text: &str) -> Option<Date> {
    let republic = ["中華民國", "中华民国", "民國", "民国"]
        .iter()
        .find_map(|era| text.strip_prefix(era).map(|_| era.len()));
    let rest = text.get(republic.unwrap_or(0)..)?;
    let mut chars = rest.char_indices().peekable();
    blanks(&mut chars);
    let (mut year, digits) = number(&mut chars, 4)?;
    if republic.is_some() {
        // The first year of the Republic is 1912.
        year += 1911;
    } else if digits != 4 {
        return None;
    }
    if !(1800..2200).contains(&year) {
        return None;
    }
    blanks(&mut chars);
    let mark = chars
        .next_if(|&(_, c)| matches!(c, '年' | '-' | '.' | '/' | '－' | '．' | '／' | '·'))?
        .1;
    blanks(&mut chars);
    let month = number(&mut chars, 2)?.0;
    blanks(&mut chars);
    if mark == '年' {
        chars.next_if(|&(_, c)| c == '月')?;
    }
    let end = |chars: &mut Peekable<CharIndices<'_>>| chars.peek().map_or(rest.len(), |&(i, _)| i);
    let month_end = end(&mut chars);
    let mut ahead = chars.clone();
    blanks(&mut ahead);
    let day = if mark == '年' || ahead.next_if(|&(_, c)| c == mark).is_some() {
        blanks(&mut ahead);
        number(&mut ahead, 2)
            .map(|(day, _)| day)
            .filter(|day| (1..=31).contains(day))
    } else {
        None
    };
    let day_ends = match (day, mark) {
        (Some(_), '年') => {
            blanks(&mut ahead);
            ahead.next_if(|&(_, c)| c == '日' || c == '号' || c == '號').is_some()
        }
        (Some(_), _) => true,
        (None, _) => false,
    };
    if !(1..=12).contains(&month) || (!day_ends && mark != '年') {
        return None;
    }
    let len = text.len() - rest.len() + if day_ends { end(&mut ahead) } else { month_end };
    Some(Date {
        year,
        month,
        day: day.filter(|_| day_ends),
        len,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let cases = [
            ("2024年2月8日", "2024-02-08", ""),
            ("2024 年 12 月 31 日　星期二", "2024-12-31", "　星期二"),
            ("２０２４年２月８日", "2024-02-08", ""),
            ("2024-02-08 10:20", "2024-02-08", " 10:20"),
            ("2024.2.8", "2024-02-08", ""),
            ("2024/02/28周三", "2024-02-28", "周三"),
            ("二〇二四年二月二十八日", "2024-02-28", ""),
            ("二○二四年十二月卅一日", "2024-12-31", ""),
            ("二零二四年十月十日", "2024-10-10", ""),
            ("中華民國一一三年二月八日", "2024-02-08", ""),
            ("民国113年2月8日", "2024-02-08", ""),
            ("2024年3月", "2024-03", ""),
            ("2024年3月 第5期", "2024-03", " 第5期"),
        ];
        for (text, iso, rest) in cases {
            let found = date(text).map(|d| (d.iso(), text.get(d.len..).unwrap()));
            assert_eq!(found, Some((iso.to_owned(), rest)), "{text}");
        }
    }

    #[test]
    fn no_dates() {
        for text in [
            "2024年度",
            "24年2月8日",
            "2024",
            "20240208",
            "2024年13月1日",
            "3.14",
            "2024-02",
            "二十四年二月八日",
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
