//! Reads the plain JSON form; errors give the path of what is wrong.
//!
//! This is for the command line. In the browser, www/engine/articles.js checks what it packs and words its
//! errors the same; tests/data/wrong-bulletins.json tests both.

use serde_json::Value;

use super::model::{Article, Caption, Counts, Issue, Paragraph, ParagraphKind, Person, Piece};
use super::{MAX_ARTICLES, MAX_BYTES};
use crate::error::{Code, Error, Result};

/// Names the type of a value for an error.
const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// A path into the JSON, which is written out only for an error.
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
    fn wrong(&self, expected: &str, found: &Value) -> Error {
        self.error(Code::BadJson, format!("expected {expected}, found {}", kind(found)))
    }

    #[cold]
    fn missing(&self, expected: &str) -> Error {
        self.error(Code::BadJson, format!("expected {expected}, found nothing"))
    }
}

/// Counts the bytes of all strings, so that [`MAX_BYTES`] also holds for JSON.
struct Reader {
    bytes: usize,
}

impl Reader {
    fn string(&mut self, node: &Value, at: Path<'_>) -> Result<String> {
        let Some(text) = node.as_str() else {
            return Err(at.wrong("a string", node));
        };
        self.bytes += text.len();
        if self.bytes > MAX_BYTES {
            return Err(at.error(
                Code::TooLarge,
                format!("the bulletin's texts have over {MAX_BYTES} bytes"),
            ));
        }
        Ok(text.to_owned())
    }

    /// Reads the string under `key`; `None` if it is absent or null.
    fn optional(&mut self, object: &Value, key: &str, at: Path<'_>) -> Result<Option<String>> {
        match present(object, key) {
            None => Ok(None),
            Some(node) => self.string(node, Path::Key(&at, key)).map(Some),
        }
    }

    fn piece(&mut self, object: &Value, key: &str, at: Path<'_>) -> Result<Option<Piece>> {
        Ok(self.optional(object, key, at)?.map(unplaced))
    }

    fn required(&mut self, object: &Value, key: &str, at: Path<'_>) -> Result<Piece> {
        self.piece(object, key, at)?
            .ok_or_else(|| Path::Key(&at, key).missing("a string"))
    }

    fn article(&mut self, node: &Value, at: Path<'_>) -> Result<Article> {
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

    fn person(&mut self, node: &Value, at: Path<'_>) -> Result<Person> {
        match node {
            Value::String(_) => Ok(Person {
                name: unplaced(self.string(node, at)?),
                role: None,
            }),
            Value::Object(_) => Ok(Person {
                name: self.required(node, "name", at)?,
                role: self.piece(node, "role", at)?,
            }),
            other => Err(at.wrong("a string, or an object with a name", other)),
        }
    }
}

/// Makes a piece without a place in a source text.
fn unplaced(text: String) -> Piece {
    Piece {
        text,
        spans: Vec::new(),
    }
}

fn present<'n>(object: &'n Value, key: &str) -> Option<&'n Value> {
    object.get(key).filter(|node| !node.is_null())
}

fn object(node: &Value, at: Path<'_>) -> Result<()> {
    match node {
        Value::Object(_) => Ok(()),
        other => Err(at.wrong("an object", other)),
    }
}

/// Calls `take` for each item of the array under `key`. An absent array counts as empty.
fn each(object: &Value, key: &str, at: Path<'_>, mut take: impl FnMut(&Value, Path<'_>) -> Result<()>) -> Result<()> {
    let Some(array) = present(object, key) else {
        return Ok(());
    };
    let at = Path::Key(&at, key);
    let items = array.as_array().ok_or_else(|| at.wrong("an array", array))?;
    for (i, item) in items.iter().enumerate() {
        take(item, Path::Index(&at, i))?;
    }
    Ok(())
}

fn whole(node: &Value, at: Path<'_>) -> Result<u32> {
    let Some(number) = node.as_f64() else {
        return Err(at.wrong("a whole number from 0", node));
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

/// Reads an issue from its plain JSON form. Unknown keys are ignored, so that a newer file opens in an
/// older engine.
///
/// # Errors
/// [`Code::BadJson`] with the path and what was expected there, such as `articles[3].headline: expected a
/// string, found a number`; [`Code::TooLarge`] if the issue exceeds [`MAX_BYTES`] or [`MAX_ARTICLES`].
pub fn issue_from(root: &Value) -> Result<Issue> {
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

fn count(root: &Value, key: &str) -> Result<u32> {
    present(root, key).map_or(Ok(0), |node| whole(node, Path::Key(&Path::Root, key)))
}
