//! What a query may stand for: as a whole, or where one of its pieces stands apart from the others, misspelt.

use super::collection::{Collection, Piece};
use super::query::{Query, Test};
use super::sets::all_words;
use crate::order;
use crate::spelling::Rewriting;

/// So many pieces at most, with spaces between, are looked at one by one: more are hardly names and words.
const MAX_PIECES: usize = 6;

/// So many of them at most are taken for misspelt.
const MAX_MISSPELT: usize = 2;

/// For each of them the likeliest so many strings are tried.
const MAX_STRINGS: usize = 8;

/// What a query may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The string that is looked for in the place of the query, or of a part of it.
    pub rewriting: Rewriting,
    /// The words that must stand beside it.
    pub beside: Vec<String>,
    /// What an article must meet then, in place of the query's own conditions.
    pub(crate) tests: Option<Vec<Test>>,
}

impl From<Rewriting> for Meant {
    fn from(rewriting: Rewriting) -> Self {
        Self {
            rewriting,
            beside: Vec::new(),
            tests: None,
        }
    }
}

/// What a query may stand for in all: an editor's synonyms, the whole of it in another spelling, its pieces.
pub fn meant(collection: &Collection, query: &Query, respell: &dyn Fn(&str) -> Vec<Rewriting>) -> Vec<Meant> {
    let mut all = query.alternatives.clone();
    all.extend(respell(&query.bare).into_iter().map(Meant::from));
    all.extend(apart(collection, query, respell, true));
    all
}

/// What the pieces of a query may stand for: those that stand nowhere in another spelling, the others as typed beside
/// them; or, where all stand somewhere and `standing` says so, each in turn.
pub(crate) fn apart(
    collection: &Collection,
    query: &Query,
    respell: &dyn Fn(&str) -> Vec<Rewriting>,
    standing: bool,
) -> Vec<Meant> {
    let count = query.pieces.len();
    let mut all = Vec::new();
    if !(2..=MAX_PIECES).contains(&count) {
        return all;
    }
    let together = |words: &[String]| {
        let mut pieces = collection.pieces().iter();
        pieces.any(|Piece { shard, .. }| !all_words(shard, words, None).is_empty())
    };
    let stands = |(text, words): &(String, Vec<String>)| {
        together(core::slice::from_ref(text))
            || words.iter().all(|word| word.chars().nth(1).is_some()) && together(words)
    };
    let absent: Vec<bool> = query.pieces.iter().map(|piece| !stands(piece)).collect();
    let missing = absent.iter().filter(|&&absent| absent).count();
    let turns = if missing > 0 { 1 } else { count };
    if missing > MAX_MISSPELT || missing == 0 && !standing {
        return all;
    }
    for turn in 0..turns {
        let is_misspelt = |at: usize| {
            if missing > 0 {
                absent.get(at) == Some(&true)
            } else {
                at == turn
            }
        };
        let others = || query.pieces.iter().enumerate().filter(|(at, _)| !is_misspelt(*at));
        let beside: Vec<String> = others().flat_map(|(_, (_, words))| words).cloned().collect();
        if !beside.is_empty() && !together(&beside) {
            continue;
        }
        // Each way to spell the misspelt ones.
        let mut ways: Vec<Meant> = Vec::new();
        let misspelt = (0..count)
            .filter(|&at| is_misspelt(at))
            .filter_map(|at| query.pieces.get(at));
        for (nth, (text, _)) in misspelt.enumerate() {
            let strings: Vec<Rewriting> = respell(text).into_iter().take(MAX_STRINGS).collect();
            if nth == 0 {
                ways = strings.into_iter().map(Meant::from).collect();
                ways.iter_mut().for_each(|way| way.beside.clone_from(&beside));
                continue;
            }
            let before = core::mem::take(&mut ways);
            for string in strings {
                for mut way in before.iter().cloned() {
                    way.rewriting.cost += string.cost;
                    way.beside.push(string.found.clone());
                    ways.push(way);
                }
            }
        }
        all.extend(ways);
    }
    order::by_key(all, |meant| meant.rewriting.cost as usize)
}
