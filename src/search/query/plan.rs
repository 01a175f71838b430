//! Clauses → what is looked for in the index, folded and cut.

use super::clause::{Clause, Value};
use super::dates::DateRange;
use super::fields::Field;
use super::words_of;
use crate::index;
use crate::lexicon::{Segmenter, Synonyms};
use crate::search::attributes::Facet;
use crate::text::fold;
use crate::units::{Span, Utf16Offset};

/// What an article must meet, or with `excluded` must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Test {
    pub(crate) excluded: bool,
    pub(crate) kind: Kind,
}

impl Test {
    /// The same with a synonym in the place of some words of it, one at a time, each with the synonym.
    pub(crate) fn widened(&self, synonyms: &Synonyms) -> Vec<(String, Self)> {
        let mut all: Vec<(String, Kind)> = Vec::new();
        if self.excluded {
            return Vec::new(); // what is not wanted is what was typed
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

/// Each of the tests widened in its turn.
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
    /// A value of the facet has the text in it, or all its words; a page is the text.
    Value(Facet, Strings),
    /// The issue is of these days; or, where dates are to be read as text, that text stands in the article (no text:
    /// it is a date and nothing else).
    Dates(DateRange, Strings),
    Any(Vec<Test>),
    All(Vec<Test>),
}

/// Text that stands in a field, or anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Strings {
    /// What is looked for whole where there are no words.
    pub(crate) whole: String,
    /// Each of these must stand in the field. (Where the whole stands its words do.)
    pub(crate) words: Vec<String>,
    pub(crate) field: Option<index::Field>,
}

impl Strings {
    fn widened(&self, synonyms: &Synonyms, kind: impl Fn(Self) -> Kind) -> Vec<(String, Kind)> {
        let mut all = Vec::new();
        for (found, mut words) in synonyms.of(&self.words) {
            words.push(found.to_owned());
            let whole = words.join("\n"); // of several words, what stands nowhere
            let field = self.field;
            all.push((found.to_owned(), kind(Self { whole, words, field })));
        }
        all
    }
}

/// What the clauses of a query come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// All of these must be met.
    pub(crate) tests: Vec<Test>,
    /// What else ranks, besides the query's own words.
    pub(crate) terms: Vec<String>,
    /// What is marked in an article, and in which field only.
    pub(crate) marks: Vec<(String, Option<index::Field>)>,
    /// The dates that are no range and could be text, by their places.
    pub(crate) dates: Vec<Span<Utf16Offset>>,
}

/// Makes a [`Plan`] of clauses.
pub(super) struct Planner<'a> {
    pub(super) segmenter: Option<&'a Segmenter>,
    /// What was typed, to read a date as text.
    pub(super) typed: &'a [u16],
    pub(super) plan: Plan,
    /// What stands bare among the clauses.
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
                // Brackets around what must all be met anyway say nothing.
                Value::All(inner) if clause.field.is_none() && !clause.excluded => self.clauses(inner),
                _ => {
                    let test = self.test(clause, None, true);
                    self.plan.tests.push(test);
                }
            }
        }
    }

    /// `shown`: whether what is found is a reason to show an article.
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
            return Kind::All(Vec::new()); // nothing that can be seen was asked for
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
