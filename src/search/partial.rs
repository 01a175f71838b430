//! The tiers *near each other* and *most words*: articles that have not all of the words.
//!
//! A word counts by what it says: where the collection has it seldom, and the language does. Words that say next to
//! nothing beside the others are not asked, and there is no list of them: where all words are such, they decide.

use super::close::{is_near, places};
use super::collection::Piece;
use super::score::{Scorer, Term};

/// Words with less than this share of the heaviest word's weight are not asked.
const LIGHT: f32 = 0.2;

/// How much of the weight that the best article has must stand in one that is found.
const OF_BEST: f32 = 0.5;

/// How much of the query's weight, where it is short.
const OF_SHORT: f32 = 0.65;

/// So many words that are asked make a query long: one sentence may say the same in other words.
const LONG: usize = 5;

/// For each shard the documents (ascending) that are near, and those that have most words. `strict`: where the query
/// is short, most of its own weight must be there, whatever the best article has. `met`: for each shard the only ones
/// that count, where there are conditions.
pub(crate) fn partial(
    pieces: &[Piece],
    scorer: &Scorer<'_>,
    strict: bool,
    met: Option<&[Vec<u32>]>,
) -> [Vec<Vec<u32>>; 2] {
    let terms = scorer.bare();
    let heaviest = terms.iter().map(|term| term.idf).fold(0.0, f32::max);
    // Pieces of words rank; they answer only where nothing else does.
    let is_asked = |term: &&Term<'_>| term.idf >= LIGHT * heaviest && !(strict && term.is_piece);
    let mut covered: Vec<Vec<f32>> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        // What does not meet the conditions stays below all others, whatever it has.
        let met = met.and_then(|met| met.get(number));
        let nothing = if met.is_some() { f32::NEG_INFINITY } else { 0.0 };
        let mut weights = vec![nothing; piece.shard.documents() as usize];
        for &document in met.into_iter().flatten() {
            if let Some(weight) = weights.get_mut(document as usize) {
                *weight = 0.0;
            }
        }
        for term in terms.iter().filter(is_asked) {
            let Some(needle) = term.needles.get(number) else {
                continue;
            };
            piece.shard.each_document_of(&needle.find(), |document| {
                if let Some(weight) = weights.get_mut(document as usize) {
                    *weight += term.idf;
                }
            });
        }
        covered.push(weights);
    }
    let mut best = 0.0;
    for &weight in covered.iter().flat_map(Vec::as_slice) {
        if weight > best {
            best = weight;
        }
    }
    let asked = terms.iter().filter(is_asked);
    let (count, stands) = asked.fold((0, 0.0), |(count, sum), term| (count + 1, sum + term.idf));
    let (missing, lost) = scorer.nowhere();
    let (count, all) = (count + missing, stands + lost);
    let short = if strict && count < LONG { OF_SHORT * all } else { 0.0 };
    let least = (OF_BEST * best).max(short).max(f32::MIN_POSITIVE);
    let mut tiers = [Vec::new(), Vec::new()];
    for (number, (piece, weights)) in pieces.iter().zip(covered).enumerate() {
        let all = (0u32..).zip(&weights).filter(|&(_, &weight)| weight >= least);
        let all: Vec<(u32, f32)> = all.map(|(document, &weight)| (document, weight)).collect();
        let above = |least: f32| {
            let documents = all.iter().filter(|&&(_, weight)| weight >= least);
            documents.map(|&(document, _)| document).collect::<Vec<u32>>()
        };
        let close = above(OF_SHORT * stands);
        let found = places(&piece.shard, number, terms, &close).into_iter().zip(&close);
        let near = found.filter(|(found, _)| is_near(&found.places, terms, stands));
        let [first, second] = &mut tiers;
        first.push(near.map(|(_, &document)| document).collect());
        second.push(above(least));
    }
    tiers
}
