//! The parsed bulletin: an [`Issue`] of [`Article`]s, every piece of text with its place in the source.

use serde::Serialize;

use crate::units::{ByteOffset, LineNumber, Span};

/// A piece of text and its place in the source.
///
/// A repaired paragraph has several spans, one for each part that was joined; a piece read from JSON has
/// none. Spans are UTF-8 byte offsets into the decoded source text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text, with line breaks within it joined.
    pub text: String,
    /// Its spans in the source, in reading order.
    pub spans: Vec<Span<ByteOffset>>,
}

/// A person named in a byline: a writer, photographer or artist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name alone.
    pub name: Piece,
    /// What the page calls them: 记者, 通讯员, 文, 图, 摄 …; `None` if it gives only the name.
    pub role: Option<Piece>,
}

/// The kind of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// A subheading (小标题) within a long article.
    Subheading,
}

/// One paragraph of an article's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its text, with print damage repaired.
    pub text: Piece,
    /// Running text or a subheading.
    pub kind: ParagraphKind,
}

/// A photo's caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Caption {
    /// The description of the photo, without the credit.
    pub text: Piece,
    /// Who took or supplied the photo, as printed: “沈菁 摄”, “图片由…提供”.
    pub credit: Option<Piece>,
}

/// An article of a bulletin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Article {
    /// Its identifier, if it was read from a published issue; see [`super::ids`].
    pub id: Option<String>,
    /// The date it was printed, in the form of [`Issue::date`], if it is not the issue's.
    pub date: Option<String>,
    /// The edition (版次) it was printed on, if it is not the issue's.
    pub edition: Option<String>,
    /// The section or column it appears in (栏目).
    pub section: Option<Piece>,
    /// The line above the headline (引题, 肩题).
    pub kicker: Option<Piece>,
    /// The headline (主题).
    pub headline: Piece,
    /// The line below the headline (副题).
    pub subtitle: Option<Piece>,
    /// Its authors, photographers and artists, in print order.
    pub byline: Vec<Person>,
    /// The body.
    pub paragraphs: Vec<Paragraph>,
    /// The photos' captions.
    pub captions: Vec<Caption>,
}

/// The kind of a repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RepairKind {
    /// A paragraph broken at a column break was joined.
    Rejoined,
    /// One copy of a paragraph that was printed twice was dropped.
    DroppedParagraph,
    /// One copy of an article that was printed twice was dropped.
    DroppedArticle,
    /// A credit was moved out of a caption.
    LiftedCredit,
    /// Names at the end of an article's text were moved to the byline.
    LiftedByline,
}

/// A repair, for an editor to check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// The kind of repair.
    pub kind: RepairKind,
    /// The line of the source at which the repair begins.
    pub line: LineNumber,
    /// The text before the repair, with its place in the source.
    pub before: Piece,
    /// The text after the repair; empty if the text was dropped or its names were moved to the byline.
    pub after: String,
}

/// A place that an editor should check. The text was kept as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// A stable code for programs, such as `maybe-byline` or `maybe-headline`.
    pub code: &'static str,
    /// The line of the source at which the text begins.
    pub line: LineNumber,
    /// The text in question, with its place.
    pub text: Piece,
}

/// Why text was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum SetAsideKind {
    /// It is page furniture: the paper's name, the date, a page number, the editors' names.
    RunningHead,
    /// It belongs to no article and is not furniture: a section label or a kicker without a headline.
    Stray,
    /// It is a mark that only shows what a line is: the brackets and separators of a byline, the bullet
    /// before a section's name, a rule of dashes.
    Mark,
}

/// Text of the source that is in no article: a line, or marks from a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// Why it was set aside.
    pub kind: SetAsideKind,
    /// The line of the source.
    pub line: LineNumber,
    /// The text, with its place.
    pub text: Piece,
}

/// The numbers of repairs that the plain form reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Paragraphs dropped because they, or their article, were printed twice.
    pub dropped_duplicate_paragraphs: u32,
    /// Paragraphs that had been broken, once or several times, and were joined.
    pub rejoined_paragraphs: u32,
}

/// One issue or page of a bulletin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// The paper's name, if the page gives one.
    pub paper: Option<String>,
    /// The date as `YYYY-MM-DD`, or as `YYYY-MM` if the page gives only a month.
    pub date: Option<String>,
    /// The edition (版次) as printed, such as `第3版` or `A03`, if the page gives one.
    pub edition: Option<String>,
    /// The articles in print order.
    pub articles: Vec<Article>,
    /// The numbers of repairs.
    pub counts: Counts,
    /// The repairs, in the order of their lines.
    pub repairs: Vec<Repair>,
    /// The places an editor should check, in the order of their lines.
    pub doubts: Vec<Doubt>,
    /// The text that is in no article, in the order of its lines.
    pub set_aside: Vec<SetAside>,
}
