//! The form of an issue as JSON, and its limits: rule by rule, and in the same order, what www/engine/format.js
//! checks in the browser. tests/data/forms.json tests both.

use serde_json::Value;

use crate::error::{Code, Error, Result};

/// Maximum UTF-16 code units of a text that is set on a line of its own.
pub const MAX_LINE_UNITS: usize = 1000;
/// Maximum UTF-16 code units of a paragraph or a caption.
pub const MAX_TEXT_UNITS: usize = 20_000;
/// Maximum UTF-16 code units of all texts of an issue: ten thousand articles of a daily paper.
pub const MAX_ISSUE_UNITS: usize = 6_000_000;
/// Maximum number of texts of an issue.
pub const MAX_TEXTS: usize = 200_000;
/// Maximum combining marks in a row.
const MAX_MARKS: usize = 32;
/// Maximum levels of nesting. It is the limit of `serde_json`, which reports a deeper value.
pub(super) const MAX_LEVELS: usize = 127;

/// What a value must be.
#[derive(Debug)]
enum Rule {
    /// A string, with its maximum length in UTF-16 code units.
    Text(usize),
    /// A whole number from 0.
    Whole,
    /// The index of a paragraph of the object that it is in.
    Index,
    /// A string, or an object with a name.
    Person,
    /// An array, with its maximum number of items.
    List(usize, &'static Rule),
    /// An object with these keys; `true`: required.
    Object(&'static [(&'static str, bool, Rule)]),
}

const LINE: Rule = Rule::Text(MAX_LINE_UNITS);
const TEXT: Rule = Rule::Text(MAX_TEXT_UNITS);

static PERSON: Rule = Rule::Object(&[("name", true, LINE), ("role", false, LINE)]);
static CAPTION: Rule = Rule::Object(&[("text", true, TEXT), ("credit", false, LINE)]);
static ARTICLE: Rule = Rule::Object(&[
    ("headline", true, LINE),
    ("id", false, LINE),
    ("date", false, LINE),
    ("edition", false, LINE),
    ("section", false, LINE),
    ("kicker", false, LINE),
    ("subtitle", false, LINE),
    ("byline", false, Rule::List(200, &Rule::Person)),
    ("paragraphs", false, Rule::List(2000, &TEXT)),
    ("subheadings", false, Rule::List(2000, &Rule::Index)),
    ("captions", false, Rule::List(500, &CAPTION)),
]);
static ISSUE: Rule = Rule::Object(&[
    ("format", false, Rule::Whole),
    ("paper", false, LINE),
    ("date", false, LINE),
    ("edition", false, LINE),
    (
        "lexicon",
        false,
        Rule::Object(&[
            ("file", true, LINE),
            ("bytes", false, Rule::Whole),
            ("sha256", false, LINE),
        ]),
    ),
    ("articles", true, Rule::List(super::MAX_ARTICLES, &ARTICLE)),
    ("dropped_duplicate_paragraphs", false, Rule::Whole),
    ("rejoined_paragraphs", false, Rule::Whole),
]);

/// Checks that a value is an issue within the limits. Keys that the format does not know are ignored, so that a newer
/// file opens in an older engine.
///
/// # Errors
/// [`Code::BadJson`] or [`Code::TooLarge`], with the path of the value and what was expected there.
pub fn check(issue: &Value) -> Result<()> {
    let mut checker = Checker { units: 0, texts: 0 };
    checker.check(Some(issue), &ISSUE, Path::Root, None)
}

/// Makes an error with advice.
#[cold]
pub(super) fn fault(code: Code, place: impl Into<String>, message: impl Into<String>) -> Error {
    Error::new(code, message).at(place).advise(if code == Code::BadJson {
        "correct it there, or publish the bulletin again"
    } else {
        "split the bulletin, or shorten it there"
    })
}

/// A path into the JSON, which is written out only for an error.
#[derive(Clone, Copy)]
enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    fn write(&self, out: &mut String) {
        match self {
            Self::Root => {}
            Self::Key(parent, key) => {
                parent.write(out);
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
            }
            Self::Index(parent, index) => {
                parent.write(out);
                out.push_str(&format!("[{index}]"));
            }
        }
    }

    #[cold]
    fn error(&self, code: Code, message: String) -> Error {
        let mut place = String::new();
        self.write(&mut place);
        fault(code, place, message)
    }

    #[cold]
    fn wrong(&self, expected: &str, found: Option<&Value>) -> Error {
        self.error(Code::BadJson, format!("expected {expected}, found {}", kind(found)))
    }

    #[cold]
    fn over(&self, most: usize, what: &str) -> Error {
        self.error(Code::TooLarge, format!("more than {most} {what}"))
    }
}

/// Names the type of a value for an error.
const fn kind(value: Option<&Value>) -> &'static str {
    match value {
        None => "nothing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a boolean",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a string",
        Some(Value::Array(_)) => "an array",
        Some(Value::Object(_)) => "an object",
    }
}

/// Counts all texts.
struct Checker {
    units: usize,
    texts: usize,
}

impl Checker {
    /// Checks a value; `within` is the object that has it.
    fn check(&mut self, value: Option<&Value>, rule: &Rule, at: Path<'_>, within: Option<&Value>) -> Result<()> {
        match rule {
            Rule::Text(most) => self.text(value, *most, at),
            Rule::Whole => whole(value, at).map(|_| ()),
            Rule::Index => {
                let (index, paragraphs) = (whole(value, at)?, within.and_then(|it| it.get("paragraphs")));
                let count = paragraphs.and_then(Value::as_array).map_or(0, Vec::len);
                if index as usize >= count {
                    let message = format!("expected an index below {count}, the number of paragraphs, found {index}");
                    return Err(at.error(Code::BadJson, message));
                }
                Ok(())
            }
            Rule::Person => match value {
                Some(Value::String(_)) => self.check(value, &LINE, at, within),
                Some(Value::Object(_)) => self.check(value, &PERSON, at, within),
                _ => Err(at.wrong("a string, or an object with a name", value)),
            },
            Rule::List(most, item) => {
                let Some(Value::Array(items)) = value else {
                    return Err(at.wrong("an array", value));
                };
                if items.len() > *most {
                    return Err(at.over(*most, "items"));
                }
                items
                    .iter()
                    .enumerate()
                    .try_for_each(|(i, it)| self.check(Some(it), item, Path::Index(&at, i), within))
            }
            Rule::Object(keys) => {
                let Some(object @ Value::Object(_)) = value else {
                    return Err(at.wrong("an object", value));
                };
                for (key, required, rule) in *keys {
                    let value = object.get(key).filter(|value| !value.is_null());
                    if value.is_some() || *required {
                        self.check(value, rule, Path::Key(&at, key), Some(object))?;
                    }
                }
                Ok(())
            }
        }
    }

    fn text(&mut self, value: Option<&Value>, most: usize, at: Path<'_>) -> Result<()> {
        let Some(Value::String(text)) = value else {
            return Err(at.wrong("a string", value));
        };
        let units = text.chars().map(char::len_utf16).sum::<usize>();
        if units > most {
            return Err(at.over(most, "UTF-16 units"));
        }
        self.units += units;
        if self.units > MAX_ISSUE_UNITS {
            return Err(at.over(MAX_ISSUE_UNITS, "UTF-16 units in all texts"));
        }
        self.texts += 1;
        if self.texts > MAX_TEXTS {
            return Err(at.over(MAX_TEXTS, "texts"));
        }
        let mut marks = 0;
        if text.chars().any(|c| {
            marks = if is_combining(c) { marks + 1 } else { 0 };
            marks > MAX_MARKS
        }) {
            return Err(at.over(MAX_MARKS, "combining marks in a row"));
        }
        Ok(())
    }
}

/// Whether a character is set on the one before it. Browsers take minutes to draw thousands of them on one character.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Returns a number that is whole and not negative, which JSON may write with a fraction of zero.
fn whole(value: Option<&Value>, at: Path<'_>) -> Result<u32> {
    const EXPECTED: &str = "a whole number from 0";
    let Some(number) = value.and_then(Value::as_f64) else {
        return Err(at.wrong(EXPECTED, value));
    };
    let message = || format!("expected {EXPECTED}, found a fraction, a negative or a larger one");
    number_of(number).ok_or_else(|| at.error(Code::BadJson, message()))
}

/// Returns the number if it is whole and of 32 bits.
pub(super) fn number_of(number: f64) -> Option<u32> {
    let in_range = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and in range, as just checked"
    )]
    in_range.then_some(number as u32)
}
