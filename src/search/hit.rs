//! What a search answers: plain data, text with ranges in UTF-16 units.

use crate::index::Field;
use crate::units::{ArticleId, Span, Utf16Offset};

/// How well a hit is what was asked for; a higher tier ranks before all of a lower one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The query stands in it as it was typed (width, case, script and spaces folded).
    AsTyped,
    /// All words of the query stand in it.
    AllWords,
    /// Nothing was asked: the contents, in print order.
    Contents,
}

impl Tier {
    /// Its name as JavaScript and the command line show it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsTyped => "asTyped",
            Self::AllWords => "allWords",
            Self::Contents => "contents",
        }
    }
}

/// A piece of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Its field.
    pub field: Field,
    /// Which of that field's pieces: the index of the paragraph, caption or byline name. Of the
    /// kicker field, 0 is the kicker, 1 the subtitle, 2 the section.
    pub index: u32,
    /// Whether it is what is printed beside the piece, not the piece itself: a caption's credit, the
    /// role of a byline name.
    pub note: bool,
}

/// Text with the ranges that matched, in UTF-16 units of `text`: ascending, apart from one another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text, as it is printed.
    pub text: String,
    /// What matched in it.
    pub ranges: Vec<Span<Utf16Offset>>,
}

/// A passage that shows why an article was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Where it is from.
    pub part: Part,
    /// Its text, as it is printed.
    pub text: String,
    /// What matched in it, in UTF-16 units of `text`: ascending, apart from one another.
    pub ranges: Vec<Span<Utf16Offset>>,
    /// Whether the piece has more text before it.
    pub cut_before: bool,
    /// Whether the piece has more text after it.
    pub cut_after: bool,
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which.
    pub article: ArticleId,
    /// How well it is what was asked for.
    pub tier: Tier,
    /// The fields that matched, in the order of [`Field::ALL`].
    pub fields: Vec<Field>,
    /// Higher is better; to be compared within one tier of one outcome only.
    pub score: f32,
    /// The headline.
    pub headline: Marked,
    /// Passages: the best one, where there is text besides the headline.
    pub excerpts: Vec<Excerpt>,
}

/// How many articles a tier found, those of higher tiers not counted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierCount {
    /// The tier.
    pub tier: Tier,
    /// Articles.
    pub total: u32,
}

/// Something about the query that the reader should know; it never stands in place of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What.
    pub message: String,
    /// Where in the query, in UTF-16 units.
    pub span: Span<Utf16Offset>,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// The hits asked for, best first: by tier, then by score, then in print order.
    pub hits: Vec<Hit>,
    /// How many articles were found in all: exact.
    pub total: u32,
    /// The same by tier, best first; tiers that found nothing are left out.
    pub tiers: Vec<TierCount>,
    /// What the reader should know about the query.
    pub problems: Vec<Problem>,
    /// Whether nothing was asked, so that the hits are the contents in print order.
    pub contents: bool,
}

/// Which of the hits are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchOptions {
    /// So many hits at most.
    pub limit: u32,
    /// So many are passed over first.
    pub offset: u32,
}

impl Default for SearchOptions {
    /// The first ten.
    fn default() -> Self {
        Self { limit: 10, offset: 0 }
    }
}

/// Where a query stands in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The piece.
    pub part: Part,
    /// The ranges, in UTF-16 units of the piece's text: ascending, apart from one another.
    pub ranges: Vec<Span<Utf16Offset>>,
}
