//! Reads the plain JSON form, once [`issue_format`] has checked it.

use serde_json::Value;

use super::issue_format::{self, fault, number_of, MAX_LEVELS};
use super::model::{Article, Caption, Counts, Issue, Paragraph, ParagraphKind, Person, Piece};
use crate::error::{Code, Result};

/// Reads an issue from its plain JSON form. Unknown keys are ignored, so that a newer file opens in an
/// older engine.
///
/// # Errors
/// [`Code::BadJson`] with the path and what was expected there, such as `articles[3].headline: expected a
/// string, found a number`; [`Code::TooLarge`] with the path and the limit that is exceeded there.
pub fn issue_from(root: &Value) -> Result<Issue> {
    issue_format::check(root)?;
    Ok(Issue {
        paper: string(root, "paper"),
        date: string(root, "date"),
        edition: string(root, "edition"),
        articles: items(root, "articles").map(article).collect(),
        counts: Counts {
            dropped_duplicate_paragraphs: number(root.get("dropped_duplicate_paragraphs")),
            rejoined_paragraphs: number(root.get("rejoined_paragraphs")),
        },
        ..Issue::default()
    })
}

/// Reads JSON.
///
/// # Errors
/// [`Code::BadJson`] with the line, or without a place if the JSON is nested too deeply.
pub fn value_from(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|error| {
        if error.to_string().starts_with("recursion limit") {
            fault(
                Code::BadJson,
                "",
                format!("expected at most {MAX_LEVELS} levels of nesting"),
            )
        } else {
            fault(
                Code::BadJson,
                format!("line {}", error.line()),
                format!("expected JSON: {error}"),
            )
        }
    })
}

fn article(node: &Value) -> Article {
    let mut article = Article {
        id: string(node, "id"),
        date: string(node, "date"),
        edition: string(node, "edition"),
        section: piece(node, "section"),
        kicker: piece(node, "kicker"),
        headline: piece(node, "headline").unwrap_or_default(),
        subtitle: piece(node, "subtitle"),
        byline: items(node, "byline").map(person).collect(),
        paragraphs: items(node, "paragraphs")
            .map(|text| Paragraph {
                text: unplaced(text),
                kind: ParagraphKind::Body,
            })
            .collect(),
        captions: items(node, "captions")
            .map(|caption| Caption {
                text: piece(caption, "text").unwrap_or_default(),
                credit: piece(caption, "credit"),
            })
            .collect(),
    };
    for index in items(node, "subheadings") {
        if let Some(paragraph) = article.paragraphs.get_mut(number(Some(index)) as usize) {
            paragraph.kind = ParagraphKind::Subheading;
        }
    }
    article
}

fn person(node: &Value) -> Person {
    if node.is_string() {
        return Person {
            name: unplaced(node),
            role: None,
        };
    }
    Person {
        name: piece(node, "name").unwrap_or_default(),
        role: piece(node, "role"),
    }
}

fn string(object: &Value, key: &str) -> Option<String> {
    object.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn piece(object: &Value, key: &str) -> Option<Piece> {
    object.get(key).filter(|node| node.is_string()).map(unplaced)
}

/// Makes a piece without a place in a source text.
fn unplaced(text: &Value) -> Piece {
    Piece {
        text: text.as_str().unwrap_or_default().to_owned(),
        spans: Vec::new(),
    }
}

/// Returns the items of an array; none if it is absent.
fn items<'v>(object: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    object.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn number(node: Option<&Value>) -> u32 {
    node.and_then(Value::as_f64).and_then(number_of).unwrap_or_default()
}
