//! Pass 1, first half: cuts the text into its non-blank lines, each with its span, its indent and the
//! number of blank lines above it.
//!
//! A line ends at LF, CR LF, CR, NEL, VT, FF, U+2028 or U+2029 (the hard breaks of Unicode 16, Annex
//! 14); FF also begins a new page. Line numbers count only LF, CR LF and CR, as text editors do.

use super::work;
use crate::chars::{columns, is_blank};
use crate::error::{Code, Error, Result};
use crate::units::{ByteOffset, LineNumber, Span};

/// Maximum bytes of one text. A year of a monthly bulletin is under 2 MB; a browser tab on an old phone
/// can still hold this much several times over.
pub const MAX_BYTES: usize = 8 << 20;

/// Maximum lines of one text: about as many as [`MAX_BYTES`] holds at ten Han characters a line.
pub const MAX_LINES: u32 = 250_000;

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The span of its text, without the blanks at either end.
    pub(super) span: Span<ByteOffset>,
    /// Its line number.
    pub(super) number: LineNumber,
    /// The width of the blanks before its text, in columns.
    pub(super) indent: u32,
    /// The number of blank lines above it; 0 for the first non-blank line of the text.
    pub(super) gap: u32,
    /// Whether a form feed precedes it.
    pub(super) new_page: bool,
}

/// Cuts `text` into lines.
///
/// # Errors
/// [`Code::TooLarge`] if the text exceeds [`MAX_BYTES`] or [`MAX_LINES`].
pub(super) fn scan(text: &str) -> Result<Vec<Line>> {
    if text.len() > MAX_BYTES {
        return Err(too_large(format!("{} bytes; the maximum is {MAX_BYTES}", text.len())));
    }
    work::steps(text.len());
    let mut lines = Vec::new();
    let mut number = 1;
    let mut gap = 0;
    let mut new_page = false;
    // The current line: the columns before its text, and the bounds of its text if it has any.
    let mut indent = 0;
    let mut bounds: Option<(usize, usize)> = None;
    let mut chars = text.char_indices().peekable();
    loop {
        let (at, c) = chars.next().unwrap_or((text.len(), '\n'));
        let counts = match c {
            '\n' => true,
            '\r' => !matches!(chars.peek(), Some((_, '\n'))),
            '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => false,
            _ => {
                if !is_blank(c) {
                    bounds = Some((bounds.map_or(at, |(start, _)| start), at + c.len_utf8()));
                } else if bounds.is_none() {
                    indent += columns(c);
                }
                continue;
            }
        };
        if c == '\r' && !counts {
            continue;
        }
        match bounds.take() {
            Some((start, end)) => {
                let span = Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(end));
                lines.push(Line {
                    span,
                    number: LineNumber(number),
                    indent,
                    gap,
                    new_page,
                });
                gap = 0;
                new_page = false;
            }
            None if !lines.is_empty() => gap += 1,
            None => {}
        }
        indent = 0;
        if at == text.len() {
            return Ok(lines);
        }
        new_page |= c == '\u{C}';
        number += u32::from(counts);
        if number > MAX_LINES {
            return Err(too_large(format!("over {MAX_LINES} lines")));
        }
    }
}

#[cold]
fn too_large(what: String) -> Error {
    Error::new(Code::TooLarge, format!("the text has {what}")).advise("split the text by issue")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(&str, u32, u32, u32, bool)> {
        let row = |l: Line| (l.span.slice(text).unwrap(), l.number.0, l.indent, l.gap, l.new_page);
        scan(text).unwrap().into_iter().map(row).collect()
    }

    #[test]
    fn every_line_end() {
        let text = "\u{FEFF}一\r\n\r\n  二 \r三\u{2028}四\n\u{C}　　五\u{C}";
        assert_eq!(
            seen(text),
            [
                ("一", 1, 0, 0, false),
                ("二", 3, 2, 1, false),
                ("三", 4, 0, 0, false),
                ("四", 4, 0, 0, false),
                ("五", 5, 4, 1, true),
            ]
        );
    }

    #[test]
    fn nothing_and_blanks() {
        assert!(scan("").unwrap().is_empty());
        assert!(scan(" \u{3000}\r\n\t\u{200B}\n").unwrap().is_empty());
    }

    #[test]
    fn caps_name_their_figure() {
        let long = "一".repeat(MAX_BYTES / 3 + 1);
        let error = scan(&long).unwrap_err();
        assert_eq!(error.code(), Code::TooLarge);
        assert!(
            error.message().contains("8388609 bytes") && error.message().contains("8388608"),
            "{error}"
        );
        let many = "\n".repeat(MAX_LINES as usize);
        assert!(scan(&many).unwrap_err().message().contains("over 250000 lines"));
        assert!(scan(&"\n".repeat(MAX_LINES as usize - 1)).is_ok());
    }
}
