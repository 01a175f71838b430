//! Finds the places at which a text may be cut: the ends of sentences and clauses, or at least between
//! words.
//!
//! This works on the original text, not the folded one, since excerpts show what was printed. The marks are
//! those of GB/T 15834-2011 and their half-width forms. A cut never falls inside a number (1,000; 3.14;
//! 3：2), a word of letters, or a visible character made of several code points. Closing quotation marks and
//! brackets stay with their sentence.

use super::table::{is_spaced, Fold, Table};
use crate::chars::{is_closing, is_han, is_opening, is_sentence_end};
use crate::units::{ByteOffset, Span};

/// Returns the sentences of `text` in order, each with the white space after it, so that together they are
/// the whole text. The end of a line ends a sentence.
///
/// ```
/// use kanbao::text::sentences::sentences;
///
/// let text = "他说：“增长3.5%。”大家鼓掌！";
/// let found: Vec<_> = sentences(text).filter_map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["他说：“增长3.5%。”", "大家鼓掌！"]);
/// ```
pub fn sentences(text: &str) -> impl Iterator<Item = Span<ByteOffset>> + '_ {
    Pieces {
        text,
        start: 0,
        least: End::Sentence,
    }
}

/// Returns the clauses of `text` in order. It is cut at the ends of [`sentences`] and also after commas,
/// colons and semicolons.
pub fn clauses(text: &str) -> impl Iterator<Item = Span<ByteOffset>> + '_ {
    Pieces {
        text,
        start: 0,
        least: End::Clause,
    }
}

/// Whether `text` may be cut at `at` if no better place is found: between characters, not inside a number or
/// a word of letters, not before a mark that closes or ends, not after one that opens.
#[must_use]
pub fn may_cut(text: &str, at: ByteOffset) -> bool {
    let Some((left, right)) = text.split_at_checked(at.get()) else {
        return false;
    };
    let (mut left, mut right) = (left.chars().rev(), right.chars());
    let (Some(before), Some(after)) = (left.next(), right.next()) else {
        return true;
    };
    let (further_before, further_after) = (left.next(), right.next());
    let word = |c: Option<char>| c.is_some_and(is_word);
    let inside_word = is_word(before) && is_word(after)
        || is_word(before) && is_joint(after) && word(further_after)
        || word(further_before) && is_joint(before) && is_word(after)
        || is_word(before) && matches!(after, '%' | '％' | '‰' | '°' | '℃');
    let inside_character = matches!(after,
            '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
        || before == '\u{200D}'
        || matches!(
            (before, after),
            ('\r', '\n') | ('\u{1F1E6}'..='\u{1F1FF}', '\u{1F1E6}'..='\u{1F1FF}')
        );
    let doubled = before == after && matches!(after, '—' | '…');
    let bound = is_opening(before) || is_closing(after) && !is_ambiguous(after) || end(None, after, None).is_some();
    !(inside_word || inside_character || doubled || bound)
}

/// The unit that ends at a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Clause,
    Sentence,
}

/// Whether `c` may be inside a number or a word: 1,000 3.14 10:30 well-known.
const fn is_joint(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ':' | '\'' | '’' | '-' | '_' | '/' | '&' | '@' | '．' | '，' | '：'
    )
}

/// Whether `c` is a letter or digit of a script written with spaces, in any width.
fn is_word(c: char) -> bool {
    match Table::get().fold(c) {
        Fold::One(to) => is_spaced(to),
        Fold::LowerCase => true,
        Fold::Space | Fold::Nothing => false,
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether `c` is a quotation mark that has the same form when opening and closing.
const fn is_ambiguous(c: char) -> bool {
    matches!(c, '"' | '\'')
}

/// Returns the unit that ends at `c`, given the characters before and after it.
fn end(before: Option<char>, c: char, after: Option<char>) -> Option<End> {
    let both = |class: fn(char) -> bool| before.is_some_and(class) && after.is_some_and(class);
    match c {
        '\n' | '\u{2028}' | '\u{2029}' => Some(End::Sentence),
        // 3．14, 3：2 and 1，000 are numbers.
        '．' | '：' | '，' if both(is_digit) => None,
        '.' | ',' | ':' | ';' | '!' | '?' if both(is_word) => None,
        // A full stop, not the point of a list item (1. 2.) or of a number.
        '.' => {
            let after_text = before.is_some_and(|b| is_han(b) || is_closing(b));
            let after_word =
                before.is_some_and(|b| is_word(b) && !is_digit(b)) && after.is_none_or(char::is_whitespace);
            (after_text || after_word).then_some(End::Sentence)
        }
        _ if is_sentence_end(c) => Some(End::Sentence),
        '，' | '、' | '；' | '：' | ',' | ';' | ':' | '､' => Some(End::Clause),
        _ => None,
    }
}

/// Cuts a text into pieces, each ending with a mark of `least` or stronger.
#[derive(Debug)]
struct Pieces<'a> {
    text: &'a str,
    start: usize,
    least: End,
}

impl Iterator for Pieces<'_> {
    type Item = Span<ByteOffset>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.start..).filter(|rest| !rest.is_empty())?;
        let mut before = None;
        let mut ended = false;
        // Whether an ambiguous mark such as " is open: the number of them in this piece is odd.
        let mut open = false;
        let mut length = rest.len();
        for (at, c) in rest.char_indices() {
            // The common case: a Han character ends nothing and begins the next piece.
            if is_han(c) {
                if ended {
                    length = at;
                    break;
                }
                before = Some(c);
                continue;
            }
            let after = rest.get(at..).and_then(|from| from.chars().nth(1));
            let ends = end(before, c, after).is_some_and(|end| end >= self.least);
            let closes = is_closing(c) && (open || !is_ambiguous(c));
            if ended && !(ends || closes || c.is_whitespace()) {
                length = at;
                break;
            }
            ended |= ends;
            if is_ambiguous(c) && !before.is_some_and(is_word) {
                open = !open;
            }
            before = Some(c);
        }
        let start = self.start;
        self.start += length;
        Some(Span::new(
            ByteOffset::from_usize(start),
            ByteOffset::from_usize(self.start),
        ))
    }
}
