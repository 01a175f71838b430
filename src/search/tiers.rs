//! Which articles, in which tier, in what order.
//!
//! *As typed*: the query's folded text stands in one piece of the article. *All words*: each of its
//! words stands somewhere in it. Both are decided by strings, so that a word is found whether or not
//! the segmenter cut it there; how the words were cut decides the order. *Near* and *most words*: articles without
//! all of them ([`super::partial`]). *Other spelling*: a string that the query may stand for stands in one piece of
//! it. These three are asked only where the tiers above found less than is wanted.
//!
//! A query with operators is first looked for whole like any other: an article that a reader copied text from is
//! found by it, whatever stands in that text. Only where it stands nowhere do the articles that meet its clauses
//! count as *as typed*, else they come after.
//!
//! The lower tiers are asked for what stands bare in a query, among the articles that meet its conditions.

use core::cell::OnceCell;

use super::apart::{apart, Meant};
use super::attributes::Attributes;
use super::collection::{Collection, Piece};
use super::facets::{FacetCounts, Sieve};
use super::hit::{SearchOptions, Sort, Tier, TierCount};
use super::ordered::{best, read, scored, sorted, READ};
use super::partial::partial;
use super::query::Query;
use super::respelled::Respelled;
use super::score::Scorer;
use super::select::Selection;
use super::sets::{all_words, among, count, documents, find, ids, without, Documents};
use super::weights::{Parts, Sign, Weights};
use crate::order;
use crate::spelling::Rewriting;
use crate::units::ArticleId;

/// Articles in order, before anything of them is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranking {
    /// Those asked for, best first.
    pub ranked: Vec<Ranked>,
    /// How many were found in all.
    pub total: u32,
    /// The same by tier; tiers that found nothing are left out.
    pub tiers: Vec<TierCount>,
    /// What they can be narrowed by, where that was asked for.
    pub facets: Vec<FacetCounts>,
    /// Whether dates found nothing as such and were read as text, which the reader should know.
    pub dates_as_text: bool,
    /// What the query may stand for, where that was asked for: the likeliest first.
    pub meant: Option<Vec<Meant>>,
    /// By which of the rewritings articles were found.
    pub(crate) respelled: Respelled,
    /// For each shard, the positions of the whole query.
    pub(crate) positions: Vec<Vec<u32>>,
}

/// An article, its tier and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// Which.
    pub article: ArticleId,
    /// How well it is what was asked for.
    pub tier: Tier,
    /// Higher is better.
    pub score: f32,
    /// What it is made of.
    pub parts: Parts,
}

/// The longest query, in characters, that may be a slip although it stands somewhere as typed: what is longer was meant.
const SLIP: usize = 4;

/// A query of so many characters at most, or of pieces that are no longer, is looked for in another spelling before
/// articles with only some of its words: names and phrases, not questions.
const MISSPELT: usize = 10;

/// Finds and ranks. `respell` says what a text may stand for.
#[must_use]
pub fn rank(
    collection: &Collection,
    attributes: &Attributes,
    query: &Query,
    options: SearchOptions<'_>,
    weights: &Weights,
    respell: &dyn Fn(&str) -> Vec<Rewriting>,
) -> Ranking {
    let pieces = collection.pieces();
    let mut sieve = Sieve::new(attributes, options.filters, options.facets);
    let mut ranking = Ranking::default();
    let mut phrase: Vec<Documents> = Vec::new();
    let mut tiers: Vec<(Tier, Vec<Vec<u32>>)> = Vec::new();
    let mut known: Vec<Vec<Vec<u32>>> = Vec::new();
    // What meets the conditions, where there are any.
    let mut met: Option<Vec<Vec<u32>>> = None;
    let mut selection = Selection {
        attributes,
        dates_as_text: false,
    };
    let wanted = options.offset.saturating_add(options.limit) as usize;
    let mut add = |tier, found: Vec<Vec<u32>>| {
        let passed = pieces
            .iter()
            .zip(found)
            .map(|(piece, found)| sieve.pass(piece.first, found));
        tiers.push((tier, passed.collect()));
    };
    if query.phrase.is_empty() {
        let all = pieces.iter().map(|piece| (0..piece.shard.documents()).collect());
        add(Tier::Contents, all.collect());
    } else {
        ranking.positions = find(pieces, &query.phrase);
        phrase = documents(pieces, &ranking.positions);
        let mut as_typed: Vec<Vec<u32>> = phrase.iter().map(|found| ids(found)).collect();
        let further = if query.has_operators() {
            let mut found = selected(pieces, query, &as_typed, selection);
            if !query.plan.dates.is_empty() && found.is_empty() {
                selection.dates_as_text = true;
                let by_text = selected(pieces, query, &as_typed, selection);
                // An issue of that date may have some of the words.
                if by_text.is_empty() && !query.bare.is_empty() && count(&found.met) > 0 {
                    selection.dates_as_text = false;
                } else {
                    // Nothing to tell of what was found as it was typed.
                    ranking.dates_as_text = count(&as_typed) == 0;
                    found = by_text;
                }
            }
            met = Some(found.met);
            if count(&as_typed) > 0 {
                let both = found.as_typed.into_iter().zip(found.by_words);
                both.map(|(typed, words)| order::ascending(typed.into_iter().chain(words)))
                    .collect()
            } else {
                phrase = documents(pieces, &find(pieces, &query.bare));
                as_typed = found.as_typed;
                found.by_words
            }
        } else if query.is_one_word() {
            vec![Vec::new(); pieces.len()]
        } else {
            let words = pieces.iter().zip(&as_typed);
            words
                .map(|(piece, found)| without(all_words(&piece.shard, &query.words, None), found))
                .collect()
        };
        if options.other_spelling || options.fewer_words {
            known = vec![as_typed.clone(), further.clone()];
        }
        add(Tier::AsTyped, as_typed);
        add(Tier::AllWords, further);
    }

    let scorer = Scorer::new(collection, weights, query, &phrase);
    // What passes the filters counts; what does not is not to be found again further down.
    let mut add_others = |tiers: &mut Vec<(Tier, Vec<Vec<u32>>)>, tier, mut found: Vec<Vec<u32>>| {
        for known in &known {
            let both = found.into_iter().zip(known);
            found = both.map(|(found, known)| without(found, known)).collect();
        }
        known.push(found.clone());
        let both = pieces.iter().zip(found);
        let passed = both.map(|(piece, found)| sieve.pass(piece.first, found));
        tiers.push((tier, passed.collect()));
    };
    let is_open = !query.bare.is_empty();
    let is_short = |tiers: &[(Tier, Vec<Vec<u32>>)]| {
        let found: u32 = tiers.iter().map(|(_, documents)| count(documents)).sum();
        is_open && (found as usize) < wanted
    };
    // Words of letters only may be pinyin: they are first taken for that.
    let has_letters_only = query.words.iter().all(|word| word.is_ascii());
    // What the whole may stand for is asked once.
    let whole: OnceCell<Vec<Rewriting>> = OnceCell::new();
    let alternatives = query.alternatives.len();
    let respelled = |asked: bool, standing: bool| {
        // Synonyms are always asked.
        let mut meant = query.alternatives.clone();
        if asked {
            let whole = whole.get_or_init(|| respell(&query.bare)).iter().cloned();
            meant.extend(whole.map(Meant::from));
            meant.extend(apart(collection, query, respell, standing));
        }
        let respelled = Respelled::new(collection, weights, &meant, met.as_deref(), selection);
        (meant, respelled)
    };
    // A name or a phrase of which no word stands together may be misspelt as a whole: its characters then form
    // other words, and what has most of those is not what was meant.
    let found_none = tiers.iter().all(|(_, documents)| count(documents) == 0);
    let is_name = |text: &str| text.chars().count() <= MISSPELT;
    let is_name = is_name(&query.bare) || query.pieces.len() > 1 && query.pieces.iter().all(|(text, _)| is_name(text));
    let mut guess = None;
    if options.other_spelling && found_none && is_name && is_short(&tiers) {
        guess = Some(respelled(true, false)).filter(|(_, respelled)| respelled.finds_beyond(alternatives));
    }
    if options.fewer_words && !has_letters_only && guess.is_none() && is_short(&tiers) {
        let [near, most] = partial(pieces, &scorer, true, met.as_deref());
        add_others(&mut tiers, Tier::Near, near);
        add_others(&mut tiers, Tier::MostWords, most);
    }
    let stands = |(tier, documents): &(Tier, Vec<Vec<u32>>)| *tier == Tier::AsTyped && count(documents) > 0;
    let is_meant = query.bare.chars().count() > SLIP && tiers.iter().any(stands);
    let wants = is_short(&tiers) && !is_meant;
    if options.other_spelling && (wants || alternatives > 0) {
        let (meant, respelled) = guess.unwrap_or_else(|| respelled(wants, true));
        add_others(&mut tiers, Tier::OtherSpelling, respelled.documents());
        ranking.respelled = respelled;
        ranking.meant = Some(meant);
    }
    if options.fewer_words && is_short(&tiers) && tiers.iter().all(|(_, documents)| count(documents) == 0) {
        // Nothing has most of it: what has the most then is the answer.
        let [_, most] = partial(pieces, &scorer, false, met.as_deref());
        add_others(&mut tiers, Tier::MostWords, most);
    }

    let totals: Vec<(Tier, u32)> = tiers
        .iter()
        .map(|(tier, documents)| (*tier, count(documents)))
        .collect();
    ranking.total = totals.iter().map(|(_, total)| total).sum();
    ranking.tiers = self::tiers(totals);
    ranking.facets = sieve.finish();
    if wanted > 0 {
        let newest = (0..collection.documents())
            .map(|article| attributes.date(article))
            .max();
        let dated = newest.filter(|_| options.half_life > 0);
        let scored = |tier, documents: &[Vec<u32>]| {
            let mut ranked = match tier {
                Tier::OtherSpelling => ranking.respelled.ranked(pieces, documents),
                _ => scored(pieces, tier, documents, &scorer),
            };
            if let Some(newest) = dated {
                for ranked in &mut ranked {
                    let date = attributes.date(ranked.article.0);
                    let recent = scorer.recent(newest.days().saturating_sub(date.days()), options.half_life);
                    ranked.parts.add(Sign::Recent, if date.0 > 0 { recent } else { 0.0 });
                    ranked.score = ranked.parts.sum();
                }
            }
            ranked
        };
        let mut ranked = Vec::new();
        for (tier, documents) in &tiers {
            let room = wanted.saturating_sub(ranked.len());
            if options.sort != Sort::Relevance {
                ranked.extend(scored(*tier, documents));
            } else if room > 0 {
                let mut first = best(scored(*tier, documents), room.max(READ));
                if !matches!(tier, Tier::OtherSpelling | Tier::Contents) {
                    first = read(pieces, first, &scorer);
                }
                first.truncate(room);
                ranked.extend(first);
            }
        }
        if options.sort != Sort::Relevance {
            ranked = sorted(ranked, attributes, options.sort);
            ranked.truncate(wanted);
        }
        ranked.drain(..(options.offset as usize).min(ranked.len()));
        ranking.ranked = ranked;
    }
    ranking
}

/// What meets a query's clauses: for each shard, documents in ascending order.
#[derive(Debug, Default)]
struct Selected {
    /// All of them.
    met: Vec<Vec<u32>>,
    /// Those in which the bare text stands as it was typed.
    as_typed: Vec<Vec<u32>>,
    /// The others, in which all bare words stand.
    by_words: Vec<Vec<u32>>,
}

impl Selected {
    fn is_empty(&self) -> bool {
        count(&self.as_typed) + count(&self.by_words) == 0
    }
}

/// What meets a query's clauses and is not among `others`.
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

/// Counts without those that are 0.
fn tiers(totals: impl IntoIterator<Item = (Tier, u32)>) -> Vec<TierCount> {
    let found = totals.into_iter().filter(|&(_, total)| total > 0);
    found.map(|(tier, total)| TierCount { tier, total }).collect()
}
