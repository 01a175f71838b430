//! The tier *other spelling*: articles with a string that the query may stand for.

use super::collection::Piece;
use super::hit::Tier;
use super::rank::{self, Statistics};
use super::tiers::{all_words, Ranked};
use super::weights::{Parts, Sign, Weights};
use crate::index::Counts;
use crate::spelling::Rewriting;
use crate::units::ArticleId;

/// Documents found by rewritings of the query: for each shard ascending, with the rewriting that each
/// is found by and its score.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Respelled {
    found: Vec<Vec<(u32, usize, f32)>>,
}

impl Respelled {
    /// The documents in which one of the rewritings (the likeliest first) stands as it is.
    /// `alternatives` has for the first of them the words that must stand beside it.
    pub(crate) fn new(
        pieces: &[Piece],
        statistics: &Statistics,
        rewritings: &[Rewriting],
        alternatives: &[(Rewriting, Vec<String>)],
    ) -> Self {
        let found = pieces.iter().map(|Piece { shard, .. }| {
            let mut all: Vec<(u32, usize, f32)> = Vec::new();
            for (which, rewriting) in rewritings.iter().enumerate() {
                let mut found = shard.documents_of(&shard.find(&rewriting.found));
                if let Some((_, others)) = alternatives.get(which).filter(|(_, others)| !others.is_empty()) {
                    let beside = all_words(shard, others, None);
                    found.retain(|(document, _)| beside.binary_search(document).is_ok());
                }
                for (document, counts) in found {
                    if let Err(place) = all.binary_search_by_key(&document, |&(other, ..)| other) {
                        let score = score(rewriting, which, counts, statistics, shard.lengths(document));
                        all.insert(place, (document, which, score));
                    }
                }
            }
            all
        });
        Self { found: found.collect() }
    }

    /// For each shard, the documents, ascending.
    pub(crate) fn documents(&self) -> Vec<Vec<u32>> {
        let ids = |found: &Vec<(u32, usize, f32)>| found.iter().map(|&(document, ..)| document).collect();
        self.found.iter().map(ids).collect()
    }

    /// The given documents of each shard with their scores.
    pub(crate) fn ranked(&self, pieces: &[Piece], documents: &[Vec<u32>]) -> Vec<Ranked> {
        let mut ranked = Vec::new();
        for (number, (piece, documents)) in pieces.iter().zip(documents).enumerate() {
            for &document in documents {
                ranked.extend(self.get(number, document).map(|(_, score)| {
                    let mut parts = Parts::default();
                    parts.add(Sign::Spelling, score);
                    Ranked {
                        article: ArticleId(piece.first.saturating_add(document)),
                        tier: Tier::OtherSpelling,
                        score,
                        parts,
                    }
                }));
            }
        }
        ranked
    }

    /// Which rewriting a document of the shard with this number is found by, and its score.
    pub(crate) fn get(&self, number: usize, document: u32) -> Option<(usize, f32)> {
        let found = self.found.get(number)?;
        let place = found.binary_search_by_key(&document, |&(other, ..)| other).ok()?;
        found.get(place).map(|&(_, which, score)| (which, score))
    }
}

/// The likelier rewriting ranks before all others; of articles with one, that which is more about it.
#[allow(clippy::cast_precision_loss, reason = "small numbers")]
fn score(rewriting: &Rewriting, which: usize, counts: Counts, statistics: &Statistics, lengths: Counts) -> f32 {
    let weights = &Weights::default();
    let about = rank::part(weights, 1.0, counts, statistics.norms(weights, lengths));
    // Below 128 rewritings and costs; `about` is below 1.
    (256 - rewriting.cost.min(127) as usize - which.min(127)) as f32 + about
}
