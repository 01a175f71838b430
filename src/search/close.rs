//! Where a query's words occur in an article, and how close together.
//!
//! Proximity follows S. Büttcher, C. Clarke and B. Lushman, *Term Proximity Scoring for Ad-Hoc Retrieval on Very Large
//! Text Collections*, SIGIR 2006: when two words occur next to each other, each gains the weight of the other divided
//! by the square of their distance, and the sum that a word gains saturates as its frequency does. Distances are
//! counted in words of two characters; nothing is close across the end of a block.

use super::score::Term;
use crate::index::{Counts, Shard, FIELDS};
use crate::order;

/// The longest passage that still counts as *near*, in characters: about a long sentence.
const NEAR_CHARS: u32 = 40;

/// The share of the query's weight that must occur in such a passage.
const NEAR_SHARE: f32 = 0.6;

/// The size of a position list, in bytes, above which a single character is a common one: it then occurs some thousand
/// times in a shard.
const COMMON_CHARACTER: usize = 2048;

/// One occurrence of a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Characters from the beginning of the document to its first character.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The index of the block it is in.
    pub(crate) block: u32,
    /// The index of the term.
    pub(crate) term: usize,
}

/// The occurrences of the terms in one document, ascending, and for each term its count in each field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    pub(crate) places: Vec<Place>,
    pub(crate) counts: Vec<Counts>,
}

/// Finds where the terms occur in each of the documents (ascending) of the shard with this number.
pub(crate) fn places(shard: &Shard, number: usize, terms: &[Term<'_>], documents: &[u32]) -> Vec<Places> {
    let mut all = vec![Places::default(); documents.len()];
    for (which, term) in terms.iter().enumerate() {
        for found in &mut all {
            found.counts.push([0; FIELDS]);
        }
        // The places of a common character say nothing beside other words, and take the longest to read.
        let is_common = |weight| terms.len() > 1 && term.chars == 1 && weight > COMMON_CHARACTER;
        let needle = term.needles.get(number);
        let Some(needle) = needle.filter(|needle| needle.weight() > 0 && !is_common(needle.weight())) else {
            continue;
        };
        let positions = needle.find_in_documents(documents);
        let mut at = 0;
        for (block, &position) in shard.blocks_of(&positions).zip(&positions) {
            while documents.get(at).is_some_and(|&document| document < block.document) {
                at += 1;
            }
            let Some(found) = all.get_mut(at) else { break };
            let start = position.saturating_sub(shard.range(block.document).0);
            found.places.push(Place {
                start,
                end: start.saturating_add(term.chars),
                block: block.index,
                term: which,
            });
            let counts = found.counts.last_mut();
            if let Some(count) = counts.and_then(|counts| counts.get_mut(block.field as usize)) {
                *count += 1;
            }
        }
    }
    for found in &mut all {
        found.places = order::by_key(core::mem::take(&mut found.places), |place| place.start as usize);
    }
    all
}

/// Scores how close the words are to each other: at most the sum of their weights.
#[allow(clippy::cast_precision_loss, reason = "small numbers")]
pub(crate) fn nearness(places: &[Place], terms: &[Term<'_>], saturation: f32) -> f32 {
    let weight = |place: &Place| terms.get(place.term).map_or(0.0, |term| term.idf);
    let all: f32 = terms.iter().map(|term| term.idf).sum();
    let mut gathered = vec![0.0; terms.len()];
    for pair in places.windows(2) {
        let [a, b] = pair else { continue };
        if a.term == b.term || a.block != b.block {
            continue;
        }
        let distance = 1.0 + b.start.saturating_sub(a.end) as f32 / 2.0;
        for (one, other) in [(a, b), (b, a)] {
            if let Some(sum) = gathered.get_mut(one.term) {
                // A share of the query's weight, so that two words alone do not saturate a long query.
                *sum += 4.0 * weight(other) / all.max(f32::MIN_POSITIVE) / (distance * distance);
            }
        }
    }
    let both = gathered.iter().zip(terms);
    both.map(|(sum, term)| term.idf * sum / (saturation + sum)).sum()
}

/// Scores words that follow each other as in the query: the lighter weight of each two neighbours, counted once.
pub(crate) fn in_order(places: &[Place], terms: &[Term<'_>]) -> f32 {
    let mut met = vec![false; terms.len()];
    for (at, place) in places.iter().enumerate() {
        let following = places.get(at + 1..).unwrap_or_default().iter();
        // Words may overlap, if a longer one contains a shorter one; one character, such as a mark or 的, may come
        // between.
        let mut following = following.take_while(|other| other.start <= place.end + 1 && other.block == place.block);
        if following.any(|other| other.term == place.term + 1 && other.start >= place.end) {
            if let Some(met) = met.get_mut(place.term) {
                *met = true;
            }
        }
    }
    let pairs = terms.windows(2).zip(met);
    pairs
        .filter_map(|(pair, met)| match pair {
            [a, b] if met => Some(a.idf.min(b.idf)),
            _ => None,
        })
        .sum()
}

/// Whether at least two words with most of the weight `of` occur in one short passage.
pub(crate) fn is_near(places: &[Place], terms: &[Term<'_>], of: f32) -> bool {
    let mut inside = vec![0u32; terms.len()];
    let (mut first, mut kinds, mut weight) = (0, 0, 0.0);
    for last in places {
        let entered = inside.get_mut(last.term);
        if let (Some(count), Some(term)) = (entered, terms.get(last.term)) {
            *count += 1;
            if *count == 1 {
                kinds += 1;
                weight += term.idf;
            }
        }
        while let Some(place) = places.get(first) {
            if place.block == last.block && last.end.saturating_sub(place.start) <= NEAR_CHARS {
                break;
            }
            first += 1;
            if let (Some(count), Some(term)) = (inside.get_mut(place.term), terms.get(place.term)) {
                *count -= 1;
                if *count == 0 {
                    kinds -= 1;
                    weight -= term.idf;
                }
            }
        }
        if kinds >= 2 && weight >= NEAR_SHARE * of {
            return true;
        }
    }
    false
}
