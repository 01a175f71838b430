//! The bulletin as data: an [`Issue`] of [`Article`]s, every piece with its place in the source.

use serde::Serialize;

use crate::units::{ByteOffset, LineNumber, Span};

/// A piece of text and where it stands in the source.
///
/// A repaired paragraph has several spans (one for each part that was joined); a piece that came
/// from JSON has none. Spans are UTF-8 byte offsets into the decoded source text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text, as it is read.
    pub text: String,
    /// Its places in the source, in reading order.
    pub spans: Vec<Span<ByteOffset>>,
}

/// Who wrote, photographed or drew: one name of a byline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name alone.
    pub name: Piece,
    /// What the page calls them: 记者, 通讯员, 文, 图, 摄 …; `None` where it only names them.
    pub role: Option<Piece>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// A sub-headline (小标题) inside a long article.
    Subheading,
}

/// One paragraph of an article's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its text, print damage mended.
    pub text: Piece,
    /// Running text or a sub-headline.
    pub kind: ParagraphKind,
}

/// A photo's caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Caption {
    /// What is to be seen, without the credit.
    pub text: Piece,
    /// Who took or gave the photo, as printed: “沈菁 摄”, “图片由…提供”.
    pub credit: Option<Piece>,
}

/// One item of a bulletin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Article {
    /// The column or section it stands under (栏目).
    pub section: Option<Piece>,
    /// The line above the headline (引题, 肩题).
    pub kicker: Option<Piece>,
    /// The headline (主题).
    pub headline: Piece,
    /// The line below the headline (副题).
    pub subtitle: Option<Piece>,
    /// The names it is by, in print order.
    pub byline: Vec<Person>,
    /// The body.
    pub paragraphs: Vec<Paragraph>,
    /// The photos' captions.
    pub captions: Vec<Caption>,
}

/// What was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RepairKind {
    /// A paragraph broken at a column's edge was joined again.
    Rejoined,
    /// A paragraph printed twice was dropped once.
    DroppedParagraph,
    /// A whole item printed twice was dropped once.
    DroppedArticle,
    /// A credit was taken out of a caption.
    LiftedCredit,
    /// Names at the end of a paragraph were taken into the byline.
    LiftedByline,
}

/// One thing mended, for an editor to check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// What was mended.
    pub kind: RepairKind,
    /// The line of the source where the mending begins.
    pub line: LineNumber,
    /// The source text before, with its place.
    pub before: Piece,
    /// The text after; empty where something was dropped.
    pub after: String,
}

/// What an editor should look at; the text was kept as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// A stable word for programs, such as `maybe-byline` or `maybe-headline`.
    pub code: &'static str,
    /// The line of the source.
    pub line: LineNumber,
    /// The text in question, with its place.
    pub text: Piece,
}

/// Why a line stands in no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum SetAsideKind {
    /// The paper's name, the date, a page number, the editor's line: the page's furniture.
    RunningHead,
    /// Text before any headline that is not furniture.
    Stray,
    /// Marks that say what a line is and no more: the brackets and separators of a byline, the
    /// bullet before a section's name, a rule of dashes.
    Mark,
}

/// Text of the source, a line or some marks of it, that stands in no article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SetAside {
    /// Why.
    pub kind: SetAsideKind,
    /// The line of the source.
    pub line: LineNumber,
    /// The line, with its place.
    pub text: Piece,
}

/// How much was mended, as the plain form gives it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Paragraphs dropped because they, or the item they stood in, were printed twice.
    pub dropped_duplicate_paragraphs: u32,
    /// Paragraphs that had been broken, once or several times, and were joined again.
    pub rejoined_paragraphs: u32,
}

/// One issue or page of a bulletin.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// The paper's name, where the page gives one.
    pub paper: Option<String>,
    /// The date as `YYYY-MM-DD`, or `YYYY-MM` where the page gives only a month.
    pub date: Option<String>,
    /// The edition (版次) as printed, such as `第3版` or `A03`, where the page gives one.
    pub edition: Option<String>,
    /// The items in print order.
    pub articles: Vec<Article>,
    /// How much was mended.
    pub counts: Counts,
    /// What was mended.
    pub repairs: Vec<Repair>,
    /// What to look at.
    pub doubts: Vec<Doubt>,
    /// What stands in no article.
    pub set_aside: Vec<SetAside>,
}
