//! The tiers that are asked only where the ones above found less than is wanted: *near*, *most words* and
//! *other spelling*.

use core::cell::RefCell;

use super::apart::{apart, Meant};
use super::hit::Tier;
use super::partial::partial;
use super::respelled::Respelled;
use super::score::Scorer;
use super::sets::count;
use super::tiers::Search;
use crate::spelling::Rewriting;

/// The longest query, in characters, that may be a slip although it stands somewhere as typed: what is longer was meant.
const SLIP: usize = 4;

/// A query of so many characters at most, or of pieces that are no longer, is looked for in another spelling before
/// articles with only some of its words: names and phrases, not questions.
const MISSPELT: usize = 10;

impl Search<'_> {
    /// Asks them for what stands bare in the query. (By itself: a browser need not have it for a first answer.)
    #[inline(never)]
    pub(super) fn lower(&mut self, scorer: &Scorer<'_>, respell: &dyn Fn(&str) -> Vec<Rewriting>) {
        let (query, options) = (self.query, self.options);
        // Words of letters only may be pinyin: they are first taken for that.
        let has_letters_only = query.words.iter().all(|word| word.is_ascii());
        // What a text may stand for is asked once.
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
        let respelled = |search: &Self, asked: bool, standing: bool| {
            // Synonyms are always asked.
            let mut meant = query.alternatives.clone();
            if asked {
                meant.extend(respell(&query.bare).into_iter().map(Meant::from));
                meant.extend(apart(search.collection, query, &respell, standing));
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
        // A name or a phrase of which no word stands together may be misspelt as a whole: its characters then form
        // other words, and what has most of those is not what was meant.
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
        let stands = tiers.any(|(tier, found)| *tier == Tier::AsTyped && count(found) > 0);
        let is_meant = stands && query.bare.chars().count() > SLIP;
        let wants = self.is_short() && !is_meant;
        if options.other_spelling && (wants || alternatives > 0) {
            let (meant, respelled) = guess.unwrap_or_else(|| respelled(self, wants, true));
            self.add(Tier::OtherSpelling, respelled.documents());
            self.ranking.respelled = respelled;
            self.ranking.meant = Some(meant);
        }
        if options.fewer_words && self.total() == 0 && self.is_short() {
            // Nothing has most of it: what has the most then is the answer.
            let [_, most] = partial(self.collection.pieces(), scorer, false, self.met.as_deref());
            self.add(Tier::MostWords, most);
        }
    }
}
