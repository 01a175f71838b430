//! The lower tiers, *near*, *most words* and *other spelling*, which are searched only if the upper ones found less
//! than is wanted.

use core::cell::RefCell;

use super::apart::{apart, Meant};
use super::hit::Tier;
use super::partial::partial;
use super::respelled::Respelled;
use super::score::Scorer;
use super::sets::count;
use super::tiers::Search;
use crate::spelling::Rewriting;

/// The longest query, in characters, that may be a slip even if it occurs somewhere as typed. A longer one that occurs
/// was meant.
const SLIP: usize = 4;

/// A query of at most this many characters, or whose pieces are no longer than this, is a name or a phrase, not a
/// question: other spellings of it are tried before articles with only some of its words.
const MISSPELT: usize = 10;

impl Search<'_> {
    /// Searches the lower tiers for the bare text of the query. (Out of line, so that it can be in the deferred
    /// module.)
    #[inline(never)]
    pub(super) fn lower(&mut self, scorer: &Scorer<'_>, respell: &dyn Fn(&str) -> Vec<Rewriting>) {
        let (query, options) = (self.query, self.options);
        // Words of letters only may be pinyin, so other spellings are tried first.
        let has_letters_only = query.words.iter().all(|word| word.is_ascii());
        // Each text is rewritten only once.
        let known: RefCell<Vec<(String, Vec<Rewriting>)>> = RefCell::default();
        let respell = |text: &str| {
            let mut known = known.borrow_mut();
            if let Some((_, rewritings)) = known.iter().find(|(other, _)| other == text) {
                return rewritings.clone();
            }
            let rewritings = respell(text);
            known.push((text.to_owned(), rewritings.clone()));
            rewritings
        };
        let alternatives = query.alternatives.len();
        let respelled = |search: &Self, asked: bool, in_turn: bool| {
            // Synonyms always count.
            let mut meant = query.alternatives.clone();
            if asked {
                meant.extend(respell(&query.bare).into_iter().map(Meant::from));
                meant.extend(apart(search.collection, query, &respell, in_turn));
            }
            let respelled = Respelled::new(
                search.collection,
                search.weights,
                &meant,
                search.met.as_deref(),
                search.selection,
            );
            (meant, respelled)
        };
        // A name or a phrase of which nothing was found may be misspelt as a whole: its characters then form other
        // words, and an article with most of those words is not what was meant.
        let is_name = |text: &str| text.chars().count() <= MISSPELT;
        let is_name =
            is_name(&query.bare) || query.pieces.len() > 1 && query.pieces.iter().all(|(text, _)| is_name(text));
        let mut guess = None;
        if options.other_spelling && self.total() == 0 && is_name && self.is_short() {
            guess = Some(respelled(self, true, false)).filter(|(_, respelled)| respelled.finds_beyond(alternatives));
        }
        if options.fewer_words && !has_letters_only && guess.is_none() && self.is_short() {
            let [near, most] = partial(self.collection.pieces(), scorer, true, self.met.as_deref());
            self.add(Tier::Near, near);
            self.add(Tier::MostWords, most);
        }
        let mut tiers = self.tiers.iter();
        let occurs = tiers.any(|(tier, found)| *tier == Tier::AsTyped && count(found) > 0);
        let is_meant = occurs && query.bare.chars().count() > SLIP;
        let wants = self.is_short() && !is_meant;
        if options.other_spelling && (wants || alternatives > 0) {
            let (meant, respelled) = guess.unwrap_or_else(|| respelled(self, wants, true));
            self.add(Tier::OtherSpelling, respelled.documents());
            self.ranking.respelled = respelled;
            self.ranking.meant = Some(meant);
        }
        if options.fewer_words && self.total() == 0 && self.is_short() {
            // No article has most of the query, so those that have the most of it are the answer.
            let [_, most] = partial(self.collection.pieces(), scorer, false, self.met.as_deref());
            self.add(Tier::MostWords, most);
        }
    }
}
