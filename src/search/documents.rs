//! The texts of articles, piece by piece: they are indexed, and hits are presented from them.

use super::hit::Part;
use super::parts::parts;
use crate::bulletin::{Article, ParagraphKind};
use crate::error::{Code, Error, Result};
use crate::index::Field;
use crate::units::ArticleId;

/// Which piece of its article a text is, as one number, which also crosses from JavaScript (www/engine/articles.js):
/// bits 0–2 are the field, bit 3 marks a note, bit 4 a subheading among the paragraphs, and the other bits are the
/// index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PieceCode(u32);

const NOTE: u32 = 1 << 3;
const SUBHEADING: u32 = 1 << 4;
const INDEX_SHIFT: u32 = 5;

impl PieceCode {
    /// Makes the code of a piece.
    #[must_use]
    pub fn new(part: Part, subheading: bool) -> Self {
        let note = if part.note { NOTE } else { 0 };
        let subheading = if subheading { SUBHEADING } else { 0 };
        Self(part.index << INDEX_SHIFT | subheading | note | part.field as u32)
    }

    /// Returns the code with this number, or `None` if it names no field.
    #[must_use]
    pub fn from_bits(bits: u32) -> Option<Self> {
        Field::from_number((bits & 7) as usize).map(|_| Self(bits))
    }

    /// The code as a number.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    fn part(self) -> Part {
        Part {
            field: Field::from_number((self.0 & 7) as usize).unwrap_or(Field::Body),
            index: self.0 >> INDEX_SHIFT,
            note: self.0 & NOTE != 0,
        }
    }
}

/// The texts of articles, in one string.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    text: String,
    /// The code of each piece, and where it ends in `text`, in bytes.
    pieces: Vec<(PieceCode, u32)>,
    /// For each article, the number of pieces up to its end.
    ends: Vec<u32>,
}

impl Documents {
    /// Reserves memory for this many more bytes of text. A string that grows bit by bit is copied each time, so that it
    /// is briefly in memory twice; and WebAssembly's memory never shrinks.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// Adds a piece to the current article.
    pub fn push(&mut self, code: PieceCode, text: &str) {
        self.text.push_str(text);
        self.pieces
            .push((code, u32::try_from(self.text.len()).unwrap_or(u32::MAX)));
    }

    /// Ends the current article.
    ///
    /// # Errors
    /// [`Code::TooLarge`] if the texts of all articles exceed 4 GiB.
    pub fn end_article(&mut self) -> Result<()> {
        if u32::try_from(self.text.len()).is_err() {
            return Err(Error::new(Code::TooLarge, "the texts of all articles exceed 4 GiB"));
        }
        self.ends.push(u32::try_from(self.pieces.len()).unwrap_or(u32::MAX));
        Ok(())
    }

    /// Adds a whole article.
    ///
    /// # Errors
    /// [`Code::TooLarge`] if the texts of all articles exceed 4 GiB.
    pub fn push_article(&mut self, article: &Article) -> Result<()> {
        for (part, text) in parts(article) {
            let paragraph = article.paragraphs.get(part.index as usize);
            let subheading =
                part.field == Field::Body && paragraph.is_some_and(|p| p.kind == ParagraphKind::Subheading);
            self.push(PieceCode::new(part, subheading), text);
        }
        self.end_article()
    }

    /// Removes the articles from number `count` on, and the pieces of an article that was not ended.
    pub fn truncate(&mut self, count: usize) {
        self.ends.truncate(count);
        self.pieces.truncate(self.ends.last().map_or(0, |&end| end as usize));
        self.text
            .truncate(self.pieces.last().map_or(0, |&(_, end)| end as usize));
    }

    /// The number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no articles.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns the pieces of an article.
    #[must_use]
    pub fn get(&self, article: ArticleId) -> Option<Document<'_>> {
        let end = *self.ends.get(article.get())? as usize;
        let first = article.get().checked_sub(1).and_then(|before| self.ends.get(before));
        let first = first.map_or(0, |&first| first as usize);
        let start = first.checked_sub(1).and_then(|before| self.pieces.get(before));
        Some(Document {
            text: &self.text,
            start: start.map_or(0, |&(_, end)| end as usize),
            pieces: self.pieces.get(first..end)?,
        })
    }
}

/// The pieces of one article, in the order in which they are indexed.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    text: &'a str,
    start: usize,
    pieces: &'a [(PieceCode, u32)],
}

impl<'a> Document<'a> {
    /// Returns the first piece of a field that is neither a note nor blank.
    pub(crate) fn first(self, field: Field) -> Option<(Part, &'a str)> {
        let mut pieces = self;
        pieces.find(|(part, text)| part.field == field && !part.note && !text.trim().is_empty())
    }

    /// Returns the next piece with its code.
    pub fn next_coded(&mut self) -> Option<(PieceCode, &'a str)> {
        let (&(code, end), rest) = self.pieces.split_first()?;
        let text = self.text.get(self.start..end as usize).unwrap_or_default();
        (self.start, self.pieces) = (end as usize, rest);
        Some((code, text))
    }
}

impl<'a> Iterator for Document<'a> {
    type Item = (Part, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let (code, text) = self.next_coded()?;
        Some((code.part(), text))
    }
}
