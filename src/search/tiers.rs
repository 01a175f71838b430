//! Which articles, in which tier, in what order.
//!
//! *As typed*: the query's folded text stands in one piece of the article. *All words*: each of its
//! words stands somewhere in it. Both are decided by strings, so that a word is found whether or not
//! the segmenter cut it there; how the words were cut decides the order.

use std::collections::BinaryHeap;

use super::collection::{Collection, Piece};
use super::hit::{SearchOptions, Tier, TierCount};
use super::query::Query;
use super::score::Scorer;
use crate::index::{Counts, Needle, Shard, Word};
use crate::order;
use crate::units::ArticleId;

/// Articles in order, before anything of them is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranking {
    /// Those asked for, best first.
    pub ranked: Vec<Ranked>,
    /// How many were found in all.
    pub total: u32,
    /// The same by tier; tiers that found nothing are left out.
    pub tiers: Vec<TierCount>,
    /// For each shard, the positions of the whole query.
    pub(crate) positions: Vec<Vec<u32>>,
}

/// An article, its tier and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// Which.
    pub article: ArticleId,
    /// How well it is what was asked for.
    pub tier: Tier,
    /// Higher is better.
    pub score: f32,
}

/// Documents of one shard, ascending, with how often something stands in their fields.
pub(crate) type Documents = Vec<(u32, Counts)>;

/// Finds and ranks.
#[must_use]
pub fn rank(collection: &Collection, query: &Query, options: SearchOptions) -> Ranking {
    let wanted = options.offset.saturating_add(options.limit) as usize;
    let passed_over = options.offset as usize;
    if query.phrase.is_empty() {
        let total = collection.documents();
        let all = (0..total).take(wanted).skip(passed_over);
        let ranked = all
            .map(|i| Ranked {
                article: ArticleId(i),
                tier: Tier::Contents,
                score: 0.0,
            })
            .collect();
        return Ranking {
            ranked,
            total,
            tiers: tiers([(Tier::Contents, total)]),
            positions: Vec::new(),
        };
    }
    let pieces = collection.pieces();
    let positions: Vec<Vec<u32>> = pieces.iter().map(|piece| piece.shard.find(&query.phrase)).collect();
    let phrase: Vec<Documents> = pieces
        .iter()
        .zip(&positions)
        .map(|(piece, at)| piece.shard.documents_of(at))
        .collect();
    let as_typed: Vec<Vec<u32>> = phrase.iter().map(|found| ids(found)).collect();
    let all_words: Vec<Vec<u32>> = if query.is_one_word() {
        vec![Vec::new(); pieces.len()]
    } else {
        pieces
            .iter()
            .zip(&as_typed)
            .map(|(piece, found)| without(all_words(&piece.shard, &query.words), found))
            .collect()
    };

    let mut ranked = Vec::new();
    let totals = [(Tier::AsTyped, count(&as_typed)), (Tier::AllWords, count(&all_words))];
    if wanted > 0 {
        let scorer = Scorer::new(collection, query, &phrase);
        for (tier, documents) in [(Tier::AsTyped, &as_typed), (Tier::AllWords, &all_words)] {
            let room = wanted.saturating_sub(ranked.len());
            if room > 0 {
                ranked.extend(best(scored(pieces, tier, documents, &scorer), room));
            }
        }
        ranked.drain(..passed_over.min(ranked.len()));
    }
    Ranking {
        ranked,
        total: totals.iter().map(|(_, total)| total).sum(),
        tiers: tiers(totals),
        positions,
    }
}

/// Counts without those that are 0.
fn tiers(totals: impl IntoIterator<Item = (Tier, u32)>) -> Vec<TierCount> {
    let found = totals.into_iter().filter(|&(_, total)| total > 0);
    found.map(|(tier, total)| TierCount { tier, total }).collect()
}

fn count(documents: &[Vec<u32>]) -> u32 {
    u32::try_from(documents.iter().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX)
}

fn ids(documents: &[(u32, Counts)]) -> Vec<u32> {
    documents.iter().map(|&(document, _)| document).collect()
}

/// Those of `documents` that are not in `others`; both ascend.
fn without(mut documents: Vec<u32>, others: &[u32]) -> Vec<u32> {
    let mut others = others.iter().copied().peekable();
    documents.retain(|&document| {
        while others.next_if(|&other| other < document).is_some() {}
        others.peek() != Some(&document)
    });
    documents
}

/// The documents in which every word stands as a string.
fn all_words(shard: &Shard, words: &[String]) -> Vec<u32> {
    let mut needles: Vec<(&str, Needle<'_>)> = Vec::with_capacity(words.len());
    for word in words {
        let needle = shard.needle(word);
        if needle.weight() == 0 {
            return Vec::new();
        }
        needles.push((word, needle));
    }
    let mut needles = order::by_key(needles, |(_, needle)| needle.weight()).into_iter();
    let Some((_, rarest)) = needles.next() else {
        return Vec::new();
    };
    let mut documents = ids(&shard.documents_of(&rarest.find()));
    for (word, needle) in needles {
        if documents.is_empty() {
            break;
        }
        documents = having(shard, documents, word, &needle);
    }
    documents
}

/// Those of `documents` in which the word stands. Where it was cut it stands; only the others are
/// looked through.
fn having(shard: &Shard, documents: Vec<u32>, word: &str, needle: &Needle<'_>) -> Vec<u32> {
    let mut cut = shard
        .word(word)
        .into_iter()
        .flat_map(Word::iter)
        .map(|(document, _)| document)
        .peekable();
    let (mut sure, mut open) = (Vec::new(), Vec::new());
    for document in documents {
        while cut.next_if(|&other| other < document).is_some() {}
        if cut.peek() == Some(&document) {
            &mut sure
        } else {
            &mut open
        }
        .push(document);
    }
    if !open.is_empty() {
        let found = ids(&shard.documents_of(&needle.find_in_documents(&open)));
        if !found.is_empty() {
            sure = order::ascending(sure.into_iter().chain(found));
        }
    }
    sure
}

/// All documents of a tier with their scores.
fn scored(pieces: &[Piece], tier: Tier, documents: &[Vec<u32>], scorer: &Scorer<'_>) -> Vec<Ranked> {
    let mut ranked = Vec::with_capacity(documents.iter().map(Vec::len).sum());
    for (i, (piece, documents)) in pieces.iter().zip(documents).enumerate() {
        let articles = documents
            .iter()
            .map(|document| ArticleId(piece.first.saturating_add(*document)));
        let scores = scorer.scores(i, &piece.shard, documents);
        ranked.extend(
            articles
                .zip(scores)
                .map(|(article, score)| Ranked { article, tier, score }),
        );
    }
    ranked
}

/// The best so many, in order: by score, then as printed.
fn best(ranked: Vec<Ranked>, wanted: usize) -> Vec<Ranked> {
    // The best so far; the last of them on top, to be displaced.
    let mut places: BinaryHeap<u64> = BinaryHeap::with_capacity(wanted.min(ranked.len()));
    for (place, ranked) in (0u64..).zip(&ranked) {
        // Within a tier `ranked` is in print order.
        let key = u64::from(!ascending_bits(ranked.score)) << 32 | place;
        if places.len() < wanted {
            places.push(key);
        } else if places.peek().is_some_and(|&last| key < last) {
            places.pop();
            places.push(key);
        }
    }
    let place = |key: u64| usize::try_from(key & u64::from(u32::MAX)).ok();
    let places = places.into_sorted_vec().into_iter().filter_map(place);
    places.filter_map(|place| ranked.get(place).copied()).collect()
}

/// A number that orders as the float does (IEEE 754 totalOrder).
fn ascending_bits(score: f32) -> u32 {
    let bits = score.to_bits();
    if bits >> 31 == 0 {
        bits | 1 << 31
    } else {
        !bits
    }
}
