//! Reads a FILE: a page of text, a bulletin as JSON, or articles as JSON Lines.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use kanbao::bulletin::{self, decode, plain, Article, Caption, Issue, Paragraph, ParagraphKind, Person, Piece};
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
    /// Whether it is a page of text, not JSON.
    pub(crate) is_text: bool,
}

/// Reads `path`, or standard input if it is `-`.
///
/// # Errors
/// [`Code::Io`] if it cannot be read, and the errors of decoding and parsing, all with the file's name.
pub(crate) fn read(path: &Path) -> Result<Source> {
    let name = name_of(path);
    let (text, encoding) = decoded(path)?;
    let is_text = !text.trim_start().starts_with('{');
    if is_text {
        check_text(&text).map_err(|error| within(&name, error))?;
    }
    let issue = issue_of(&text, is_text).map_err(|error| within(&name, error))?;
    Ok(Source {
        name,
        encoding,
        issue,
        is_text,
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

/// Checks that decoded bytes are text: those of a picture or a program decode to some characters, too.
fn check_text(text: &str) -> Result<()> {
    let (mut odd, mut all) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        let is_odd = matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{19}' | '\u{1b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}');
        odd += usize::from(is_odd);
    }
    if odd * 50 > all {
        return Err(Error::new(Code::NotABulletin, "it is not text")
            .advise("save the page as plain text (.txt), in UTF-8, UTF-16 or GB18030"));
    }
    Ok(())
}

fn issue_of(text: &str, is_text: bool) -> Result<Issue> {
    if is_text {
        return bulletin::parse(text);
    }
    match plain::value_from(text) {
        Ok(root) if root.get("articles").is_none() && is_line(&root) => lines(text),
        Ok(root) => plain::issue_from(&root),
        // Several values in sequence: JSON Lines, if the first line is an article.
        Err(error) => match text.lines().next().map(plain::value_from) {
            Some(Ok(first)) if is_line(&first) => lines(text),
            _ => Err(error),
        },
    }
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
fn lines(text: &str) -> Result<Issue> {
    let mut issue = Issue::default();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let placed = |error: Error| {
            let place = format!("line {}, {}", number + 1, error.place());
            error.at(place.trim_end_matches(", ").to_owned())
        };
        let value = plain::value_from(line)
            .map_err(|e| e.at(String::new()))
            .map_err(placed)?;
        let mut article = line_article(&value).map_err(placed)?;
        let id = value.get("id").filter(|id| !id.is_null());
        article.id = id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let string = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        (article.date, article.edition) = (string("date"), string("edition"));
        issue.articles.push(article);
    }
    Ok(issue)
}

fn line_article(value: &Value) -> Result<Article> {
    if value.get("headline").is_some() {
        let mut article = value.clone();
        // An identifier may be a number here.
        article.as_object_mut().map(|object| object.remove("id"));
        let issue = plain::issue_from(&serde_json::json!({ "articles": [article] }))?;
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
