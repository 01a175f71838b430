//! Which documents of a shard meet a query's clauses, as bitmaps.

use super::attributes::{key, Attributes, Facet};
use super::collection::Piece;
use super::query::{DateRange, Kind, Strings, Test};
use super::sets::all_words;
use crate::index::Shard;

/// Evaluates tests against the articles of a collection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Selection<'a> {
    pub(crate) attributes: &'a Attributes,
    /// Whether dates that could also be text are read as text.
    pub(crate) dates_as_text: bool,
}

impl Selection<'_> {
    /// Returns the documents (ascending) that meet all tests.
    pub(crate) fn documents(&self, piece: &Piece, tests: &[Test]) -> Vec<u32> {
        let bits = self.all(piece, tests);
        (0..piece.shard.documents())
            .filter(|&document| {
                bits.get(document as usize / 64)
                    .is_some_and(|word| word >> (document % 64) & 1 == 1)
            })
            .collect()
    }

    fn all(&self, piece: &Piece, tests: &[Test]) -> Vec<u64> {
        let mut all = vec![u64::MAX; words(piece)];
        for test in tests {
            let met = self.test(piece, test);
            all.iter_mut().zip(met).for_each(|(all, met)| *all &= met);
        }
        all
    }

    fn test(&self, piece: &Piece, test: &Test) -> Vec<u64> {
        let mut met = match &test.kind {
            Kind::Strings(strings) => ticked(piece, &having(&piece.shard, strings)),
            Kind::Value(facet, strings) => self.value(piece, *facet, strings),
            Kind::Dates(_, strings) if self.dates_as_text && !strings.whole.is_empty() => {
                ticked(piece, &having(&piece.shard, strings))
            }
            Kind::Dates(range, _) => self.dates(piece, *range),
            Kind::All(tests) => self.all(piece, tests),
            Kind::Any(tests) => {
                let mut any = vec![0; words(piece)];
                for test in tests {
                    let met = self.test(piece, test);
                    any.iter_mut().zip(met).for_each(|(any, met)| *any |= met);
                }
                any
            }
        };
        if test.excluded {
            met.iter_mut().for_each(|word| *word = !*word);
        }
        met
    }

    fn dates(&self, piece: &Piece, range: DateRange) -> Vec<u64> {
        self.filtered(piece, |article| range.holds(self.attributes.date(article)))
    }

    fn value(&self, piece: &Piece, facet: Facet, strings: &Strings) -> Vec<u64> {
        let page = key(Facet::Page, &strings.whole);
        let meets = |value: &str| match facet {
            Facet::Page => value == page,
            _ => {
                value.contains(&strings.whole)
                    || !strings.words.is_empty() && strings.words.iter().all(|word| value.contains(word))
            }
        };
        let values = self.attributes.values().iter();
        let met: Vec<bool> = values.map(|value| value.facet == facet && meets(&value.key)).collect();
        self.filtered(piece, |article| {
            let mut owned = self.attributes.of(article).iter();
            owned.any(|&value| met.get(value as usize) == Some(&true))
        })
    }

    fn filtered(&self, piece: &Piece, mut meets: impl FnMut(u32) -> bool) -> Vec<u64> {
        let documents: Vec<u32> = (0..piece.shard.documents())
            .filter(|document| meets(piece.first.saturating_add(*document)))
            .collect();
        ticked(piece, &documents)
    }
}

/// The number of 64-bit words in a bitmap of the shard's documents.
fn words(piece: &Piece) -> usize {
    piece.shard.documents() as usize / 64 + 1
}

/// Returns a bitmap of the documents.
fn ticked(piece: &Piece, documents: &[u32]) -> Vec<u64> {
    let mut bits = vec![0; words(piece)];
    for document in documents {
        if let Some(word) = bits.get_mut(*document as usize / 64) {
            *word |= 1 << (document % 64);
        }
    }
    bits
}

/// Returns the documents that contain all the words in the field, or, if there are no words, the whole text.
fn having(shard: &Shard, strings: &Strings) -> Vec<u32> {
    let whole = core::slice::from_ref(&strings.whole);
    let words = if strings.words.is_empty() {
        whole
    } else {
        &strings.words
    };
    all_words(shard, words, strings.field)
}
