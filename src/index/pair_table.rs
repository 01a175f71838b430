//! Which pairs of characters occur in a shard, and where the lists of their positions are.
//!
//! ```text
//! table   := count:u32 row* entry*              ⌈count / BLOCK⌉ rows
//! row     := key:u64 entry-offset:u32 postings-offset:u32
//!                                               the first key of a block of BLOCK entries; offsets in bytes
//!                                               from the first entry and from the first byte of the postings
//! entry   := [key-gap:varint] length:varint     a block's first entry has no gap; length = 2 × the bytes of
//!                                               the list, + 1 if the list is a long one
//! ```
//!
//! Keys ascend. Lists follow each other in the order of the keys, so the lists of a range of keys are contiguous. A
//! look-up bisects the rows and reads at most BLOCK entries; opening a shard decodes nothing.

use super::postings::PositionList;
use crate::bytes::{varint_at, Writer};
use crate::units::ByteOffset;

/// Entries per row: a look-up reads half of them on average, and they share the bytes of the row.
const BLOCK: usize = 32;

const ROW_BYTES: usize = 16;

/// Collects entries in the order of their keys.
#[derive(Debug, Default)]
pub(crate) struct PairTableBuilder {
    count: u32,
    rows: Writer,
    entries: Writer,
    last_key: u64,
    postings: usize,
}

impl PairTableBuilder {
    /// Adds the next key (greater than the last one) and the length of its list in bytes.
    #[inline(never)] // so that browsers can optimise it between two calls: see the decisions in ARCHITECTURE.md
    pub(crate) fn push(&mut self, key: u64, length: usize, long: bool) {
        if (self.count as usize).is_multiple_of(BLOCK) {
            self.rows.u64(key);
            self.rows.u32(ByteOffset::from_usize(self.entries.len()).0);
            self.rows.u32(ByteOffset::from_usize(self.postings).0);
        } else {
            self.entries.varint(key - self.last_key);
        }
        self.entries.varint((length as u64) << 1 | u64::from(long));
        self.last_key = key;
        self.postings += length;
        self.count += 1;
    }

    /// Returns the table's bytes.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut out = Writer::new();
        out.u32(self.count);
        out.bytes(self.rows.as_slice());
        out.bytes(self.entries.as_slice());
        out.into_bytes()
    }
}

/// A table inside a shard's bytes, with the postings it points into.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PairTable<'a> {
    count: usize,
    rows: &'a [u8],
    entries: &'a [u8],
    postings: &'a [u8],
}

impl<'a> PairTable<'a> {
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

    /// Returns the positions of `key`.
    pub(crate) fn get(&self, key: u64) -> Option<PositionList<'a>> {
        let mut entries = self.from(key);
        let entry = entries.advance()?;
        (entries.key == key).then(|| self.list(entry))
    }

    /// Returns the entries from `key` on, in the order of their keys.
    pub(crate) fn from(&self, key: u64) -> Entries<'a> {
        let mut low = 0;
        let mut high = self.count.div_ceil(BLOCK);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.row(middle).is_some_and(|row| row.key <= key) {
                low = middle;
            } else {
                high = middle;
            }
        }
        let mut entries = Entries {
            table: *self,
            next: low * BLOCK,
            at: 0,
            key: 0,
            postings_at: 0,
        };
        // At most one block: the next block begins after `key`, unless the table is damaged.
        for _ in 0..BLOCK {
            let before = entries.clone();
            if entries.advance().is_none_or(|_| entries.key >= key) {
                return before;
            }
        }
        entries
    }

    /// Returns the positions of an entry.
    pub(crate) fn list(&self, Entry { start, end, long }: Entry) -> PositionList<'a> {
        PositionList::new(self.postings.get(start..end).unwrap_or_default(), long)
    }

    fn row(&self, i: usize) -> Option<Row> {
        let row = self.rows.get(i.checked_mul(ROW_BYTES)?..)?;
        let (key, row) = row.split_first_chunk::<8>()?;
        let (entry, row) = row.split_first_chunk::<4>()?;
        let (postings, _) = row.split_first_chunk::<4>()?;
        Some(Row {
            key: u64::from_le_bytes(*key),
            entry: u32::from_le_bytes(*entry) as usize,
            postings: u32::from_le_bytes(*postings) as usize,
        })
    }
}

struct Row {
    key: u64,
    entry: usize,
    postings: usize,
}

/// Walks the table in the order of its keys; a damaged table ends early.
#[derive(Debug, Clone)]
pub(crate) struct Entries<'a> {
    table: PairTable<'a>,
    next: usize,
    at: usize,
    key: u64,
    postings_at: usize,
}

/// The place of a list among the postings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    start: usize,
    end: usize,
    long: bool,
}

impl Entries<'_> {
    /// Moves to the next entry; its key is then `self.key`.
    #[inline]
    fn advance(&mut self) -> Option<Entry> {
        if self.next >= self.table.count {
            return None;
        }
        if self.next.is_multiple_of(BLOCK) {
            let row = self.table.row(self.next / BLOCK)?;
            (self.key, self.at, self.postings_at) = (row.key, row.entry, row.postings);
        } else {
            self.key = self.key.checked_add(varint_at(self.table.entries, &mut self.at)?)?;
        }
        let packed = varint_at(self.table.entries, &mut self.at)?;
        let start = self.postings_at;
        let end = start.checked_add(usize::try_from(packed >> 1).ok()?)?;
        if end > self.table.postings.len() {
            return None;
        }
        self.postings_at = end;
        self.next += 1;
        let long = packed & 1 == 1;
        Some(Entry { start, end, long })
    }
}

impl Iterator for Entries<'_> {
    type Item = (u64, Entry);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.advance()?;
        Some((self.key, entry))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::index::postings::encode;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn every_key_leads_to_its_list(lists in proptest::collection::btree_map(0u64..100_000, 1u32..300, 0..200), probe in 0u64..100_001) {
            let lists: BTreeMap<u64, Vec<u32>> = lists.into_iter().map(|(key, n)| (key, (0..n).map(|i| i * 3 + 1).collect())).collect();
            let (mut builder, mut postings) = (PairTableBuilder::default(), Writer::new());
            for (&key, list) in &lists {
                let start = postings.len();
                let long = encode(list.iter().copied(), &mut postings);
                builder.push(key, postings.len() - start, long);
            }
            let (bytes, postings) = (builder.finish(), postings.into_bytes());
            let table = PairTable::new(&bytes, &postings).unwrap();
            for (&key, list) in &lists {
                prop_assert_eq!(&table.get(key).unwrap().cursor().collect::<Vec<_>>(), list);
            }
            let from: Vec<u64> = table.from(probe).map(|(key, _)| key).collect();
            prop_assert_eq!(from, lists.range(probe..).map(|(key, _)| *key).collect::<Vec<_>>());
            prop_assert_eq!(table.get(probe).is_some(), lists.contains_key(&probe));
        }

        #[test]
        fn any_bytes_are_refused_or_some_table(bytes in proptest::collection::vec(any::<u8>(), 0..400), postings in proptest::collection::vec(any::<u8>(), 0..40), key: u64) {
            if let Some(table) = PairTable::new(&bytes, &postings) {
                prop_assert!(table.from(key).count() <= 2 * bytes.len());
                let _ = table.get(key);
            }
        }
    }
}
