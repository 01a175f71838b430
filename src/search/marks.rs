//! Where a query stands in an article: piece by piece, in bytes of the original text.

use rustc_hash::FxHashMap;

use super::hit::Part;
use super::parts::parts;
use super::query::Query;
use crate::bulletin::Article;
use crate::index::{Field, Shard};
use crate::order;
use crate::text::{fold, fold_into};
use crate::units::{ByteOffset, CharOffset, Span};

/// A place in a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// In bytes of the original text.
    pub(crate) span: Span<ByteOffset>,
    /// Which of the query's words it is; 0 for the whole query.
    pub(crate) word: u32,
}

/// A piece of an article that the query stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found<'a> {
    pub(crate) part: Part,
    pub(crate) text: &'a str,
    /// Ascending by start.
    pub(crate) places: Vec<Place>,
}

/// A word that is looked for, in one field or in all.
#[derive(Debug)]
struct Sought<'q> {
    word: &'q str,
    number: u32,
    field: Option<Field>,
}

/// Finds a query's places in articles, one after another.
#[derive(Debug)]
pub(crate) struct Marker<'q> {
    phrase_chars: u32,
    /// The words by their first character, the longest first.
    words: FxHashMap<char, Vec<Sought<'q>>>,
    folded: String,
}

impl<'q> Marker<'q> {
    pub(crate) fn new(query: &'q Query) -> Self {
        let mut words: FxHashMap<char, Vec<Sought<'q>>> = FxHashMap::default();
        let mut add = |word: &'q str, number, field| {
            if let Some(first) = word.chars().next() {
                words.entry(first).or_default().push(Sought { word, number, field });
            }
        };
        if query.has_operators() {
            for ((word, field), number) in query.plan.marks.iter().zip(0..) {
                add(word, number, *field);
            }
        } else {
            query
                .words
                .iter()
                .zip(0..)
                .for_each(|(word, number)| add(word, number, None));
        }
        for same in words.values_mut() {
            // The longest first.
            *same = order::by_key(core::mem::take(same), |sought| {
                (u32::MAX as usize).saturating_sub(sought.word.len())
            });
        }
        Self {
            phrase_chars: CharOffset::from_usize(query.phrase.chars().count()).0,
            words,
            folded: String::new(),
        }
    }

    /// Where the whole query stands in an article: at these positions of its document.
    pub(crate) fn phrases<'a>(&self, shard: &Shard, positions: &[u32], article: &'a Article) -> Vec<Found<'a>> {
        let mut blocks = shard.blocks_of(positions).zip(positions).peekable();
        let mut found = Vec::new();
        for (number, (part, text)) in (0u32..).zip(parts(article)) {
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

    /// Where the words stand: by reading the article. Of words that begin alike at one place the
    /// longest is taken; it covers the others.
    pub(crate) fn words<'a>(&mut self, article: &'a Article) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        for (part, text) in parts(article) {
            let mut matches = Vec::new();
            self.folded.clear();
            fold_into(text, &mut self.folded);
            for (at, c) in self.folded.char_indices() {
                let Some(same) = self.words.get(&c) else { continue };
                let rest = self.folded.get(at..).unwrap_or_default();
                let stands = |sought: &&Sought<'_>| {
                    sought.field.is_none_or(|field| field == part.field) && rest.starts_with(sought.word)
                };
                if let Some(Sought { word, number, .. }) = same.iter().find(stands) {
                    matches.push((at, at + word.len(), *number));
                }
            }
            if matches.is_empty() {
                continue;
            }
            let folded = fold(text);
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

/// The places as ranges that neither touch nor overlap.
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
