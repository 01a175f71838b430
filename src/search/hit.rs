//! The answer to a search: plain data, text with ranges in UTF-16 code units.

use super::facets::{FacetCounts, Filter};
use super::query::{Clause, Date};
use crate::index::Field;
use crate::spelling::Spelling;
use crate::units::{ArticleId, Span, Utf16Offset};

/// How well a hit matches the query. All hits of a higher tier rank before those of a lower one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The article contains the whole query as typed (width, case, script and spaces folded), operators and all. If no
    /// article does, this tier holds the articles that meet the conditions and contain the bare text as typed.
    AsTyped,
    /// The article contains all words of the query and meets the conditions.
    AllWords,
    /// The article meets the conditions. It does not contain all words, but at least two that carry most of the query's
    /// weight occur close together.
    Near,
    /// The article meets the conditions and contains words that carry most of the query's weight.
    MostWords,
    /// The article contains a string that the query may have been meant as, or one for a part of the query and the rest
    /// beside it: see [`Respelling`].
    OtherSpelling,
    /// Nothing was asked for: the hits are the contents, in print order.
    Contents,
}

impl Tier {
    /// Returns the tier's name as JavaScript and the command line show it.
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

/// Identifies a piece of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Its field.
    pub field: Field,
    /// The index among the pieces of that field: of the paragraph, caption or byline name. In the kicker field, 0 is
    /// the kicker, 1 the subtitle, 2 the section.
    pub index: u32,
    /// Whether it is printed beside the piece instead of being the piece itself: a caption's credit, the role of a
    /// byline name.
    pub note: bool,
}

/// Text with the ranges that matched, in UTF-16 code units of `text`: ascending, and neither touching nor overlapping.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text as it is printed.
    pub text: String,
    /// The ranges that matched.
    pub ranges: Vec<Span<Utf16Offset>>,
}

/// A passage that shows why an article was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece it is from.
    pub part: Part,
    /// The text as it is printed.
    pub text: String,
    /// The ranges that matched, in UTF-16 code units of `text`: ascending, and neither touching nor overlapping.
    pub ranges: Vec<Span<Utf16Offset>>,
    /// Whether the piece has more text before it.
    pub cut_before: bool,
    /// Whether the piece has more text after it.
    pub cut_after: bool,
}

/// The spelling by which a query was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respelling {
    /// How the query was taken to be spelled.
    pub kind: Spelling,
    /// The string that was searched for in place of the query, or of a part of it, as the article prints it.
    pub found: String,
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The id of the article.
    pub article: ArticleId,
    /// How well it matches the query.
    pub tier: Tier,
    /// The fields that matched, in the order of [`Field::ALL`].
    pub fields: Vec<Field>,
    /// For hits of the tier of other spellings, what the query was taken to mean.
    pub spelling: Option<Respelling>,
    /// The score: higher is better. Comparable only within one tier of one outcome.
    pub score: f32,
    /// The headline.
    pub headline: Marked,
    /// The parts of the score by name, which add up to it, if [`SearchOptions::explain`] is set; otherwise empty.
    pub explanation: Vec<(&'static str, f32)>,
    /// Excerpts: the best passage outside the headline, if there is any, and a second one if it shows other words.
    pub excerpts: Vec<Excerpt>,
}

/// How many articles a tier found, not counting those of higher tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierCount {
    /// The tier.
    pub tier: Tier,
    /// The number of articles.
    pub total: u32,
}

/// Something about the query that the user should know. It never replaces an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is unusual.
    pub message: String,
    /// Its place in the query, in UTF-16 code units.
    pub span: Span<Utf16Offset>,
}

/// The answer to a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// The hits of the page asked for, in the order asked for: by default by tier, then by score, then in print order.
    pub hits: Vec<Hit>,
    /// The exact number of articles found.
    pub total: u32,
    /// The number by tier, best first, without tiers that found nothing.
    pub tiers: Vec<TierCount>,
    /// The query as it was understood.
    pub clauses: Vec<Clause>,
    /// What the user should know about the query.
    pub problems: Vec<Problem>,
    /// The facet counts of the articles found, if [`SearchOptions::facets`] is set; otherwise empty.
    pub facets: Vec<FacetCounts>,
    /// The correction that was searched for in place of the query, if what was typed occurs nowhere and cannot have
    /// been meant; `found` is then the whole query, corrected. All hits contain it.
    pub corrected: Option<Respelling>,
    /// What of the query occurs nowhere, folded, if the hits are articles that have the rest of it.
    pub missing: Vec<String>,
    /// Whether nothing was asked for, so that the hits are the contents in print order.
    pub contents: bool,
}

/// The order of the hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By tier, then by score.
    #[default]
    Relevance,
    /// Newest issue first, each issue in print order; articles without a date last.
    Newest,
    /// Oldest issue first, each issue in print order; articles without a date last.
    Oldest,
    /// In print order.
    Print,
}

impl Sort {
    /// All orders, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Newest, Self::Oldest, Self::Print];

    /// Returns the order's name as JavaScript and the command line show it.
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

/// Which hits are wanted, and in which order. For an example see [the module](crate::search).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchOptions<'a> {
    /// Maximum number of hits. If fewer articles are found, the lower tiers are searched as well.
    pub limit: u32,
    /// Skip this many hits. Pages with the same limit are parts of one list.
    pub offset: u32,
    /// The order of the hits.
    pub sort: Sort,
    /// Filters. For every facet with filters, an article must have one of the values.
    pub filters: &'a [Filter],
    /// Whether to count facets.
    pub facets: bool,
    /// Today's date, for queries such as 近7天; the engine never reads a clock.
    pub today: Option<Date>,
    /// If too few articles match the bare text of the query, also search for other spellings of it.
    pub other_spelling: bool,
    /// If too few articles match every term of the bare text, also return articles that match some of them.
    pub partial_matches: bool,
    /// Whether hits explain their scores.
    pub explain: bool,
    /// The half-life of the score for recent articles, in days from the newest issue; 0: dates do not count.
    pub half_life: u32,
}

impl SearchOptions<'_> {
    /// Returns options for up to `limit` hits by relevance after the first `offset`. Partial matches and other
    /// spellings are not searched for.
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
            partial_matches: false,
            explain: false,
            half_life: 0,
        }
    }
}

impl Default for SearchOptions<'_> {
    /// The first ten hits by relevance, including partial matches and other spellings.
    fn default() -> Self {
        Self {
            other_spelling: true,
            partial_matches: true,
            ..Self::page(10, 0)
        }
    }
}

/// Where a query matches in a piece of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The piece.
    pub part: Part,
    /// The ranges, in UTF-16 code units of the piece's text: ascending, and neither touching nor overlapping.
    pub ranges: Vec<Span<Utf16Offset>>,
}
