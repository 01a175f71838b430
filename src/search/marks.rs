//! Where a query occurs in an article: piece by piece, in bytes of the original text.

use super::documents::Document;
use super::hit::Part;
use super::query::Query;
use crate::index::{Field, Shard};
use crate::order;
use crate::text::{fold, fold_again, Folded};
use crate::units::{ByteOffset, CharOffset, Span};

/// An occurrence in a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// The span in bytes of the original text.
    pub(crate) span: Span<ByteOffset>,
    /// The number of the word of the query; 0 for the whole query.
    pub(crate) word: u32,
}

/// A piece of an article in which the query occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found<'a> {
    pub(crate) part: Part,
    pub(crate) text: &'a str,
    /// Ascending by start.
    pub(crate) places: Vec<Place>,
}

/// A word that is searched for, in one field or in all.
#[derive(Debug, Clone, Copy)]
struct Sought<'q> {
    first: char,
    word: &'q str,
    number: u32,
    field: Option<Field>,
}

/// Finds where a query occurs in articles, one after another.
#[derive(Debug)]
pub(crate) struct Marker<'q> {
    phrase_chars: u32,
    /// The words, sorted by first character, the longest first.
    words: Vec<Sought<'q>>,
    /// A bit for each of their first characters ([`bit`]): most characters of a text begin none of them.
    firsts: u64,
    folded: Folded,
}

fn bit(first: char) -> u64 {
    1 << (u32::from(first) % 64)
}

impl<'q> Marker<'q> {
    pub(crate) fn new(query: &'q Query) -> Self {
        let words: Vec<(&str, Option<Field>)> = if query.has_operators() {
            let marks = query.plan.marks.iter();
            marks.map(|(word, field)| (word.as_str(), *field)).collect()
        } else {
            query.words.iter().map(|word| (word.as_str(), None)).collect()
        };
        Self::of_words(&query.phrase, words)
    }

    fn of_words(phrase: &str, words: Vec<(&'q str, Option<Field>)>) -> Self {
        let words = words.into_iter().zip(0..).filter_map(|((word, field), number)| {
            Some(Sought {
                first: word.chars().next()?,
                word,
                number,
                field,
            })
        });
        let words: Vec<Sought<'q>> = words.collect();
        let key = |at: usize| {
            words
                .get(at)
                .map(|sought| (sought.first, core::cmp::Reverse(sought.word.len())))
        };
        let order = order::places(words.len(), &|a, b| key(a) < key(b));
        Self {
            firsts: words.iter().fold(0, |firsts, sought| firsts | bit(sought.first)),
            words: order.into_iter().filter_map(|at| words.get(at).copied()).collect(),
            ..Self::of_string(phrase)
        }
    }

    /// Makes a marker for strings (folded) instead of a query's words; they are numbered in the order given.
    pub(crate) fn of_strings(strings: Vec<&'q str>) -> Self {
        Self::of_words("", strings.into_iter().map(|word| (word, None)).collect())
    }

    /// Makes a marker for one string (folded) instead of a query.
    pub(crate) fn of_string(text: &str) -> Self {
        Self {
            phrase_chars: CharOffset::from_usize(text.chars().count()).0,
            words: Vec::new(),
            firsts: 0,
            folded: Folded::default(),
        }
    }

    /// Returns where the whole query occurs in an article, given its positions in the article's document.
    pub(crate) fn phrases<'a>(&self, shard: &Shard, positions: &[u32], article: Document<'a>) -> Vec<Found<'a>> {
        let mut blocks = shard.blocks_of(positions).zip(positions).peekable();
        let mut found = Vec::new();
        for (number, (part, text)) in (0u32..).zip(article) {
            if blocks.peek().is_none_or(|(block, _)| block.index != number) {
                continue;
            }
            let folded = fold(text);
            let mut places = Vec::new();
            while let Some((block, position)) = blocks.next_if(|(block, _)| block.index == number) {
                let start = position.saturating_sub(block.start);
                let span = Span::new(CharOffset(start), CharOffset(start.saturating_add(self.phrase_chars)));
                places.push(Place {
                    span: folded.source_span_chars(span),
                    word: 0,
                });
            }
            found.push(Found { part, text, places });
        }
        found
    }

    /// Returns where the words occur, by reading the article. If several words match at one place, the longest is
    /// taken; it covers the others.
    pub(crate) fn words<'a>(&mut self, article: Document<'a>) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        for (part, text) in article {
            let mut matches = Vec::new();
            fold_again(text, &mut self.folded);
            let folded = &self.folded;
            for (at, c) in folded.as_str().char_indices() {
                if self.firsts & bit(c) == 0 {
                    continue;
                }
                let from = self.words.partition_point(|sought| sought.first < c);
                let same = self.words.get(from..).unwrap_or_default();
                let mut same = same.iter().take_while(|sought| sought.first == c);
                let rest = folded.as_str().get(at..).unwrap_or_default();
                let occurs = |sought: &&Sought<'_>| {
                    sought.field.is_none_or(|field| field == part.field) && rest.starts_with(sought.word)
                };
                if let Some(Sought { word, number, .. }) = same.find(occurs) {
                    matches.push((at, at + word.len(), *number));
                }
            }
            if matches.is_empty() {
                continue;
            }
            let places = matches.into_iter().map(|(start, end, word)| {
                let span = Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(end));
                Place {
                    span: folded.source_span(span),
                    word,
                }
            });
            found.push(Found {
                part,
                text,
                places: places.collect(),
            });
        }
        found
    }
}

/// Merges the places into ranges that neither touch nor overlap.
pub(crate) fn ranges(places: &[Place]) -> Vec<Span<ByteOffset>> {
    let mut ranges: Vec<Span<ByteOffset>> = Vec::new();
    for &Place { span, .. } in places {
        match ranges.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => ranges.push(span),
        }
    }
    ranges
}
