//! The parser, and the form in which the page gets a parsed text: the plain issue and the report, with ranges in
//! UTF-16 code units.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::error::thrown;
use crate::bulletin::plain::{to_plain, PlainIssue};
use crate::bulletin::{Issue, Piece, RepairKind, SetAsideKind};
use crate::text::Utf16Map;

/// Parses a page of text and returns an `OpenedText` of www/kanbao.d.ts.
///
/// # Errors
/// Fails if the text exceeds a cap.
#[wasm_bindgen]
pub fn parse(text: &str) -> core::result::Result<JsValue, JsValue> {
    let issue = crate::bulletin::parse(text).map_err(thrown)?;
    Ok(plain_object(&Opened::new(&issue, text)))
}

/// The `OpenedText` of www/kanbao.d.ts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Opened<'a> {
    issue: PlainIssue,
    repairs: Vec<Repair<'a>>,
    doubts: Vec<Doubt<'a>>,
    set_aside: Vec<SetAside<'a>>,
    places: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct Repair<'a> {
    kind: RepairKind,
    line: u32,
    before: &'a str,
    after: &'a str,
    ranges: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct Doubt<'a> {
    code: &'a str,
    line: u32,
    text: &'a str,
    ranges: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct SetAside<'a> {
    kind: SetAsideKind,
    line: u32,
    text: &'a str,
    ranges: Vec<u32>,
}

impl<'a> Opened<'a> {
    /// Makes the answer for `issue`, which was parsed from `text`.
    fn new(issue: &'a Issue, text: &str) -> Self {
        let map = Utf16Map::new(text);
        let ranges = |piece: &Piece| {
            let spans = piece.spans.iter().map(|&span| map.span(span));
            spans.flat_map(|span| [span.start.0, span.end.0]).collect()
        };
        let repairs = issue.repairs.iter().map(|repair| Repair {
            kind: repair.kind,
            line: repair.line.0,
            before: &repair.before.text,
            after: &repair.after,
            ranges: ranges(&repair.before),
        });
        let doubts = issue.doubts.iter().map(|doubt| Doubt {
            code: doubt.code,
            line: doubt.line.0,
            text: &doubt.text.text,
            ranges: ranges(&doubt.text),
        });
        let set_aside = issue.set_aside.iter().map(|aside| SetAside {
            kind: aside.kind,
            line: aside.line.0,
            text: &aside.text.text,
            ranges: ranges(&aside.text),
        });
        Self {
            issue: to_plain(issue),
            repairs: repairs.collect(),
            doubts: doubts.collect(),
            set_aside: set_aside.collect(),
            places: Places::of(issue, &map),
        }
    }
}

/// The places of all pieces of all articles, in order. Each takes these numbers: the article, the part of it that the
/// piece is, the number of ranges, and the ranges. They are flat, since a call for every property would take longer
/// than parsing.
struct Places<'a> {
    map: &'a Utf16Map<'a>,
    all: Vec<u32>,
    article: u32,
}

impl Places<'_> {
    fn of(issue: &Issue, map: &Utf16Map<'_>) -> Vec<u32> {
        let mut places = Places {
            map,
            all: Vec::new(),
            article: 0,
        };
        for article in &issue.articles {
            places.add(0, article.section.as_ref());
            places.add(1, article.kicker.as_ref());
            places.add(2, Some(&article.headline));
            places.add(3, article.subtitle.as_ref());
            for person in &article.byline {
                places.add(4, Some(&person.name));
                places.add(5, person.role.as_ref());
            }
            for paragraph in &article.paragraphs {
                places.add(6, Some(&paragraph.text));
            }
            for caption in &article.captions {
                places.add(7, Some(&caption.text));
                places.add(8, caption.credit.as_ref());
            }
            places.article += 1;
        }
        places.all
    }

    /// Appends the places of one piece. It is not inlined at each of its calls, to keep the module small.
    #[inline(never)]
    fn add(&mut self, part: u32, piece: Option<&Piece>) {
        let Some(piece) = piece else { return };
        self.all.push(self.article);
        self.all.push(part);
        self.all.push(u32::try_from(piece.spans.len()).unwrap_or(u32::MAX));
        for &span in &piece.spans {
            let span = self.map.span(span);
            self.all.push(span.start.0);
            self.all.push(span.end.0);
        }
    }
}

/// Converts plain data to JavaScript objects. This cannot fail for our own types of strings, numbers and lists.
fn plain_object(value: &impl serde::Serialize) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap_or_else(JsValue::from)
}
