//! Ascending sets of a shard's documents: those that contain strings, and their intersections and differences.

use super::collection::Piece;
use crate::index::{Counts, Field, Needle, Shard};
use crate::order;

/// Documents of one shard, ascending, each with a count in each field.
pub(crate) type Documents = Vec<(u32, Counts)>;

/// Returns, for each shard, the positions at which a folded text occurs.
pub(crate) fn find(pieces: &[Piece], text: &str) -> Vec<Vec<u32>> {
    pieces.iter().map(|piece| piece.shard.find(text)).collect()
}

/// Returns, for each shard, the documents that contain the positions.
pub(crate) fn documents(pieces: &[Piece], positions: &[Vec<u32>]) -> Vec<Documents> {
    let both = pieces.iter().zip(positions);
    both.map(|(piece, positions)| piece.shard.documents_of(positions))
        .collect()
}

/// Counts the documents of all shards.
pub(crate) fn count(documents: &[Vec<u32>]) -> u32 {
    u32::try_from(documents.iter().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX)
}

/// Returns the documents without their counts.
pub(crate) fn ids(documents: &[(u32, Counts)]) -> Vec<u32> {
    ids_in(documents, None)
}

fn ids_in(documents: &[(u32, Counts)], field: Option<Field>) -> Vec<u32> {
    let occurring = documents.iter().filter(|(_, counts)| occurs_in(counts, field));
    occurring.map(|&(document, _)| document).collect()
}

/// Returns `documents` without those that are in `others`; both ascend.
pub(crate) fn without(documents: Vec<u32>, others: &[u32]) -> Vec<u32> {
    retain(documents, others, false)
}

/// Returns those of `documents` that are also in `others`; both ascend.
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

/// Returns the documents that contain every word as a string, in the field or anywhere.
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

/// Returns those of `documents` that contain the word. Documents in which it was cut as a word contain it; only the
/// others are searched.
fn having(shard: &Shard, documents: Vec<u32>, word: &str, needle: &Needle<'_>, field: Option<Field>) -> Vec<u32> {
    let mut is_cut = vec![false; documents.len()];
    shard
        .word(word)
        .unwrap_or_default()
        .meet(&documents, &mut |at, counts| {
            if let Some(is_cut) = is_cut.get_mut(at) {
                *is_cut = occurs_in(&counts, field);
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

fn occurs_in(counts: &Counts, field: Option<Field>) -> bool {
    field.is_none_or(|field| counts.get(field as usize).is_some_and(|&count| count > 0))
}
