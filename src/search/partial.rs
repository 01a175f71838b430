//! The tiers *near* and *most words*: articles that do not contain all of the words.
//!
//! A word counts by how much it says: it must be rare in the collection and in the language at large. Words that say
//! next to nothing beside the others are not required. No list of stop words is needed: if all words are of this kind,
//! they decide.
//!
//! A word that occurs nowhere counts as well: an article must have most of what the query says, not of what happens to
//! be there. Of a query with spaces, each space-separated piece is a request of its own: one of which some word occurs
//! nowhere is left out as a whole, and the answer says so ([`missing`]).

use super::close::{is_near, places};
use super::collection::Piece;
use super::query::Query;
use super::score::{Scorer, Term};

/// Words with less than this share of the heaviest word's weight are ignored.
const LIGHT: f32 = 0.2;

/// The share of the best article's weight that an article must reach.
const OF_BEST: f32 = 0.5;

/// The share of the query's own weight that an article must reach if the query is short.
const OF_SHORT: f32 = 0.55;

/// The share of the weight of the words that occur somewhere that an article must reach to be near.
const OF_NEAR: f32 = 0.65;

/// The share of the query's own weight that an article must reach if the query is long.
const OF_LONG: f32 = 0.25;

/// A query with this many significant words is long: an article may say the same in other words.
const LONG: usize = 5;

/// So is one of this many characters: a sentence, of which a published lexicon does not know every word.
const LONG_CHARS: usize = 10;

/// Returns, for each word of the query, whether it is left out: whether it is in a piece of which some word occurs
/// nowhere, beside other pieces.
fn left_out(query: &Query, scorer: &Scorer<'_>) -> Vec<bool> {
    let at = |word: &String| query.words.iter().position(|other| other == word);
    let mut out = vec![false; query.words.len()];
    let occurs = |words: &[String]| {
        let mut words = words.iter().filter_map(at);
        words.all(|at| scorer.nowhere().iter().all(|&(other, _)| other != at))
    };
    if query.pieces.len() < 2 || !query.pieces.iter().any(|(_, words)| occurs(words)) {
        return out;
    }
    // What is also in a piece that occurs stays.
    for occurring in [false, true] {
        for (_, words) in query.pieces.iter().filter(|(_, words)| occurs(words) == occurring) {
            for at in words.iter().filter_map(at) {
                if let Some(out) = out.get_mut(at) {
                    *out = !occurring;
                }
            }
        }
    }
    out
}

/// Returns what of the query occurs nowhere: the pieces that are left out, or single words. Of words in a sentence, those
/// of one character are mostly particles, which are named only if there are no others.
pub(crate) fn missing(query: &Query, scorer: &Scorer<'_>) -> Vec<String> {
    let word = |&(at, _): &(usize, f32)| query.words.get(at).cloned();
    let mut words: Vec<String> = scorer.nowhere().iter().filter_map(word).collect();
    let is_long = |word: &String| word.chars().nth(1).is_some();
    if query.pieces.len() < 2 && words.iter().any(is_long) {
        words.retain(is_long);
    }
    if query.pieces.len() < 2 {
        return words;
    }
    let pieces = query.pieces.iter();
    let absent = pieces.filter(|(_, inside)| inside.iter().any(|word| words.contains(word)));
    absent.map(|(text, _)| text.clone()).collect()
}

/// Returns, for each shard, the documents (ascending) that are near, and those that have most words. `alone`: whether
/// nothing else was found; articles with the most of a query of several pieces are then enough. `met` limits the search
/// to these documents of each shard, if there are conditions.
pub(crate) fn partial(
    pieces: &[Piece],
    query: &Query,
    scorer: &Scorer<'_>,
    alone: bool,
    met: Option<&[Vec<u32>]>,
) -> [Vec<Vec<u32>>; 2] {
    let out = left_out(query, scorer);
    let is_in = |word: usize| out.get(word) != Some(&true);
    let terms = scorer.bare();
    let present = || terms.iter().filter(|term| is_in(term.word));
    let heaviest = present().map(|term| term.idf).fold(0.0, f32::max);
    let is_asked = |term: &&Term<'_>| is_in(term.word) && term.idf >= LIGHT * heaviest;
    let covered = covered(pieces, &terms.iter().filter(is_asked).collect::<Vec<_>>(), met);
    let best = covered
        .iter()
        .flatten()
        .fold(0.0, |best, &weight| f32::max(best, weight));
    let asked = present().filter(is_asked).map(|term| term.idf);
    let some: f32 = asked.clone().sum();
    let lost = scorer.nowhere().iter().filter(|&&(word, _)| is_in(word));
    let all: Vec<f32> = asked.chain(lost.map(|&(_, weight)| weight)).collect();
    let (count, all) = (all.len(), all.iter().sum::<f32>());
    let mut least = if count < LONG && query.bare.chars().count() < LONG_CHARS {
        OF_SHORT * all
    } else {
        (OF_LONG * all).max(OF_BEST * best)
    };
    if alone && query.pieces.len() > 1 && best < least {
        least = OF_BEST * best;
    }
    least = least.max(f32::MIN_POSITIVE);
    let mut tiers = [Vec::new(), Vec::new()];
    for (number, (piece, weights)) in pieces.iter().zip(covered).enumerate() {
        let above = |least: f32| -> Vec<u32> {
            let documents = (0u32..).zip(&weights).filter(|&(_, &weight)| weight >= least);
            documents.map(|(document, _)| document).collect()
        };
        let close = above(least.max(OF_NEAR * some));
        let found = places(&piece.shard, number, terms, &close).into_iter().zip(&close);
        let near = found.filter(|(found, _)| is_near(&found.places, terms, some));
        let [first, second] = &mut tiers;
        first.push(near.map(|(_, &document)| document).collect());
        second.push(above(least));
    }
    tiers
}

/// Returns, for each document of each shard, the weight of the terms that it contains. A document that does not meet
/// the conditions is below all others, whatever it contains.
fn covered(pieces: &[Piece], terms: &[&Term<'_>], met: Option<&[Vec<u32>]>) -> Vec<Vec<f32>> {
    let mut covered = Vec::with_capacity(pieces.len());
    for (number, piece) in pieces.iter().enumerate() {
        let met = met.and_then(|met| met.get(number));
        let nothing = if met.is_some() { f32::NEG_INFINITY } else { 0.0 };
        let mut weights = vec![nothing; piece.shard.documents() as usize];
        for &document in met.into_iter().flatten() {
            if let Some(weight) = weights.get_mut(document as usize) {
                *weight = 0.0;
            }
        }
        for term in terms {
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
    covered
}
