//! Words that often stand side by side.

use super::telling::is_telling;
use crate::bytes::checksum;
use crate::index::Field;
use crate::lexicon::{Segmenter, Token};
use crate::order;
use crate::search::Documents;
use crate::text::fold;
use crate::units::ArticleId;

/// So many articles are read at most, evenly spread: enough for what stands side by side often, and a matter of
/// milliseconds in a collection of any size.
const MAX_ARTICLES: usize = 1200;

/// So many characters of a text are read: headlines whole, and where paragraphs begin.
const MAX_CHARS: usize = 100;

/// Neighbours are counted in so many cells first, so that only those are sorted that can be frequent.
const CELLS: usize = 1 << 15;

/// The longest collocation, in bytes.
const MAX_BYTES: usize = 36;

/// What collocations are gathered from: headlines, captions and the first paragraphs, folded, of articles evenly
/// spread; and how many articles stand behind each of these.
#[must_use]
pub fn sample(documents: &Documents, indexed: usize) -> (Vec<String>, u32) {
    let step = indexed.div_ceil(MAX_ARTICLES).max(1);
    let mut texts = Vec::new();
    for number in (0..indexed).step_by(step) {
        let article = documents.get(ArticleId(u32::try_from(number).unwrap_or(u32::MAX)));
        for (part, text) in article.into_iter().flatten() {
            let opens = part.field == Field::Body && part.index == 0;
            if !part.note && (opens || matches!(part.field, Field::Headline | Field::Kicker | Field::Caption)) {
                let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(end, _)| end);
                texts.push(fold(text.get(..end).unwrap_or(text)).into_string());
            }
        }
    }
    (texts, u32::try_from(step).unwrap_or(u32::MAX))
}

/// Pairs of telling words that stand side by side in the texts (folded) at least so often, with how often.
#[must_use]
pub fn collocations(texts: &[String], segmenter: &Segmenter, least: u32) -> Vec<(String, u32)> {
    let mut cells = vec![0u32; CELLS];
    let mut pairs: Vec<(usize, &str)> = Vec::new();
    for text in texts {
        let mut before: Option<Token<'_>> = None;
        for token in segmenter.cut(text) {
            let telling = is_telling(token.text);
            if let Some(first) = before.filter(|_| telling) {
                let both = text
                    .get(first.span.start.get()..token.span.end.get())
                    .unwrap_or_default();
                let cell = usize::try_from(checksum(both.as_bytes()) % CELLS as u64).unwrap_or(0);
                if let Some(count) = cells.get_mut(cell).filter(|_| both.len() <= MAX_BYTES) {
                    *count += 1;
                    pairs.push((cell, both));
                }
            }
            before = telling.then_some(token);
        }
    }
    pairs.retain(|(cell, _)| cells.get(*cell).is_some_and(|&count| count >= least));
    let text = |place: usize| pairs.get(place).map_or("", |&(_, both)| both);
    let places = order::places(pairs.len(), &|a, b| text(a) < text(b));
    let mut found = Vec::new();
    for group in places.chunk_by(|&a, &b| text(a) == text(b)) {
        let count = u32::try_from(group.len()).unwrap_or(u32::MAX);
        if let Some(&first) = group.first().filter(|_| count >= least) {
            found.push((text(first).to_owned(), count));
        }
    }
    found
}
