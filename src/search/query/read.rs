//! Reads clauses from text, in one pass. Every text is a valid query.
//!
//! ```text
//! query  := part*
//! part   := unit (("或" | "OR" | "|") unit)*
//! unit   := ("-" | "不含 ")? (field ":")? value
//! value  := phrase | "(" query ")" | dates | word
//! ```
//!
//! Ordinary text stays ordinary text. An operator counts only by itself:
//!
//! - `-` at the beginning of a word, not before a space, a dash, or a number that is not a date: so not in `covid-19`,
//!   `2019-2024` or `-5℃`;
//! - 不含 between spaces, followed by something: so not in 不含糖;
//! - 或 and `OR` between spaces, `|` with or without spaces, with something on both sides: so not in 或者;
//! - a field's name at the beginning of a word, if the table has it: so not in 嘉兴:水果丰收;
//! - quotation marks and brackets around one or more whole words: so not in “同心”品牌;
//! - a date that is a word by itself: so not in 2024年嘉兴.

use super::clause::{Clause, Value};
use super::dates::{Date, DateRange};
use super::fields::{Field, MAX_NAME_CHARS};
use crate::search::hit::Problem;
use crate::text::Utf16Map;
use crate::units::{ByteOffset, Span};

/// The most operators that are read as such; the rest is read as text. Nobody types that many, but a page pasted by
/// mistake may contain them, and each one is a search of its own.
pub const MAX_CLAUSES: usize = 64;

/// How deeply brackets may be nested; deeper ones are text. The depth bounds the recursion here and in everything that
/// walks the clauses.
pub const MAX_DEPTH: usize = 8;

/// Maximum number of problems reported for one query: nobody reads more.
const MAX_PROBLEMS: usize = 8;

/// The quotation marks of phrases.
pub(super) const QUOTES: [(char, char); 5] = [('“', '”'), ('"', '"'), ('「', '」'), ('『', '』'), ('＂', '＂')];

/// Whether `c` is the sign of exclusion or looks like it.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '－' | '‐'..='―' | '−')
}

pub(super) const fn is_number(c: char) -> bool {
    crate::chars::is_digit(c)
}

pub(super) const fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜')
}

/// Reads the clauses of `text`, and what is unusual about it.
pub(super) fn read(text: &str, today: Option<Date>) -> (Vec<Clause>, Vec<Problem>) {
    if is_plain(text) {
        return (plain(text).into_iter().collect(), Vec::new());
    }
    read_all(text, today)
}

/// Whether the characters of `text` alone show that it contains neither operator nor date.
///
/// Most queries are such text. They need no grammar, so a browser can answer them before it has fetched the deferred
/// module.
fn is_plain(text: &str) -> bool {
    // Each operator has a character that other text rarely needs (或, OR, 不含, 近7天), and a date has a year.
    let mut digits = 0;
    text.chars().all(|c| {
        digits = if is_number(c) { digits + 1 } else { 0 };
        match c {
            '或' | 'R' | '含' | '近' => false,
            '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '，'
            | '。'
            | '、'
            | '？'
            | '！'
            | '《'
            | '》'
            | '·' => true,
            ' ' | '\u{3000}' => true,
            _ => c.is_ascii_alphabetic() || digits > 0 && digits < 4,
        }
    })
}

/// Returns the single clause that plain text is.
fn plain(text: &str) -> Option<Clause> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = text.len() - text.trim_start().len();
    let span = Span::new(
        ByteOffset::from_usize(start),
        ByteOffset::from_usize(text.trim_end().len()),
    );
    (!words.is_empty()).then(|| Clause {
        value: Value::Text(words.join(" ")),
        field: None,
        excluded: false,
        span: Utf16Map::new(text).span(span),
    })
}

/// Reads any text.
#[inline(never)]
fn read_all(text: &str, today: Option<Date>) -> (Vec<Clause>, Vec<Problem>) {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut reader = Reader {
        brackets: brackets(&chars),
        quotes: [0; QUOTES.len()],
        map: Utf16Map::new(text),
        at: 0,
        depth: 0,
        operators: 0,
        problems: Vec::new(),
        text,
        chars,
        today,
    };
    let end = reader.chars.len();
    let clauses = reader.clauses(end);
    (clauses, reader.problems)
}

/// Returns, for each opening bracket, the index of its closing one; 0 everywhere else.
fn brackets(chars: &[(usize, char)]) -> Vec<usize> {
    let (mut closing, mut open) = (vec![0; chars.len()], Vec::new());
    for (at, &(_, c)) in chars.iter().enumerate() {
        match c {
            '(' | '（' => open.push(at),
            ')' | '）' => {
                if let Some(place) = open.pop().and_then(|opening: usize| closing.get_mut(opening)) {
                    *place = at;
                }
            }
            _ => {}
        }
    }
    closing
}

struct Reader<'t> {
    text: &'t str,
    chars: Vec<(usize, char)>,
    /// See [`brackets`].
    brackets: Vec<usize>,
    /// For each kind of quotation mark, the first closing mark after the opening one examined last.
    quotes: [usize; QUOTES.len()],
    map: Utf16Map<'t>,
    today: Option<Date>,
    /// The index of the next character.
    at: usize,
    depth: usize,
    operators: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Reads the clauses up to the character `end`.
    fn clauses(&mut self, end: usize) -> Vec<Clause> {
        let mut units: Vec<Clause> = Vec::new();
        while self.skip_spaces(end) {
            if self.operators >= MAX_CLAUSES {
                if self.operators == MAX_CLAUSES {
                    self.operators += 1;
                    self.problem(
                        self.at,
                        end,
                        "too many operators; everything from here on is read as text",
                    );
                }
                let words: Vec<&str> = self.slice(self.at, end).split_whitespace().collect();
                units.push(self.clause(Value::Text(words.join(" ")), self.at, end));
                self.at = end;
            } else if let Some(first) = self.or(end).filter(|_| !units.is_empty()).and_then(|after| {
                self.at = after;
                units.pop()
            }) {
                let alternatives = self.alternatives(first, end);
                units.push(alternatives);
            } else {
                let unit = self.unit(end);
                units.push(unit);
            }
        }
        joined(units)
    }

    /// Reads the alternatives after `first`, each after a 或; the first 或 has been read already.
    fn alternatives(&mut self, first: Clause, end: usize) -> Clause {
        let start = first.span.start;
        let mut any = vec![first];
        loop {
            self.operators += 1;
            self.skip_spaces(end);
            let unit = self.unit(end);
            any.push(unit);
            self.skip_spaces(end);
            match self.or(end).filter(|_| self.operators < MAX_CLAUSES) {
                Some(after) => self.at = after,
                None => break,
            }
        }
        let last = any.last().map_or(start, |last| last.span.end);
        Clause {
            value: Value::Any(any),
            field: None,
            excluded: false,
            span: Span::new(start, last),
        }
    }

    fn unit(&mut self, end: usize) -> Clause {
        let start = self.at;
        let excluded = self.not(end);
        if let Some(after) = excluded {
            self.at = after;
        }
        let field = self.field(end);
        if let Some((_, after)) = field {
            self.at = after;
        }
        let field = field.map(|(field, _)| field);
        let value = self.value(field, end);
        if excluded.is_some() || field.is_some() || !matches!(value, Value::Text(_)) {
            self.operators += 1;
        }
        Clause {
            field,
            excluded: excluded.is_some(),
            ..self.clause(value, start, self.at)
        }
    }

    fn value(&mut self, field: Option<Field>, end: usize) -> Value {
        if let Some(value) = self.phrase(end).or_else(|| self.group(end)) {
            return value;
        }
        let start = self.at;
        self.at = self.word_end(start, end);
        let word = self.slice(start, self.at).to_owned();
        if !matches!(field, None | Some(Field::Date)) {
            return Value::Text(word);
        }
        match DateRange::read(&word, self.today) {
            Some(range) => Value::Dates(range),
            None => {
                if DateRange::needs_today(&word) {
                    self.problem(start, self.at, "nobody said which day is today; this is read as text");
                } else if field.is_some() {
                    self.problem(start, self.at, "no date such as 2024-02-05; this is read as text");
                }
                Value::Text(word)
            }
        }
    }

    /// Returns where the excluded value begins, if there is a sign of exclusion here.
    fn not(&self, end: usize) -> Option<usize> {
        let after = self.at + 1;
        if matches!(self.char(self.at, end)?, '-' | '－') {
            let next = self.char(after, end)?;
            let word = || self.slice(after, self.word_end(after, end));
            let sign = !next.is_whitespace()
                && !is_dash(next)
                && !is_bar(next)
                && (!is_number(next) || DateRange::read(word(), None).is_some());
            return sign.then_some(after);
        }
        let after = self.word_end(self.at, end);
        let next = self.spaces_end(after, end);
        (self.slice(self.at, after) == "不含" && next < end && !self.is_or(next, end)).then_some(next)
    }

    /// Returns the field that is named here, and where its value begins.
    fn field(&mut self, end: usize) -> Option<(Field, usize)> {
        let near = self.word_end(self.at, end).min(self.at + MAX_NAME_CHARS + 1);
        let colon = (self.at..near).find(|&i| matches!(self.char(i, end), Some(':' | '：')))?;
        let field = Field::named(self.slice(self.at, colon))?;
        let value = self.spaces_end(colon + 1, end);
        let attached = value == colon + 1;
        if value < end && (attached && !self.char(value, end).is_some_and(is_bar) || !self.is_or(value, end)) {
            return Some((field, value));
        }
        self.problem(self.at, colon + 1, "nothing follows the colon; this is read as text");
        None
    }

    fn phrase(&mut self, end: usize) -> Option<Value> {
        let open = self.char(self.at, end)?;
        let (kind, &marks) = QUOTES.iter().enumerate().find(|(_, marks)| marks.0 == open)?;
        let known = self.quotes.get_mut(kind)?;
        if *known <= self.at {
            let rest = self.chars.get(self.at + 1..)?;
            *known = rest
                .iter()
                .position(|&(_, c)| c == marks.1)
                .map_or(usize::MAX, |i| self.at + 1 + i);
        }
        let close = *known;
        if close == usize::MAX {
            self.problem(
                self.at,
                self.at + 1,
                "the quotation mark is not closed; it is read as text",
            );
        }
        if close >= end || !self.is_end(close + 1, end) {
            return None;
        }
        let text = self.slice(self.at + 1, close).to_owned();
        if text.trim().is_empty() {
            return None;
        }
        self.at = close + 1;
        Some(Value::Phrase { text, marks })
    }

    fn group(&mut self, end: usize) -> Option<Value> {
        let close = *self.brackets.get(self.at)?;
        if close == 0 || close >= end || !self.is_end(close + 1, end) || self.spaces_end(self.at + 1, close) == close {
            return None;
        }
        if self.depth == MAX_DEPTH {
            self.problem(
                self.at,
                close + 1,
                "too many brackets nested in one another; these are read as text",
            );
            return None;
        }
        self.depth += 1;
        self.operators += 1;
        self.at += 1;
        let clauses = self.clauses(close);
        self.depth -= 1;
        self.at = close + 1;
        Some(Value::All(clauses))
    }

    /// Returns where the text after the operator begins, if there is an *or* here.
    fn or(&self, end: usize) -> Option<usize> {
        if self.is_bar(self.at, end) {
            return Some(self.at + 1);
        }
        let after = self.word_end(self.at, end);
        let next = self.spaces_end(after, end);
        (self.is_or_word(self.at, after) && next < end && !self.is_or(next, end)).then_some(after)
    }

    /// Whether what is here could be an *or*.
    fn is_or(&self, at: usize, end: usize) -> bool {
        self.char(at, end).is_some_and(is_bar) || self.is_or_word(at, self.word_end(at, end))
    }

    fn is_or_word(&self, start: usize, end: usize) -> bool {
        matches!(self.slice(start, end), "或" | "OR" | "ＯＲ")
    }

    /// Whether there is a bar here with something other than a bar on both sides.
    fn is_bar(&self, at: usize, end: usize) -> bool {
        let other = |c: Option<char>| c.is_some_and(|c| !is_bar(c));
        let before = self.chars.get(..at).unwrap_or_default().iter().rev();
        self.char(at, end).is_some_and(is_bar)
            && other(self.char(self.spaces_end(at + 1, end), end))
            && other(before.map(|&(_, c)| c).find(|c| !c.is_whitespace()))
    }

    /// Whether a unit may end before the character `at`.
    fn is_end(&self, at: usize, end: usize) -> bool {
        self.char(at, end).is_none_or(char::is_whitespace) || self.is_bar(at, end)
    }

    /// Returns where the word that begins at `at` ends.
    fn word_end(&self, at: usize, end: usize) -> usize {
        (at + 1..end).find(|&i| self.is_end(i, end)).unwrap_or(end)
    }

    fn spaces_end(&self, at: usize, end: usize) -> usize {
        let space = |i: &usize| self.char(*i, end).is_some_and(char::is_whitespace);
        (at..end).find(|i| !space(i)).unwrap_or(end)
    }

    /// Skips spaces and returns whether anything is left before `end`.
    fn skip_spaces(&mut self, end: usize) -> bool {
        self.at = self.spaces_end(self.at, end);
        self.at < end
    }

    fn char(&self, at: usize, end: usize) -> Option<char> {
        self.chars.get(at).filter(|_| at < end).map(|&(_, c)| c)
    }

    fn span(&self, start: usize, end: usize) -> Span<ByteOffset> {
        let byte = |i: usize| ByteOffset::from_usize(self.chars.get(i).map_or(self.text.len(), |&(byte, _)| byte));
        Span::new(byte(start), byte(end))
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.span(start, end).slice(self.text).unwrap_or_default()
    }

    fn clause(&self, value: Value, start: usize, end: usize) -> Clause {
        Clause {
            value,
            field: None,
            excluded: false,
            span: self.map.span(self.span(start, end)),
        }
    }

    #[cold]
    fn problem(&mut self, start: usize, end: usize, message: &str) {
        if self.problems.len() < MAX_PROBLEMS {
            let span = self.map.span(self.span(start, end));
            self.problems.push(Problem {
                message: message.to_owned(),
                span,
            });
        }
    }
}

/// Merges neighbouring bare words into one clause.
fn joined(units: Vec<Clause>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::with_capacity(units.len());
    for unit in units {
        match (clauses.last_mut(), &unit.value) {
            (Some(last), Value::Text(more)) if last.is_bare() && unit.is_bare() => {
                if let Value::Text(text) = &mut last.value {
                    text.push(' ');
                    text.push_str(more);
                }
                last.span.end = unit.span.end;
            }
            _ => clauses.push(unit),
        }
    }
    clauses
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    #[test]
    fn what_is_typed_most_is_plain() {
        for text in [
            "南湖",
            " 南湖 水果,丰收",
            "第3届",
            "123",
            "abc 灯",
            "《南湖》开馆了吗？",
        ] {
            assert_eq!(is_plain(text), !text.contains(','), "{text}");
        }
        for text in [
            "1234",
            "近7天",
            "a OR b",
            "灯 不含 路灯",
            "灯 或 树",
            "-灯",
            "“灯”",
            "(灯)",
            "标题:灯",
            "灯|树",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn no_plain_character_is_folded_to_an_operator() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(c.encode_utf8(&mut [0; 4]))) {
            let folded = fold(c.encode_utf8(&mut [0; 4])).into_string();
            assert!(folded != "近" && (is_number(c) || !folded.contains(is_number)), "{c:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn plain_text_is_what_the_grammar_makes_of_it(text in "[ 　灯或近不含最天年月至、。？ORab0-9７·《》（:-]{0,9}") {
            if is_plain(&text) {
                prop_assert_eq!((plain(&text).into_iter().collect(), Vec::new()), read_all(&text, None));
            }
        }
    }
}
