//! Folds text into the form in which it is matched.
//!
//! Every character folds by itself ([`super::table`]), except white space: a run of white space is kept, as
//! one U+0020, only between two letters or digits of scripts written with spaces. Both rules hold for any
//! piece of a text as for the whole. Hence the law that search relies on: **`fold(a)` contains `fold(b)` for
//! every substring `b` of `a`**, apart from white space at the ends of `b`. So whatever piece of the text a
//! user types is found, in whatever form.
//!
//! Left unchanged: combining marks (text is not normalised, so é as one character and as two are
//! different), half-width katakana, circled and superscript digits, and variants outside the
//! Basic Multilingual Plane.

use super::folded::Folded;
use super::table::{is_spaced, Fold, Table};

/// Appends the folded form of `text` to `out`: the same as [`fold`] returns, without the map.
pub fn fold_into(text: &str, out: &mut String) {
    run(text, out);
}

/// Folds `text`, with a map back to the original.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    run(text, &mut folded);
    folded.number();
    folded
}

/// Folds `text` into `folded`, reusing its allocations. Lookups by byte offset are as fast as after [`fold`];
/// lookups by character number work too, but take time linear in the text.
pub(crate) fn fold_again(text: &str, folded: &mut Folded) {
    folded.clear();
    run(text, folded);
}

/// Receives the folded form piece by piece.
pub(super) trait Sink {
    /// Announces that about `bytes` bytes will follow.
    fn reserve(&mut self, bytes: usize);
    /// Appends `piece`, which folds to itself and begins at byte `start` of the text.
    fn copy(&mut self, piece: &str, start: usize);
    /// Appends `c`, which represents the bytes `start..end` of the text. If a character expands to several,
    /// each of them represents the whole of it.
    fn put(&mut self, c: char, start: usize, end: usize);
}

impl Sink for String {
    fn reserve(&mut self, bytes: usize) {
        Self::reserve(self, bytes);
    }

    fn copy(&mut self, piece: &str, _: usize) {
        self.push_str(piece);
    }

    fn put(&mut self, c: char, _: usize, _: usize) {
        self.push(c);
    }
}

/// Folds `text` into `sink`. Characters that fold to themselves, which are most of any text, are copied in
/// long pieces.
fn run(text: &str, sink: &mut impl Sink) {
    let table = Table::get();
    sink.reserve(text.len());
    // The start of the piece that folds to itself and has not been copied yet.
    let mut piece = 0;
    // The start of the current run of white space, which may turn out to separate words.
    let mut space: Option<usize> = None;
    let mut last = None;
    for (start, c) in text.char_indices() {
        if space.is_none() && table.keeps(c) {
            last = Some(c);
            continue;
        }
        let to = table.fold(c);
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
