//! What an article is about, and which other articles are about the same.

use super::telling::is_telling;
use super::Shelf;
use crate::index::{Counts, Field};
use crate::order;
use crate::search::{part_of, Facet};
use crate::text::fold;
use crate::units::{ArticleId, Span};

/// A word or name that an article is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyword {
    /// The word or name, as it is printed in the article.
    pub text: String,
    /// How much it distinguishes the article from all others: higher is more.
    pub weight: f32,
    /// How many articles have it: at least one.
    pub count: u32,
}

/// An article on the same subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The id of the article.
    pub article: ArticleId,
    /// The score: higher is closer. Comparable only within one answer.
    pub score: f32,
    /// What both are about, as the first article prints it, the first article's strongest keywords first.
    pub shared: Vec<String>,
}

/// The other articles of one author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByAuthor {
    /// The name, as it was first printed.
    pub name: String,
    /// The other articles, newest first, and in print order within one date.
    pub articles: Vec<ArticleId>,
}

/// The longest name, in tokens.
const NAME_TOKENS: usize = 4;

/// How many keywords decide which articles are related.
const KEYS: usize = 16;

/// How many keywords two related articles must share: one in common is chance.
const MIN_SHARED: u32 = 2;

/// Words with a larger share of all texts than this do not relate two articles: one in fifty articles of 250 words has
/// them, whatever it is about.
const EVERYDAY: f32 = 1.0 / (50.0 * 250.0);

/// Maximum number of shared keywords given as the reason.
const MAX_SHARED: usize = 5;

/// A word of an article that may become a keyword.
struct Candidate {
    /// The word, folded.
    word: String,
    /// The word as its first occurrence prints it.
    printed: String,
    field: Field,
}

/// A keyword, with the word to look it up by.
struct Key {
    word: String,
    keyword: Keyword,
}

impl Shelf<'_> {
    /// Returns up to `n` keywords of an article, the strongest first; none without a lexicon. Names that occur in
    /// bylines are kept whole. The article's own byline does not count.
    #[must_use]
    pub fn keywords(self, id: ArticleId, n: usize) -> Vec<Keyword> {
        let keys = self.keys(id, n, &|_, _| true);
        keys.into_iter().map(|key| key.keyword).collect()
    }

    /// Returns up to `n` articles that share keywords with an article, the closest first.
    #[must_use]
    pub fn related(self, id: ArticleId, n: usize) -> Vec<Related> {
        let share = |word: &str| self.segmenter.map_or(0.0, |segmenter| segmenter.share(word));
        let keys = self.keys(id, KEYS, &|word, count| count > 1 && share(word) < EVERYDAY);
        let count = self.collection.documents() as usize;
        let (mut scores, mut shared) = (vec![0f32; count], vec![0u16; count]);
        let statistics = self.collection.statistics();
        for (number, key) in keys.iter().enumerate() {
            for (before, shard) in self.shards() {
                for (document, counts) in self.occurrences(shard, &key.word) {
                    let at = before.saturating_add(document) as usize;
                    if let (Some(score), Some(shared)) = (scores.get_mut(at), shared.get_mut(at)) {
                        let norms = statistics.norms(&self.weights, shard.lengths(document));
                        *score += part_of(&self.weights, key.keyword.weight, counts, norms);
                        *shared |= 1 << (number % KEYS);
                    }
                }
            }
        }
        let mut found: Vec<(usize, f32, u16)> = Vec::new();
        for (at, (score, shared)) in scores.into_iter().zip(shared).enumerate() {
            if at != id.get() && shared.count_ones() >= MIN_SHARED {
                found.push((at, score, shared));
            }
        }
        let found = order::by_key(found, |&(_, score, _)| (u32::MAX - score.to_bits()) as usize);
        let related = found.into_iter().take(n).map(|(at, score, shared)| {
            let both = keys.iter().enumerate().filter(|(number, _)| shared >> number & 1 == 1);
            Related {
                article: ArticleId(u32::try_from(at).unwrap_or(u32::MAX)),
                score,
                shared: both.map(|(_, key)| key.keyword.text.clone()).take(MAX_SHARED).collect(),
            }
        });
        related.collect()
    }

    /// Returns the other articles for each name in an article's byline.
    #[must_use]
    pub fn same_author(self, id: ArticleId) -> Vec<ByAuthor> {
        let attributes = self.attributes;
        let mut all = Vec::new();
        for &number in attributes.of(id.0) {
            let Some(value) = attributes
                .values()
                .get(number as usize)
                .filter(|value| value.facet == Facet::Author)
            else {
                continue;
            };
            let by = |article: &u32| *article != id.0 && attributes.of(*article).contains(&number);
            let articles: Vec<u32> = (0..self.collection.documents()).filter(by).collect();
            let articles = order::by_key(articles, |&article| (u32::MAX - attributes.date(article).0) as usize);
            all.push(ByAuthor {
                name: value.text.clone(),
                articles: articles.into_iter().map(ArticleId).collect(),
            });
        }
        all
    }

    /// Returns the documents of a shard that contain a word: as it was cut, or as a string if it was cut nowhere.
    fn occurrences(self, shard: &crate::index::Shard, word: &str) -> Vec<(u32, Counts)> {
        match shard.word(word) {
            Some(word) => word.iter().collect(),
            None => shard.documents_of(&shard.find(word)),
        }
    }

    /// Returns the best `n` keywords of an article. `is_wanted` receives each candidate, folded, and the number of
    /// articles that have it.
    fn keys(self, id: ArticleId, n: usize, is_wanted: &dyn Fn(&str, usize) -> bool) -> Vec<Key> {
        let candidates = self.candidates(id);
        let word = |place: usize| candidates.get(place).map_or("", |candidate| candidate.word.as_str());
        let places = order::places(candidates.len(), &|a, b| word(a) < word(b));
        let Some((_, shard, document)) = self.collection.locate(id) else {
            return Vec::new();
        };
        let statistics = self.collection.statistics();
        let norms = statistics.norms(&self.weights, shard.lengths(document));
        let mut keys: Vec<(usize, Key)> = Vec::new();
        for group in places.chunk_by(|&a, &b| word(a) == word(b)) {
            // The order is stable, so the first of the group is the first in the article.
            let Some((first, candidate)) = group.first().and_then(|&first| Some((first, candidates.get(first)?)))
            else {
                continue;
            };
            let mut counts: Counts = Counts::default();
            for candidate in group.iter().filter_map(|&place| candidates.get(place)) {
                if let Some(count) = counts.get_mut(candidate.field as usize) {
                    *count += 1;
                }
            }
            let count: usize = self
                .shards()
                .map(|(_, shard)| self.occurrences(shard, &candidate.word).len())
                .sum();
            if !is_wanted(&candidate.word, count) {
                continue;
            }
            keys.push((
                first,
                Key {
                    word: candidate.word.clone(),
                    keyword: Keyword {
                        text: candidate.printed.clone(),
                        weight: part_of(&self.weights, statistics.idf(count), counts, norms),
                        count: u32::try_from(count.max(1)).unwrap_or(u32::MAX),
                    },
                },
            ));
        }
        // Of equal weights, the word that occurs first in the article comes first.
        let keys = order::by_key(keys, |&(first, _)| first);
        let keys = order::by_key(keys, |(_, key)| (u32::MAX - key.keyword.weight.to_bits()) as usize);
        keys.into_iter().take(n).map(|(_, key)| key).collect()
    }

    /// Returns the telling words and names of an article, in print order.
    fn candidates(self, id: ArticleId) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let Some(segmenter) = self.segmenter else {
            return candidates;
        };
        for (part, text) in self.documents.get(id).into_iter().flatten() {
            if part.note || part.field == Field::Byline {
                continue;
            }
            let folded = fold(text);
            let tokens = segmenter.cut(folded.as_str());
            let mut rest = tokens.as_slice();
            while let Some(first) = rest.first() {
                // Takes the longest run of tokens that is a name, or else a single token.
                let name = (1..=NAME_TOKENS.min(rest.len())).rev().find_map(|count| {
                    let last = rest.get(count - 1)?;
                    let name = folded.as_str().get(first.span.start.get()..last.span.end.get())?;
                    self.attributes
                        .number(Facet::Author, name)
                        .map(|_| (count, last.span.end, name))
                });
                let (count, end, word) = name.unwrap_or((1, first.span.end, first.text));
                rest = rest.get(count..).unwrap_or_default();
                let span = folded.source_span(Span::new(first.span.start, end));
                // A space in a headline may stand for a comma, so what crosses one is not a word, unless it is a name.
                let is_one = |printed: &str| name.is_some() || !printed.contains([' ', '\u{3000}']);
                if let Some(printed) = span.slice(text).filter(|printed| is_telling(word) && is_one(printed)) {
                    candidates.push(Candidate {
                        word: word.to_owned(),
                        printed: printed.to_owned(),
                        field: part.field,
                    });
                }
            }
        }
        candidates
    }
}
