//! The lower tiers, *near*, *most words* and *other spelling*, which are searched only if the upper ones found less
//! than is wanted.

use super::apart::{corrections, Meant};
use super::hit::Tier;
use super::partial::{missing, partial};
use super::respelled::Respelled;
use super::score::Scorer;
use super::tiers::Search;
use crate::spelling::Rewriting;

/// Maximum number of corrections that are tried before a query is answered as it was typed.
const MAX_TRIES: usize = 12;

impl Search<'_> {
    /// Searches the lower tiers for the bare text of the query. If a correction answers in its place, nothing else
    /// does. (Out of line, so that it can be in the deferred module.)
    #[inline(never)]
    pub(super) fn lower(&mut self, scorer: &Scorer<'_>, respell: &dyn Fn(&str) -> Vec<Rewriting>) {
        let (query, options) = (self.query, self.options);
        let alone = self.total() == 0;
        let finds = |search: &Self, meant: &[Meant]| {
            Respelled::new(
                search.collection,
                search.weights,
                meant,
                search.met.as_deref(),
                search.selection,
            )
        };
        if options.other_spelling && !query.alternatives.is_empty() {
            // Synonyms always count.
            self.ranking.respelled = finds(self, &query.alternatives);
            self.ranking.meant.clone_from(&query.alternatives);
        }
        if options.other_spelling && alone && self.is_short() && self.ranking.respelled.is_empty() {
            for meant in corrections(self.collection, query, respell).into_iter().take(MAX_TRIES) {
                let respelled = finds(self, core::slice::from_ref(&meant));
                if !respelled.is_empty() {
                    self.ranking.corrected = Some(meant.clone());
                    self.ranking.meant = vec![meant];
                    self.ranking.respelled = respelled;
                    break;
                }
            }
        }
        if options.partial_matches && self.is_short() && self.ranking.corrected.is_none() {
            let pieces = self.collection.pieces();
            let alone = alone && self.ranking.respelled.is_empty();
            let [near, most] = partial(pieces, query, scorer, alone, self.met.as_deref());
            self.add(Tier::Near, near);
            self.add(Tier::MostWords, most);
            if alone && self.total() > 0 {
                self.ranking.missing = missing(query, scorer);
            }
        }
        let respelled = self.ranking.respelled.documents();
        self.add(Tier::OtherSpelling, respelled);
    }
}
