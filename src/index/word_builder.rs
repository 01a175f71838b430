//! Turns tokens, one by one, into the table of words and their postings (format: [`super::words`]).

use rustc_hash::FxHashMap;

use super::field::{Counts, Field, FIELDS};
use super::words::{is_word, BLOCK};
use crate::bytes::Writer;
use crate::order;
use crate::units::ByteOffset;

/// The id of tokens that are not words.
const NO_WORD: u32 = u32::MAX;

/// The first fifteen bytes of a word in the upper bytes of a number, so that words sort as numbers do. The lowest byte
/// is the word's length, or [`LONG`]. Nearly all words fit, so hashing and comparing them touches no text.
type Key = u128;

/// The lowest byte of the key of a word longer than fifteen bytes.
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

/// The ids of words by their keys: an open-addressing table, at most half full, of indices into lists. Most look-ups
/// then touch only the table's small slots (four bytes each) and the sixteen bytes of one key.
#[derive(Debug, Default)]
struct Ids {
    /// An index into the lists + 1, or 0 for an empty slot. The number of slots is a power of two.
    slots: Vec<u32>,
    keys: Vec<Key>,
    ids: Vec<u32>,
}

impl Ids {
    /// Returns the slot that holds a key, or the empty slot where it belongs.
    #[allow(
        clippy::indexing_slicing,
        reason = "slots hold indices into `keys`; slot numbers are taken modulo the number of slots"
    )]
    fn slot(&self, key: Key) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(key, self.slots.len().trailing_zeros()) & mask;
        while self.slots[slot] != 0 && self.keys[self.slots[slot] as usize - 1] != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn get(&self, key: Key) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let place = *self.slots.get(self.slot(key))?;
        self.ids.get(place.checked_sub(1)? as usize).copied()
    }

    /// Adds a key that is not in the table.
    fn insert(&mut self, key: Key, id: u32) {
        self.keys.push(key);
        self.ids.push(id);
        if 2 * self.keys.len() > self.slots.len() {
            self.slots = vec![0; (4 * self.keys.len()).next_power_of_two()];
            for place in 0..self.keys.len() {
                self.enter(place);
            }
        } else {
            self.enter(self.keys.len() - 1);
        }
    }

    #[inline(never)] // so that browsers can optimise it between two calls: see the decisions in ARCHITECTURE.md
    fn enter(&mut self, place: usize) {
        let slot = self.keys.get(place).map_or(0, |&key| self.slot(key));
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = u32::try_from(place + 1).unwrap_or(0);
        }
    }
}

/// Hashes a key to `bits` bits: the uppermost bits of its product with 2⁶⁴ / φ (D. Knuth, *The Art of Computer
/// Programming* 3, 6.4), since a lower bit of the product depends on no higher bit of the key.
#[allow(clippy::cast_possible_truncation, reason = "halves of a key, bits of a hash")]
fn hash(key: Key, bits: u32) -> usize {
    let (high, low) = ((key >> 64) as u64, key as u64);
    let mixed = (high ^ low.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed.wrapping_shr(u64::BITS - bits) as usize
}

/// How many entries one call puts in place.
const STRETCH: usize = 1 << 12;

/// Collects the words of documents.
#[derive(Debug, Default)]
pub(crate) struct WordsBuilder {
    ids: Ids,
    long_ids: FxHashMap<Box<str>, u32>,
    words: u32,
    /// `word << 32 | document << 3 | field`, documents ascending.
    entries: Vec<u64>,
}

impl WordsBuilder {
    /// Adds a token of `document` (documents ascend and are below 2²⁹).
    pub(crate) fn push(&mut self, token: &str, document: u32, field: Field) {
        let (key, long) = key(token);
        let known = if long {
            self.long_ids.get(token).copied()
        } else {
            self.ids.get(key)
        };
        let id = match known {
            Some(id) => id,
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

    /// Returns the bytes of the table and those of the postings.
    #[allow(
        clippy::indexing_slicing,
        reason = "ids are below `words`, the length of `ends`; `ends` counts the entries themselves; places index `words`"
    )]
    pub(crate) fn finish(self) -> (Vec<u8>, Vec<u8>) {
        let count = self.words as usize;
        // Sorts the entries by word, by counting; the documents of a word stay in order.
        let mut ends = vec![0u32; count + 1];
        for stretch in self.entries.chunks(STRETCH) {
            tally(stretch, &mut ends);
        }
        for i in 0..count {
            ends[i + 1] += ends[i];
        }
        let mut sorted = vec![0u32; self.entries.len()];
        for stretch in self.entries.chunks(STRETCH) {
            scatter(stretch, &mut ends, &mut sorted);
        }
        let short = self.ids.keys.iter().zip(&self.ids.ids).map(|(&key, &id)| (key, "", id));
        let long = self.long_ids.iter().map(|(word, &id)| (key(word).0, &**word, id));
        let words: Vec<(Key, &str, u32)> = short.chain(long).filter(|&(.., id)| id != NO_WORD).collect();

        let mut table = TableWriter::default();
        for place in in_order(&words) {
            let (key, long, id) = words[place as usize];
            // After the scatter, an id's end is where the next id's entries begin.
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

// These are out of line so that browsers can optimise them between two calls: see the decisions in ARCHITECTURE.md.

/// Counts each word's entries, in the slot after its own.
#[inline(never)]
#[allow(clippy::indexing_slicing, reason = "ids are below the length of `ends` - 1")]
fn tally(entries: &[u64], ends: &mut [u32]) {
    for entry in entries {
        ends[(entry >> 32) as usize + 1] += 1;
    }
}

/// Puts each entry at the end of the entries of its word so far.
#[inline(never)]
#[allow(clippy::indexing_slicing, reason = "`ends` were counted from the same entries")]
#[allow(clippy::cast_possible_truncation, reason = "only the lower half is wanted")]
fn scatter(entries: &[u64], ends: &mut [u32], sorted: &mut [u32]) {
    for &entry in entries {
        let end = &mut ends[(entry >> 32) as usize];
        sorted[*end as usize] = entry as u32;
        *end += 1;
    }
}

/// Returns the indices of words in their order: three counting sorts, of two bytes each, order them by their first six
/// bytes, which most often are the whole word; words with the same first six bytes are then compared.
fn in_order(words: &[(Key, &str, u32)]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(words.len()).collect();
    let mut next = vec![0; words.len()];
    for shift in [80, 96, 112] {
        by_digit(words, shift, &order, &mut next);
        core::mem::swap(&mut order, &mut next);
    }
    let word = |place: u32| words.get(place as usize);
    let begins = |place: u32| word(place).map(|(key, ..)| key >> 80);
    next.clear();
    for alike in order.chunk_by(|&a, &b| begins(a) == begins(b)) {
        if let [only] = alike {
            next.push(*only);
            continue;
        }
        let of = |at: usize| alike.get(at).and_then(|&place| word(place));
        let places = order::places(alike.len(), &|a, b| of(a) < of(b));
        next.extend(places.into_iter().filter_map(|at| alike.get(at)));
    }
    next
}

/// A counting sort by the sixteen bits of the keys from bit `shift` on.
#[inline(never)]
#[allow(
    clippy::indexing_slicing,
    reason = "`order` holds indices into `words`; there is an end for every digit"
)]
fn by_digit(words: &[(Key, &str, u32)], shift: u32, order: &[u32], sorted: &mut [u32]) {
    let digit = |place: u32| (words[place as usize].0 >> shift) as usize & 0xFFFF;
    let mut ends = vec![0u32; 0x1_0001];
    for &place in order {
        ends[digit(place) + 1] += 1;
    }
    for i in 0..0x1_0000 {
        ends[i + 1] += ends[i];
    }
    for &place in order {
        let end = &mut ends[digit(place)];
        sorted[*end as usize] = place;
        *end += 1;
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
    #[inline(never)] // so that browsers can optimise it between two calls: see the decisions in ARCHITECTURE.md
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

/// Writes one word's entries (`document << 3 | field`, documents ascending) and returns the number of documents.
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
