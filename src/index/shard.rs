//! An opened shard, in which strings and words are looked up.

use super::alphabet::Alphabet;
use super::blocks::{Block, Blocks};
use super::field::{Counts, FIELDS};
use super::find::Needle;
use super::format::{self, damaged, Head, PARTS};
use super::pair_table::PairTable;
use super::words::{Word, WordTable};
use crate::error::Result;
use crate::lexicon::Fingerprint;

/// An immutable part of an index (format: [`super::format`]).
#[derive(Debug)]
pub struct Shard {
    bytes: Vec<u8>,
    head: Head,
    parts: [core::ops::Range<usize>; PARTS],
    blocks: Blocks,
    alphabet: Alphabet,
}

impl Shard {
    /// Opens a shard's bytes. Decodes the blocks and the alphabet; all other lists are read where they are.
    ///
    /// # Errors
    /// [`crate::Code::Damaged`] or [`crate::Code::WrongVersion`], with the offset in bytes.
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        let (head, parts) = format::read(&bytes)?;
        let part = |i: usize| parts.get(i).and_then(|range| bytes.get(range.clone())).unwrap_or(&[]);
        let at = |i: usize| parts.get(i).map_or(0, |range| range.start);
        // Every character is in one list and takes at least a byte there, so a shard cannot have more characters than
        // that.
        let blocks = Blocks::read(part(0), head.documents, head.positions)
            .filter(|blocks| blocks.characters() <= part(3).len() as u64)
            .ok_or_else(|| damaged("the index shard's blocks do not add up", at(0)))?;
        let alphabet =
            Alphabet::read(part(1)).ok_or_else(|| damaged("the index shard's characters are not in order", at(1)))?;
        PairTable::new(part(2), part(3))
            .ok_or_else(|| damaged("the index shard's table of pairs is cut short", at(2)))?;
        WordTable::new(part(4), part(5))
            .ok_or_else(|| damaged("the index shard's table of words is cut short", at(4)))?;
        Ok(Self {
            head,
            parts,
            blocks,
            alphabet,
            bytes,
        })
    }

    /// The number of documents.
    #[must_use]
    pub fn documents(&self) -> u32 {
        self.head.documents
    }

    /// The lexicon that cut the shard's words; `None` if it has no words. [`Shard::open`] does not compare it with
    /// anything: a caller that keeps shards must check that queries are cut by the same lexicon.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.head.fingerprint
    }

    /// The version of the folding that the shard's text went through. Queries must be folded by the same version;
    /// [`Shard::open`] does not check this.
    #[must_use]
    pub fn fold_version(&self) -> u32 {
        self.head.fold_version
    }

    /// The bytes the shard was opened from.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The number of characters in each field, over all documents.
    #[must_use]
    pub fn totals(&self) -> [u64; FIELDS] {
        self.blocks.totals()
    }

    /// Returns the number of characters in each field of a document.
    #[must_use]
    pub fn lengths(&self, document: u32) -> Counts {
        self.blocks.lengths(document)
    }

    /// Prepares a folded string for searching.
    #[must_use]
    pub fn needle(&self, text: &str) -> Needle<'_> {
        Needle::new(self, text)
    }

    /// Returns the positions at which the folded string occurs, ascending. An empty string occurs nowhere.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<u32> {
        self.needle(text).find()
    }

    /// Returns the documents in which the segmenter cut `word` as a word.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<Word<'_>> {
        WordTable::new(self.part(4), self.part(5))?.get(word)
    }

    /// Calls `each` with every word from the first one that is not before `from` (compared by bytes), and the number of
    /// documents in which it was cut, until `each` returns `false`.
    pub fn each_word(&self, from: &str, each: &mut dyn FnMut(&str, u32) -> bool) {
        if let Some(table) = WordTable::new(self.part(4), self.part(5)) {
            table.each(from, each);
        }
    }

    /// Returns the documents that contain ascending positions, each with the count in each field.
    pub fn documents_of(&self, positions: &[u32]) -> Vec<(u32, Counts)> {
        let mut walker = self.blocks.walk();
        let mut documents: Vec<(u32, Counts)> = Vec::new();
        for &position in positions {
            let Some((document, field)) = walker.owner(position) else {
                break;
            };
            if documents.last().is_none_or(|(last, _)| *last != document) {
                documents.push((document, [0; FIELDS]));
            }
            if let Some(count) = documents.last_mut().and_then(|(_, counts)| counts.get_mut(field)) {
                *count += 1;
            }
        }
        documents
    }

    /// Calls `each` with every document that contains one of the ascending positions.
    pub fn each_document_of(&self, positions: &[u32], mut each: impl FnMut(u32)) {
        let mut walker = self.blocks.walk();
        let mut end = 0;
        for &position in positions {
            if position >= end {
                let Some((document, _)) = walker.owner(position) else {
                    break;
                };
                end = self.range(document).1;
                each(document);
            }
        }
    }

    /// Returns the block of each of the ascending positions.
    pub fn blocks_of<'a>(&'a self, positions: &'a [u32]) -> impl Iterator<Item = Block> + use<'a> {
        let mut walker = self.blocks.walk();
        positions.iter().map_while(move |&position| walker.block(position))
    }

    /// Returns those of the ascending positions that are in `document`.
    #[must_use]
    pub fn within<'p>(&self, positions: &'p [u32], document: u32) -> &'p [u32] {
        let (start, end) = self.range(document);
        let from = positions.partition_point(|&position| position < start);
        let to = positions.partition_point(|&position| position < end);
        positions.get(from..to).unwrap_or_default()
    }

    pub(crate) fn pairs(&self) -> Option<PairTable<'_>> {
        PairTable::new(self.part(2), self.part(3))
    }

    pub(crate) fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    /// Returns the positions of `document`: `start..end`.
    pub(crate) fn range(&self, document: u32) -> (u32, u32) {
        self.blocks.range(document)
    }

    /// The number of positions: characters and separators.
    #[must_use]
    pub fn positions(&self) -> u32 {
        self.head.positions
    }

    fn part(&self, i: usize) -> &[u8] {
        self.parts
            .get(i)
            .and_then(|range| self.bytes.get(range.clone()))
            .unwrap_or(&[])
    }
}
