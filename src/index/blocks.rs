//! The blocks of text that make up a shard's documents: their positions, fields and documents.
//!
//! ```text
//! blocks := document*
//! document := count:varint block{count}
//! block  := (length << 3 | field):varint        length in characters; a separator follows each block
//! ```

use super::field::{Counts, Field, FIELDS};
use crate::bytes::varint_u32_at;

/// A block of text: a paragraph, a caption, a name …
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The document it belongs to.
    pub document: u32,
    /// Its index among the document's blocks, in the order they were added.
    pub index: u32,
    /// Its field.
    pub field: Field,
    /// The position of its first character.
    pub start: u32,
}

/// All blocks of a shard.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    /// The first position of each block, then the end of the last one.
    starts: Vec<u32>,
    /// For each block, `document << 3 | field`.
    owners: Vec<u32>,
    /// For each document the index of its first block, then the number of blocks.
    firsts: Vec<u32>,
    /// The number of characters in each field, over all documents.
    totals: [u64; FIELDS],
}

impl Blocks {
    /// Reads the blocks in `bytes`, or returns `None` if they are not exactly `documents` documents over `positions`
    /// positions.
    pub(crate) fn read(bytes: &[u8], documents: u32, positions: u32) -> Option<Self> {
        let count = documents as usize;
        if count > bytes.len() {
            return None; // each takes at least a byte, so this bounds the allocation
        }
        let mut blocks = Self {
            firsts: Vec::with_capacity(count + 1),
            ..Self::default()
        };
        let (mut at, mut start) = (0, 0u32);
        for document in 0..documents {
            blocks.firsts.push(u32::try_from(blocks.owners.len()).ok()?);
            for _ in 0..varint_u32_at(bytes, &mut at)? {
                let packed = varint_u32_at(bytes, &mut at)?;
                *blocks.totals.get_mut((packed & 7) as usize)? += u64::from(packed >> 3);
                blocks.starts.push(start);
                blocks.owners.push(document.checked_mul(8)? | (packed & 7));
                start = start.checked_add(packed >> 3)?.checked_add(1)?;
            }
        }
        blocks.firsts.push(u32::try_from(blocks.owners.len()).ok()?);
        blocks.starts.push(start);
        (at == bytes.len() && start == positions).then_some(blocks)
    }

    /// The number of characters in each field, over all documents.
    pub(crate) fn totals(&self) -> [u64; FIELDS] {
        self.totals
    }

    /// The number of characters in all fields and documents.
    pub(crate) fn characters(&self) -> u64 {
        self.totals.iter().sum()
    }

    /// Returns the number of characters in each field of `document`.
    pub(crate) fn lengths(&self, document: u32) -> Counts {
        let mut lengths = [0; FIELDS];
        for i in self.of(document) {
            let length = self.end(i).saturating_sub(self.start(i));
            if let Some(sum) = self
                .owners
                .get(i)
                .and_then(|owner| lengths.get_mut((owner & 7) as usize))
            {
                *sum += length;
            }
        }
        lengths
    }

    /// Returns the positions of `document`: `start..end`.
    pub(crate) fn range(&self, document: u32) -> (u32, u32) {
        let blocks = self.of(document);
        (self.start(blocks.start), self.start(blocks.end))
    }

    fn of(&self, document: u32) -> core::ops::Range<usize> {
        let first = |d: usize| self.firsts.get(d).map_or(self.owners.len(), |&first| first as usize);
        first(document as usize)..first(document as usize + 1)
    }

    fn start(&self, i: usize) -> u32 {
        self.starts.get(i).or(self.starts.last()).copied().unwrap_or(0)
    }

    /// Returns the position of the separator after block `i`.
    fn end(&self, i: usize) -> u32 {
        self.start(i + 1).saturating_sub(1)
    }

    /// Returns a walker before the first block.
    pub(crate) fn walk(&self) -> Walker<'_> {
        Walker { blocks: self, at: 0 }
    }
}

/// Finds the blocks that contain ascending positions.
#[derive(Debug, Clone)]
pub(crate) struct Walker<'a> {
    blocks: &'a Blocks,
    at: usize,
}

impl Walker<'_> {
    /// Moves to the block that contains `position`, in doubling steps and then by bisection. Returns `None` past the
    /// end.
    #[inline]
    fn advance(&mut self, position: u32) -> Option<u32> {
        let starts = &self.blocks.starts;
        if *starts.get(self.at + 1)? <= position {
            let (mut low, mut step) = (self.at + 1, 1);
            while starts.get(low + step).is_some_and(|&start| start <= position) {
                low += step;
                step *= 2;
            }
            let mut high = (low + step).min(starts.len());
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if starts.get(middle).is_some_and(|&start| start <= position) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            self.at = low;
        }
        self.blocks.owners.get(self.at).copied()
    }

    /// Returns the document and the field number of `position`.
    #[inline]
    pub(crate) fn owner(&mut self, position: u32) -> Option<(u32, usize)> {
        let owner = self.advance(position)?;
        Some((owner >> 3, (owner & 7) as usize))
    }

    /// Returns the block that contains `position`.
    pub(crate) fn block(&mut self, position: u32) -> Option<Block> {
        let (document, field) = self.owner(position)?;
        let first = *self.blocks.firsts.get(document as usize)?;
        Some(Block {
            document,
            index: u32::try_from(self.at).ok()?.checked_sub(first)?,
            field: Field::from_number(field)?,
            start: *self.blocks.starts.get(self.at)?,
        })
    }
}
