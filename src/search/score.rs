//! What the articles of a query are ranked by: its words, and the whole of it as one more term.

use super::collection::Collection;
use super::query::Query;
use super::rank::{self, Norms, Statistics};
use super::tiers::Documents;
use crate::index::{Counts, Field, Shard, Word};

/// The terms of a query and where they stand.
#[derive(Debug)]
pub(crate) struct Scorer<'a> {
    statistics: &'a Statistics,
    terms: Vec<Term<'a>>,
    /// For each shard, where the whole query stands.
    phrase: &'a [Documents],
    /// What the whole query in the headline adds: as much as all terms together can.
    headline: f32,
}

#[derive(Debug)]
struct Term<'a> {
    idf: f32,
    /// For each shard, where it stands.
    postings: Vec<Postings<'a>>,
}

/// Where a term stands in one shard.
#[derive(Debug)]
enum Postings<'a> {
    /// As the segmenter cut it.
    Cut(Word<'a>),
    /// As a string: for words that were cut nowhere.
    Strings(Documents),
    /// As a string that was found already: the whole query.
    Found(&'a Documents),
}

impl<'a> Scorer<'a> {
    /// `phrase`: for each shard, where the whole query stands.
    pub(crate) fn new(collection: &'a Collection, query: &Query, phrase: &'a [Documents]) -> Self {
        let statistics = collection.statistics();
        let shards = || collection.pieces().iter().map(|piece| &piece.shard);
        let mut terms = Vec::with_capacity(query.words.len() + 1);
        terms.push(Term {
            idf: statistics.idf(phrase.iter().map(Vec::len).sum()),
            postings: phrase.iter().map(Postings::Found).collect(),
        });
        for word in query.words.iter().chain(&query.plan.terms) {
            let cut: Vec<Word<'a>> = shards().map(|shard| shard.word(word).unwrap_or_default()).collect();
            let documents: usize = cut.iter().map(|word| word.documents as usize).sum();
            if documents > 0 {
                let postings = cut.into_iter().map(Postings::Cut).collect();
                terms.push(Term {
                    idf: statistics.idf(documents),
                    postings,
                });
            } else if *word != query.bare {
                let found: Vec<Documents> = shards().map(|shard| shard.documents_of(&shard.find(word))).collect();
                let idf = statistics.idf(found.iter().map(Vec::len).sum());
                terms.push(Term {
                    idf,
                    postings: found.into_iter().map(Postings::Strings).collect(),
                });
            }
        }
        let headline = terms.iter().map(|term| term.idf).sum();
        Self {
            statistics,
            terms,
            phrase,
            headline,
        }
    }

    /// The scores of documents (ascending) of the shard with this number.
    pub(crate) fn scores(&self, number: usize, shard: &Shard, documents: &[u32]) -> Vec<f32> {
        let norms: Vec<Norms> = documents
            .iter()
            .map(|&document| self.statistics.norms(shard.lengths(document)))
            .collect();
        let mut scores = vec![0.0; documents.len()];
        for Term { idf, postings } in &self.terms {
            let mut add = |at: usize, counts: Counts| {
                if let (Some(score), Some(norms)) = (scores.get_mut(at), norms.get(at)) {
                    *score += rank::part(*idf, counts, *norms);
                }
            };
            match postings.get(number) {
                Some(Postings::Cut(word)) => meet(documents, word.iter(), &mut add),
                Some(Postings::Strings(found)) => meet(documents, found.iter().copied(), &mut add),
                Some(Postings::Found(found)) => meet(documents, found.iter().copied(), &mut add),
                None => {}
            }
        }
        // An editor's order: what is printed over an article comes before what stands in it.
        let phrase = self.phrase.get(number).map_or(&[][..], Vec::as_slice);
        meet(documents, phrase.iter().copied(), |at, counts| {
            if let (Some(score), Some(1..)) = (scores.get_mut(at), counts.get(Field::Headline as usize)) {
                *score += self.headline;
            }
        });
        scores
    }
}

/// Calls `each` with the place in `documents` of each posting's document; both ascend.
fn meet(documents: &[u32], postings: impl Iterator<Item = (u32, Counts)>, mut each: impl FnMut(usize, Counts)) {
    let mut at = 0;
    for (document, counts) in postings {
        while documents.get(at).is_some_and(|&other| other < document) {
            at += 1;
        }
        match documents.get(at) {
            Some(&other) if other == document => each(at, counts),
            Some(_) => {}
            None => return,
        }
    }
}
