//! Turns a ranked article into a hit.

use super::apart::Meant;
use super::collection::Collection;
use super::documents::Document;
use super::excerpt::{excerpt, words_of};
use super::hit::{Excerpt, Hit, Mark, Marked, Part, Respelling, Tier};
use super::marks::{ranges, Found, Marker, Place};
use super::query::Query;
use super::sets::all_words;
use super::tiers::{Ranked, Ranking};
use crate::index::Field;
use crate::lexicon::Segmenter;
use crate::text::{fold, Utf16Map};
use crate::units::{ArticleId, CharOffset, Span, Utf16Offset};

/// Builds the hits of one query.
#[derive(Debug)]
pub struct Presenter<'a> {
    collection: &'a Collection,
    ranking: &'a Ranking,
    segmenter: Option<&'a Segmenter>,
    marker: Marker<'a>,
    /// The words that say next to nothing beside the others, one bit each.
    light: u64,
}

/// Words whose idf in texts at large is below this are light: in tiers that do not require all words, they are marked
/// only if no other word is.
const LIGHT: f32 = 1.2;

impl<'a> Presenter<'a> {
    /// Makes a presenter for the hits of `ranking`, the ranking of `query` in `collection`. Excerpts are cut between
    /// words of `segmenter`.
    #[must_use]
    pub fn new(
        collection: &'a Collection,
        query: &'a Query,
        ranking: &'a Ranking,
        segmenter: Option<&'a Segmenter>,
    ) -> Self {
        // The marks of a query with conditions end with those of its bare words.
        let before = query.plan.marks.len().saturating_sub(query.words.len());
        let bits = query.everyday.iter().zip(before..64).filter(|(idf, _)| **idf < LIGHT);
        let light = bits.fold(0u64, |light, (_, bit)| light | 1 << bit);
        Self {
            collection,
            ranking,
            segmenter,
            marker: Marker::new(query),
            light: if light.count_ones() as usize == query.words.len() {
                0
            } else {
                light
            },
        }
    }

    /// Builds the hit for a ranked article.
    pub fn hit(&mut self, ranked: &Ranked, article: Document<'_>) -> Hit {
        let mut meant = None;
        let mut found = match (ranked.tier, self.collection.locate(ranked.article)) {
            (Tier::AsTyped, Some((number, shard, document))) => {
                let all = self.ranking.positions.get(number).map_or(&[][..], Vec::as_slice);
                self.marker.phrases(shard, shard.within(all, document), article)
            }
            (Tier::OtherSpelling, Some((number, _, document))) => {
                let which = self.ranking.respelled.get(number, document);
                meant = which.and_then(|(which, _)| self.ranking.meant.get(which));
                meant.map_or_else(Vec::new, |meant| strings(meant, article))
            }
            _ => Vec::new(),
        };
        // The conditions may be met although the query does not occur as a whole.
        if found.is_empty() && ranked.tier != Tier::Contents {
            found = self.marker.words(article);
        }
        // Light words are marked only if no other word is.
        let says = |place: &Place| words_of([place]) & self.light == 0;
        let is_partial = matches!(ranked.tier, Tier::Near | Tier::MostWords);
        if is_partial && found.iter().any(|found| found.places.iter().any(says)) {
            found.iter_mut().for_each(|found| found.places.retain(says));
            found.retain(|found| !found.places.is_empty());
        }
        let matched = |field: &Field| found.iter().any(|found| found.part.field == *field);
        let fields = Field::ALL.into_iter().filter(matched).collect();
        let headline = found.iter().find(|found| found.part.field == Field::Headline);
        let mut excerpts = self.passages(&found);
        if excerpts.is_empty() {
            excerpts.extend(opening(article).map(|found| excerpt(&found, &[], self.segmenter).0));
        }
        Hit {
            article: ranked.article,
            tier: ranked.tier,
            fields,
            spelling: meant.map(|Meant { rewriting, .. }| Respelling {
                kind: rewriting.spelling,
                found: printed(&found).unwrap_or(&rewriting.found).to_owned(),
            }),
            score: ranked.score,
            explanation: Vec::new(),
            headline: Marked {
                text: article.first(Field::Headline).map_or("", |(_, text)| text).to_owned(),
                ranges: headline.map(utf16_ranges).unwrap_or_default(),
            },
            excerpts,
        }
    }
}

impl Presenter<'_> {
    /// Returns the best passage, and the best of those with words that the first does not show.
    fn passages(&self, found: &[Found<'_>]) -> Vec<Excerpt> {
        let pieces = || found.iter().filter(|found| found.part.field != Field::Headline);
        let Some(best) = pieces().min_by_key(|found| preference(found.part, &found.places)) else {
            return Vec::new();
        };
        let (first, window) = excerpt(best, &best.places, self.segmenter);
        let inside = |place: &&Place| place.span.start >= window.start && place.span.end <= window.end;
        let shown = words_of(best.places.iter().filter(inside));
        let others = pieces().map(|found| {
            let others = found
                .places
                .iter()
                .filter(|place| words_of(core::iter::once(*place)) & shown == 0);
            (found, others.copied().collect::<Vec<Place>>())
        });
        let others = others.filter(|(_, places)| !places.is_empty());
        let second = others.min_by_key(|(found, places)| preference(found.part, places));
        let second = second.map(|(found, places)| {
            let (excerpt, other) = excerpt(found, &places, self.segmenter);
            let apart = found.part != best.part || other.start >= window.end || other.end <= window.start;
            apart.then_some(excerpt)
        });
        core::iter::once(first).chain(second.flatten()).collect()
    }
}

/// Returns where an interpretation of the query occurs in an article: first its string (word 0), then the words beside
/// it.
fn strings<'a>(meant: &Meant, article: Document<'a>) -> Vec<Found<'a>> {
    let strings = core::iter::once(&meant.rewriting.found).chain(&meant.beside);
    Marker::of_strings(strings.map(String::as_str).collect()).words(article)
}

/// Returns the first occurrence of the string as it is printed.
fn printed<'a>(found: &[Found<'a>]) -> Option<&'a str> {
    let mut all = found
        .iter()
        .flat_map(|found| found.places.iter().map(|place| (found.text, place)));
    let (text, place) = all.find(|(_, place)| place.word == 0)?;
    place.span.slice(text)
}

/// The order in which pieces are considered for an excerpt: most distinct words first; then body, captions, byline,
/// kicker; then print order.
fn preference(part: Part, places: &[Place]) -> (core::cmp::Reverse<u32>, core::cmp::Reverse<Field>) {
    (
        core::cmp::Reverse(words_of(places).count_ones()),
        core::cmp::Reverse(part.field),
    )
}

/// Returns the piece that an article begins with, for hits without a passage to show.
fn opening(article: Document<'_>) -> Option<Found<'_>> {
    let (part, text) = article.first(Field::Body).or_else(|| article.first(Field::Caption))?;
    Some(Found {
        part,
        text,
        places: Vec::new(),
    })
}

fn utf16_ranges(found: &Found<'_>) -> Vec<Span<Utf16Offset>> {
    let map = Utf16Map::new(found.text);
    ranges(&found.places).into_iter().map(|range| map.span(range)).collect()
}

/// Returns where a query occurs in an article, in print order of its pieces: the whole query if it occurs as typed;
/// otherwise its words and everything else that was asked for. If not all words occur, returns the likeliest of the
/// strings that the query must have been meant as (`meant`) that does occur.
#[must_use]
pub fn marks(
    collection: &Collection,
    query: &Query,
    id: ArticleId,
    article: Document<'_>,
    meant: &dyn Fn() -> Vec<Meant>,
) -> Vec<Mark> {
    let mut marker = Marker::new(query);
    let as_typed = collection.locate(id).map(|(_, shard, document)| {
        let positions = shard.needle(&query.phrase).find_in_documents(&[document]);
        marker.phrases(shard, &positions, article)
    });
    let found = as_typed.filter(|found| !found.is_empty()).unwrap_or_else(|| {
        let words = marker.words(article);
        let Some((_, shard, document)) = collection.locate(id) else {
            return words;
        };
        let has_all = || all_words(shard, &query.words, None).binary_search(&document).is_ok();
        if query.phrase.is_empty() || query.words.is_empty() && query.alternatives.is_empty() || has_all() {
            return words;
        }
        let here = |meant: &Meant| {
            let occurs = |text: &String| !shard.needle(text).find_in_documents(&[document]).is_empty();
            occurs(&meant.rewriting.found) && meant.beside.iter().all(occurs)
        };
        let meant = meant().into_iter().find(here);
        meant.map_or(words, |meant| strings(&meant, article))
    });
    found
        .iter()
        .map(|found| Mark {
            part: found.part,
            ranges: utf16_ranges(found),
        })
        .collect()
}

/// Finds a passage in an article, in any width, script and spacing. Returns one mark for each line, each after the one
/// before; none at all if a line does not occur.
#[must_use]
pub fn passage(collection: &Collection, id: ArticleId, article: Document<'_>, text: &str) -> Vec<Mark> {
    let Some((_, shard, document)) = collection.locate(id) else {
        return Vec::new();
    };
    let (mut marks, mut after) = (Vec::new(), 0);
    for line in text.lines() {
        let line = fold(line).into_string();
        if line.is_empty() {
            continue;
        }
        let positions = shard.needle(&line).find_in_documents(&[document]);
        let Some(&position) = positions.iter().find(|&&position| position >= after) else {
            return Vec::new();
        };
        after = position.saturating_add(CharOffset::from_usize(line.chars().count()).0);
        let found = Marker::of_string(&line).phrases(shard, &[position], article);
        marks.extend(found.iter().map(|found| Mark {
            part: found.part,
            ranges: utf16_ranges(found),
        }));
    }
    marks
}
