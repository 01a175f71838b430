//! Words that often stand side by side.

use core::ops::Range;

use super::telling::is_telling;
use crate::bytes::checksum;
use crate::index::Field;
use crate::lexicon::Segmenter;
use crate::order;
use crate::search::Document;
use crate::text::fold_into;

/// So many characters of a text are read: headlines whole, and where paragraphs begin.
const MAX_CHARS: usize = 100;

/// Neighbours are counted in so many cells first, so that only those are sorted that can be frequent.
const CELLS: usize = 1 << 17;

/// The longest collocation, in bytes.
const MAX_BYTES: usize = 36;

/// What stands beside a pair must be something else in one of so many places at least, on either side: the variety
/// of neighbours tells a phrase of the language from a piece of a longer string that is always printed so (H. Feng,
/// K. Chen, X. Deng, W. Zheng, *Accessor Variety Criteria for Chinese Word Extraction*, Computational Linguistics 30,
/// 2004). Where paragraphs begin and end counts as one neighbour, where headlines do as one for each of them.
const VARIETY: usize = 8;

/// A pair of words where it stands.
#[derive(Debug)]
struct Pair {
    cell: usize,
    /// In the texts that were read.
    both: Range<usize>,
    /// What stands before it and after it, a number each.
    sides: [u64; 2],
}

/// Neighbours of words in articles, as they are counted.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// All that was read, folded.
    texts: String,
    cells: Vec<u32>,
    pairs: Vec<Pair>,
}

impl Neighbours {
    /// Counts those in an article's headline, captions and first paragraph.
    pub(super) fn read(&mut self, article: Document<'_>, segmenter: &Segmenter) {
        for (part, text) in article {
            let opens = part.field == Field::Body && part.index == 0;
            if !part.note && (opens || matches!(part.field, Field::Headline | Field::Kicker | Field::Caption)) {
                let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(end, _)| end);
                let start = self.texts.len();
                fold_into(text.get(..end).unwrap_or(text), &mut self.texts);
                self.count(start, opens, segmenter);
            }
        }
    }

    /// Counts those in the text from `start` on. What stands around it is the same for all paragraphs.
    fn count(&mut self, start: usize, opens: bool, segmenter: &Segmenter) {
        let text = self.texts.get(start..).unwrap_or_default();
        let edge = if opens { 0 } else { checksum(text.as_bytes()) };
        let tokens = segmenter.cut(text);
        let token = |at: usize| tokens.get(at).map(|token| checksum(token.text.as_bytes()));
        self.cells.resize(CELLS, 0);
        for (at, both) in tokens.windows(2).enumerate() {
            let [first, second] = both else { continue };
            if !(is_telling(first.text) && is_telling(second.text)) {
                continue;
            }
            let both = first.span.start.get()..second.span.end.get();
            let hash = checksum(text.get(both.clone()).unwrap_or_default().as_bytes());
            let cell = usize::try_from(hash % CELLS as u64).unwrap_or(0);
            if let Some(count) = self.cells.get_mut(cell).filter(|_| both.len() <= MAX_BYTES) {
                *count += 1;
                let before = at.checked_sub(1).and_then(token);
                let sides = [before, token(at + 2)].map(|side| side.unwrap_or(edge));
                let both = start + both.start..start + both.end;
                self.pairs.push(Pair { cell, both, sides });
            }
        }
    }

    /// Pairs of telling words that stand side by side at least so often, with how often. What is always printed with
    /// the same words around it (the line that names an editor, the source of a report) is none.
    pub(super) fn frequent(mut self, least: u32) -> Vec<(String, u32)> {
        let Self { texts, cells, pairs } = &mut self;
        pairs.retain(|pair| cells.get(pair.cell).is_some_and(|&count| count >= least));
        let text = |place: usize| texts.get(pairs.get(place)?.both.clone());
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
            let first = group.first().filter(|_| count >= least && varies(0) && varies(1));
            found.extend(first.and_then(|&first| Some((text(first)?.to_owned(), count))));
        }
        found
    }
}
