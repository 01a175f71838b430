//! Scores articles by the query's words, by the whole query as one more term, and by how the words are arranged.

use super::close::{in_order, nearness, places};
use super::collection::Collection;
use super::query::Query;
use super::rank::{self, Norms, Statistics};
use super::sets::Documents;
use super::weights::{Parts, Sign, Weights, START};
use crate::index::{Counts, Field, Needle, Shard, Word};

/// The terms of a query and where they occur.
#[derive(Debug)]
pub(crate) struct Scorer<'a> {
    weights: &'a Weights,
    statistics: &'a Statistics,
    terms: Vec<Term<'a>>,
    /// How many of the terms, the first ones, come from the bare text of the query.
    bare: usize,
    /// The idf of the whole query, then for each shard the documents that contain it.
    whole: f32,
    phrase: &'a [Documents],
    /// The bare words that occur nowhere, by index, each with the largest weight that it could have.
    nowhere: Vec<(usize, f32)>,
}

/// A word of the query.
#[derive(Debug)]
pub(crate) struct Term<'a> {
    /// Its weight.
    pub(crate) idf: f32,
    /// The index of the word in the query.
    pub(crate) word: usize,
    /// Its length in characters.
    pub(crate) chars: u32,
    /// For each shard, the term prepared for searching as a string.
    pub(crate) needles: Vec<Needle<'a>>,
    /// For each shard, the documents in which it was cut as a word.
    cut: Vec<Word<'a>>,
    /// For each shard, the documents that contain it as a string, if it was cut nowhere.
    strings: Vec<Documents>,
}

impl<'a> Scorer<'a> {
    /// Makes a scorer. `phrase` has, for each shard, the documents that contain the whole query.
    pub(crate) fn new(
        collection: &'a Collection,
        weights: &'a Weights,
        query: &Query,
        phrase: &'a [Documents],
    ) -> Self {
        let statistics = collection.statistics();
        let whole = statistics.idf(phrase.iter().map(Vec::len).sum());
        let mut scorer = Self {
            weights,
            statistics,
            terms: Vec::with_capacity(query.words.len()),
            bare: 0,
            whole,
            phrase,
            nowhere: Vec::new(),
        };
        for (at, word) in query.words.iter().chain(&query.plan.terms).enumerate() {
            let is_bare = at < query.words.len();
            if at == query.words.len() {
                scorer.bare = scorer.terms.len();
            }
            // A word that is frequent in the language says little, even if it is rare in this collection.
            let most = query.everyday.get(at).copied().unwrap_or(f32::INFINITY);
            if *word == query.bare && phrase.iter().any(|found| !found.is_empty()) && is_cut_nowhere(collection, word) {
                continue; // the word is the whole query, which has a term of its own
            }
            if !scorer.term(collection, (at, word), most) && is_bare {
                scorer.nowhere.push((at, statistics.idf(0).min(most)));
            }
        }
        if query.plan.terms.is_empty() {
            scorer.bare = scorer.terms.len();
        }
        scorer
    }

    /// Adds a term, unless it occurs nowhere. Returns whether it occurs.
    fn term(&mut self, collection: &'a Collection, (at, word): (usize, &str), most: f32) -> bool {
        let shards = || collection.pieces().iter().map(|piece| &piece.shard);
        let needles: Vec<Needle<'a>> = shards().map(|shard| shard.needle(word)).collect();
        let cut: Vec<Word<'a>> = shards().map(|shard| shard.word(word).unwrap_or_default()).collect();
        let mut documents: usize = cut.iter().map(|word| word.documents as usize).sum();
        let mut strings = Vec::new();
        if documents == 0 {
            let found = shards().zip(&needles);
            strings = found
                .map(|(shard, needle)| shard.documents_of(&needle.find()))
                .collect();
            documents = strings.iter().map(Vec::len).sum();
        }
        if documents > 0 {
            self.terms.push(Term {
                idf: self.statistics.idf(documents).min(most),
                word: at,
                chars: u32::try_from(word.chars().count()).unwrap_or(u32::MAX),
                needles,
                cut,
                strings,
            });
        }
        documents > 0
    }

    /// The terms from the bare text of the query that occur somewhere.
    pub(crate) fn bare(&self) -> &[Term<'a>] {
        self.terms.get(..self.bare).unwrap_or_default()
    }

    /// The bare words that occur nowhere, by index, each with the largest weight that it could have.
    pub(crate) fn nowhere(&self) -> &[(usize, f32)] {
        &self.nowhere
    }

    /// Returns the score for the date of an article `days` older than the newest: halved after each half-life, and
    /// linear in between.
    #[allow(clippy::cast_precision_loss, reason = "days")]
    pub(crate) fn recent(&self, days: u32, half_life: u32) -> f32 {
        let half_life = half_life.max(1);
        let halvings = (days / half_life).min(30);
        let rest = (days % half_life) as f32 / half_life as f32;
        let all: f32 = self.terms.iter().map(|term| term.idf).sum();
        let average = if self.terms.is_empty() {
            self.whole
        } else {
            all / self.terms.len() as f32
        };
        self.weights.recent * average * (1.0 - rest / 2.0) / (1u32 << halvings) as f32
    }

    /// Returns what each of the documents (ascending) of the shard with this number scores by its words and the whole
    /// query.
    pub(crate) fn scores(&self, number: usize, shard: &Shard, documents: &[u32]) -> Vec<Parts> {
        let weights = self.weights;
        let norms: Vec<Norms> = documents
            .iter()
            .map(|&document| self.statistics.norms(weights, shard.lengths(document)))
            .collect();
        let mut scores = vec![Parts::default(); documents.len()];
        let mut add = |sign, idf, at: usize, counts: Counts| {
            if let (Some(score), Some(norms)) = (scores.get_mut(at), norms.get(at)) {
                score.add(sign, rank::part(weights, idf, counts, *norms));
            }
        };
        for term in &self.terms {
            term.meet(number, documents, &mut |at, counts| {
                add(Sign::Words, term.idf, at, counts)
            });
        }
        let phrase = self.phrase.get(number).map_or(&[][..], Vec::as_slice);
        meet(documents, phrase, &mut |at, counts| {
            add(Sign::Whole, self.whole, at, counts);
        });
        // An editor's order: the headline outranks the text.
        let headline = weights.headline * (self.whole + self.terms.iter().map(|term| term.idf).sum::<f32>());
        meet(documents, phrase, &mut |at, counts| {
            if let (Some(score), Some(1..)) = (scores.get_mut(at), counts.get(Field::Headline as usize)) {
                score.add(Sign::Headline, headline);
            }
        });
        scores
    }

    /// Adds what reading the documents (ascending) shows: words inside longer ones, order, nearness, beginnings.
    #[allow(
        clippy::cast_precision_loss,
        reason = "places in an article; the score is an estimate"
    )]
    pub(crate) fn read(&self, number: usize, shard: &Shard, documents: &[u32], scores: &mut [Parts]) {
        let weights = self.weights;
        let found = places(shard, number, &self.terms, documents);
        for (which, term) in self.terms.iter().enumerate() {
            let mut cut: Vec<Counts> = vec![Counts::default(); documents.len()];
            term.meet(number, documents, &mut |at, counts| {
                if let Some(slot) = cut.get_mut(at) {
                    *slot = counts;
                }
            });
            for (((score, found), cut), &document) in scores.iter_mut().zip(&found).zip(cut).zip(documents) {
                let counts = found.counts.get(which).copied().unwrap_or_default();
                if counts != cut {
                    let norms = self.statistics.norms(weights, shard.lengths(document));
                    let more = rank::part(weights, term.idf, counts, norms) - rank::part(weights, term.idf, cut, norms);
                    score.add(Sign::Inside, weights.inside * more.max(0.0));
                }
                if let Some(first) = found.places.iter().find(|place| place.term == which) {
                    let begins = START as f32 / (START as f32 + first.start as f32);
                    score.add(Sign::Start, weights.start * term.idf * begins);
                }
            }
        }
        for (score, found) in scores.iter_mut().zip(&found) {
            let near = nearness(&found.places, &self.terms, weights.saturation);
            score.add(Sign::Near, weights.near * near);
            score.add(Sign::Order, weights.order * in_order(&found.places, &self.terms));
        }
    }
}

fn is_cut_nowhere(collection: &Collection, word: &str) -> bool {
    collection
        .shards()
        .all(|shard| shard.word(word).is_none_or(|word| word.documents == 0))
}

impl Term<'_> {
    /// Calls `each` for every one of `documents` (ascending) that contains the term, with its index there and its
    /// counts.
    fn meet(&self, number: usize, documents: &[u32], each: &mut dyn FnMut(usize, Counts)) {
        if let Some(found) = self.strings.get(number) {
            meet(documents, found, each);
        } else if let Some(word) = self.cut.get(number) {
            word.meet(documents, each);
        }
    }
}

/// Calls `each` for every posting whose document is in `documents`, with its index there and its counts; both ascend.
fn meet(documents: &[u32], postings: &[(u32, Counts)], each: &mut dyn FnMut(usize, Counts)) {
    let mut at = 0;
    for &(document, counts) in postings {
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
