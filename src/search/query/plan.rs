//! Turns clauses into what is searched for in the index, folded and cut.

use super::clause::{Clause, Value};
use super::dates::DateRange;
use super::fields::Field;
use super::words_of;
use crate::index;
use crate::lexicon::{Segmenter, Synonyms};
use crate::search::attributes::Facet;
use crate::text::fold;
use crate::units::{Span, Utf16Offset};

/// A condition that an article must meet, or with `excluded` must not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Test {
    pub(crate) excluded: bool,
    pub(crate) kind: Kind,
}

impl Test {
    /// Returns variants of the test with a synonym in place of some of its words, one at a time, each with the synonym.
    pub(crate) fn widened(&self, synonyms: &Synonyms) -> Vec<(String, Self)> {
        let mut all: Vec<(String, Kind)> = Vec::new();
        if self.excluded {
            return Vec::new(); // only what was typed is excluded, not its synonyms
        }
        match &self.kind {
            Kind::Strings(strings) => all.extend(strings.widened(synonyms, Kind::Strings)),
            Kind::Value(facet, strings) => all.extend(strings.widened(synonyms, |other| Kind::Value(*facet, other))),
            Kind::Dates(..) => {}
            Kind::Any(tests) => one_widened(tests, synonyms, Kind::Any, &mut all),
            Kind::All(tests) => one_widened(tests, synonyms, Kind::All, &mut all),
        }
        let wanted = |(found, kind)| {
            let excluded = false;
            (found, Self { excluded, kind })
        };
        all.into_iter().map(wanted).collect()
    }
}

/// Adds variants in which one of the tests is widened, for each test in turn.
fn one_widened(tests: &[Test], synonyms: &Synonyms, kind: fn(Vec<Test>) -> Kind, all: &mut Vec<(String, Kind)>) {
    for (at, test) in tests.iter().enumerate() {
        for (found, other) in test.widened(synonyms) {
            let mut tests = tests.to_vec();
            tests.splice(at..=at, [other]);
            all.push((found, kind(tests)));
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Strings(Strings),
    /// The text, or all its words, must occur in a value of the facet; a page must be the text itself.
    Value(Facet, Strings),
    /// The issue must be from these days; if dates are read as text, the text must occur in the article. Without a text
    /// it is always a date.
    Dates(DateRange, Strings),
    Any(Vec<Test>),
    All(Vec<Test>),
}

/// Text that must occur in a field, or anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Strings {
    /// The text that is searched for as a whole if there are no words.
    pub(crate) whole: String,
    /// Words that must all occur in the field. (If the whole text occurs, so do its words.)
    pub(crate) words: Vec<String>,
    pub(crate) field: Option<index::Field>,
}

impl Strings {
    fn widened(&self, synonyms: &Synonyms, kind: impl Fn(Self) -> Kind) -> Vec<(String, Kind)> {
        let mut all = Vec::new();
        for (found, mut words) in synonyms.of(&self.words) {
            words.push(found.to_owned());
            let whole = words.join("\n"); // several words never match as one text
            let field = self.field;
            all.push((found.to_owned(), kind(Self { whole, words, field })));
        }
        all
    }
}

/// What the clauses of a query search for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The tests, all of which an article must meet.
    pub(crate) tests: Vec<Test>,
    /// Further terms that rank, besides the query's own words.
    pub(crate) terms: Vec<String>,
    /// The texts to mark in an article, each with the only field in which to mark it.
    pub(crate) marks: Vec<(String, Option<index::Field>)>,
    /// The places of the single dates that could also be text.
    pub(crate) dates: Vec<Span<Utf16Offset>>,
}

/// Turns clauses into a [`Plan`].
pub(super) struct Planner<'a> {
    pub(super) segmenter: Option<&'a Segmenter>,
    /// The text that was typed, to read a date as text.
    pub(super) typed: &'a [u16],
    pub(super) plan: Plan,
    /// The bare text among the clauses.
    pub(super) bare: String,
}

impl Planner<'_> {
    pub(super) fn clauses(&mut self, clauses: &[Clause]) {
        for clause in clauses {
            match &clause.value {
                Value::Text(text) if clause.is_bare() => {
                    self.bare.push(' ');
                    self.bare.push_str(text);
                }
                // Brackets around clauses that must all be met anyway change nothing.
                Value::All(inner) if clause.field.is_none() && !clause.excluded => self.clauses(inner),
                _ => {
                    let test = self.test(clause, None, true);
                    self.plan.tests.push(test);
                }
            }
        }
    }

    /// Makes the test for a clause inside the field `around`. `shown`: whether a match is a reason to show an article.
    fn test(&mut self, clause: &Clause, around: Option<Field>, shown: bool) -> Test {
        let field = clause.field.or(around);
        let shown = shown && !clause.excluded;
        let mut inner = |clauses: &[Clause]| clauses.iter().map(|clause| self.test(clause, field, shown)).collect();
        let kind = match &clause.value {
            Value::Any(clauses) => Kind::Any(inner(clauses)),
            Value::All(clauses) => Kind::All(inner(clauses)),
            Value::Text(text) => self.strings(text, field, false, shown),
            Value::Phrase { text, .. } => self.strings(text, field, true, shown),
            Value::Dates(range) => {
                let place = self.typed.get(clause.span.start.get()..clause.span.end.get());
                let text = String::from_utf16_lossy(place.unwrap_or_default());
                match (clause.field, around) {
                    (None, Some(field)) if field != Field::Date => self.strings(&text, Some(field), false, shown),
                    (None, None) if shown => {
                        self.plan.dates.push(clause.span);
                        let whole = fold(&text).into_string();
                        Kind::Dates(
                            *range,
                            Strings {
                                whole,
                                ..Strings::default()
                            },
                        )
                    }
                    _ => Kind::Dates(*range, Strings::default()),
                }
            }
        };
        Test {
            excluded: clause.excluded,
            kind,
        }
    }

    fn strings(&mut self, text: &str, field: Option<Field>, is_phrase: bool, shown: bool) -> Kind {
        let whole = fold(text).into_string();
        if whole.is_empty() {
            return Kind::All(Vec::new()); // nothing visible was asked for
        }
        let words = words_of(text, self.segmenter);
        let place = match field {
            Some(Field::Headline) => Some(index::Field::Headline),
            Some(Field::Author) => Some(index::Field::Byline),
            Some(Field::Photo) => Some(index::Field::Caption),
            Some(Field::Body) => Some(index::Field::Body),
            Some(Field::Section) => Some(index::Field::Kicker),
            Some(Field::Page | Field::Date) | None => None,
        };
        if shown && field != Some(Field::Page) {
            self.plan.marks.push((whole.clone(), place));
            if !is_phrase {
                self.plan.marks.extend(words.iter().map(|word| (word.clone(), place)));
            }
            if is_phrase || words.is_empty() {
                self.plan.terms.push(whole.clone());
            }
            self.plan.terms.extend_from_slice(&words);
        }
        let strings = Strings {
            whole,
            words: if is_phrase { Vec::new() } else { words },
            field: place,
        };
        match field {
            Some(Field::Section) => Kind::Value(Facet::Section, strings),
            Some(Field::Page) => Kind::Value(Facet::Page, strings),
            _ => Kind::Strings(strings),
        }
    }
}
