//! Sets of a shard's documents, ascending: those in which strings stand, and what they have in common.

use super::collection::Piece;
use crate::index::{Counts, Field, Needle, Shard};
use crate::order;

/// Documents of one shard, ascending, with how often something stands in their fields.
pub(crate) type Documents = Vec<(u32, Counts)>;

/// For each shard where a folded text stands.
pub(crate) fn find(pieces: &[Piece], text: &str) -> Vec<Vec<u32>> {
    pieces.iter().map(|piece| piece.shard.find(text)).collect()
}

/// For each shard the documents of some positions.
pub(crate) fn documents(pieces: &[Piece], positions: &[Vec<u32>]) -> Vec<Documents> {
    let both = pieces.iter().zip(positions);
    both.map(|(piece, positions)| piece.shard.documents_of(positions))
        .collect()
}

/// How many there are in all shards.
pub(crate) fn count(documents: &[Vec<u32>]) -> u32 {
    u32::try_from(documents.iter().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX)
}

/// The documents without their counts.
pub(crate) fn ids(documents: &[(u32, Counts)]) -> Vec<u32> {
    ids_in(documents, None)
}

fn ids_in(documents: &[(u32, Counts)], field: Option<Field>) -> Vec<u32> {
    let standing = documents.iter().filter(|(_, counts)| stands_in(counts, field));
    standing.map(|&(document, _)| document).collect()
}

/// Those of `documents` that are not in `others`; both ascend.
pub(crate) fn without(documents: Vec<u32>, others: &[u32]) -> Vec<u32> {
    retain(documents, others, false)
}

/// Those of `documents` that are in `others`; both ascend.
pub(crate) fn among(documents: Vec<u32>, others: &[u32]) -> Vec<u32> {
    retain(documents, others, true)
}

fn retain(mut documents: Vec<u32>, others: &[u32], inside: bool) -> Vec<u32> {
    let mut others = others.iter().copied().peekable();
    documents.retain(|&document| {
        while others.next_if(|&other| other < document).is_some() {}
        (others.peek() == Some(&document)) == inside
    });
    documents
}

/// The documents in which every word stands as a string: in the field, or anywhere.
pub(crate) fn all_words(shard: &Shard, words: &[String], field: Option<Field>) -> Vec<u32> {
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
    let mut documents = ids_in(&shard.documents_of(&rarest.find()), field);
    for (word, needle) in needles {
        if documents.is_empty() {
            break;
        }
        documents = having(shard, documents, word, &needle, field);
    }
    documents
}

/// Those of `documents` in which the word stands. Where it was cut it stands; only the others are
/// looked through.
fn having(shard: &Shard, documents: Vec<u32>, word: &str, needle: &Needle<'_>, field: Option<Field>) -> Vec<u32> {
    let mut is_cut = vec![false; documents.len()];
    shard
        .word(word)
        .unwrap_or_default()
        .meet(&documents, &mut |at, counts| {
            if let Some(is_cut) = is_cut.get_mut(at) {
                *is_cut = stands_in(&counts, field);
            }
        });
    let (mut sure, mut open) = (Vec::new(), Vec::new());
    for (document, is_cut) in documents.into_iter().zip(is_cut) {
        if is_cut { &mut sure } else { &mut open }.push(document);
    }
    if !open.is_empty() {
        let found = ids_in(&shard.documents_of(&needle.find_in_documents(&open)), field);
        if !found.is_empty() {
            sure = order::ascending(sure.into_iter().chain(found));
        }
    }
    sure
}

fn stands_in(counts: &Counts, field: Option<Field>) -> bool {
    field.is_none_or(|field| counts.get(field as usize).is_some_and(|&count| count > 0))
}
