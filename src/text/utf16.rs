//! Converts offsets in bytes of UTF-8 to the UTF-16 code units that JavaScript counts.

use crate::units::{ByteOffset, Span, Utf16Offset};

/// Bytes between two entries of [`Utf16Map::marks`], which bounds the bytes counted to convert an offset.
const STEP: usize = 128;

/// Converts byte offsets of one text into UTF-16 offsets, in any order, each in constant time.
///
/// ```
/// use kanbao::text::Utf16Map;
/// use kanbao::units::{ByteOffset, Utf16Offset};
///
/// let map = Utf16Map::new("看😀报");
/// assert_eq!(map.offset(ByteOffset(7)), Utf16Offset(3));
/// ```
#[derive(Debug, Clone)]
pub struct Utf16Map<'a> {
    text: &'a str,
    /// The number of code units before every [`STEP`]th byte.
    marks: Vec<u32>,
}

impl<'a> Utf16Map<'a> {
    /// Makes a map of `text` in one pass.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut units = 0;
        let marks = text.as_bytes().chunks(STEP).map(|chunk| {
            let before = units;
            units += count(chunk);
            before
        });
        Self {
            text,
            marks: marks.collect(),
        }
    }

    /// Returns the UTF-16 offset of the character at `byte`. A byte inside a character gives the offset of that
    /// character; one beyond the end gives the end.
    #[must_use]
    pub fn offset(&self, byte: ByteOffset) -> Utf16Offset {
        let mut at = byte.get().min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        // If the length is a multiple of STEP, its end has no mark of its own: count from the last one.
        let step = (at / STEP).min(self.marks.len().saturating_sub(1));
        let before = self.marks.get(step).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(step * STEP..at).unwrap_or_default();
        Utf16Offset(before + count(rest))
    }

    /// Converts a range to UTF-16 code units.
    #[must_use]
    pub fn span(&self, bytes: Span<ByteOffset>) -> Span<Utf16Offset> {
        Span::new(self.offset(bytes.start), self.offset(bytes.end))
    }
}

/// Counts the code units of the characters that begin in `bytes`: two for a character of four bytes, else
/// one.
fn count(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|&byte| u32::from(byte & 0xC0 != 0x80) + u32::from(byte >= 0xF0))
        .sum()
}
