//! The parser, and a parsed text as a page gets it: the plain issue and the report, ranges in UTF-16 units.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::error::thrown;
use crate::bulletin::plain::{to_plain, PlainIssue};
use crate::bulletin::{Issue, Piece, RepairKind, SetAsideKind};
use crate::text::Utf16Map;

/// Parses a page of text; returns `OpenedText`.
///
/// # Errors
/// Where the text is over a cap.
#[wasm_bindgen]
pub fn parse(text: &str) -> core::result::Result<JsValue, JsValue> {
    let issue = crate::bulletin::parse(text).map_err(thrown)?;
    Ok(plain_object(&Opened::new(&issue, text)))
}

/// `OpenedText` of www/kanbao.d.ts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Opened<'a> {
    issue: PlainIssue,
    repairs: Vec<Repair<'a>>,
    doubts: Vec<Doubt<'a>>,
    set_aside: Vec<SetAside<'a>>,
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
    /// `text` is what `issue` was parsed from.
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
        }
    }
}

/// Plain data as JavaScript objects. Our own shapes of strings, numbers and lists: none is refused.
fn plain_object(value: &impl serde::Serialize) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap_or_else(JsValue::from)
}
