//! Words: in which documents and fields the segmenter cut them, and how often.
//!
//! ```text
//! table     := count:u32 row* entry*            ⌈count / BLOCK⌉ rows
//! row       := entry-offset:u32 postings-offset:u32
//! entry     := shared:varint rest:varint byte{rest} documents:varint length:varint
//!                                               UTF-8, ascending by bytes; the first `shared` bytes are those
//!                                               of the word before (0 for a block's first); length = bytes of
//!                                               its postings
//! postings  := document*
//! document  := (gap << 2 | 0)                   once, in the body only
//!            | (gap << 2 | 1)                   twice, in the body only
//!            | (gap << 2 | 2) count:varint      count times, in the body only
//!            | (gap << 2 | 3) fields:u8 count:varint{…}
//!                                               bit i = field i; a count for each bit set, from bit 0 up
//!                                               gap: from the document before, the first from 0; the
//!                                               whole of (gap << 2 | …) is one varint
//! ```

use super::field::{Counts, FIELDS};
use crate::bytes::varint_u32_at;
use crate::chars::is_word_char;

/// Entries per row: a look-up compares log2 of the rows and reads half a block on average.
pub(crate) const BLOCK: usize = 16;

const ROW_BYTES: usize = 8;

/// Whether a token is a word: whether it contains a letter, a digit or an ideograph.
#[must_use]
pub fn is_word(token: &str) -> bool {
    token.chars().any(is_word_char)
}

/// The table of words inside a shard's bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordTable<'a> {
    count: usize,
    rows: &'a [u8],
    entries: &'a [u8],
    postings: &'a [u8],
}

/// The documents of one word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word<'a> {
    /// The number of documents in which it was cut.
    pub documents: u32,
    postings: &'a [u8],
}

impl<'a> Word<'a> {
    /// Iterates over its documents, ascending, with the count in each field. A damaged list ends early.
    pub fn iter(self) -> impl Iterator<Item = (u32, Counts)> + use<'a> {
        let (mut at, mut document) = (0, 0u32);
        core::iter::from_fn(move || {
            let packed = varint_u32_at(self.postings, &mut at)?;
            document = document.checked_add(packed >> 2)?;
            Some((document, self.counts(packed, &mut at)?))
        })
    }

    /// Calls `each` for every document of this word that is in `documents` (ascending), with its index there and its
    /// counts.
    pub fn meet(self, documents: &[u32], each: &mut dyn FnMut(usize, Counts)) {
        let (mut at, mut place, mut document) = (0, 0, 0u32);
        while let Some(packed) = varint_u32_at(self.postings, &mut at) {
            document = document.saturating_add(packed >> 2);
            while documents.get(place).is_some_and(|&other| other < document) {
                place += 1;
            }
            let Some(&other) = documents.get(place) else {
                return;
            };
            if other != document && packed & 3 < 2 {
                continue;
            }
            let Some(counts) = self.counts(packed, &mut at) else {
                return;
            };
            if other == document {
                each(place, counts);
            }
        }
    }

    #[inline]
    fn counts(self, packed: u32, at: &mut usize) -> Option<Counts> {
        let mut counts: Counts = [0; FIELDS];
        let [.., body] = &mut counts;
        match packed & 3 {
            0 => *body = 1,
            1 => *body = 2,
            2 => *body = varint_u32_at(self.postings, at)?,
            _ => {
                let fields = *self.postings.get(*at)?;
                *at += 1;
                for (i, count) in counts.iter_mut().enumerate() {
                    if fields >> i & 1 == 1 {
                        *count = varint_u32_at(self.postings, at)?;
                    }
                }
            }
        }
        Some(counts)
    }
}

impl<'a> WordTable<'a> {
    /// Reads the table in `bytes`, or returns `None` if its rows do not fit in them.
    pub(crate) fn new(bytes: &'a [u8], postings: &'a [u8]) -> Option<Self> {
        let count = u32::from_le_bytes(*bytes.first_chunk::<4>()?) as usize;
        let rest = bytes.get(4..)?;
        let split = count.div_ceil(BLOCK).checked_mul(ROW_BYTES)?;
        Some(Self {
            count,
            rows: rest.get(..split)?,
            entries: rest.get(split..)?,
            postings,
        })
    }

    /// Returns the documents of `word`.
    pub(crate) fn get(&self, word: &str) -> Option<Word<'a>> {
        let target = word.as_bytes();
        let low = self.block_of(target)?;
        let (mut at, mut postings_at) = self.row(low)?;
        let mut current = Vec::new();
        for _ in low * BLOCK..self.count.min(low * BLOCK + BLOCK) {
            let shared = varint_u32_at(self.entries, &mut at)? as usize;
            let rest = self.take(&mut at)?;
            current.truncate(shared);
            current.extend_from_slice(rest);
            let documents = varint_u32_at(self.entries, &mut at)?;
            let length = varint_u32_at(self.entries, &mut at)? as usize;
            let end = postings_at.checked_add(length)?;
            if current == target {
                return Some(Word {
                    documents,
                    postings: self.postings.get(postings_at..end)?,
                });
            }
            if current.as_slice() > target {
                return None;
            }
            postings_at = end;
        }
        None
    }

    /// Returns the block that contains a word, if any does.
    fn block_of(&self, word: &[u8]) -> Option<usize> {
        let (mut low, mut high) = (0, self.count.div_ceil(BLOCK));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.first_of(middle)? <= word {
                low = middle;
            } else {
                high = middle;
            }
        }
        Some(low)
    }

    /// Calls `each` with every word from the first one that is not before `from`, and the number of its documents,
    /// until `each` returns `false`. A damaged table ends early.
    pub(crate) fn each(&self, from: &str, each: &mut dyn FnMut(&str, u32) -> bool) {
        let _ = self.try_each(from, each);
    }

    fn try_each(&self, from: &str, each: &mut dyn FnMut(&str, u32) -> bool) -> Option<()> {
        let low = self.block_of(from.as_bytes())?;
        let (mut at, _) = self.row(low)?;
        let mut current = Vec::new();
        for _ in low * BLOCK..self.count {
            let shared = varint_u32_at(self.entries, &mut at)? as usize;
            let rest = self.take(&mut at)?;
            current.truncate(shared);
            current.extend_from_slice(rest);
            let documents = varint_u32_at(self.entries, &mut at)?;
            let _length = varint_u32_at(self.entries, &mut at)?;
            if current.as_slice() >= from.as_bytes() && !each(core::str::from_utf8(&current).ok()?, documents) {
                break;
            }
        }
        Some(())
    }

    fn row(&self, i: usize) -> Option<(usize, usize)> {
        let (entry, rest) = self.rows.get(i.checked_mul(ROW_BYTES)?..)?.split_first_chunk::<4>()?;
        let postings = rest.first_chunk::<4>()?;
        Some((
            u32::from_le_bytes(*entry) as usize,
            u32::from_le_bytes(*postings) as usize,
        ))
    }

    /// Returns the first word of block `i`.
    fn first_of(&self, i: usize) -> Option<&'a [u8]> {
        let (mut at, _) = self.row(i)?;
        let _shared = varint_u32_at(self.entries, &mut at)?;
        self.take(&mut at)
    }

    fn take(&self, at: &mut usize) -> Option<&'a [u8]> {
        let length = varint_u32_at(self.entries, at)? as usize;
        let end = at.checked_add(length)?;
        let bytes = self.entries.get(*at..end)?;
        *at = end;
        Some(bytes)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::index::word_builder::WordsBuilder;
    use crate::index::Field;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn every_word_leads_to_its_documents(tokens in proptest::collection::vec(("[中国人a-c。]{1,3}|[中国]{5,7}|[ab]{14,17}", 0u32..3, 0usize..FIELDS), 0..300)) {
            let mut builder = WordsBuilder::default();
            let mut expected: BTreeMap<String, BTreeMap<u32, Counts>> = BTreeMap::new();
            let mut document = 0;
            for (token, step, field) in tokens {
                document += step;
                builder.push(&token, document, Field::ALL[field]);
                if is_word(&token) {
                    expected.entry(token).or_default().entry(document).or_insert([0; FIELDS])[field] += 1;
                }
            }
            let (table, postings) = builder.finish();
            let table = WordTable::new(&table, &postings).unwrap();
            for (word, documents) in &expected {
                let found = table.get(word).unwrap();
                prop_assert_eq!(found.documents as usize, documents.len());
                prop_assert_eq!(found.iter().collect::<BTreeMap<_, _>>(), documents.clone());
            }
            let mut walked = Vec::new();
            table.each("b", &mut |word, documents| {
                walked.push((word.to_owned(), documents as usize));
                word < "国"
            });
            let from = expected.range("b".to_owned()..).map(|(word, documents)| (word.clone(), documents.len()));
            let upto = from.clone().position(|(word, _)| word.as_str() >= "国").map_or(usize::MAX, |place| place + 1);
            prop_assert_eq!(walked, from.take(upto).collect::<Vec<_>>());
            for other in ["", "。", "国国国国", "z"] {
                prop_assert_eq!(table.get(other).is_some(), expected.contains_key(other));
            }
        }

        #[test]
        fn any_bytes_are_refused_or_some_table(bytes in proptest::collection::vec(any::<u8>(), 0..400), postings in proptest::collection::vec(any::<u8>(), 0..60), word: String) {
            if let Some(table) = WordTable::new(&bytes, &postings) {
                let mut count = 0;
                table.each("", &mut |_, _| {
                    count += 1;
                    true
                });
                prop_assert!(count <= bytes.len());
                if let Some(word) = table.get(&word) {
                    prop_assert!(word.iter().count() <= postings.len());
                }
            }
            let any = Word { documents: 1, postings: &postings };
            prop_assert!(any.iter().count() <= postings.len());
        }
    }
}
