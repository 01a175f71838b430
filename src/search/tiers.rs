//! Which articles, in which tier, in what order.
//!
//! *As typed*: the query's folded text occurs in one piece of the article. *All words*: each of its words occurs
//! somewhere in the article. Both are decided by strings, so a word is found whether or not the segmenter cut it there;
//! how words were cut only affects the order. *Near* and *most words*: articles that do not contain all words
//! ([`super::partial`]). *Other spelling*: a string that the query may have been meant as occurs in one piece of the
//! article. These three are searched only if the tiers above found less than is wanted.
//!
//! A query with operators is first searched for whole, like any other, so that text copied from an article finds that
//! article, whatever it contains. Articles that meet the query's clauses then count as *all words*, or as *as typed* if
//! the whole occurs nowhere and they contain the bare text as typed.
//!
//! The lower tiers search for the bare text of a query, among the articles that meet its conditions.

use super::apart::Meant;
use super::attributes::Attributes;
use super::collection::{Collection, Piece};
use super::facets::{FacetCounts, Sieve};
use super::hit::{SearchOptions, Sort, Tier, TierCount};
use super::ordered::{best, read, scored, sorted, READ};
use super::query::Query;
use super::respelled::Respelled;
use super::score::Scorer;
use super::select::Selection;
use super::sets::{all_words, among, count, documents, find, ids, without, Documents};
use super::weights::{Parts, Sign, Weights};
use crate::order;
use crate::spelling::Rewriting;
use crate::units::ArticleId;

/// Articles in order, before they are presented.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranking {
    /// The articles of the page asked for, best first.
    pub ranked: Vec<Ranked>,
    /// The number of articles found.
    pub total: u32,
    /// The number by tier, without tiers that found nothing.
    pub tiers: Vec<TierCount>,
    /// Facet counts of the articles found, if they were asked for.
    pub facets: Vec<FacetCounts>,
    /// Whether dates found nothing as such and were read as text, which the user should know.
    pub dates_as_text: bool,
    /// The correction that is answered in place of what was typed, if there is one.
    pub corrected: Option<Meant>,
    /// What of the query occurs nowhere, if articles without it are the answer.
    pub missing: Vec<String>,
    /// The interpretations of the query that were searched for: the correction, or the editor's synonyms.
    pub meant: Vec<Meant>,
    /// The articles found by those interpretations.
    pub(crate) respelled: Respelled,
    /// For each shard, the positions of the whole query.
    pub(crate) positions: Vec<Vec<u32>>,
}

/// An article, its tier and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The id of the article.
    pub article: ArticleId,
    /// How well it matches the query.
    pub tier: Tier,
    /// Higher is better.
    pub score: f32,
    /// The parts of the score.
    pub parts: Parts,
}

/// The documents of each shard, ascending.
pub(super) type Found = Vec<Vec<u32>>;

/// Finds and ranks articles. `respell` returns what a folded text may have been meant as.
#[must_use]
pub fn rank(
    collection: &Collection,
    attributes: &Attributes,
    query: &Query,
    options: SearchOptions<'_>,
    weights: &Weights,
    respell: &dyn Fn(&str) -> Vec<Rewriting>,
) -> Ranking {
    let mut search = Search {
        collection,
        attributes,
        query,
        options,
        weights,
        sieve: Sieve::new(attributes, options.filters, options.facets),
        tiers: Vec::new(),
        known: Vec::new(),
        met: None,
        selection: Selection {
            attributes,
            dates_as_text: false,
        },
        ranking: Ranking::default(),
    };
    let whole = search.upper();
    let scorer = Scorer::new(collection, weights, query, &whole);
    if (options.other_spelling || options.partial_matches) && (search.is_short() || !query.alternatives.is_empty()) {
        search.lower(&scorer, respell);
    }
    search.finish(&scorer)
}

/// The state of one search on its way down the tiers.
pub(super) struct Search<'a> {
    pub(super) collection: &'a Collection,
    pub(super) attributes: &'a Attributes,
    pub(super) query: &'a Query,
    pub(super) options: SearchOptions<'a>,
    pub(super) weights: &'a Weights,
    sieve: Sieve<'a>,
    /// What each tier found that passes the filters.
    pub(super) tiers: Vec<(Tier, Found)>,
    /// What was found, whether or not it passes the filters: lower tiers must not find it again.
    known: Vec<Found>,
    /// The documents that meet the query's conditions, if there are any.
    pub(super) met: Option<Found>,
    pub(super) selection: Selection<'a>,
    pub(super) ranking: Ranking,
}

impl Search<'_> {
    /// Searches *as typed* and *all words*, or lists the contents. Returns the documents that contain the whole query,
    /// for ranking.
    fn upper(&mut self) -> Vec<Documents> {
        let (pieces, query) = (self.collection.pieces(), self.query);
        if query.phrase.is_empty() {
            let all = pieces.iter().map(|piece| (0..piece.shard.documents()).collect());
            self.pass(Tier::Contents, all.collect());
            return Vec::new();
        }
        self.ranking.positions = find(pieces, &query.phrase);
        let mut whole = documents(pieces, &self.ranking.positions);
        let mut as_typed: Found = whole.iter().map(|found| ids(found)).collect();
        let all_words = if query.has_operators() {
            self.conditions(&mut whole, &mut as_typed)
        } else if query.is_one_word() {
            vec![Vec::new(); pieces.len()]
        } else {
            let words = pieces.iter().zip(&as_typed);
            words
                .map(|(piece, found)| without(all_words(&piece.shard, &query.words, None), found))
                .collect()
        };
        if self.options.other_spelling || self.options.partial_matches {
            self.known = vec![as_typed.clone(), all_words.clone()];
        }
        self.pass(Tier::AsTyped, as_typed);
        self.pass(Tier::AllWords, all_words);
        whole
    }

    /// Finds what meets the query's clauses: *all words* of a query with operators. If the whole query occurs nowhere
    /// (`as_typed` is empty), articles with the bare text count as typed. (Out of line, so that it can be in the
    /// deferred module, like the grammar.)
    #[inline(never)]
    fn conditions(&mut self, whole: &mut Vec<Documents>, as_typed: &mut Found) -> Found {
        let (pieces, query) = (self.collection.pieces(), self.query);
        let mut found = selected(pieces, query, as_typed, self.selection);
        if !query.plan.dates.is_empty() && found.is_empty() {
            self.selection.dates_as_text = true;
            let by_text = selected(pieces, query, as_typed, self.selection);
            // Issues of that date may at least contain some of the words.
            if by_text.is_empty() && !query.bare.is_empty() && count(&found.met) > 0 {
                self.selection.dates_as_text = false;
            } else {
                // If the query was found as typed, there is nothing to report.
                self.ranking.dates_as_text = count(as_typed) == 0;
                found = by_text;
            }
        }
        self.met = Some(found.met);
        if count(as_typed) > 0 {
            let both = found.as_typed.into_iter().zip(found.by_words);
            return both
                .map(|(typed, words)| order::ascending(typed.into_iter().chain(words)))
                .collect();
        }
        *whole = documents(pieces, &find(pieces, &query.bare));
        *as_typed = found.as_typed;
        found.by_words
    }

    /// Adds what a tier found, as far as it passes the filters.
    fn pass(&mut self, tier: Tier, found: Found) {
        let both = self.collection.pieces().iter().zip(found);
        let passed = both.map(|(piece, found)| self.sieve.pass(piece.first, found)).collect();
        self.tiers.push((tier, passed));
    }

    /// Adds what a tier found, without what tiers above it found.
    pub(super) fn add(&mut self, tier: Tier, mut found: Found) {
        for known in &self.known {
            let both = found.into_iter().zip(known);
            found = both.map(|(found, known)| without(found, known)).collect();
        }
        self.known.push(found.clone());
        self.pass(tier, found);
    }

    pub(super) fn total(&self) -> u32 {
        self.tiers.iter().map(|(_, found)| count(found)).sum()
    }

    /// How many articles are wanted, counted from the first hit.
    fn wanted(&self) -> usize {
        self.options.offset.saturating_add(self.options.limit) as usize
    }

    /// Whether fewer articles were found than one page holds, and there is bare text to search for further down. The
    /// offset does not matter, since all pages belong to one list.
    pub(super) fn is_short(&self) -> bool {
        !self.query.bare.is_empty() && self.total() < self.options.limit
    }

    /// Puts the articles found in order.
    fn finish(mut self, scorer: &Scorer<'_>) -> Ranking {
        let wanted = self.wanted();
        self.ranking.total = self.total();
        self.ranking.tiers = counts(&self.tiers);
        if wanted > 0 {
            let mut ranked = self.ordered(scorer, wanted);
            ranked.drain(..(self.options.offset as usize).min(ranked.len()));
            self.ranking.ranked = ranked;
        }
        self.ranking.facets = self.sieve.finish();
        self.ranking
    }

    /// Returns the first `wanted` articles in the order asked for.
    fn ordered(&self, scorer: &Scorer<'_>, wanted: usize) -> Vec<Ranked> {
        let (pieces, sort) = (self.collection.pieces(), self.options.sort);
        let mut ranked = Vec::new();
        for (tier, documents) in &self.tiers {
            let room = wanted.saturating_sub(ranked.len());
            if sort != Sort::Relevance {
                ranked.extend(self.scored(*tier, documents, scorer));
            } else if room > 0 {
                let mut first = best(self.scored(*tier, documents, scorer), room.max(READ));
                if !matches!(tier, Tier::OtherSpelling | Tier::Contents) {
                    first = read(pieces, first, scorer);
                }
                first.truncate(room);
                ranked.extend(first);
            }
        }
        if sort != Sort::Relevance {
            ranked = sorted(ranked, self.attributes, sort);
            ranked.truncate(wanted);
        }
        ranked
    }

    fn scored(&self, tier: Tier, documents: &[Vec<u32>], scorer: &Scorer<'_>) -> Vec<Ranked> {
        let pieces = self.collection.pieces();
        let mut ranked = match tier {
            Tier::OtherSpelling => self.ranking.respelled.ranked(pieces, documents),
            _ => scored(pieces, tier, documents, scorer),
        };
        if self.options.half_life > 0 {
            self.count_age(&mut ranked, scorer);
        }
        ranked
    }

    /// Adds to the scores of recent articles. Ages are counted from the newest article of the collection.
    #[inline(never)]
    fn count_age(&self, ranked: &mut [Ranked], scorer: &Scorer<'_>) {
        let dates = (0..self.collection.documents()).map(|article| self.attributes.date(article));
        let newest = dates.max().map_or(0, |date| date.days());
        for ranked in ranked {
            let date = self.attributes.date(ranked.article.0);
            let recent = scorer.recent(newest.saturating_sub(date.days()), self.options.half_life);
            ranked.parts.add(Sign::Recent, if date.0 > 0 { recent } else { 0.0 });
            ranked.score = ranked.parts.sum();
        }
    }
}

/// The documents that meet a query's clauses, for each shard ascending.
#[derive(Debug, Default)]
struct Selected {
    /// All of them.
    met: Vec<Vec<u32>>,
    /// The ones that contain the bare text as typed.
    as_typed: Vec<Vec<u32>>,
    /// The others that contain all bare words.
    by_words: Vec<Vec<u32>>,
}

impl Selected {
    fn is_empty(&self) -> bool {
        count(&self.as_typed) + count(&self.by_words) == 0
    }
}

/// Returns the documents that meet a query's clauses and are not in `others`.
fn selected(pieces: &[Piece], query: &Query, others: &[Vec<u32>], selection: Selection<'_>) -> Selected {
    let mut selected = Selected::default();
    for (piece, others) in pieces.iter().zip(others) {
        let met = without(selection.documents(piece, &query.plan.tests), others);
        let (typed, words) = if query.bare.is_empty() {
            (met.clone(), Vec::new())
        } else {
            let bare = piece.shard.needle(&query.bare).find_in_documents(&met);
            let typed = ids(&piece.shard.documents_of(&bare));
            let words = among(all_words(&piece.shard, &query.words, None), &met);
            let words = without(words, &typed);
            (typed, words)
        };
        selected.met.push(met);
        selected.as_typed.push(typed);
        selected.by_words.push(words);
    }
    selected
}

/// Returns how many articles each tier found, without tiers that found nothing.
fn counts(tiers: &[(Tier, Found)]) -> Vec<TierCount> {
    let counts = tiers.iter().map(|(tier, found)| TierCount {
        tier: *tier,
        total: count(found),
    });
    counts.filter(|it| it.total > 0).collect()
}
