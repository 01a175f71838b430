//! Text assembled from spans of the source, which keeps track of the source of each byte.

use std::borrow::Cow;
use std::ops::Range;

use super::model::Piece;
use super::work;
use crate::chars::{is_blank, is_latin};
use crate::units::{ByteOffset, Span};

/// A stretch of source text within a strand.
#[derive(Debug, Clone, Copy)]
struct Part {
    /// The byte offset in the strand's text at which it begins.
    at: usize,
    /// Its span in the source.
    span: Span<ByteOffset>,
}

impl Part {
    fn end(self) -> usize {
        self.at + (self.span.end.get() - self.span.start.get())
    }
}

/// The text of one or more spans of the source.
#[derive(Debug, Clone)]
pub(super) struct Strand<'a> {
    text: Cow<'a, str>,
    parts: Vec<Part>,
}

impl<'a> Strand<'a> {
    /// Makes a strand of one span of `source`.
    pub(super) fn new(source: &'a str, span: Span<ByteOffset>) -> Self {
        let text = Cow::Borrowed(span.slice(source).unwrap_or(""));
        Self {
            text,
            parts: vec![Part { at: 0, span }],
        }
    }

    /// Its text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends `next`, with a space if two Latin words would otherwise run together.
    pub(super) fn append(&mut self, next: &Strand<'_>) {
        work::steps(next.text.len());
        let gap = needs_space(&self.text, &next.text);
        let text = self.text.to_mut();
        if gap {
            text.push(' ');
        }
        let at = text.len();
        text.push_str(&next.text);
        self.parts.extend(next.parts.iter().map(|part| Part {
            at: part.at + at,
            span: part.span,
        }));
    }

    /// Returns the piece with the text of `range`, without blanks at either end.
    pub(super) fn piece(&self, range: Range<usize>) -> Piece {
        self.pieces(std::slice::from_ref(&range), "")
    }

    /// Returns the whole strand as a piece.
    pub(super) fn whole(&self) -> Piece {
        self.piece(0..self.text.len())
    }

    /// Returns the piece with the texts of `ranges` in order, separated by `between`.
    pub(super) fn pieces(&self, ranges: &[Range<usize>], between: &str) -> Piece {
        let mut piece = Piece::default();
        for range in ranges {
            let Some(raw) = self.text.get(range.clone()) else {
                continue;
            };
            work::steps(raw.len());
            let text = raw.trim_matches(is_blank);
            if text.is_empty() {
                continue;
            }
            let start = range.start + (raw.len() - raw.trim_start_matches(is_blank).len());
            if !piece.text.is_empty() {
                piece.text.push_str(between);
            }
            piece.text.push_str(text);
            self.push_spans(start..start + text.len(), &mut piece.spans);
        }
        piece
    }

    /// Returns the strand of `range`; `None` if the range is not on character boundaries within the text.
    pub(super) fn part(&self, range: Range<usize>) -> Option<Self> {
        let text = Cow::Owned(self.text.get(range.clone())?.to_owned());
        let inside = |part: &&Part| part.end() > range.start && part.at < range.end;
        let parts = self.parts.iter().filter(inside).map(|part| {
            let start = range.start.saturating_sub(part.at);
            let end = (range.end.min(part.end())) - part.at;
            let from = part.span.start.get();
            Part {
                at: part.at.max(range.start) - range.start,
                span: Span::new(ByteOffset::from_usize(from + start), ByteOffset::from_usize(from + end)),
            }
        });
        Some(Self {
            text,
            parts: parts.collect(),
        })
    }

    /// Cuts the text off at byte `len`.
    pub(super) fn truncate(&mut self, len: usize) {
        if let Some(kept) = self.part(0..len) {
            *self = kept;
        }
    }

    fn push_spans(&self, range: Range<usize>, spans: &mut Vec<Span<ByteOffset>>) {
        let first = self.parts.partition_point(|part| part.end() <= range.start);
        for part in self.parts.iter().skip(first).take_while(|part| part.at < range.end) {
            let start = part.span.start.get() + (range.start.max(part.at) - part.at);
            let end = part.span.start.get() + (range.end.min(part.end()) - part.at);
            spans.push(Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(end)));
        }
    }
}

/// Whether `left` ends with a Latin word, possibly followed by punctuation, and `right` begins with one.
pub(super) fn needs_space(left: &str, right: &str) -> bool {
    let mut before = left.chars().rev();
    let last = match before.next() {
        Some('.' | ',' | ';' | ':' | '!' | '?') => before.next(),
        other => other,
    };
    last.is_some_and(is_latin) && right.chars().next().is_some_and(is_latin)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span<ByteOffset> {
        Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(end))
    }

    #[test]
    fn joined_text_knows_its_places() {
        let source = "open\n\nsource 报\n\n纸";
        let mut strand = Strand::new(source, span(0, 4));
        strand.append(&Strand::new(source, span(6, 16)));
        strand.append(&Strand::new(source, span(18, 21)));
        assert_eq!(strand.text(), "open source 报纸");
        assert_eq!(strand.whole().spans, [span(0, 4), span(6, 16), span(18, 21)]);
        let piece = strand.piece(11..18);
        assert_eq!(piece.text, "报纸");
        assert_eq!(piece.spans, [span(13, 16), span(18, 21)]);
        assert_eq!(strand.piece(4..5), Piece::default());
    }

    #[test]
    fn spaces_stand_between_latin_words_only() {
        assert!(needs_space("open", "source") && needs_space("Yes,", "but"));
        assert!(
            !needs_space("5", "G") && !needs_space("报", "a") && !needs_space("他说.", "a") && !needs_space("", "a")
        );
    }
}
