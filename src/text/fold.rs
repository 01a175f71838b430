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
    run(text, |c, _, _| out.push(c));
}

/// The folded form of `text`, with the map back.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut builder = Builder::with_capacity(text.len());
    run(text, |c, start, end| builder.push(c, start, end));
    builder.finish()
}

/// Calls `emit(character, start, end)` for each character of the folded form, with the bytes of
/// `text` it stands for; the characters of one that expands all stand for the whole of it.
#[inline]
fn run(text: &str, mut emit: impl FnMut(char, usize, usize)) {
    let table = Table::get();
    // Where a run of white space began that may turn out to separate words.
    let mut space: Option<usize> = None;
    let mut last_spaced = false;
    let mut push = |to: char, start: usize, end: usize, space: &mut Option<usize>| {
        let spaced = is_spaced(to);
        if let Some(from) = space.take() {
            if last_spaced && spaced {
                emit(' ', from, start);
            }
        }
        emit(to, start, end);
        last_spaced = spaced;
    };
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        match table.fold(c) {
            Fold::One(to) => push(to, start, end, &mut space),
            Fold::Space => {
                space.get_or_insert(start);
            }
            Fold::Nothing => {}
            Fold::LowerCase => c.to_lowercase().for_each(|to| push(to, start, end, &mut space)),
        }
    }
}
