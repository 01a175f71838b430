//! The passes, one after the other.

use super::model::{Article, Issue, Paragraph, ParagraphKind, Piece};
use crate::chars::is_sentence_end;
use crate::error::{Code, Error, Result};
use crate::units::{ByteOffset, Span};

/// The most bytes of one text. A whole year of a monthly bulletin is under 2 MB; a browser's tab
/// on an old phone can still hold this much several times over.
pub const MAX_BYTES: usize = 8 << 20;
/// The most lines of one text: at 8 MiB, lines of over 30 bytes, ten characters, on average.
pub const MAX_LINES: usize = 250_000;
/// The most articles of one text: a bulletin's page has ten, a year's daily papers some thousands.
pub const MAX_ARTICLES: usize = 20_000;

/// Reads a page of text.
///
/// # Errors
/// [`Code::TooLarge`] where the text is over a cap.
pub fn parse(text: &str) -> Result<Issue> {
    if text.len() > MAX_BYTES {
        return Err(Error::new(Code::TooLarge, format!("the text has {} bytes, the most that is read is {MAX_BYTES}", text.len())));
    }
    let mut issue = Issue::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let span = Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(start + line.len()));
        let piece = Piece { text: line.to_owned(), spans: vec![span] };
        let short = line.chars().count() < 30 && !line.ends_with(is_sentence_end);
        match issue.articles.last_mut() {
            Some(article) if !short => {
                article.paragraphs.push(Paragraph { text: piece, kind: ParagraphKind::Body });
            }
            _ => issue.articles.push(Article { headline: piece, ..Article::default() }),
        }
    }
    Ok(issue)
}
