//! What a search answers: plain data, text with ranges in UTF-16 units.

use super::facets::{FacetCounts, Filter};
use super::query::{Clause, Date};
use crate::index::Field;
use crate::spelling::Spelling;
use crate::units::{ArticleId, Span, Utf16Offset};

/// How well a hit is what was asked for; a higher tier ranks before all of a lower one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The query stands in it as it was typed (width, case, script and spaces folded), operators and all; or, where
    /// it stands so in no article, all that is not an operator does, and the conditions are met.
    AsTyped,
    /// All words of the query stand in it, and the conditions are met.
    AllWords,
    /// The conditions are met; not all of its words, but two at least that carry most of the query's weight stand
    /// close together in it.
    Near,
    /// The conditions are met, and words of the query that carry most of its weight stand in it.
    MostWords,
    /// A string that the query may stand for stands in it, or one for a part of it beside the rest: see
    /// [`Respelling`].
    OtherSpelling,
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
            Self::Near => "near",
            Self::MostWords => "mostWords",
            Self::OtherSpelling => "otherSpelling",
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

/// What the query was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respelling {
    /// How it was taken to be spelled.
    pub kind: Spelling,
    /// The string that was looked for in its place, or in that of a part of it, as it is printed in the article.
    pub found: String,
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
    /// In the tier of other spellings, what the query was taken for.
    pub spelling: Option<Respelling>,
    /// Higher is better; to be compared within one tier of one outcome only.
    pub score: f32,
    /// The headline.
    pub headline: Marked,
    /// What the score is made of, where [`SearchOptions::explain`] asked for it: names and parts, which add up to it.
    pub explanation: Vec<(&'static str, f32)>,
    /// Passages: the best one, where there is text besides the headline, and a second where it has other words.
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
    /// What was understood.
    pub clauses: Vec<Clause>,
    /// What the reader should know about the query.
    pub problems: Vec<Problem>,
    /// What the found articles can be narrowed by, where [`SearchOptions::facets`] asked for it.
    pub facets: Vec<FacetCounts>,
    /// Whether the tier of other spellings was asked, since the others had less than was wanted.
    pub respelled: bool,
    /// Whether nothing was asked, so that the hits are the contents in print order.
    pub contents: bool,
}

/// In which order hits come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By tier, then by score.
    #[default]
    Relevance,
    /// The newest issue first; articles without a date last, those of one date in print order.
    Newest,
    /// The oldest issue first; articles without a date last, those of one date in print order.
    Oldest,
    /// In print order.
    Print,
}

impl Sort {
    /// All orders, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Newest, Self::Oldest, Self::Print];

    /// Its name, as JavaScript and the command line show it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Print => "print",
        }
    }
}

/// Which of the hits are wanted, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchOptions<'a> {
    /// So many hits at most. Where fewer are found, the tiers below are asked.
    pub limit: u32,
    /// So many are passed over first: pages of one limit are parts of one list.
    pub offset: u32,
    /// The order.
    pub sort: Sort,
    /// What is let through: all facets' filters must be met.
    pub filters: &'a [Filter],
    /// Whether facets are counted.
    pub facets: bool,
    /// Today, for 近7天; nobody here reads a clock.
    pub today: Option<Date>,
    /// Whether other spellings of what stands bare in a query are looked for where it finds less than is wanted.
    pub other_spelling: bool,
    /// Whether articles without all words of what stands bare in a query are looked for where those with all are less
    /// than is wanted.
    pub fewer_words: bool,
    /// Whether hits say what their scores are made of.
    pub explain: bool,
    /// After how many days news counts half; 0: its age does not matter. Ages count from the newest issue.
    pub half_life: u32,
}

impl SearchOptions<'_> {
    /// Up to so many hits by relevance, the first ones passed over; with all words, as they are spelled.
    #[must_use]
    pub const fn page(limit: u32, offset: u32) -> Self {
        Self {
            limit,
            offset,
            sort: Sort::Relevance,
            filters: &[],
            facets: false,
            today: None,
            other_spelling: false,
            fewer_words: false,
            explain: false,
            half_life: 0,
        }
    }
}

impl Default for SearchOptions<'_> {
    /// The first ten by relevance, with fewer words and in other spellings too.
    fn default() -> Self {
        Self {
            other_spelling: true,
            fewer_words: true,
            ..Self::page(10, 0)
        }
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
