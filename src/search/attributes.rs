//! What is known of each article besides its text: issue, month, section, authors, page, kind.
//!
//! A table holds each distinct value once; an article holds the numbers of its values.

use super::documents::Document;
use super::query::Date;
use crate::index::Field;
use crate::text::fold_into;

/// The index of the section among the pieces of the kicker field ([`super::Part::index`]).
const SECTION: u32 = 2;

/// A property by which articles can be filtered and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// The issue's date.
    Issue,
    /// The month of the issue, or its year if no month is known.
    Month,
    /// The section (栏目).
    Section,
    /// The names of the byline.
    Author,
    /// The page (版).
    Page,
    /// `photo` for an article with captions but no paragraphs, otherwise `article`.
    Kind,
}

impl Facet {
    /// All facets, in the order of their numbers.
    pub const ALL: [Self; 6] = [
        Self::Issue,
        Self::Month,
        Self::Section,
        Self::Author,
        Self::Page,
        Self::Kind,
    ];

    /// Returns the facet's name as JavaScript and the command line show it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Month => "month",
            Self::Section => "section",
            Self::Author => "author",
            Self::Page => "page",
            Self::Kind => "kind",
        }
    }

    /// Returns the facet with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.as_str() == name)
    }
}

/// When and on which page articles were printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The issue's date, `YYYY-MM-DD` or `YYYY-MM`.
    pub date: Option<String>,
    /// The page, such as `第3版` or `A03`.
    pub edition: Option<String>,
}

/// A value of a facet.
#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) facet: Facet,
    /// The text as it was first printed.
    pub(crate) text: String,
    /// The form by which values are compared: see [`key`].
    pub(crate) key: String,
}

/// The attributes of all articles of a collection.
#[derive(Debug, Default)]
pub struct Attributes {
    values: Vec<Value>,
    /// The numbers of all values, sorted by facet and then by key.
    sorted: Vec<u32>,
    /// The value numbers of all articles, article by article.
    owned: Vec<u32>,
    /// For each article, where its values end in `owned`.
    ends: Vec<u32>,
    /// For each article, its date; `Date(0)` if unknown.
    dates: Vec<Date>,
}

impl Attributes {
    /// Adds the next article.
    pub fn push(&mut self, article: Document<'_>, origin: &Origin) {
        let date = origin.date.as_deref().and_then(Date::read).unwrap_or_default();
        let from = self.owned.len();
        if date.0 > 0 {
            let mut text = String::new();
            date.print(&mut text);
            self.own(from, Facet::Issue, &text);
            text.truncate("YYYY-MM".len());
            self.own(from, Facet::Month, &text);
        }
        let (mut text, mut captions) = (false, false);
        for (part, piece) in article {
            match part.field {
                Field::Kicker if part.index == SECTION => self.own(from, Facet::Section, piece),
                Field::Byline if !part.note => self.own(from, Facet::Author, piece),
                Field::Body => text = true,
                Field::Caption => captions = true,
                _ => {}
            }
        }
        if let Some(edition) = &origin.edition {
            self.own(from, Facet::Page, edition);
        }
        let is_photo = captions && !text;
        self.own(from, Facet::Kind, if is_photo { "photo" } else { "article" });
        self.ends.push(u32::try_from(self.owned.len()).unwrap_or(u32::MAX));
        self.dates.push(date);
    }

    /// Removes the articles from number `count` on. Their values stay in the table; a value that no article has is not
    /// counted.
    pub fn truncate(&mut self, count: usize) {
        self.ends.truncate(count);
        self.dates.truncate(count);
        self.owned.truncate(self.ends.last().map_or(0, |&end| end as usize));
    }

    /// Adds a value to the article whose values begin at `from`.
    fn own(&mut self, from: usize, facet: Facet, text: &str) {
        let key = key(facet, text);
        if key.is_empty() {
            return;
        }
        let value = match self.place(facet, &key) {
            Ok(value) => value,
            Err(place) => {
                let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
                self.values.push(Value {
                    facet,
                    text: text.trim().to_owned(),
                    key,
                });
                self.sorted.insert(place, number);
                number
            }
        };
        // A byline may repeat a name.
        if !self.owned.get(from..).is_some_and(|owned| owned.contains(&value)) {
            self.owned.push(value);
        }
    }

    /// Returns the number of a value, or, if it is not known, where it belongs in `sorted`.
    fn place(&self, facet: Facet, key: &str) -> Result<u32, usize> {
        let of = |&number: &u32| self.values.get(number as usize);
        let before = |number: &u32| of(number).is_some_and(|value| (value.facet, value.key.as_str()) < (facet, key));
        let place = self.sorted.partition_point(before);
        match self.sorted.get(place) {
            Some(number) if of(number).is_some_and(|value| value.facet == facet && value.key == key) => Ok(*number),
            _ => Err(place),
        }
    }

    /// Returns the number of the value written as `text`, in any width, case and script.
    pub(crate) fn number(&self, facet: Facet, text: &str) -> Option<u32> {
        self.place(facet, &key(facet, text)).ok()
    }

    /// All values, by number.
    pub(crate) fn values(&self) -> &[Value] {
        &self.values
    }

    /// The numbers of all values, sorted by facet and then by key.
    pub(crate) fn sorted(&self) -> &[u32] {
        &self.sorted
    }

    /// Returns the numbers of an article's values.
    pub(crate) fn of(&self, article: u32) -> &[u32] {
        let end = |i: usize| self.ends.get(i).map_or(0, |&end| end as usize);
        let start = (article as usize).checked_sub(1).map_or(0, end);
        self.owned.get(start..end(article as usize)).unwrap_or_default()
    }

    /// Returns an article's date; `Date(0)` if unknown.
    pub(crate) fn date(&self, article: u32) -> Date {
        self.dates.get(article as usize).copied().unwrap_or_default()
    }
}

/// Returns the form by which values of a facet are compared: folded text, a date as it is printed, a page as its
/// number.
pub(crate) fn key(facet: Facet, text: &str) -> String {
    let mut key = String::new();
    let is_date = matches!(facet, Facet::Issue | Facet::Month);
    if let Some(date) = is_date.then(|| Date::read(text)).flatten() {
        date.print(&mut key);
        return key;
    }
    fold_into(text, &mut key);
    if facet == Facet::Page {
        // 第03版, 03版, 三版 and 3 all become the number alone, without leading zeros.
        let number = in_digits(key.trim_start_matches('第').trim_end_matches('版'));
        let digits = number.find(|c: char| c.is_ascii_digit()).unwrap_or(number.len());
        if let Some((letters, digits)) = number.split_at_checked(digits) {
            let mut short = letters.to_owned();
            short.push_str(digits.trim_start_matches('0'));
            return short;
        }
    }
    key
}

/// Writes Chinese numbers up to 99 (二, 十二, 二十) in digits.
fn in_digits(text: &str) -> String {
    let mut digits = String::new();
    for (at, c) in text.char_indices() {
        let value = "十一二三四五六七八九".chars().zip(b'0'..).find(|&(name, _)| name == c);
        if c == '十' && at == 0 {
            digits.push('1');
        }
        // Between tens and units, 十 is not a digit.
        if c != '十' || at + c.len_utf8() == text.len() {
            digits.push(value.map_or(c, |(_, digit)| char::from(digit)));
        }
    }
    digits
}
