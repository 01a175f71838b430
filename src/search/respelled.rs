//! The tier *other spelling*: articles that contain a string the query may have been meant as.

use super::apart::Meant;
use super::collection::{Collection, Piece};
use super::hit::Tier;
use super::ordered::READ;
use super::query::Query;
use super::rank;
use super::score::Scorer;
use super::select::Selection;
use super::sets::{all_words, ids};
use super::tiers::Ranked;
use super::weights::{Parts, Sign, Weights};
use crate::index::Counts;
use crate::units::ArticleId;

/// Documents found by interpretations of a query: for each shard ascending, each with the index of the interpretation
/// and its score.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Respelled {
    found: Vec<Vec<Found>>,
}

/// A document, the index of the interpretation it was found by, and its score.
type Found = (u32, usize, f32);

impl Respelled {
    /// Finds the documents that contain one of the strings (the likeliest first) and the words beside it, among those
    /// that meet the query's conditions: `met` has them for each shard, if there are any.
    pub(crate) fn new(
        collection: &Collection,
        weights: &Weights,
        meant: &[Meant],
        met: Option<&[Vec<u32>]>,
        selection: Selection<'_>,
    ) -> Self {
        let statistics = collection.statistics();
        let mut all = vec![Vec::new(); collection.pieces().len()];
        for (which, meant) in meant.iter().enumerate() {
            let string = &meant.rewriting.found;
            // A string with words beside it is searched for and ranked like a query of words.
            let apart = Query {
                words: meant.beside.iter().chain([string]).cloned().collect(),
                ..Query::default()
            };
            let mut scorer = None;
            for (number, (piece, all)) in collection.pieces().iter().zip(&mut all).enumerate() {
                let shard = &piece.shard;
                let mut found = if meant.beside.is_empty() {
                    shard.documents_of(&shard.find(string))
                } else {
                    let documents = all_words(shard, &apart.words, None).into_iter();
                    documents.map(|document| (document, Counts::default())).collect()
                };
                if found.is_empty() {
                    continue;
                }
                let own = meant.tests.as_ref().map(|tests| selection.documents(piece, tests));
                let met = own.as_ref().or_else(|| met.and_then(|met| met.get(number)));
                found.retain(|(document, _)| {
                    met.is_none_or(|met| met.binary_search(document).is_ok()) && place(all, *document).is_err()
                });
                let about: Vec<f32> = if meant.beside.is_empty() {
                    let norms = |document| statistics.norms(weights, shard.lengths(document));
                    let about = |&(document, counts)| rank::part(weights, 1.0, counts, norms(document));
                    found.iter().map(about).collect()
                } else {
                    let scorer = scorer.get_or_insert_with(|| Scorer::new(collection, weights, &apart, &[]));
                    let documents = ids(&found);
                    let mut parts = scorer.scores(number, shard, &documents);
                    if documents.len() <= READ {
                        scorer.read(number, shard, &documents, &mut parts);
                    }
                    parts.iter().map(|parts| parts.sum() / (1.0 + parts.sum())).collect()
                };
                for ((document, _), about) in found.into_iter().zip(about) {
                    if let Err(at) = place(all, document) {
                        all.insert(at, (document, which, likely(meant.rewriting.cost, which) + about));
                    }
                }
            }
        }
        Self { found: all }
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.iter().all(Vec::is_empty)
    }

    /// Returns the documents of each shard, ascending.
    pub(crate) fn documents(&self) -> Vec<Vec<u32>> {
        let ids = |found: &Vec<Found>| found.iter().map(|&(document, ..)| document).collect();
        self.found.iter().map(ids).collect()
    }

    /// Returns the given documents of each shard with their scores.
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

    /// Returns the index of the interpretation that found a document of the shard with this number, and its score.
    pub(crate) fn get(&self, number: usize, document: u32) -> Option<(usize, f32)> {
        let found = self.found.get(number)?;
        let at = place(found, document).ok()?;
        found.get(at).map(|&(_, which, score)| (which, score))
    }
}

fn place(found: &[Found], document: u32) -> Result<usize, usize> {
    found.binary_search_by_key(&document, |&(other, ..)| other)
}

/// Scores a string by its likelihood: the articles with a likelier string rank before all others. A part below 1 is
/// added to it, by how much an article is about the string.
#[allow(clippy::cast_precision_loss, reason = "small numbers")]
fn likely(cost: u32, which: usize) -> f32 {
    (256 - cost.min(127) as usize - which.min(127)) as f32
}
