//! Cuts the text of a query into words, so that no word or name is met by its pieces.
//!
//! A published lexicon has the words of its texts, so a word that occurs nowhere arrives in pieces: 新冠 as 新 and 冠,
//! 阿根廷 as 阿根 and 廷. Pieces that are no words by themselves are therefore joined again, and what they make up must
//! occur as it is.

use crate::chars::is_han;
use crate::index::is_word;
use crate::lexicon::{Segmenter, Token};
use crate::text::fold;

/// What asks, and says nothing about the article that answers. Of two that begin alike, the longer is first.
const ASKING: [&str; 35] = [
    "请问",
    "听说",
    "谁知道",
    "想知道",
    "想问",
    "求问",
    "为什么",
    "为何",
    "为啥",
    "什么时候",
    "什么时间",
    "什么样",
    "什么",
    "怎么回事",
    "怎么样",
    "怎么办",
    "怎么",
    "怎样",
    "如何",
    "哪里",
    "哪儿",
    "哪些",
    "哪个",
    "哪天",
    "多少",
    "是不是",
    "有没有",
    "能不能",
    "会不会",
    "可不可以",
    "是否",
    "到底",
    "究竟",
    "咋样",
    "几点",
];

/// Characters that are words by themselves in a sentence. They are not joined to their neighbours.
const PARTICLES: &str = "的了着过是在有和与跟及或也都还又就才很更最这那其之于以为对从把被让给向到由等吗呢吧啊呀么我你他她它不会能要去来说上里中后前";

/// Particles that are dropped before a word.
const BEFORE: &str = "的在是";

/// Particles that are dropped after a word.
const AFTER: &str = "的了吗呢吧啊呀么";

/// The longest text, in characters, that counts as one word unless at least two known words make it up.
const SHORT: usize = 4;

/// Returns the space-separated pieces of a text, folded, each with its words.
pub(super) fn pieces_of(text: &str, segmenter: Option<&Segmenter>) -> Vec<(String, Vec<String>)> {
    // Split before folding, because spaces between Chinese characters mean something in a query, and folding drops
    // them.
    let pieces = text.split_whitespace().map(|piece| {
        let folded = fold(piece).into_string();
        let words = words_in(&folded, segmenter);
        (folded, words)
    });
    let mut pieces: Vec<(String, Vec<String>)> = pieces.filter(|(_, words)| !words.is_empty()).collect();
    // A piece that only asks is dropped beside others.
    if pieces.iter().any(|(text, _)| !only_asks(text)) {
        pieces.retain(|(text, _)| !only_asks(text));
    }
    pieces
}

fn only_asks(text: &str) -> bool {
    stretches(text).iter().all(|stretch| !is_word(stretch))
}

/// Returns the words of a folded text without spaces.
fn words_in(text: &str, segmenter: Option<&Segmenter>) -> Vec<String> {
    let Some(segmenter) = segmenter else {
        let words = text.split(|c: char| !crate::chars::is_word_char(c));
        return words.filter(|word| is_word(word)).map(str::to_owned).collect();
    };
    let mut words = Vec::new();
    for stretch in stretches(text) {
        cut(stretch, segmenter, &mut words);
    }
    if words.is_empty() {
        cut(text, segmenter, &mut words);
    }
    words
}

/// Splits a text at the words that only ask.
fn stretches(text: &str) -> Vec<&str> {
    let (mut stretches, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(asking) = ASKING.iter().find(|asking| rest.starts_with(**asking)) {
            stretches.extend(text.get(start..at));
            start = at + asking.len();
            at = start;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    stretches.extend(text.get(start..));
    stretches
}

/// Adds the words of a text that has no spaces.
fn cut(text: &str, segmenter: &Segmenter, words: &mut Vec<String>) {
    let tokens = segmenter.cut(text);
    for run in tokens.split(|token| !is_word(token.text)) {
        add_run(text, run, segmenter, words);
    }
}

/// The kind of a token in a query.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A word of the lexicon.
    Known,
    /// A particle.
    Particle,
    /// Letters or digits.
    Letters,
    /// A character, or characters of which no word is known.
    Open,
}

fn kind_of(token: &str, segmenter: &Segmenter) -> Kind {
    let mut chars = token.chars();
    match chars.next() {
        Some(c) if chars.as_str().is_empty() && PARTICLES.contains(c) => Kind::Particle,
        _ if segmenter.knows(token) => Kind::Known,
        _ if !token.chars().any(is_han) => Kind::Letters,
        _ => Kind::Open,
    }
}

/// Adds the words of tokens that follow one another in `text` without punctuation between them.
fn add_run(text: &str, run: &[Token<'_>], segmenter: &Segmenter, words: &mut Vec<String>) {
    let kind = |token: &Token<'_>| kind_of(token.text, segmenter);
    let mut add = |tokens: &[Token<'_>]| {
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            words.extend(text.get(first.span.start.get()..last.span.end.get()).map(str::to_owned));
        }
    };
    if is_one(run, &kind) {
        return add(trimmed(run));
    }
    let mut from = 0;
    for (at, token) in run.iter().enumerate() {
        if matches!(kind(token), Kind::Known | Kind::Particle) {
            join(run.get(from..at).unwrap_or_default(), &kind, &mut add);
            add(core::slice::from_ref(token));
            from = at + 1;
        }
    }
    join(run.get(from..).unwrap_or_default(), &kind, &mut add);
}

/// Whether tokens are one word or name, whatever they were cut into: they contain no known word, or are short and
/// contain only one.
fn is_one(run: &[Token<'_>], kind: &dyn Fn(&Token<'_>) -> Kind) -> bool {
    let count = |of: Kind| run.iter().filter(|token| kind(token) == of).count();
    let length: usize = run.iter().map(|token| token.text.chars().count()).sum();
    let is_joined = run.iter().rev().skip(1).any(|token| token.text == "的");
    match count(Kind::Known) {
        // Two particles may be a word, such as 还有; more of them, or 呢的, are only particles.
        0 => {
            count(Kind::Open) > 0
                || length == 2 && count(Kind::Particle) == 2 && run.iter().all(|token| !AFTER.contains(token.text))
        }
        1 => length <= SHORT && count(Kind::Letters) == 0 && !is_joined,
        _ => false,
    }
}

/// Returns a run without the particles at its ends, unless hardly anything else is there: 别的 is a word.
fn trimmed<'t, 'a>(run: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let first = run.iter().position(|token| !BEFORE.contains(token.text));
    let last = run.iter().rposition(|token| !AFTER.contains(token.text));
    let inside = first.zip(last).and_then(|(first, last)| run.get(first..=last));
    let length = |inside: &[Token<'_>]| inside.iter().map(|token| token.text.chars().count()).sum::<usize>();
    inside.filter(|inside| length(inside) >= 2).unwrap_or(run)
}

/// Adds open tokens that follow one another as one word; letters and digits alone remain apart.
fn join(run: &[Token<'_>], kind: &dyn Fn(&Token<'_>) -> Kind, add: &mut dyn FnMut(&[Token<'_>])) {
    if run.iter().any(|token| kind(token) == Kind::Open) {
        add(run);
    } else {
        run.iter().for_each(|token| add(core::slice::from_ref(token)));
    }
}
