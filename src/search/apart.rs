//! What a query may have been meant as: all of it in another spelling, or some of its space-separated pieces.

use super::collection::{Collection, Piece};
use super::query::{Query, Test};
use super::sets::all_words;
use crate::chars::is_han;
use crate::order;
use crate::spelling::Rewriting;

/// Queries with more space-separated pieces are not corrected piece by piece: they are hardly names and words.
const MAX_PIECES: usize = 6;

/// At most this many pieces are taken to be misspelt.
const MAX_MISSPELT: usize = 2;

/// How many strings, the likeliest ones, are tried for each misspelt piece.
const MAX_STRINGS: usize = 8;

/// One interpretation of a query: a string searched for in place of the query, or of a piece of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The string searched for in place of the query, or of a piece of it.
    pub rewriting: Rewriting,
    /// The words that an article must also contain.
    pub beside: Vec<String>,
    /// The query as it would have to be typed, folded.
    pub text: String,
    /// The conditions that an article must meet, if they differ from the query's own.
    pub(crate) tests: Option<Vec<Test>>,
}

/// Returns what a query must have been meant as, the likeliest first, if what was typed cannot have been meant: other
/// spellings of the pieces that occur nowhere, with the others beside them as typed, then of the whole.
pub fn corrections(collection: &Collection, query: &Query, respell: &dyn Fn(&str) -> Vec<Rewriting>) -> Vec<Meant> {
    // Only letters can spell something else for certain.
    let has_letters = |text: &str| text.chars().any(|c| c.is_alphabetic() && !is_han(c));
    let sure_of = |text: &str| -> Vec<Rewriting> {
        let all = if has_letters(text) { respell(text) } else { Vec::new() };
        all.into_iter().filter(|rewriting| rewriting.is_sure).collect()
    };
    let whole = sure_of(&query.bare).into_iter().map(|rewriting| Meant {
        text: rewriting.found.clone(),
        rewriting,
        beside: Vec::new(),
        tests: None,
    });
    apart(collection, query, &sure_of).into_iter().chain(whole).collect()
}

/// Returns interpretations in which each piece that occurs nowhere is replaced by a string that `sure` returns for it.
fn apart(collection: &Collection, query: &Query, sure: &dyn Fn(&str) -> Vec<Rewriting>) -> Vec<Meant> {
    if !(2..=MAX_PIECES).contains(&query.pieces.len()) {
        return Vec::new();
    }
    let together = |words: &[String]| {
        let mut pieces = collection.pieces().iter();
        pieces.any(|Piece { shard, .. }| !all_words(shard, words, None).is_empty())
    };
    let is_absent = |(text, words): &&(String, Vec<String>)| !together(core::slice::from_ref(text)) && !together(words);
    let absent: Vec<&(String, Vec<String>)> = query.pieces.iter().filter(is_absent).collect();
    let others = query.pieces.iter().filter(|piece| !absent.contains(piece));
    let beside: Vec<String> = others.flat_map(|(_, words)| words).cloned().collect();
    if !(1..=MAX_MISSPELT).contains(&absent.len()) || !beside.is_empty() && !together(&beside) {
        return Vec::new();
    }
    // All combinations of spellings of the absent pieces.
    let mut ways: Vec<(Option<Rewriting>, Vec<String>)> = vec![(None, Vec::new())];
    for (text, _) in &absent {
        let mut longer = Vec::new();
        for string in sure(text).into_iter().take(MAX_STRINGS) {
            for (first, strings) in &ways {
                let mut first = first.clone().unwrap_or_else(|| Rewriting {
                    cost: 0,
                    ..string.clone()
                });
                first.cost += string.cost;
                let mut strings = strings.clone();
                strings.push(string.found.clone());
                longer.push((Some(first), strings));
            }
        }
        ways = longer;
    }
    let apart = ways.into_iter().filter_map(|(rewriting, strings)| {
        let mut found = strings.iter();
        let mut text = String::new();
        for piece in &query.pieces {
            let is_absent = absent.contains(&piece);
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(if is_absent { found.next()? } else { &piece.0 });
        }
        let beside = beside.iter().chain(strings.iter().skip(1)).cloned().collect();
        let tests = None;
        Some(Meant {
            rewriting: rewriting?,
            beside,
            text,
            tests,
        })
    });
    order::by_key(apart.collect(), |meant| meant.rewriting.cost as usize)
}
