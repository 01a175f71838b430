//! Articles as one string and one array of numbers. www/engine/articles.js describes the layout and checks the
//! articles; both files must be changed together.

use js_sys::{Array, JsString, Uint32Array};

use crate::error::{Code, Error, Result};
use crate::search::{Document, Documents, PieceCode};

/// Adds packed articles. If it fails, some of them may have been added.
pub(super) fn take_in(documents: &mut Documents, text: &str, shape: &[u32]) -> Result<()> {
    if take_all(documents, text, shape).is_none() {
        return Err(
            Error::new(Code::BadJson, "the articles were not packed by this engine's scripts")
                .advise("load all files from the same release"),
        );
    }
    Ok(())
}

fn take_all(documents: &mut Documents, text: &str, shape: &[u32]) -> Option<()> {
    documents.reserve(text.len());
    let mut numbers = shape.iter().copied();
    let mut rest = text;
    while let Some(pieces) = numbers.next() {
        // An article without pieces would not be in the index.
        pieces.checked_sub(1)?;
        for _ in 0..pieces {
            let code = PieceCode::from_bits(numbers.next()?)?;
            let (piece, after) = rest.split_at_checked(bytes(rest, numbers.next()?)?)?;
            documents.push(code, piece);
            rest = after;
        }
        documents.end_article().ok()?;
    }
    rest.is_empty().then_some(())
}

/// Returns the number of bytes in the first `units` UTF-16 code units of `text`; `None` if `text` is shorter or a
/// character would be cut.
#[inline(never)] // see "A loop that runs once calls" in ARCHITECTURE.md
fn bytes(text: &str, units: u32) -> Option<usize> {
    let (mut left, mut bytes) = (units, 0);
    let mut chars = text.chars();
    while left > 0 {
        let c = chars.next()?;
        left = left.checked_sub(if c.len_utf8() == 4 { 2 } else { 1 })?;
        bytes += c.len_utf8();
    }
    Some(bytes)
}

/// Packs one article as `[string, Uint32Array]`.
pub(super) fn packed(mut document: Document<'_>) -> Array {
    let (mut text, mut shape) = (String::new(), Vec::new());
    while let Some((code, piece)) = document.next_coded() {
        text.push_str(piece);
        shape.push(code.bits());
        shape.push(u32::try_from(piece.encode_utf16().count()).unwrap_or(u32::MAX));
    }
    shape.insert(0, u32::try_from(shape.len() / 2).unwrap_or(u32::MAX));
    Array::of2(&JsString::from(text), &Uint32Array::from(shape.as_slice()))
}
