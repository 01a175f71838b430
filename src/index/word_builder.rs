//! Tokens, one by one → the table of words and their postings (format: [`super::words`]).

use rustc_hash::FxHashMap;

use super::field::{Counts, Field, FIELDS};
use super::words::{is_word, BLOCK};
use crate::bytes::Writer;
use crate::order;
use crate::units::ByteOffset;

/// The id of tokens that are no words.
const NO_WORD: u32 = u32::MAX;

/// A word's bytes in the upper fifteen of a number, so that words sort as numbers do. The lowest is
/// the length, or [`LONG`]. Nearly all words fit: hashing and comparing them touches no text.
type Key = u128;

/// In the lowest byte of the key of a word of more than fifteen bytes.
const LONG: u8 = u8::MAX;

fn key(word: &str) -> (Key, bool) {
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(word.bytes().take(15)) {
        *to = from;
    }
    let [.., last] = &mut bytes;
    *last = u8::try_from(word.len())
        .ok()
        .filter(|&length| length < 16)
        .unwrap_or(LONG);
    let long = *last == LONG;
    (Key::from_be_bytes(bytes), long)
}

/// Gathers the words of documents.
#[derive(Debug, Default)]
pub(crate) struct WordsBuilder {
    ids: FxHashMap<Key, u32>,
    long_ids: FxHashMap<Box<str>, u32>,
    words: u32,
    /// word << 32 | document << 3 | field, documents ascending.
    entries: Vec<u64>,
}

impl WordsBuilder {
    /// Adds a token of `document` (ascending, below 2²⁹).
    pub(crate) fn push(&mut self, token: &str, document: u32, field: Field) {
        let (key, long) = key(token);
        let known = if long {
            self.long_ids.get(token)
        } else {
            self.ids.get(&key)
        };
        let id = match known {
            Some(&id) => id,
            None => self.insert(token, key, long),
        };
        if id != NO_WORD {
            self.entries
                .push(u64::from(id) << 32 | u64::from(document) << 3 | field as u64);
        }
    }

    fn insert(&mut self, token: &str, key: Key, long: bool) -> u32 {
        let id = if is_word(token) { self.words } else { NO_WORD };
        self.words += u32::from(id != NO_WORD);
        if long {
            self.long_ids.insert(token.into(), id);
        } else {
            self.ids.insert(key, id);
        }
        id
    }

    /// The table's bytes and the postings'.
    #[allow(
        clippy::indexing_slicing,
        reason = "ids are below `words`, the length of `ends`, which count the entries themselves"
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
        let short = self.ids.iter().map(|(&key, &id)| (key, "", id));
        let long = self.long_ids.iter().map(|(word, &id)| (key(word).0, &**word, id));
        let words: Vec<(Key, &str, u32)> = short.chain(long).filter(|&(.., id)| id != NO_WORD).collect();
        let order = order::places(words.len(), &|a, b| words.get(a) < words.get(b));

        let mut table = TableWriter::default();
        for (key, long, id) in order.into_iter().map(|place| words[place]) {
            // After the scatter, an id's end stands where the next id's entries begin.
            let start = if id == 0 { 0 } else { ends[id as usize - 1] as usize };
            let entries = &sorted[start..ends[id as usize] as usize];
            let bytes = key.to_be_bytes();
            let length = usize::from(bytes[15]).min(15);
            table.push(
                if long.is_empty() {
                    &bytes[..length]
                } else {
                    long.as_bytes()
                },
                entries,
            );
        }
        table.finish()
    }
}

/// Writes words in ascending order.
#[derive(Debug, Default)]
struct TableWriter {
    count: u32,
    rows: Writer,
    entries: Writer,
    postings: Writer,
    previous: Vec<u8>,
}

impl TableWriter {
    #[inline(never)] // see "A loop that runs once calls" in ARCHITECTURE.md
    fn push(&mut self, word: &[u8], entries: &[u32]) {
        let mut shared = 0;
        if (self.count as usize).is_multiple_of(BLOCK) {
            self.rows.u32(ByteOffset::from_usize(self.entries.len()).0);
            self.rows.u32(ByteOffset::from_usize(self.postings.len()).0);
        } else {
            shared = word.iter().zip(&self.previous).take_while(|(a, b)| a == b).count();
        }
        let rest = word.get(shared..).unwrap_or_default();
        self.entries.varint_usize(shared);
        self.entries.varint_usize(rest.len());
        self.entries.bytes(rest);
        let before = self.postings.len();
        let documents = encode(entries, &mut self.postings);
        self.entries.varint(u64::from(documents));
        self.entries.varint_usize(self.postings.len() - before);
        self.previous.truncate(shared);
        self.previous.extend_from_slice(rest);
        self.count += 1;
    }

    fn finish(self) -> (Vec<u8>, Vec<u8>) {
        let mut out = Writer::new();
        out.u32(self.count);
        out.bytes(self.rows.as_slice());
        out.bytes(self.entries.as_slice());
        (out.into_bytes(), self.postings.into_bytes())
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
