//! The plain JSON form of an issue: what a published `issue.json` holds and the command line
//! prints, and the way back from it.
//!
//! ```text
//! { "paper"?, "date"?, "edition"?, "lexicon"?: {"file", "bytes", "sha256"},
//!   "articles": [ { "section"?, "kicker"?, "headline", "subtitle"?,
//!                   "byline": ["name" | {"name", "role"}], "paragraphs": ["…"],
//!                   "subheadings"?: [indices into paragraphs], "captions": [{"text", "credit"?}] } ],
//!   "dropped_duplicate_paragraphs": n, "rejoined_paragraphs": n }
//! ```
//!
//! Reading goes through [`JsonNode`], so that the browser reads a `JsValue` and the command line
//! a `serde_json::Value` by the same code, and no JSON parser is in the wasm file.

use std::borrow::Cow;

use serde::Serialize;

use super::model::{Article, Caption, Counts, Issue, Paragraph, ParagraphKind, Person, Piece};
use super::{MAX_ARTICLES, MAX_BYTES};
use crate::error::{Code, Error, Result};

/// An issue in the plain form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PlainIssue {
    /// The paper's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// The date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// The lexicon published with the issue; only in published files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lexicon: Option<LexiconFile>,
    /// The items in print order.
    pub articles: Vec<PlainArticle>,
    /// See [`Counts`].
    pub dropped_duplicate_paragraphs: u32,
    /// See [`Counts`].
    pub rejoined_paragraphs: u32,
}

/// The lexicon file that stands beside a published issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LexiconFile {
    /// Its name, relative to the issue's address.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u32,
    /// Its SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// An article in the plain form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PlainArticle {
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
    /// The names.
    pub byline: Vec<PlainPerson>,
    /// The body, sub-headlines included.
    pub paragraphs: Vec<String>,
    /// Which paragraphs are sub-headlines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subheadings: Vec<u32>,
    /// The captions.
    pub captions: Vec<PlainCaption>,
}

/// A name, with what the page calls its bearer where it does.
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
    /// What is to be seen.
    pub text: String,
    /// Who took or gave the photo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

/// The plain form of an issue.
#[must_use]
pub fn to_plain(issue: &Issue) -> PlainIssue {
    PlainIssue {
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

/// What a JSON value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonKind {
    /// `null`, or JavaScript's `undefined`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// What JSON has not: a function, a symbol.
    Other,
}

impl JsonKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
            Self::Other => "something that is not JSON",
        }
    }
}

/// A read-only view of a JSON value, whatever holds it.
pub trait JsonNode: Clone {
    /// What it is.
    fn kind(&self) -> JsonKind;
    /// The string, where it is one.
    fn as_str(&self) -> Option<Cow<'_, str>>;
    /// The number, where it is one.
    fn as_f64(&self) -> Option<f64>;
    /// How many items an array has; 0 where it is none.
    fn len(&self) -> usize;
    /// An array's item.
    fn item(&self, index: usize) -> Option<Cow<'_, Self>>;
    /// An object's value under `key`.
    fn get(&self, key: &str) -> Option<Cow<'_, Self>>;
    /// Whether an array has no items.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(feature = "json")]
impl JsonNode for serde_json::Value {
    fn kind(&self) -> JsonKind {
        match self {
            Self::Null => JsonKind::Null,
            Self::Bool(_) => JsonKind::Boolean,
            Self::Number(_) => JsonKind::Number,
            Self::String(_) => JsonKind::String,
            Self::Array(_) => JsonKind::Array,
            Self::Object(_) => JsonKind::Object,
        }
    }
    fn as_str(&self) -> Option<Cow<'_, str>> {
        Self::as_str(self).map(Cow::Borrowed)
    }
    fn as_f64(&self) -> Option<f64> {
        Self::as_f64(self)
    }
    fn len(&self) -> usize {
        self.as_array().map_or(0, Vec::len)
    }
    fn item(&self, index: usize) -> Option<Cow<'_, Self>> {
        Self::get(self, index).map(Cow::Borrowed)
    }
    fn get(&self, key: &str) -> Option<Cow<'_, Self>> {
        Self::get(self, key).map(Cow::Borrowed)
    }
}

/// A path into the JSON, written only when an error needs it.
#[derive(Clone, Copy)]
enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl Path<'_> {
    fn write(&self, out: &mut String) {
        match self {
            Self::Root => {}
            Self::Key(parent, key) => {
                parent.write(out);
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
            }
            Self::Index(parent, index) => {
                parent.write(out);
                out.push('[');
                out.push_str(&index.to_string());
                out.push(']');
            }
        }
    }

    #[cold]
    fn error(&self, code: Code, message: String) -> Error {
        let mut place = String::new();
        self.write(&mut place);
        Error::new(code, message).at(place)
    }

    #[cold]
    fn wrong(&self, expected: &str, found: JsonKind) -> Error {
        self.error(Code::BadJson, format!("expected {expected}, found {}", found.name()))
    }

    #[cold]
    fn missing(&self, expected: &str) -> Error {
        self.error(Code::BadJson, format!("expected {expected}, found nothing"))
    }
}

/// How much has been read, so that the caps of a text also hold for JSON.
struct Reader {
    bytes: usize,
}

impl Reader {
    fn string<N: JsonNode>(&mut self, node: &N, at: Path<'_>) -> Result<String> {
        let Some(text) = node.as_str() else {
            return Err(at.wrong("a string", node.kind()));
        };
        self.bytes += text.len();
        if self.bytes > MAX_BYTES {
            return Err(at.error(
                Code::TooLarge,
                format!("the bulletin's texts have over {MAX_BYTES} bytes"),
            ));
        }
        Ok(text.into_owned())
    }

    /// The string under `key`; `None` where it is absent or null.
    fn optional<N: JsonNode>(&mut self, object: &N, key: &str, at: Path<'_>) -> Result<Option<String>> {
        match present(object, key) {
            None => Ok(None),
            Some(node) => self.string(&*node, Path::Key(&at, key)).map(Some),
        }
    }

    fn piece<N: JsonNode>(&mut self, object: &N, key: &str, at: Path<'_>) -> Result<Option<Piece>> {
        Ok(self.optional(object, key, at)?.map(unplaced))
    }

    fn required<N: JsonNode>(&mut self, object: &N, key: &str, at: Path<'_>) -> Result<Piece> {
        self.piece(object, key, at)?
            .ok_or_else(|| Path::Key(&at, key).missing("a string"))
    }

    fn article<N: JsonNode>(&mut self, node: &N, at: Path<'_>) -> Result<Article> {
        object(node, at)?;
        let mut article = Article {
            section: self.piece(node, "section", at)?,
            kicker: self.piece(node, "kicker", at)?,
            headline: self.required(node, "headline", at)?,
            subtitle: self.piece(node, "subtitle", at)?,
            ..Article::default()
        };
        each(node, "byline", at, |person, at| {
            article.byline.push(self.person(person, at)?);
            Ok(())
        })?;
        each(node, "paragraphs", at, |text, at| {
            let text = unplaced(self.string(text, at)?);
            article.paragraphs.push(Paragraph {
                text,
                kind: ParagraphKind::Body,
            });
            Ok(())
        })?;
        each(node, "subheadings", at, |index, at| {
            let index = whole(index, at)?;
            let count = article.paragraphs.len();
            match usize::try_from(index).ok().and_then(|i| article.paragraphs.get_mut(i)) {
                Some(paragraph) => paragraph.kind = ParagraphKind::Subheading,
                None => {
                    let message = format!("expected an index below {count}, the number of paragraphs, found {index}");
                    return Err(at.error(Code::BadJson, message));
                }
            }
            Ok(())
        })?;
        each(node, "captions", at, |caption, at| {
            object(caption, at)?;
            let text = self.required(caption, "text", at)?;
            article.captions.push(Caption {
                text,
                credit: self.piece(caption, "credit", at)?,
            });
            Ok(())
        })?;
        Ok(article)
    }

    fn person<N: JsonNode>(&mut self, node: &N, at: Path<'_>) -> Result<Person> {
        match node.kind() {
            JsonKind::String => Ok(Person {
                name: unplaced(self.string(node, at)?),
                role: None,
            }),
            JsonKind::Object => Ok(Person {
                name: self.required(node, "name", at)?,
                role: self.piece(node, "role", at)?,
            }),
            other => Err(at.wrong("a string, or an object with a name", other)),
        }
    }
}

/// A piece that has no place in a source text.
fn unplaced(text: String) -> Piece {
    Piece {
        text,
        spans: Vec::new(),
    }
}

fn present<'n, N: JsonNode>(object: &'n N, key: &str) -> Option<Cow<'n, N>> {
    object.get(key).filter(|node| node.kind() != JsonKind::Null)
}

fn object<N: JsonNode>(node: &N, at: Path<'_>) -> Result<()> {
    match node.kind() {
        JsonKind::Object => Ok(()),
        other => Err(at.wrong("an object", other)),
    }
}

/// Calls `take` for each item of the array under `key`; an absent array is an empty one.
fn each<N: JsonNode>(
    object: &N,
    key: &str,
    at: Path<'_>,
    mut take: impl FnMut(&N, Path<'_>) -> Result<()>,
) -> Result<()> {
    let Some(array) = present(object, key) else {
        return Ok(());
    };
    let at = Path::Key(&at, key);
    if array.kind() != JsonKind::Array {
        return Err(at.wrong("an array", array.kind()));
    }
    for i in 0..array.len() {
        if let Some(item) = array.item(i) {
            take(&item, Path::Index(&at, i))?;
        }
    }
    Ok(())
}

fn whole<N: JsonNode>(node: &N, at: Path<'_>) -> Result<u32> {
    let Some(number) = node.as_f64() else {
        return Err(at.wrong("a whole number from 0", node.kind()));
    };
    let in_range = number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and in range, as just checked"
    )]
    let value = if in_range { Some(number as u32) } else { None };
    value.ok_or_else(|| {
        at.error(
            Code::BadJson,
            "expected a whole number from 0, found a fraction, a negative or a larger one".into(),
        )
    })
}

/// Reads an issue from its plain JSON form. Unknown keys are passed over, so that a newer file
/// opens in an older engine.
///
/// # Errors
/// [`Code::BadJson`] with the path and what was expected there, such as `articles[3].byline[0]:
/// expected a string, found a number`; [`Code::TooLarge`] over [`MAX_BYTES`] or [`MAX_ARTICLES`].
pub fn issue_from<N: JsonNode>(root: &N) -> Result<Issue> {
    let at = Path::Root;
    object(root, at)?;
    let mut reader = Reader { bytes: 0 };
    let mut issue = Issue {
        paper: reader.optional(root, "paper", at)?,
        date: reader.optional(root, "date", at)?,
        edition: reader.optional(root, "edition", at)?,
        ..Issue::default()
    };
    if present(root, "articles").is_none() {
        return Err(Path::Key(&at, "articles").missing("an array"));
    }
    each(root, "articles", at, |article, at| {
        if issue.articles.len() == MAX_ARTICLES {
            return Err(at.error(
                Code::TooLarge,
                format!("a bulletin has at most {MAX_ARTICLES} articles"),
            ));
        }
        issue.articles.push(reader.article(article, at)?);
        Ok(())
    })?;
    issue.counts = Counts {
        dropped_duplicate_paragraphs: count(root, "dropped_duplicate_paragraphs")?,
        rejoined_paragraphs: count(root, "rejoined_paragraphs")?,
    };
    Ok(issue)
}

fn count<N: JsonNode>(root: &N, key: &str) -> Result<u32> {
    present(root, key).map_or(Ok(0), |node| whole(&*node, Path::Key(&Path::Root, key)))
}
