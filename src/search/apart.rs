//! What a query may have been meant as: all of it in another spelling, or some of its space-separated pieces.

use super::collection::{Collection, Piece};
use super::query::{Query, Test};
use super::sets::all_words;
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
    /// The conditions that an article must meet, if they differ from the query's own.
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

/// Returns everything that a query may have been meant as: the editor's synonyms, other spellings of the whole, other
/// spellings of its pieces.
pub fn meant(collection: &Collection, query: &Query, respell: &dyn Fn(&str) -> Vec<Rewriting>) -> Vec<Meant> {
    let mut all = query.alternatives.clone();
    all.extend(respell(&query.bare).into_iter().map(Meant::from));
    all.extend(apart(collection, query, respell, true));
    all
}

/// Returns interpretations in which pieces of a query are misspelt. Pieces that occur nowhere are replaced by other
/// spellings, and the rest must occur beside them as typed. If every piece occurs somewhere and `in_turn` is set, each
/// piece in turn is taken to be the misspelt one.
pub(crate) fn apart(
    collection: &Collection,
    query: &Query,
    respell: &dyn Fn(&str) -> Vec<Rewriting>,
    in_turn: bool,
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
    let occurs = |(text, words): &(String, Vec<String>)| {
        together(core::slice::from_ref(text))
            || words.iter().all(|word| word.chars().nth(1).is_some()) && together(words)
    };
    let absent: Vec<bool> = query.pieces.iter().map(|piece| !occurs(piece)).collect();
    let missing = absent.iter().filter(|&&absent| absent).count();
    let turns = if missing > 0 { 1 } else { count };
    if missing > MAX_MISSPELT || missing == 0 && !in_turn {
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
        // All combinations of spellings of the misspelt pieces.
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
