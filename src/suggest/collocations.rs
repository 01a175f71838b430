//! Words that often stand side by side.

use super::telling::is_telling;
use crate::bytes::checksum;
use crate::index::Field;
use crate::lexicon::Segmenter;
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

/// What stands beside a pair must be something else in one of so many places at least, on either side: the variety
/// of neighbours tells a phrase of the language from a piece of a longer string that is always printed so (H. Feng,
/// K. Chen, X. Deng, W. Zheng, *Accessor Variety Criteria for Chinese Word Extraction*, Computational Linguistics 30,
/// 2004). Where paragraphs begin and end counts as one neighbour, where headlines do as one for each of them.
const VARIETY: usize = 8;

/// A text that collocations are gathered from.
#[derive(Debug)]
pub struct Sample {
    /// Folded.
    pub text: String,
    /// What stands around it: the same for all paragraphs.
    edge: u64,
}

/// What collocations are gathered from: headlines, captions and the first paragraphs of articles evenly spread; and
/// how many articles stand behind each of these.
#[must_use]
pub fn sample(documents: &Documents, indexed: usize) -> (Vec<Sample>, u32) {
    let step = indexed.div_ceil(MAX_ARTICLES).max(1);
    let mut texts = Vec::new();
    for number in (0..indexed).step_by(step) {
        let article = documents.get(ArticleId(u32::try_from(number).unwrap_or(u32::MAX)));
        for (part, text) in article.into_iter().flatten() {
            let opens = part.field == Field::Body && part.index == 0;
            if !part.note && (opens || matches!(part.field, Field::Headline | Field::Kicker | Field::Caption)) {
                let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(end, _)| end);
                let text = fold(text.get(..end).unwrap_or(text)).into_string();
                let edge = if opens { 0 } else { checksum(text.as_bytes()) };
                texts.push(Sample { text, edge });
            }
        }
    }
    (texts, u32::try_from(step).unwrap_or(u32::MAX))
}

/// A pair of words where it stands.
struct Pair<'t> {
    cell: usize,
    both: &'t str,
    /// What stands before it and after it, a number each.
    sides: [u64; 2],
}

/// Pairs of telling words that stand side by side in the texts (folded) at least so often, with how often. What is
/// always printed with the same words around it (the line that names an editor, the source of a report) is none.
#[must_use]
pub fn collocations(texts: &[Sample], segmenter: &Segmenter, least: u32) -> Vec<(String, u32)> {
    let mut cells = vec![0u32; CELLS];
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for Sample { text, edge } in texts {
        let tokens = segmenter.cut(text);
        let token = |at: usize| tokens.get(at).map(|token| checksum(token.text.as_bytes()));
        for (at, both) in tokens.windows(2).enumerate() {
            let [first, second] = both else { continue };
            if !(is_telling(first.text) && is_telling(second.text)) {
                continue;
            }
            let both = text
                .get(first.span.start.get()..second.span.end.get())
                .unwrap_or_default();
            let cell = usize::try_from(checksum(both.as_bytes()) % CELLS as u64).unwrap_or(0);
            if let Some(count) = cells.get_mut(cell).filter(|_| both.len() <= MAX_BYTES) {
                *count += 1;
                let before = at.checked_sub(1).and_then(token);
                let sides = [before, token(at + 2)].map(|side| side.unwrap_or(*edge));
                pairs.push(Pair { cell, both, sides });
            }
        }
    }
    pairs.retain(|pair| cells.get(pair.cell).is_some_and(|&count| count >= least));
    let text = |place: usize| pairs.get(place).map_or("", |pair| pair.both);
    let places = order::places(pairs.len(), &|a, b| text(a) < text(b));
    let mut found = Vec::new();
    for group in places.chunk_by(|&a, &b| text(a) == text(b)) {
        let count = u32::try_from(group.len()).unwrap_or(u32::MAX);
        let varies = |side: usize| {
            let stands = |at: usize| pairs.get(*group.get(at)?)?.sides.get(side);
            let order = order::places(group.len(), &|a, b| stands(a) < stands(b));
            let same = order.chunk_by(|&a, &b| stands(a) == stands(b)).map(<[usize]>::len);
            VARIETY * (group.len() - same.max().unwrap_or(0)) >= group.len()
        };
        if let Some(&first) = group.first().filter(|_| count >= least && varies(0) && varies(1)) {
            found.push((text(first).to_owned(), count));
        }
    }
    found
}
