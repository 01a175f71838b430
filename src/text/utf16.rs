//! From bytes of UTF-8 to the UTF-16 code units that JavaScript counts.

use crate::units::{ByteOffset, Span, Utf16Offset};

/// So many bytes are counted at most to convert one offset.
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
    /// How many code units stand before every [`STEP`]th byte.
    marks: Vec<u32>,
}

impl<'a> Utf16Map<'a> {
    /// Counts `text` once.
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

    /// The UTF-16 offset of the character at `byte`; of a byte inside a character, that of the
    /// character; beyond the end, the end.
    #[must_use]
    pub fn offset(&self, byte: ByteOffset) -> Utf16Offset {
        let mut at = byte.get().min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        // A length that is a whole number of steps has no mark of its own: count from the last.
        let step = (at / STEP).min(self.marks.len().saturating_sub(1));
        let before = self.marks.get(step).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(step * STEP..at).unwrap_or_default();
        Utf16Offset(before + count(rest))
    }

    /// The same range in UTF-16 code units.
    #[must_use]
    pub fn span(&self, bytes: Span<ByteOffset>) -> Span<Utf16Offset> {
        Span::new(self.offset(bytes.start), self.offset(bytes.end))
    }
}

/// Code units of the characters that begin in `bytes`: one each, two from four bytes of UTF-8.
fn count(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .map(|&byte| u32::from(byte & 0xC0 != 0x80) + u32::from(byte >= 0xF0))
        .sum()
}
