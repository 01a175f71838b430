//! Reads a FILE: a page of text, a bulletin as JSON, or articles as JSON Lines.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use kanbao::bulletin::{self, decode, plain, Article, Caption, Issue, Paragraph, ParagraphKind, Person, Piece};
use kanbao::search::Origin;
use kanbao::{Code, Error, Result};
use serde_json::Value;

/// Maximum bytes of a file. Ten thousand long articles as JSON Lines take a quarter of it.
const MAX_FILE_BYTES: u64 = 256 << 20;

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Source {
    /// Its name as the user gave it, or “standard input”.
    pub(crate) name: String,
    /// The encoding of its bytes.
    pub(crate) encoding: &'static str,
    /// Its articles.
    pub(crate) issue: Issue,
    /// For each article of JSON Lines, its own id, if it has one; empty for other files.
    pub(crate) ids: Vec<Option<String>>,
    /// The date and edition of each article, or one for all.
    pub(crate) origins: Vec<Origin>,
}

/// Reads `path`, or standard input if it is `-`.
///
/// # Errors
/// [`Code::Io`] if it cannot be read, and the errors of decoding and parsing, all with the file's name.
pub(crate) fn read(path: &Path) -> Result<Source> {
    let name = name_of(path);
    let (text, encoding) = decoded(path)?;
    let content = content_of(&text).map_err(|error| within(&name, error))?;
    Ok(Source {
        name,
        encoding,
        issue: content.issue,
        ids: content.ids,
        origins: content.origins,
    })
}

/// Reads and decodes `path`, or standard input if it is `-`.
///
/// # Errors
/// As [`read`], without parsing.
pub(crate) fn text(path: &Path) -> Result<String> {
    decoded(path).map(|(text, _)| text)
}

fn name_of(path: &Path) -> String {
    if path == Path::new("-") {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// Adds the file's name to the place of an error.
fn within(name: &str, error: Error) -> Error {
    let place = if error.place().is_empty() {
        name.to_owned()
    } else {
        format!("{name}, {}", error.place())
    };
    error.at(place)
}

fn decoded(path: &Path) -> Result<(String, &'static str)> {
    let name = name_of(path);
    let bytes = bytes_of(path).map_err(|e| Error::new(Code::Io, format!("cannot be read: {e}")).at(name.clone()))?;
    text_of(bytes).map_err(|error| within(&name, error))
}

/// Reads the bytes of a file, at most [`MAX_FILE_BYTES`].
fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let from: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path)?)
    };
    let mut bytes = Vec::new();
    from.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("it has more than {MAX_FILE_BYTES} bytes; split it"),
        ));
    }
    Ok(bytes)
}

/// Decodes a file. UTF-8 that begins with a brace is taken as it is, since JSON Lines may be far longer than a page;
/// all else is decoded as a page.
fn text_of(bytes: Vec<u8>) -> Result<(String, &'static str)> {
    let bytes = match bytes.first() {
        Some(b'{') => match String::from_utf8(bytes) {
            Ok(text) => return Ok((text, "UTF-8")),
            Err(error) => error.into_bytes(),
        },
        _ => bytes,
    };
    let decoded = decode::decode(&bytes)?;
    Ok((decoded.text, decoded.encoding))
}

/// The content of a file.
struct Content {
    issue: Issue,
    ids: Vec<Option<String>>,
    origins: Vec<Origin>,
}

impl From<Issue> for Content {
    fn from(issue: Issue) -> Self {
        let origin = Origin {
            date: issue.date.clone(),
            edition: issue.edition.clone(),
        };
        Self {
            issue,
            ids: Vec::new(),
            origins: vec![origin],
        }
    }
}

fn content_of(text: &str) -> Result<Content> {
    if !text.trim_start().starts_with('{') {
        return bulletin::parse(text).map(Content::from);
    }
    match serde_json::from_str::<Value>(text) {
        Ok(root) if root.get("articles").is_none() && is_line(&root) => lines(text),
        Ok(root) => plain::issue_from(&root).map(Content::from),
        // Several values in sequence: JSON Lines, if the first line is an article.
        Err(error) => match text.lines().next().map(serde_json::from_str::<Value>) {
            Some(Ok(first)) if is_line(&first) => lines(text),
            _ => Err(bad_json(&error, error.line())),
        },
    }
}

fn bad_json(error: &serde_json::Error, line: usize) -> Error {
    Error::new(Code::BadJson, format!("expected JSON: {error}")).at(format!("line {line}"))
}

/// Whether a JSON value is an article of JSON Lines, which has a title or a headline.
fn is_line(value: &Value) -> bool {
    value
        .get("title")
        .or_else(|| value.get("headline"))
        .is_some_and(Value::is_string)
}

/// Reads JSON Lines. Each line is `{"id", "title", "section", "byline", "body"}`, with the paragraphs of the body
/// separated by `\n`, or an article of the plain form. Either may have the `date` and `edition` it was printed in.
fn lines(text: &str) -> Result<Content> {
    let mut content = Content {
        issue: Issue::default(),
        ids: Vec::new(),
        origins: Vec::new(),
    };
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).map_err(|e| bad_json(&e, number + 1))?;
        content.issue.articles.push(line_article(&value).map_err(|e| {
            let place = format!("line {}, {}", number + 1, e.place());
            e.at(place)
        })?);
        content.ids.push(
            value
                .get("id")
                .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned)),
        );
        let string = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        content.origins.push(Origin {
            date: string("date"),
            edition: string("edition"),
        });
    }
    Ok(content)
}

fn line_article(value: &Value) -> Result<Article> {
    if value.get("headline").is_some() {
        let issue = plain::issue_from(&serde_json::json!({ "articles": [value] }))?;
        return Ok(issue.articles.into_iter().next().unwrap_or_default());
    }
    let string = |key: &str| match value.get(key) {
        None | Some(Value::Null) => Ok(""),
        Some(Value::String(text)) => Ok(text.as_str()),
        Some(_) => Err(Error::new(Code::BadJson, "expected a string").at(key)),
    };
    let piece = |text: &str| Piece {
        text: text.to_owned(),
        spans: Vec::new(),
    };
    let filled = |text: &&str| !text.trim().is_empty();
    Ok(Article {
        section: Some(string("section")?).filter(filled).map(piece),
        headline: piece(string("title")?),
        byline: Some(string("byline")?)
            .filter(filled)
            .map(|name| Person {
                name: piece(name),
                role: None,
            })
            .into_iter()
            .collect(),
        paragraphs: string("body")?
            .split('\n')
            .filter(filled)
            .map(|text| Paragraph {
                text: piece(text),
                kind: ParagraphKind::Body,
            })
            .collect(),
        captions: Vec::<Caption>::new(),
        ..Article::default()
    })
}
