//! Puts the articles of a tier in order: by their scores, by how their words are arranged, by their dates.

use std::collections::BinaryHeap;

use super::attributes::Attributes;
use super::collection::Piece;
use super::hit::{Sort, Tier};
use super::score::Scorer;
use super::tiers::Ranked;
use super::weights::Parts;
use crate::order;
use crate::units::ArticleId;

/// How many of a tier's articles, those with the best scores by their words, are read to see how the words are arranged
/// in them. The number is fixed, so that an article keeps its rank whichever page of hits is asked for.
pub(crate) const READ: usize = 64;

/// Sorts articles by date, or in print order.
pub(crate) fn sorted(ranked: Vec<Ranked>, attributes: &Attributes, sort: Sort) -> Vec<Ranked> {
    let ranked = order::by_key(ranked, |ranked| ranked.article.get());
    order::by_key(ranked, |ranked| match (sort, attributes.date(ranked.article.0).0) {
        (Sort::Relevance | Sort::Print, _) => 0,
        (_, 0) => u32::MAX as usize,
        (Sort::Newest, date) => (u32::MAX - date) as usize,
        (Sort::Oldest, date) => date as usize,
    })
}

/// Returns all documents of a tier with their scores.
pub(crate) fn scored(pieces: &[Piece], tier: Tier, documents: &[Vec<u32>], scorer: &Scorer<'_>) -> Vec<Ranked> {
    let mut ranked = Vec::with_capacity(documents.iter().map(Vec::len).sum());
    for (i, (piece, documents)) in pieces.iter().zip(documents).enumerate() {
        let articles = documents
            .iter()
            .map(|document| ArticleId(piece.first.saturating_add(*document)));
        let scores = scorer.scores(i, &piece.shard, documents);
        ranked.extend(articles.zip(scores).map(|(article, parts)| Ranked {
            article,
            tier,
            score: parts.sum(),
            parts,
        }));
    }
    ranked
}

/// Reads the first [`READ`] articles of a tier and puts them in their new order. The others stay behind them, since
/// reading only adds to a score.
pub(crate) fn read(pieces: &[Piece], ranked: Vec<Ranked>, scorer: &Scorer<'_>) -> Vec<Ranked> {
    let rest = ranked.get(READ..).unwrap_or_default().to_vec();
    let first = ranked.into_iter().take(READ).collect();
    let mut first: Vec<Ranked> = order::by_key(first, |ranked| ranked.article.get());
    for (number, piece) in pieces.iter().enumerate() {
        let end = piece.first.saturating_add(piece.shard.documents());
        let from = first.partition_point(|ranked| ranked.article.0 < piece.first);
        let to = first.partition_point(|ranked| ranked.article.0 < end);
        let Some(inside) = first.get_mut(from..to).filter(|inside| !inside.is_empty()) else {
            continue;
        };
        let documents: Vec<u32> = inside.iter().map(|ranked| ranked.article.0 - piece.first).collect();
        let mut parts: Vec<Parts> = inside.iter().map(|ranked| ranked.parts).collect();
        scorer.read(number, &piece.shard, &documents, &mut parts);
        for (ranked, parts) in inside.iter_mut().zip(parts) {
            (ranked.parts, ranked.score) = (parts, parts.sum());
        }
    }
    first = best(first, READ);
    first.extend(rest);
    first
}

/// Returns the `wanted` best articles, by score and then in print order.
pub(crate) fn best(ranked: Vec<Ranked>, wanted: usize) -> Vec<Ranked> {
    // A max-heap of the best so far: the worst of them is on top, to be displaced.
    let mut places: BinaryHeap<u64> = BinaryHeap::with_capacity(wanted.min(ranked.len()));
    for (place, ranked) in (0u64..).zip(&ranked) {
        // Within a tier, `ranked` is in print order.
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

/// Returns a number that orders as the float does (IEEE 754 totalOrder).
fn ascending_bits(score: f32) -> u32 {
    let bits = score.to_bits();
    if bits >> 31 == 0 {
        bits | 1 << 31
    } else {
        !bits
    }
}
