//! The tiers *near* and *most words*: articles that do not contain all of the words.
//!
//! A word counts by how much it says: it must be rare in the collection and in the language at large. Words that say
//! next to nothing beside the others are not required. No list of stop words is needed: if all words are of this kind,
//! they decide.

use super::close::{is_near, places};
use super::collection::Piece;
use super::score::{Scorer, Term};

/// Words with less than this share of the heaviest word's weight are ignored.
const LIGHT: f32 = 0.2;

/// The share of the best article's weight that an article must reach.
const OF_BEST: f32 = 0.5;

/// The share of the query's own weight that an article must reach if the query is short.
const OF_SHORT: f32 = 0.65;

/// A query with this many significant words is long: an article may say the same in other words.
const LONG: usize = 5;

/// Returns, for each shard, the documents (ascending) that are near, and those that have most words. With `strict`, a
/// short query must also have most of its own weight in the article, whatever the best article has. `met` limits the
/// search to these documents of each shard, if there are conditions.
pub(crate) fn partial(
    pieces: &[Piece],
    scorer: &Scorer<'_>,
    strict: bool,
    met: Option<&[Vec<u32>]>,
) -> [Vec<Vec<u32>>; 2] {
    let terms = scorer.bare();
    let heaviest = terms.iter().map(|term| term.idf).fold(0.0, f32::max);
    // Character pairs of unknown words only rank; they find articles only if nothing else does.
    let is_asked = |term: &&Term<'_>| term.idf >= LIGHT * heaviest && !(strict && term.is_piece);
    let mut covered: Vec<Vec<f32>> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        // A document that does not meet the conditions stays below all others, whatever it contains.
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
    let (count, present) = asked.fold((0, 0.0), |(count, sum), term| (count + 1, sum + term.idf));
    let (missing, lost) = scorer.nowhere();
    let (count, all) = (count + missing, present + lost);
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
        let close = above(OF_SHORT * present);
        let found = places(&piece.shard, number, terms, &close).into_iter().zip(&close);
        let near = found.filter(|(found, _)| is_near(&found.places, terms, present));
        let [first, second] = &mut tiers;
        first.push(near.map(|(_, &document)| document).collect());
        second.push(above(least));
    }
    tiers
}
