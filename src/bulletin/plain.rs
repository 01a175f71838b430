//! The plain JSON form of an issue, which a published `issue.json` contains and the command line prints;
//! [`issue_from`] reads it back.
//!
//! ```text
//! { "format"?, "paper"?, "date"?, "edition"?, "lexicon"?: {"file", "bytes", "sha256"},
//!   "articles": [ { "id"?, "date"?, "edition"?, "section"?, "kicker"?, "headline", "subtitle"?,
//!                   "byline": ["name" | {"name", "role"}], "paragraphs": ["…"],
//!                   "subheadings"?: [indices into paragraphs], "captions": [{"text", "credit"?}] } ],
//!   "dropped_duplicate_paragraphs": n, "rejoined_paragraphs": n }
//! ```

use serde::Serialize;

use super::model::{Article, Issue, Paragraph, ParagraphKind, Person, Piece};

#[cfg(feature = "json")]
pub use super::plain_reader::{issue_from, value_from};

/// The version of the format of published issues. It changes only if an older reader could not read a new file.
pub const FORMAT: u32 = 1;

/// An issue in the plain form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PlainIssue {
    /// The version of the format, [`FORMAT`]; only in published files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<u32>,
    /// The paper's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// The date, as [`Issue::date`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The edition, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// The lexicon published with the issue; only in published files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lexicon: Option<LexiconFile>,
    /// The articles in print order.
    pub articles: Vec<PlainArticle>,
    /// See [`super::Counts`].
    pub dropped_duplicate_paragraphs: u32,
    /// See [`super::Counts`].
    pub rejoined_paragraphs: u32,
}

/// The lexicon file that is published with an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LexiconFile {
    /// Its address relative to that of the issue.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// Its SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// An article in the plain form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PlainArticle {
    /// Its identifier; only in published files. See [`super::ids`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The date, if it is not the issue's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The edition, if it is not the issue's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// The section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The kicker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// The headline.
    pub headline: String,
    /// The subtitle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The people of the byline, in print order.
    pub byline: Vec<PlainPerson>,
    /// The body, subheadings included.
    pub paragraphs: Vec<String>,
    /// The indices of the paragraphs that are subheadings, from 0.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subheadings: Vec<u32>,
    /// The captions.
    pub captions: Vec<PlainCaption>,
}

/// A person of a byline: the name, and the role if the page gives one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PlainPerson {
    /// A bare name.
    Name(String),
    /// A name and a role.
    WithRole {
        /// The name.
        name: String,
        /// The role.
        role: String,
    },
}

/// A caption in the plain form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlainCaption {
    /// The description of the photo.
    pub text: String,
    /// Who took or supplied the photo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

/// Converts an issue to the plain form, without a lexicon.
#[must_use]
pub fn to_plain(issue: &Issue) -> PlainIssue {
    PlainIssue {
        format: None,
        paper: issue.paper.clone(),
        date: issue.date.clone(),
        edition: issue.edition.clone(),
        lexicon: None,
        articles: issue.articles.iter().map(plain_article).collect(),
        dropped_duplicate_paragraphs: issue.counts.dropped_duplicate_paragraphs,
        rejoined_paragraphs: issue.counts.rejoined_paragraphs,
    }
}

fn plain_article(article: &Article) -> PlainArticle {
    let text = |piece: &Option<Piece>| piece.as_ref().map(|p| p.text.clone());
    let is_subheading = |(i, p): (usize, &Paragraph)| {
        (p.kind == ParagraphKind::Subheading).then(|| u32::try_from(i).unwrap_or(u32::MAX))
    };
    PlainArticle {
        id: article.id.clone(),
        date: article.date.clone(),
        edition: article.edition.clone(),
        section: text(&article.section),
        kicker: text(&article.kicker),
        headline: article.headline.text.clone(),
        subtitle: text(&article.subtitle),
        byline: article.byline.iter().map(plain_person).collect(),
        paragraphs: article.paragraphs.iter().map(|p| p.text.text.clone()).collect(),
        subheadings: article
            .paragraphs
            .iter()
            .enumerate()
            .filter_map(is_subheading)
            .collect(),
        captions: article
            .captions
            .iter()
            .map(|c| PlainCaption {
                text: c.text.text.clone(),
                credit: text(&c.credit),
            })
            .collect(),
    }
}

fn plain_person(person: &Person) -> PlainPerson {
    let name = person.name.text.clone();
    match &person.role {
        None => PlainPerson::Name(name),
        Some(role) => PlainPerson::WithRole {
            name,
            role: role.text.clone(),
        },
    }
}
