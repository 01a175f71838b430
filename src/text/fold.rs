//! Folding: text as it is matched.
//!
//! Every character folds by itself ([`super::table`]), except white space: a run of it stays, as
//! one U+0020, only between two letters or digits of scripts written with spaces. Both hold for
//! any piece of a text as for the whole, which gives the law that search rests on:
//! **`fold(a)` contains `fold(b)` for every substring `b` of `a`**, white space at the ends of `b`
//! apart. So a reader finds whatever piece of the text is typed, however it is set.
//!
//! Left as they are: combining marks (text is not normalised: é as one character and as two are
//! different), half-width katakana, circled and superscript digits, and variants beyond the
//! Basic Multilingual Plane.

use super::folded::{Builder, Folded};
use super::table::{is_spaced, Fold, Table};

/// Appends the folded form of `text` to `out`: what [`fold`] gives, without the map.
pub fn fold_into(text: &str, out: &mut String) {
    out.reserve(text.len());
    run(text, out);
}

/// The folded form of `text`, with the map back.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut builder = Builder::with_capacity(text.len());
    run(text, &mut builder);
    builder.finish()
}

/// Where the folded form goes, piece by piece.
pub(super) trait Sink {
    /// `piece`, which stands at `start` in the text, folds to itself.
    fn copy(&mut self, piece: &str, start: usize);
    /// `c` stands for the bytes `start..end` of the text. The characters of one that expands all
    /// stand for the whole of it.
    fn put(&mut self, c: char, start: usize, end: usize);
}

impl Sink for String {
    fn copy(&mut self, piece: &str, _: usize) {
        self.push_str(piece);
    }

    fn put(&mut self, c: char, _: usize, _: usize) {
        self.push(c);
    }
}

/// Folds `text` into `sink`. What folds to itself, most of any text, is copied in long pieces.
fn run(text: &str, sink: &mut impl Sink) {
    let table = Table::get();
    // Where the piece began that folds to itself and has not been copied yet.
    let mut piece = 0;
    // Where a run of white space began that may turn out to separate words.
    let mut space: Option<usize> = None;
    let mut last = None;
    for (start, c) in text.char_indices() {
        let to = table.fold(c);
        if space.is_none() && to == Fold::One(c) {
            last = Some(c);
            continue;
        }
        copy(text, piece, start, sink);
        let end = start + c.len_utf8();
        piece = end;
        let mut put = |to: char| {
            if let Some(from) = space.take() {
                if last.is_some_and(is_spaced) && is_spaced(to) {
                    sink.put(' ', from, start);
                }
            }
            last = Some(to);
            sink.put(to, start, end);
        };
        match to {
            Fold::One(to) => put(to),
            Fold::LowerCase => c.to_lowercase().for_each(put),
            Fold::Nothing => {}
            Fold::Space => {
                space.get_or_insert(start);
            }
        }
    }
    copy(text, piece, text.len(), sink);
}

fn copy(text: &str, start: usize, end: usize, sink: &mut impl Sink) {
    if let Some(piece) = text.get(start..end).filter(|piece| !piece.is_empty()) {
        sink.copy(piece, start);
    }
}
