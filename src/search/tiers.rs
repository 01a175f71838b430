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

use std::collections::BinaryHeap;

use super::attributes::Attributes;
use super::collection::{Collection, Piece};
use super::facets::{FacetCounts, Sieve};
use super::hit::{SearchOptions, Sort, Tier, TierCount};
use super::partial::partial;
use super::query::Query;
use super::respelled::Respelled;
use super::score::Scorer;
use super::select::Selection;
use super::weights::{Parts, Sign, Weights};
use crate::index::{Counts, Field, Needle, Shard, Word};
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
    pub rewritings: Option<Vec<Rewriting>>,
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

/// Documents of one shard, ascending, with how often something stands in their fields.
pub(crate) type Documents = Vec<(u32, Counts)>;

/// So many of a tier's articles, those best by their words, are read to see how the words stand there. A fixed
/// number, so that an article keeps its place whichever page of hits is asked for.
const READ: usize = 64;

/// A query of so many characters at most is looked for in another spelling before articles with only some of its
/// words: names and phrases, not questions.
const MISSPELT: usize = 10;

/// Finds and ranks. `respell` says what the query may stand for.
#[must_use]
pub fn rank(
    collection: &Collection,
    attributes: &Attributes,
    query: &Query,
    options: SearchOptions<'_>,
    weights: &Weights,
    respell: &dyn Fn() -> Vec<Rewriting>,
) -> Ranking {
    let pieces = collection.pieces();
    let mut sieve = Sieve::new(attributes, options.filters, options.facets);
    let mut ranking = Ranking::default();
    let mut phrase: Vec<Documents> = Vec::new();
    let mut tiers: Vec<(Tier, Vec<Vec<u32>>)> = Vec::new();
    let mut known: Option<Vec<Vec<Vec<u32>>>> = None;
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
            let mut selection = Selection {
                attributes,
                dates_as_text: false,
            };
            let mut found = selected(pieces, query, &as_typed, selection);
            if !query.plan.dates.is_empty() && count(&found.as_typed) + count(&found.by_words) == 0 {
                selection.dates_as_text = true;
                // Nothing to tell of what was found as it was typed.
                ranking.dates_as_text = count(&as_typed) == 0;
                found = selected(pieces, query, &as_typed, selection);
            }
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
        if (options.other_spelling || options.fewer_words) && (!query.has_operators() || !query.alternatives.is_empty())
        {
            known = Some(vec![as_typed.clone(), further.clone()]);
        }
        add(Tier::AsTyped, as_typed);
        add(Tier::AllWords, further);
    }

    let scorer = Scorer::new(collection, weights, query, &phrase);
    // What passes the filters counts; what does not is not to be found again further down.
    let mut known = known.unwrap_or_default();
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
    let is_open = !query.phrase.is_empty() && !query.has_operators();
    let is_short = |tiers: &[(Tier, Vec<Vec<u32>>)]| {
        let found: u32 = tiers.iter().map(|(_, documents)| count(documents)).sum();
        is_open && (found as usize) < wanted
    };
    // Words of letters only may be pinyin: they are first taken for that.
    let has_letters_only = query.words.iter().all(|word| word.is_ascii());
    // A name or a phrase of which no word stands together may be misspelt as a whole: its characters then form
    // other words, and what has most of those is not what was meant.
    let found_none = tiers.iter().all(|(_, documents)| count(documents) == 0);
    let may_be_misspelt = is_open && options.other_spelling && found_none && query.phrase.chars().count() <= MISSPELT;
    let mut meant = may_be_misspelt.then(respell);
    let is_meant = meant.as_ref().is_some_and(|meant| !meant.is_empty());
    if options.fewer_words && !has_letters_only && !is_meant && is_short(&tiers) {
        let [near, most] = partial(pieces, &scorer, true);
        add_others(&mut tiers, Tier::Near, near);
        add_others(&mut tiers, Tier::MostWords, most);
    }
    let wants = is_short(&tiers);
    let alternatives = &query.alternatives;
    if options.other_spelling && (wants || !alternatives.is_empty()) {
        // Synonyms are always asked.
        let mut rewritings: Vec<Rewriting> = alternatives.iter().map(|(other, _)| other.clone()).collect();
        if wants {
            rewritings.extend(meant.take().unwrap_or_else(respell));
        }
        ranking.respelled = Respelled::new(pieces, collection.statistics(), &rewritings, alternatives);
        ranking.rewritings = Some(rewritings);
        let mut other = ranking.respelled.documents();
        if query.has_operators() {
            let selection = Selection {
                attributes,
                dates_as_text: ranking.dates_as_text,
            };
            let both = pieces.iter().zip(other);
            let met = both.map(|(piece, other)| among(other, &selection.documents(piece, &query.plan.tests)));
            other = met.collect();
        }
        add_others(&mut tiers, Tier::OtherSpelling, other);
    }
    if options.fewer_words && is_short(&tiers) && tiers.iter().all(|(_, documents)| count(documents) == 0) {
        // Nothing has most of it: what has the most then is the answer.
        let [_, most] = partial(pieces, &scorer, false);
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

/// For each shard where a folded text stands.
fn find(pieces: &[Piece], text: &str) -> Vec<Vec<u32>> {
    pieces.iter().map(|piece| piece.shard.find(text)).collect()
}

/// For each shard the documents of some positions.
fn documents(pieces: &[Piece], positions: &[Vec<u32>]) -> Vec<Documents> {
    let both = pieces.iter().zip(positions);
    both.map(|(piece, positions)| piece.shard.documents_of(positions))
        .collect()
}

/// What meets a query's clauses: for each shard, documents in ascending order.
#[derive(Debug, Default)]
struct Selected {
    /// Those in which the bare text stands as it was typed.
    as_typed: Vec<Vec<u32>>,
    /// The others, in which all bare words stand.
    by_words: Vec<Vec<u32>>,
}

/// What meets a query's clauses and is not among `others`.
fn selected(pieces: &[Piece], query: &Query, others: &[Vec<u32>], selection: Selection<'_>) -> Selected {
    let mut selected = Selected::default();
    for (piece, others) in pieces.iter().zip(others) {
        let met = without(selection.documents(piece, &query.plan.tests), others);
        let (typed, words) = if query.bare.is_empty() {
            (met, Vec::new())
        } else {
            let bare = piece.shard.needle(&query.bare).find_in_documents(&met);
            let typed = ids(&piece.shard.documents_of(&bare));
            let words = among(all_words(&piece.shard, &query.words, None), &met);
            let words = without(words, &typed);
            (typed, words)
        };
        selected.as_typed.push(typed);
        selected.by_words.push(words);
    }
    selected
}

/// In the order of their dates, or as printed.
fn sorted(ranked: Vec<Ranked>, attributes: &Attributes, sort: Sort) -> Vec<Ranked> {
    let ranked = order::by_key(ranked, |ranked| ranked.article.get());
    order::by_key(ranked, |ranked| match (sort, attributes.date(ranked.article.0).0) {
        (Sort::Relevance | Sort::Print, _) => 0,
        (_, 0) => u32::MAX as usize,
        (Sort::Newest, date) => (u32::MAX - date) as usize,
        (Sort::Oldest, date) => date as usize,
    })
}

/// Counts without those that are 0.
fn tiers(totals: impl IntoIterator<Item = (Tier, u32)>) -> Vec<TierCount> {
    let found = totals.into_iter().filter(|&(_, total)| total > 0);
    found.map(|(tier, total)| TierCount { tier, total }).collect()
}

fn count(documents: &[Vec<u32>]) -> u32 {
    u32::try_from(documents.iter().map(Vec::len).sum::<usize>()).unwrap_or(u32::MAX)
}

fn ids(documents: &[(u32, Counts)]) -> Vec<u32> {
    ids_in(documents, None)
}

fn ids_in(documents: &[(u32, Counts)], field: Option<Field>) -> Vec<u32> {
    let standing = documents.iter().filter(|(_, counts)| stands_in(counts, field));
    standing.map(|&(document, _)| document).collect()
}

/// Those of `documents` that are not in `others`; both ascend.
fn without(documents: Vec<u32>, others: &[u32]) -> Vec<u32> {
    retain(documents, others, false)
}

/// Those of `documents` that are in `others`; both ascend.
fn among(documents: Vec<u32>, others: &[u32]) -> Vec<u32> {
    retain(documents, others, true)
}

fn retain(mut documents: Vec<u32>, others: &[u32], inside: bool) -> Vec<u32> {
    let mut others = others.iter().copied().peekable();
    documents.retain(|&document| {
        while others.next_if(|&other| other < document).is_some() {}
        (others.peek() == Some(&document)) == inside
    });
    documents
}

/// The documents in which every word stands as a string: in the field, or anywhere.
pub(crate) fn all_words(shard: &Shard, words: &[String], field: Option<Field>) -> Vec<u32> {
    let mut needles: Vec<(&str, Needle<'_>)> = Vec::with_capacity(words.len());
    for word in words {
        let needle = shard.needle(word);
        if needle.weight() == 0 {
            return Vec::new();
        }
        needles.push((word, needle));
    }
    let mut needles = order::by_key(needles, |(_, needle)| needle.weight()).into_iter();
    let Some((_, rarest)) = needles.next() else {
        return Vec::new();
    };
    let mut documents = ids_in(&shard.documents_of(&rarest.find()), field);
    for (word, needle) in needles {
        if documents.is_empty() {
            break;
        }
        documents = having(shard, documents, word, &needle, field);
    }
    documents
}

/// Those of `documents` in which the word stands. Where it was cut it stands; only the others are
/// looked through.
fn having(shard: &Shard, documents: Vec<u32>, word: &str, needle: &Needle<'_>, field: Option<Field>) -> Vec<u32> {
    let mut cut = shard
        .word(word)
        .into_iter()
        .flat_map(Word::iter)
        .filter(|(_, counts)| stands_in(counts, field))
        .map(|(document, _)| document)
        .peekable();
    let (mut sure, mut open) = (Vec::new(), Vec::new());
    for document in documents {
        while cut.next_if(|&other| other < document).is_some() {}
        if cut.peek() == Some(&document) {
            &mut sure
        } else {
            &mut open
        }
        .push(document);
    }
    if !open.is_empty() {
        let found = ids_in(&shard.documents_of(&needle.find_in_documents(&open)), field);
        if !found.is_empty() {
            sure = order::ascending(sure.into_iter().chain(found));
        }
    }
    sure
}

fn stands_in(counts: &Counts, field: Option<Field>) -> bool {
    field.is_none_or(|field| counts.get(field as usize).is_some_and(|&count| count > 0))
}

/// All documents of a tier with their scores.
fn scored(pieces: &[Piece], tier: Tier, documents: &[Vec<u32>], scorer: &Scorer<'_>) -> Vec<Ranked> {
    let mut ranked = Vec::with_capacity(documents.iter().map(Vec::len).sum());
    for (i, (piece, documents)) in pieces.iter().zip(documents).enumerate() {
        let articles = documents
            .iter()
            .map(|document| ArticleId(piece.first.saturating_add(*document)));
        let scores = scorer.scores(i, &piece.shard, documents);
        ranked.extend(articles.zip(scores).map(|(article, parts)| Ranked {
            article,
            tier,
            score: parts.sum(),
            parts,
        }));
    }
    ranked
}

/// The first of a tier in the order that reading them gives; the others stay behind them, since reading only adds.
fn read(pieces: &[Piece], ranked: Vec<Ranked>, scorer: &Scorer<'_>) -> Vec<Ranked> {
    let rest = ranked.get(READ..).unwrap_or_default().to_vec();
    let first = ranked.into_iter().take(READ).collect();
    let mut first: Vec<Ranked> = order::by_key(first, |ranked| ranked.article.get());
    for (number, piece) in pieces.iter().enumerate() {
        let end = piece.first.saturating_add(piece.shard.documents());
        let from = first.partition_point(|ranked| ranked.article.0 < piece.first);
        let to = first.partition_point(|ranked| ranked.article.0 < end);
        let Some(inside) = first.get_mut(from..to).filter(|inside| !inside.is_empty()) else {
            continue;
        };
        let documents: Vec<u32> = inside.iter().map(|ranked| ranked.article.0 - piece.first).collect();
        let mut parts: Vec<Parts> = inside.iter().map(|ranked| ranked.parts).collect();
        scorer.read(number, &piece.shard, &documents, &mut parts);
        for (ranked, parts) in inside.iter_mut().zip(parts) {
            (ranked.parts, ranked.score) = (parts, parts.sum());
        }
    }
    first = best(first, READ);
    first.extend(rest);
    first
}

/// The best so many, in order: by score, then as printed.
fn best(ranked: Vec<Ranked>, wanted: usize) -> Vec<Ranked> {
    // The best so far; the last of them on top, to be displaced.
    let mut places: BinaryHeap<u64> = BinaryHeap::with_capacity(wanted.min(ranked.len()));
    for (place, ranked) in (0u64..).zip(&ranked) {
        // Within a tier `ranked` is in print order.
        let key = u64::from(!ascending_bits(ranked.score)) << 32 | place;
        if places.len() < wanted {
            places.push(key);
        } else if places.peek().is_some_and(|&last| key < last) {
            places.pop();
            places.push(key);
        }
    }
    let place = |key: u64| usize::try_from(key & u64::from(u32::MAX)).ok();
    let places = places.into_sorted_vec().into_iter().filter_map(place);
    places.filter_map(|place| ranked.get(place).copied()).collect()
}

/// A number that orders as the float does (IEEE 754 totalOrder).
fn ascending_bits(score: f32) -> u32 {
    let bits = score.to_bits();
    if bits >> 31 == 0 {
        bits | 1 << 31
    } else {
        !bits
    }
}
