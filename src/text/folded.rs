//! Folded text with a map back to the original.

use super::fold::Sink;
use crate::units::{ByteOffset, CharOffset, Span};

/// Folded text that remembers where each of its characters came from.
///
/// ```
/// use kanbao::text::fold;
/// use kanbao::units::{ByteOffset, Span};
///
/// let original = "「臺灣」  新聞";
/// let folded = fold(original);
/// assert_eq!(folded.as_str(), "\"台湾\"新闻");
/// let start = folded.as_str().find("湾\"新").unwrap();
/// let found = Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(start + 7));
/// assert_eq!(folded.source_span(found).slice(original), Some("灣」  新"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    runs: Vec<Run>,
    /// The number of characters that begin before every [`STEP`]th byte of the folded text; may be empty, in
    /// which case characters are counted from the start.
    chars: Vec<u32>,
}

/// Bytes between two entries of [`Folded::chars`], which bounds the bytes walked to find a character by its
/// number.
const STEP: usize = 128;

/// Folded text from byte `folded` on that represents bytes `source..source_end` of the original. If both are
/// equally long, they correspond byte for byte; otherwise the run is one folded character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    folded: u32,
    source: u32,
    source_end: u32,
}

impl Folded {
    /// Returns the folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the folded text without the map.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// Returns the bytes of the original that `folded`, a span of the folded text, represents: from the start
    /// of its first character to the end of its last. An empty span gives an empty span at the same place.
    /// Offsets beyond the text count as its end.
    #[must_use]
    pub fn source_span(&self, folded: Span<ByteOffset>) -> Span<ByteOffset> {
        let start = self.source_start(folded.start.0);
        let end = if folded.end > folded.start {
            self.source_end(folded.end.0).max(start)
        } else {
            start
        };
        Span::new(ByteOffset(start), ByteOffset(end))
    }

    /// The same as [`Folded::source_span`], for a span in characters of the folded text.
    #[must_use]
    pub fn source_span_chars(&self, folded: Span<CharOffset>) -> Span<ByteOffset> {
        self.source_span(Span::new(self.byte_offset(folded.start), self.byte_offset(folded.end)))
    }

    /// Returns the byte at which the `at`th character (from 0) of the folded text begins.
    #[must_use]
    pub fn byte_offset(&self, at: CharOffset) -> ByteOffset {
        // The last step before which at most `at` characters begin contains the start of the character
        // sought. The step may start inside the character before it.
        let step = self.chars.partition_point(|&before| before <= at.0).saturating_sub(1);
        let mut start = step * STEP;
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        let before = self.chars.get(step).copied().unwrap_or(0);
        let rest = self.text.get(start..).unwrap_or_default();
        let within = rest
            .char_indices()
            .nth(at.get() - before as usize)
            .map_or(rest.len(), |(i, _)| i);
        ByteOffset::from_usize(start + within)
    }

    fn source_start(&self, folded: u32) -> u32 {
        let after = self.runs.partition_point(|run| run.folded <= folded);
        match after.checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some(run) if self.is_bytewise(run, after) => (run.source + (folded - run.folded)).min(run.source_end),
            Some(run) if folded as usize >= self.text.len() => run.source_end,
            Some(run) => run.source,
            None => 0,
        }
    }

    fn source_end(&self, folded: u32) -> u32 {
        let after = self.runs.partition_point(|run| run.folded < folded);
        match after.checked_sub(1).and_then(|i| self.runs.get(i)) {
            Some(run) if self.is_bytewise(run, after) => (run.source + (folded - run.folded)).min(run.source_end),
            Some(run) => run.source_end,
            None => 0,
        }
    }

    /// Whether `run`, which precedes the run at index `next`, is as long when folded as in the original.
    fn is_bytewise(&self, run: &Run, next: usize) -> bool {
        let end = self.runs.get(next).map_or(self.text.len(), |next| next.folded as usize);
        end - run.folded as usize == (run.source_end - run.source) as usize
    }
}

/// Construction, piece by piece.
impl Folded {
    /// Empties it and keeps its allocations.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
        self.chars.clear();
    }

    /// Counts the characters, so that they can be found quickly by number.
    pub(super) fn number(&mut self) {
        let mut count = 0;
        self.chars.extend(self.text.as_bytes().chunks(STEP).map(|chunk| {
            let before = count;
            count += chunk.iter().map(|&byte| u32::from(byte & 0xC0 != 0x80)).sum::<u32>();
            before
        }));
    }

    /// Records that the next `length` bytes represent `start..end` of the original.
    fn map(&mut self, length: usize, start: usize, end: usize) {
        let folded = ByteOffset::from_usize(self.text.len()).0;
        let (source, source_end) = (ByteOffset::from_usize(start).0, ByteOffset::from_usize(end).0);
        if let Some(run) = self.runs.last_mut() {
            let bytewise = folded - run.folded == run.source_end - run.source;
            if bytewise && run.source_end == source && length == end - start {
                run.source_end = source_end;
                return;
            }
        }
        self.runs.push(Run {
            folded,
            source,
            source_end,
        });
    }
}

impl Sink for Folded {
    fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    fn copy(&mut self, piece: &str, start: usize) {
        self.map(piece.len(), start, start + piece.len());
        self.text.push_str(piece);
    }

    fn put(&mut self, c: char, start: usize, end: usize) {
        self.map(c.len_utf8(), start, end);
        self.text.push(c);
    }
}
