//! Maps characters to small numbers and back, so that pairs of them are small numbers too.
//!
//! ```text
//! characters := count:varint gap:varint{count}  ascending code points; the first gap counts from 0
//! ```
//!
//! Number 0 is the separator; the character at index i has number i + 1.

use super::pairs::SEPARATOR;
use crate::bytes::{varint_u32_at, Writer};
use crate::order;

const PAGE: usize = 256;
const PAGES: usize = 0x11_0000 / PAGE;

/// Numbers characters in order of first occurrence, with a page of 256 numbers for each range of code points in use.
#[derive(Debug)]
pub(crate) struct Numbering {
    /// For each page of code points, the index of its page in `pages`; 0 is the empty page.
    page_of: Vec<u16>,
    pages: Vec<[u32; PAGE]>,
    characters: Vec<char>,
}

impl Numbering {
    pub(crate) fn new() -> Self {
        Self {
            page_of: vec![0; PAGES],
            pages: vec![[0; PAGE]],
            characters: Vec::new(),
        }
    }

    /// Returns the number of `c`, from 1.
    #[inline]
    #[allow(
        clippy::indexing_slicing,
        reason = "a char is below 0x110000, so its page is below PAGES; `page_of` only holds pages that exist"
    )]
    pub(crate) fn number(&mut self, c: char) -> u32 {
        let (page, place) = (c as usize / PAGE, c as usize % PAGE);
        if self.page_of[page] == 0 {
            self.page_of[page] = u16::try_from(self.pages.len()).unwrap_or(0);
            self.pages.push([0; PAGE]);
        }
        let number = &mut self.pages[self.page_of[page] as usize][place];
        if *number == 0 {
            self.characters.push(c);
            *number = u32::try_from(self.characters.len()).unwrap_or(0);
        }
        *number
    }

    /// Returns the alphabet, and for each number given so far its number in the alphabet (0 stays 0).
    pub(crate) fn finish(self) -> (Alphabet, Vec<u32>) {
        let order = order::by_key(self.characters.iter().copied().zip(1u32..).collect(), |&(c, _)| {
            c as usize
        });
        let mut renumber = vec![SEPARATOR; order.len() + 1];
        for (&(_, old), new) in order.iter().zip(1u32..) {
            if let Some(number) = renumber.get_mut(old as usize) {
                *number = new;
            }
        }
        (
            Alphabet {
                characters: order.into_iter().map(|(c, _)| c).collect(),
            },
            renumber,
        )
    }
}

/// The characters of a shard, ascending.
#[derive(Debug, Default)]
pub(crate) struct Alphabet {
    characters: Vec<char>,
}

impl Alphabet {
    /// How many numbers there are, including the separator's.
    pub(crate) fn kinds(&self) -> usize {
        self.characters.len() + 1
    }

    /// Returns the number of `c`, or `None` if it does not occur.
    pub(crate) fn number(&self, c: char) -> Option<u32> {
        let place = self.characters.binary_search(&c).ok()?;
        u32::try_from(place + 1).ok()
    }

    /// Returns the character with this number.
    pub(crate) fn character(&self, number: u32) -> Option<char> {
        self.characters.get((number as usize).checked_sub(1)?).copied()
    }

    /// Returns the key of a pair. Keys ascend by the first character, then by the second.
    pub(crate) fn key(&self, first: u32, second: u32) -> u64 {
        u64::from(first) * self.kinds() as u64 + u64::from(second)
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        out.varint_usize(self.characters.len());
        let mut previous = 0;
        for &c in &self.characters {
            out.varint(u64::from(u32::from(c) - previous));
            previous = u32::from(c);
        }
    }

    /// Reads the alphabet in `bytes`, or returns `None` if they are not exactly one alphabet.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut at = 0;
        let count = varint_u32_at(bytes, &mut at)? as usize;
        if count > bytes.len() {
            return None; // each takes at least a byte, so this bounds the allocation
        }
        let mut characters = Vec::with_capacity(count);
        let mut previous = 0u32;
        for i in 0..count {
            let gap = varint_u32_at(bytes, &mut at)?;
            if i > 0 && gap == 0 {
                return None;
            }
            previous = previous.checked_add(gap)?;
            characters.push(char::from_u32(previous)?);
        }
        (at == bytes.len()).then_some(Self { characters })
    }
}
