//! Folded text with the map back to the original.

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
    /// The byte offset of every [`CHAR_STEP`]th character.
    chars: Vec<u32>,
}

/// So many characters are walked at most to find one by number.
const CHAR_STEP: usize = 64;

/// Folded text from `folded` on that stands for `source..source_end` of the original: byte for
/// byte where both are equally long, else one character for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    folded: u32,
    source: u32,
    source_end: u32,
}

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The folded text, without the map.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// The bytes of the original that `folded`, a span of the folded text, stands for: from the
    /// start of its first character to the end of its last. An empty span gives an empty one at
    /// the same place; what lies beyond the text is taken to its end.
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

    /// The same for a span that counts characters of the folded text.
    #[must_use]
    pub fn source_span_chars(&self, folded: Span<CharOffset>) -> Span<ByteOffset> {
        self.source_span(Span::new(self.byte_offset(folded.start), self.byte_offset(folded.end)))
    }

    /// Where the `at`th character of the folded text begins.
    #[must_use]
    pub fn byte_offset(&self, at: CharOffset) -> ByteOffset {
        let Some(&start) = self.chars.get(at.get() / CHAR_STEP) else {
            return ByteOffset::from_usize(self.text.len());
        };
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let within = rest
            .char_indices()
            .nth(at.get() % CHAR_STEP)
            .map_or(rest.len(), |(i, _)| i);
        ByteOffset::from_usize(start as usize + within)
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

    /// Whether `run`, before the run at index `next`, is as long folded as in the original.
    fn is_bytewise(&self, run: &Run, next: usize) -> bool {
        let end = self.runs.get(next).map_or(self.text.len(), |next| next.folded as usize);
        end - run.folded as usize == (run.source_end - run.source) as usize
    }
}

/// Makes a [`Folded`] character by character.
#[derive(Debug, Default)]
pub(super) struct Builder {
    folded: Folded,
    count: usize,
}

impl Builder {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        let mut builder = Self::default();
        builder.folded.text.reserve(bytes);
        builder
    }

    /// Appends `c`, which stands for `start..end` of the original.
    #[inline]
    pub(super) fn push(&mut self, c: char, start: usize, end: usize) {
        let Folded { text, runs, chars } = &mut self.folded;
        let at = ByteOffset::from_usize(text.len()).0;
        if self.count.is_multiple_of(CHAR_STEP) {
            chars.push(at);
        }
        self.count += 1;
        text.push(c);
        let (start, source_end) = (ByteOffset::from_usize(start).0, ByteOffset::from_usize(end).0);
        let same_length = c.len_utf8() == end - start as usize;
        if same_length {
            if let Some(run) = runs.last_mut() {
                let bytewise = at - run.folded == run.source_end - run.source;
                if bytewise && run.source_end == start {
                    run.source_end = source_end;
                    return;
                }
            }
        }
        runs.push(Run {
            folded: at,
            source: start,
            source_end,
        });
    }

    pub(super) fn finish(self) -> Folded {
        self.folded
    }
}
