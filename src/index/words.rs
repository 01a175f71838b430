//! Words: in which documents and fields the segmenter cut them, how often.
//!
//! ```text
//! table     := count:u32 row* entry*            ⌈count / BLOCK⌉ rows
//! row       := entry-offset:u32 postings-offset:u32
//! entry     := shared:varint rest:varint byte{rest} documents:varint length:varint
//!                                               UTF-8, ascending by bytes; `shared` bytes are those of
//!                                               the word before (0 for a block's first); length = bytes
//!                                               of its postings
//! postings  := document*
//! document  := (gap << 2 | 0)                   once, in the body
//!            | (gap << 2 | 1)                   twice, in the body
//!            | (gap << 2 | 2) count:varint      in the body only
//!            | (gap << 2 | 3) fields:u8 count:varint{…}
//!                                               bit i = field i; a count for each, from bit 0 up
//!                                               gap:varint from the document before, the first from 0
//! ```

use rustc_hash::FxHashMap;

use super::field::{Counts, Field, FIELDS};
use crate::bytes::{varint_u32_at, Writer};
use crate::units::ByteOffset;

/// Entries a row: a look-up compares log2 of the rows and reads half a block.
const BLOCK: usize = 16;

const ROW_BYTES: usize = 8;

/// Whether a token is a word: it has a letter, a digit or an ideograph in it.
#[must_use]
pub fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

/// The id of tokens that are no words.
const NO_WORD: u32 = u32::MAX;

/// Gathers the words of documents.
#[derive(Debug, Default)]
pub(crate) struct WordsBuilder {
    ids: FxHashMap<Box<str>, u32>,
    words: u32,
    /// word << 32 | document << 3 | field, documents ascending.
    entries: Vec<u64>,
}

impl WordsBuilder {
    /// Adds a token of `document` (ascending, below 2²⁹).
    #[inline]
    pub(crate) fn push(&mut self, token: &str, document: u32, field: Field) {
        let id = match self.ids.get(token) {
            Some(&id) => id,
            None => {
                let id = if is_word(token) { self.words } else { NO_WORD };
                self.words += u32::from(id != NO_WORD);
                self.ids.insert(token.into(), id);
                id
            }
        };
        if id != NO_WORD {
            self.entries
                .push(u64::from(id) << 32 | u64::from(document) << 3 | field as u64);
        }
    }

    /// The table's bytes and the postings'.
    #[allow(
        clippy::indexing_slicing,
        reason = "ids are below `words`, the length of both arrays; ends count the entries themselves"
    )]
    pub(crate) fn finish(self) -> (Vec<u8>, Vec<u8>) {
        let count = self.words as usize;
        // Entries by word, documents staying in order: a counting sort.
        let mut ends = vec![0u32; count + 1];
        for entry in &self.entries {
            ends[(entry >> 32) as usize + 1] += 1;
        }
        for i in 0..count {
            ends[i + 1] += ends[i];
        }
        let mut sorted = vec![0u32; self.entries.len()];
        for entry in &self.entries {
            let end = &mut ends[(entry >> 32) as usize];
            #[allow(clippy::cast_possible_truncation, reason = "the lower half is what is meant")]
            {
                sorted[*end as usize] = *entry as u32;
            }
            *end += 1;
        }
        let mut words: Vec<(&str, u32)> = self
            .ids
            .iter()
            .filter(|(_, &id)| id != NO_WORD)
            .map(|(word, &id)| (&**word, id))
            .collect();
        words.sort_unstable();

        let (mut rows, mut table, mut postings) = (Writer::new(), Writer::new(), Writer::new());
        let mut previous: &str = "";
        for (i, &(word, id)) in words.iter().enumerate() {
            let mut shared = 0;
            if i % BLOCK == 0 {
                rows.u32(ByteOffset::from_usize(table.len()).0);
                rows.u32(ByteOffset::from_usize(postings.len()).0);
            } else {
                shared = word.bytes().zip(previous.bytes()).take_while(|(a, b)| a == b).count();
            }
            let rest = &word.as_bytes()[shared..];
            table.varint_usize(shared);
            table.varint_usize(rest.len());
            table.bytes(rest);
            // After the scatter, an id's end stands where the next id's entries begin.
            let start = if id == 0 { 0 } else { ends[id as usize - 1] as usize };
            let before = postings.len();
            let documents = encode(&sorted[start..ends[id as usize] as usize], &mut postings);
            table.varint(u64::from(documents));
            table.varint_usize(postings.len() - before);
            previous = word;
        }
        let mut out = Writer::new();
        out.u32(self.words);
        out.bytes(rows.as_slice());
        out.bytes(table.as_slice());
        (out.into_bytes(), postings.into_bytes())
    }
}

/// Writes one word's entries (document << 3 | field, ascending documents); returns the documents.
fn encode(entries: &[u32], out: &mut Writer) -> u32 {
    let mut previous = 0;
    let mut documents = 0;
    for group in entries.chunk_by(|a, b| a >> 3 == b >> 3) {
        let mut counts: Counts = [0; FIELDS];
        for entry in group {
            if let Some(count) = counts.get_mut((entry & 7) as usize) {
                *count += 1;
            }
        }
        let document = group.first().map_or(0, |entry| entry >> 3);
        let gap = u64::from(document - previous) << 2;
        let [others @ .., body] = counts;
        if others.iter().all(|&count| count == 0) {
            match body {
                1 => out.varint(gap),
                2 => out.varint(gap | 1),
                _ => {
                    out.varint(gap | 2);
                    out.varint(u64::from(body));
                }
            }
        } else {
            out.varint(gap | 3);
            out.u8(counts
                .iter()
                .rev()
                .fold(0, |bits, &count| bits << 1 | u8::from(count > 0)));
            for &count in counts.iter().filter(|&&count| count > 0) {
                out.varint(u64::from(count));
            }
        }
        previous = document;
        documents += 1;
    }
    documents
}

/// The words of a shard.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordTable<'a> {
    count: usize,
    rows: &'a [u8],
    entries: &'a [u8],
    postings: &'a [u8],
}

/// One word's documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word<'a> {
    /// In how many documents it was cut.
    pub documents: u32,
    postings: &'a [u8],
}

impl<'a> Word<'a> {
    /// Its documents, ascending, with the count in each field. A damaged list ends early.
    pub fn iter(self) -> impl Iterator<Item = (u32, Counts)> + use<'a> {
        let (mut at, mut document) = (0, 0u32);
        core::iter::from_fn(move || {
            let packed = varint_u32_at(self.postings, &mut at)?;
            document = document.checked_add(packed >> 2)?;
            let mut counts: Counts = [0; FIELDS];
            let [.., body] = &mut counts;
            match packed & 3 {
                0 => *body = 1,
                1 => *body = 2,
                2 => *body = varint_u32_at(self.postings, &mut at)?,
                _ => {
                    let fields = *self.postings.get(at)?;
                    at += 1;
                    for (i, count) in counts.iter_mut().enumerate() {
                        if fields >> i & 1 == 1 {
                            *count = varint_u32_at(self.postings, &mut at)?;
                        }
                    }
                }
            }
            Some((document, counts))
        })
    }
}

impl<'a> WordTable<'a> {
    /// The table in `bytes`, or `None` where its rows do not fit in them.
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

    /// The documents of `word`.
    pub(crate) fn get(&self, word: &str) -> Option<Word<'a>> {
        let target = word.as_bytes();
        let (mut low, mut high) = (0, self.count.div_ceil(BLOCK));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.first_of(middle)? <= target {
                low = middle;
            } else {
                high = middle;
            }
        }
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

    fn row(&self, i: usize) -> Option<(usize, usize)> {
        let (entry, rest) = self.rows.get(i.checked_mul(ROW_BYTES)?..)?.split_first_chunk::<4>()?;
        let postings = rest.first_chunk::<4>()?;
        Some((
            u32::from_le_bytes(*entry) as usize,
            u32::from_le_bytes(*postings) as usize,
        ))
    }

    /// The first word of block `i`.
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
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn every_word_leads_to_its_documents(tokens in proptest::collection::vec(("[中国人a-c。]{1,3}", 0u32..3, 0usize..FIELDS), 0..300)) {
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
            for other in ["", "。", "国国国国", "z"] {
                prop_assert_eq!(table.get(other).is_some(), expected.contains_key(other));
            }
        }

        #[test]
        fn any_bytes_are_refused_or_some_table(bytes in proptest::collection::vec(any::<u8>(), 0..400), postings in proptest::collection::vec(any::<u8>(), 0..60), word: String) {
            if let Some(table) = WordTable::new(&bytes, &postings) {
                if let Some(word) = table.get(&word) {
                    prop_assert!(word.iter().count() <= postings.len());
                }
            }
            let any = Word { documents: 1, postings: &postings };
            prop_assert!(any.iter().count() <= postings.len());
        }
    }
}
