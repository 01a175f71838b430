//! Finds names in brackets within a text: 本报讯（记者 张三） at its beginning, （张三） at its end.

use std::ops::Range;

use super::names::{self, Byline, Strength};
use super::words::Words;
use super::work;
use crate::chars::{is_blank, is_closing, is_sentence_end};

/// Maximum length of names in brackets, in characters.
const MAX_CHARS: usize = 60;
/// Maximum characters up to and including the opening bracket at a text's beginning: 本报驻嘉禾讯（.
const MAX_HEAD: usize = 16;
/// Endings of the words before the bracket.
const HEADS: Words = Words("讯 訊 电 電 消息 报道 報導 本报 本報");

/// Names in brackets.
#[derive(Debug, Clone)]
pub(super) struct Bracket {
    /// The byte range of the brackets and their content in the text.
    pub(super) place: Range<usize>,
    /// The names; their ranges count from the start of `place`.
    pub(super) byline: Byline,
}

fn bracket(text: &str, place: Range<usize>) -> Option<Bracket> {
    let byline = names::byline(text.get(place.clone())?).filter(|b| b.strength == Strength::Strong)?;
    Some(Bracket { place, byline })
}

/// Finds names in brackets at the beginning of `text`, as in 本报讯（记者 张三 通讯员 李四）.
pub(super) fn opening(text: &str) -> Option<Bracket> {
    work::steps(MAX_HEAD);
    let (open, _) = text
        .char_indices()
        .take(MAX_HEAD)
        .find(|&(_, c)| matches!(c, '（' | '('))?;
    let head = text.get(..open)?.trim_end_matches(is_blank);
    if HEADS.at_end(head) == 0 {
        return None;
    }
    let (close, mark) = text
        .get(open..)?
        .char_indices()
        .take(MAX_CHARS)
        .find(|&(_, c)| matches!(c, '）' | ')'))?;
    bracket(text, open..open + close + mark.len_utf8())
}

/// Finds brackets after a finished sentence at the end of `text`, whatever they contain.
pub(super) fn aside(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end_matches(is_blank);
    text.chars().next_back().filter(|c| matches!(c, '）' | ')'))?;
    work::steps(MAX_CHARS);
    let (open, _) = text
        .char_indices()
        .rev()
        .take(MAX_CHARS)
        .find(|&(_, c)| matches!(c, '（' | '('))?;
    let before = text
        .get(..open)?
        .trim_end_matches(is_blank)
        .trim_end_matches(is_closing);
    before.ends_with(is_sentence_end).then_some(open..text.len())
}

/// Finds names in brackets at the end of `text`, as in （张三）.
pub(super) fn closing(text: &str) -> Option<Bracket> {
    bracket(text, aside(text)?)
}
