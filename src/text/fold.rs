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

use super::folded::Folded;
use super::table::{is_spaced, Fold, Table};

/// Appends the folded form of `text` to `out`: what [`fold`] gives, without the map.
pub fn fold_into(text: &str, out: &mut String) {
    run(text, out);
}

/// The folded form of `text`, with the map back.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    run(text, &mut folded);
    folded.number();
    folded
}

/// Folds `text` in the room of what was folded before, for who asks by bytes: where a character stands by its number
/// is found too, but slowly.
pub(crate) fn fold_again(text: &str, folded: &mut Folded) {
    folded.clear();
    run(text, folded);
}

/// Where the folded form goes, piece by piece.
pub(super) trait Sink {
    /// About so many bytes will come.
    fn reserve(&mut self, bytes: usize);
    /// `piece`, which stands at `start` in the text, folds to itself.
    fn copy(&mut self, piece: &str, start: usize);
    /// `c` stands for the bytes `start..end` of the text. The characters of one that expands all
    /// stand for the whole of it.
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

/// Folds `text` into `sink`. What folds to itself, most of any text, is copied in long pieces.
fn run(text: &str, sink: &mut impl Sink) {
    let table = Table::get();
    sink.reserve(text.len());
    // Where the piece began that folds to itself and has not been copied yet.
    let mut piece = 0;
    // Where a run of white space began that may turn out to separate words.
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
