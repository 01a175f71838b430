//! Which articles, in which tier, in what order.
//!
//! *As typed*: the query's folded text stands in one piece of the article. *All words*: each of its
//! words stands somewhere in it. Both are decided by strings, so that a word is found whether or not
//! the segmenter cut it there; how the words were cut decides the order.

use super::collection::{Collection, Piece};
use super::hit::{SearchOptions, Tier, TierCount};
use super::query::Query;
use super::rank::{self, Norms, Statistics};
use crate::index::{Counts, Field, Needle, Shard, Word};
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
}

/// Documents of one shard, ascending, with how often something stands in their fields.
type Documents = Vec<(u32, Counts)>;

/// Finds and ranks.
#[must_use]
pub fn rank(collection: &Collection, query: &Query, options: SearchOptions) -> Ranking {
    if query.phrase.is_empty() {
        return contents(collection, options);
    }
    let pieces = collection.pieces();
    let phrase: Vec<Documents> = pieces
        .iter()
        .map(|piece| piece.shard.documents_of(&piece.shard.find(&query.phrase)))
        .collect();
    let words: Vec<Vec<u32>> = if query.is_one_word() {
        pieces.iter().map(|_| Vec::new()).collect()
    } else {
        pieces
            .iter()
            .zip(&phrase)
            .map(|(piece, found)| without(all_words(&piece.shard, &query.words), found))
            .collect()
    };
    let (as_typed, all_words) = (count(phrase.iter().map(Vec::len)), count(words.iter().map(Vec::len)));

    let wanted = options.offset.saturating_add(options.limit) as usize;
    let terms = Terms::new(collection, query, &phrase);
    let mut ranked = best(
        scored(
            collection,
            Tier::AsTyped,
            wanted,
            |i| phrase.get(i).map(|found| ids(found)).unwrap_or_default(),
            &terms,
        ),
        wanted,
    );
    if ranked.len() < wanted && all_words > 0 {
        let more = scored(
            collection,
            Tier::AllWords,
            wanted,
            |i| words.get(i).cloned().unwrap_or_default(),
            &terms,
        );
        ranked.extend(best(more, wanted - ranked.len()));
    }
    ranked.drain(..ranked.len().min(options.offset as usize));
    Ranking {
        ranked,
        total: as_typed + all_words,
        tiers: counts([(Tier::AsTyped, as_typed), (Tier::AllWords, all_words)]),
    }
}

/// Everything, in print order.
fn contents(collection: &Collection, options: SearchOptions) -> Ranking {
    let total = collection.documents();
    let end = options.offset.saturating_add(options.limit).min(total);
    let ranked = (options.offset..end).map(|i| Ranked {
        article: ArticleId(i),
        tier: Tier::Contents,
        score: 0.0,
    });
    Ranking {
        ranked: ranked.collect(),
        total,
        tiers: counts([(Tier::Contents, total)]),
    }
}

fn counts(tiers: impl IntoIterator<Item = (Tier, u32)>) -> Vec<TierCount> {
    tiers
        .into_iter()
        .filter(|&(_, total)| total > 0)
        .map(|(tier, total)| TierCount { tier, total })
        .collect()
}

fn count(lengths: impl Iterator<Item = usize>) -> u32 {
    u32::try_from(lengths.sum::<usize>()).unwrap_or(u32::MAX)
}

fn ids(documents: &[(u32, Counts)]) -> Vec<u32> {
    documents.iter().map(|&(document, _)| document).collect()
}

/// Those of `documents` that are not in `others`; both ascend.
fn without(mut documents: Vec<u32>, others: &[(u32, Counts)]) -> Vec<u32> {
    let mut others = others.iter().map(|&(document, _)| document).peekable();
    documents.retain(|&document| {
        while others.next_if(|&other| other < document).is_some() {}
        others.peek() != Some(&document)
    });
    documents
}

/// The documents in which every word stands as a string.
fn all_words(shard: &Shard, words: &[String]) -> Vec<u32> {
    let mut needles: Vec<(&str, Needle<'_>)> = words.iter().map(|word| (word.as_str(), shard.needle(word))).collect();
    needles.sort_by_key(|(_, needle)| needle.weight());
    let mut needles = needles.into_iter();
    let Some((_, rarest)) = needles.next() else {
        return Vec::new();
    };
    let mut documents = ids(&shard.documents_of(&rarest.find()));
    for (word, needle) in needles {
        if documents.is_empty() {
            break;
        }
        documents = having(shard, documents, word, &needle);
    }
    documents
}

/// Those of `documents` in which the word stands. Where it was cut it stands; only the others are
/// looked through.
fn having(shard: &Shard, documents: Vec<u32>, word: &str, needle: &Needle<'_>) -> Vec<u32> {
    let mut cut = shard
        .word(word)
        .into_iter()
        .flat_map(Word::iter)
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
        let found = ids(&shard.documents_of(&needle.find_in_documents(&open)));
        if !found.is_empty() {
            sure.extend(found);
            sure.sort_unstable();
        }
    }
    sure
}

/// What the articles are ranked by: the query's words, and the whole of it as one more term.
struct Terms<'a> {
    terms: Vec<Term<'a>>,
    /// What a hit in the headline adds: more than all terms together can.
    headline: f32,
    phrase: &'a [Documents],
}

struct Term<'a> {
    idf: f32,
    /// For each shard, where it stands.
    postings: Vec<Postings<'a>>,
}

/// Where a term stands in one shard.
enum Postings<'a> {
    /// As the segmenter cut it.
    Cut(Word<'a>),
    /// As a string, for words that were cut nowhere.
    Strings(Documents),
    /// The same for the query as a whole.
    Phrase(&'a [(u32, Counts)]),
}

impl<'a> Terms<'a> {
    fn new(collection: &'a Collection, query: &Query, phrase: &'a [Documents]) -> Self {
        let statistics = collection.statistics();
        let mut terms = Vec::with_capacity(query.words.len() + 1);
        terms.push(Term {
            idf: statistics.idf(count(phrase.iter().map(Vec::len))),
            postings: phrase.iter().map(|found| Postings::Phrase(found)).collect(),
        });
        for word in &query.words {
            let cut: Vec<Word<'a>> = collection
                .pieces()
                .iter()
                .map(|piece| piece.shard.word(word).unwrap_or_default())
                .collect();
            let documents = cut.iter().map(|word| word.documents).fold(0, u32::saturating_add);
            if documents > 0 {
                terms.push(Term {
                    idf: statistics.idf(documents),
                    postings: cut.into_iter().map(Postings::Cut).collect(),
                });
            } else if *word != query.phrase {
                let found: Vec<Documents> = collection
                    .pieces()
                    .iter()
                    .map(|piece| piece.shard.documents_of(&piece.shard.find(word)))
                    .collect();
                let idf = statistics.idf(count(found.iter().map(Vec::len)));
                terms.push(Term {
                    idf,
                    postings: found.into_iter().map(Postings::Strings).collect(),
                });
            }
        }
        let headline = terms.iter().map(|term| term.idf).sum();
        Self {
            terms,
            headline,
            phrase,
        }
    }

    /// The scores of a shard's documents (ascending).
    fn scores(&self, i: usize, piece: &Piece, statistics: &Statistics, documents: &[u32]) -> Vec<f32> {
        let mut scores = vec![0.0; documents.len()];
        let norms: Vec<Norms> = documents
            .iter()
            .map(|&document| statistics.norms(piece.shard.lengths(document)))
            .collect();
        for Term { idf, postings } in &self.terms {
            let mut add = Adder {
                documents,
                norms: &norms,
                scores: &mut scores,
                at: 0,
                idf: *idf,
            };
            match postings.get(i) {
                Some(Postings::Cut(word)) => add.all(word.iter()),
                Some(Postings::Strings(found)) => add.all(found.iter().copied()),
                Some(Postings::Phrase(found)) => add.all(found.iter().copied()),
                None => {}
            }
        }
        // An editor's order: what the query is printed over comes first.
        let headlines = self
            .phrase
            .get(i)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter(|(_, counts)| counts.get(Field::Headline as usize) > Some(&0));
        for (document, _) in headlines {
            if let Some(score) = documents.binary_search(document).ok().and_then(|at| scores.get_mut(at)) {
                *score += self.headline;
            }
        }
        scores
    }
}

/// Adds a term's part to the scores of those documents that have it.
struct Adder<'a> {
    documents: &'a [u32],
    norms: &'a [Norms],
    scores: &'a mut [f32],
    at: usize,
    idf: f32,
}

impl Adder<'_> {
    fn all(&mut self, postings: impl Iterator<Item = (u32, Counts)>) {
        for (document, counts) in postings {
            while self.documents.get(self.at).is_some_and(|&other| other < document) {
                self.at += 1;
            }
            match self.documents.get(self.at) {
                None => return,
                Some(&other) if other == document => {
                    if let (Some(score), Some(norms)) = (self.scores.get_mut(self.at), self.norms.get(self.at)) {
                        *score += rank::part(self.idf, counts, *norms);
                    }
                }
                Some(_) => {}
            }
        }
    }
}

/// All documents of a tier with their scores.
fn scored(
    collection: &Collection,
    tier: Tier,
    wanted: usize,
    documents: impl Fn(usize) -> Vec<u32>,
    terms: &Terms<'_>,
) -> Vec<Ranked> {
    let mut ranked = Vec::new();
    if wanted == 0 {
        return ranked;
    }
    for (i, piece) in collection.pieces().iter().enumerate() {
        let documents = documents(i);
        let scores = terms.scores(i, piece, collection.statistics(), &documents);
        ranked.extend(documents.iter().zip(scores).map(|(&document, score)| Ranked {
            article: ArticleId(piece.first + document),
            tier,
            score,
        }));
    }
    ranked
}

/// The best so many, in order: by score, then as printed.
fn best(mut ranked: Vec<Ranked>, wanted: usize) -> Vec<Ranked> {
    let order = |a: &Ranked, b: &Ranked| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article));
    if wanted < ranked.len() {
        ranked.select_nth_unstable_by(wanted, order);
        ranked.truncate(wanted);
    }
    ranked.sort_unstable_by(order);
    ranked
}
