//! Packs answers as one string and one array of numbers. www/engine/outcome.js describes the layout and unpacks
//! them; both files must be changed together.

use js_sys::{Array, Float64Array, JsString};

use crate::index::Field;
use crate::search::{
    Clause, ClauseValue as Value, Excerpt, FacetCounts, Hit, Mark, Outcome, Part, QueryField, Respelling, Tier,
};
use crate::spelling::Spelling;
use crate::suggest::{ByAuthor, Correction, Keyword, Related, Suggestion};
use crate::units::{Span, Utf16Offset};

/// Packs the outcome of a search as `[string, Float64Array]`.
pub(super) fn packed(outcome: &Outcome) -> Array {
    let mut pack = Packer::default();
    pack.outcome(outcome);
    pack.finish()
}

/// Packs suggestions. www/engine/offers.js describes the layout of these, of corrections and of recommendations.
pub(super) fn packed_suggestions(suggestions: &[Suggestion]) -> Array {
    let mut pack = Packer::default();
    pack.count(suggestions);
    for suggestion in suggestions {
        pack.number(suggestion.kind as u32);
        pack.text(&suggestion.text);
        pack.number(suggestion.typed.start.0);
        pack.number(suggestion.typed.end.0);
        pack.number(suggestion.count);
    }
    pack.finish()
}

/// Packs corrections.
pub(super) fn packed_corrections(all: &[Correction]) -> Array {
    let mut pack = Packer::default();
    pack.count(all);
    for correction in all {
        pack.number(number_of_spelling(correction.spelling));
        pack.text(&correction.text);
        pack.number(correction.count);
    }
    pack.finish()
}

/// Packs recommendations for an article.
pub(super) fn packed_recommendations(keywords: &[Keyword], related: &[Related], by: &[ByAuthor]) -> Array {
    let mut pack = Packer::default();
    pack.count(keywords);
    for keyword in keywords {
        pack.text(&keyword.text);
        pack.numbers.push(f64::from(keyword.weight));
        pack.number(keyword.count);
    }
    pack.count(related);
    for other in related {
        pack.number(other.article.0);
        pack.numbers.push(f64::from(other.score));
        pack.count(&other.shared);
        for word in &other.shared {
            pack.text(word);
        }
    }
    pack.count(by);
    for by in by {
        pack.text(&by.name);
        pack.count(&by.articles);
        for article in &by.articles {
            pack.number(article.0);
        }
    }
    pack.finish()
}

/// Packs the places of a query in an article.
pub(super) fn packed_marks(marks: &[Mark]) -> Float64Array {
    let mut pack = Packer::default();
    pack.count(marks);
    for mark in marks {
        pack.part(mark.part, 0);
        pack.ranges(&mark.ranges);
    }
    Float64Array::from(pack.numbers.as_slice())
}

#[derive(Default)]
struct Packer {
    string: String,
    numbers: Vec<f64>,
}

impl Packer {
    fn finish(self) -> Array {
        Array::of2(
            &JsString::from(self.string),
            &Float64Array::from(self.numbers.as_slice()),
        )
    }

    fn outcome(&mut self, outcome: &Outcome) {
        self.number(outcome.total);
        self.spelling(outcome.corrected.as_ref());
        self.count(&outcome.missing);
        for missing in &outcome.missing {
            self.text(missing);
        }
        self.count(&outcome.tiers);
        for tier in &outcome.tiers {
            self.tier(tier.tier);
            self.number(tier.total);
        }
        self.count(&outcome.problems);
        for problem in &outcome.problems {
            self.text(&problem.message);
            self.number(problem.span.start.0);
            self.number(problem.span.end.0);
        }
        self.count(&outcome.clauses);
        for clause in &outcome.clauses {
            self.clause(clause);
        }
        self.count(&outcome.facets);
        for facet in &outcome.facets {
            self.facet(facet);
        }
        self.count(&outcome.hits);
        for hit in &outcome.hits {
            self.hit(hit);
        }
    }

    fn clause(&mut self, clause: &Clause) {
        self.number(match clause.value {
            Value::Text(_) => 0,
            Value::Phrase { .. } => 1,
            Value::Dates(_) => 2,
            Value::Any(_) => 3,
            Value::All(_) => 4,
        });
        self.number(match clause.field {
            None => 0,
            Some(QueryField::Headline) => 1,
            Some(QueryField::Author) => 2,
            Some(QueryField::Photo) => 3,
            Some(QueryField::Body) => 4,
            Some(QueryField::Section) => 5,
            Some(QueryField::Page) => 6,
            Some(QueryField::Date) => 7,
        });
        self.number(u32::from(clause.excluded));
        self.number(clause.span.start.0);
        self.number(clause.span.end.0);
        let mut text = String::new();
        clause.value.print(&mut text);
        self.text(&text);
    }

    fn facet(&mut self, counts: &FacetCounts) {
        self.number(counts.facet as u32);
        self.number(counts.total);
        self.count(&counts.values);
        for value in &counts.values {
            self.text(&value.text);
            self.number(value.count);
            self.number(u32::from(value.chosen));
        }
    }

    fn hit(&mut self, hit: &Hit) {
        self.number(hit.article.0);
        self.tier(hit.tier);
        self.numbers.push(f64::from(hit.score));
        self.number(hit.fields.iter().fold(0, |bits, &field| bits | 1 << number_of(field)));
        self.spelling(hit.spelling.as_ref());
        self.count(&hit.explanation);
        for &(name, part) in &hit.explanation {
            self.text(name);
            self.numbers.push(f64::from(part));
        }
        self.marked(&hit.headline.text, &hit.headline.ranges);
        self.count(&hit.excerpts);
        for Excerpt {
            part,
            text,
            ranges,
            cut_before,
            cut_after,
        } in &hit.excerpts
        {
            self.part(*part, u32::from(*cut_before) | u32::from(*cut_after) << 1);
            self.marked(text, ranges);
        }
    }

    fn spelling(&mut self, spelling: Option<&Respelling>) {
        self.number(spelling.map_or(0, |spelling| number_of_spelling(spelling.kind)));
        if let Some(spelling) = spelling {
            self.text(&spelling.found);
        }
    }

    fn marked(&mut self, text: &str, ranges: &[Span<Utf16Offset>]) {
        self.text(text);
        self.ranges(ranges);
    }

    fn part(&mut self, part: Part, cuts: u32) {
        self.number(number_of(part.field));
        self.number(part.index);
        self.number(cuts | u32::from(part.note) << 2);
    }

    fn ranges(&mut self, ranges: &[Span<Utf16Offset>]) {
        self.count_of(2 * ranges.len());
        for range in ranges {
            self.number(range.start.0);
            self.number(range.end.0);
        }
    }

    fn text(&mut self, text: &str) {
        self.string.push_str(text);
        self.count_of(text.encode_utf16().count());
    }

    fn tier(&mut self, tier: Tier) {
        self.number(match tier {
            Tier::AsTyped => 0,
            Tier::AllWords => 1,
            Tier::Contents => 2,
            Tier::OtherSpelling => 3,
            Tier::Near => 4,
            Tier::MostWords => 5,
        });
    }

    fn count<T>(&mut self, items: &[T]) {
        self.count_of(items.len());
    }

    fn count_of(&mut self, n: usize) {
        // This never saturates: wasm32's memory is addressed by 32 bits.
        self.number(u32::try_from(n).unwrap_or(u32::MAX));
    }

    fn number(&mut self, n: u32) {
        self.numbers.push(f64::from(n));
    }
}

const fn number_of_spelling(spelling: Spelling) -> u32 {
    match spelling {
        Spelling::Pinyin => 1,
        Spelling::Initials => 2,
        Spelling::Homophone => 3,
        Spelling::Typo => 4,
        Spelling::Latin => 5,
        Spelling::Synonym => 6,
    }
}

const fn number_of(field: Field) -> u32 {
    match field {
        Field::Headline => 0,
        Field::Kicker => 1,
        Field::Byline => 2,
        Field::Caption => 3,
        Field::Body => 4,
    }
}
