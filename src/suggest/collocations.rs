//! Words that often occur next to each other.

use core::ops::Range;

use super::telling::is_telling;
use crate::bytes::checksum;
use crate::index::Field;
use crate::lexicon::Segmenter;
use crate::order;
use crate::search::Document;
use crate::text::fold_into;

/// How many characters of a text are read: all of most headlines, and the beginnings of paragraphs.
const MAX_CHARS: usize = 100;

/// How many cells neighbours are first counted in, so that only pairs that can be frequent have to be sorted.
const CELLS: usize = 1 << 17;

/// The longest collocation, in bytes.
const MAX_BYTES: usize = 36;

/// On either side of a pair, at least one in this many occurrences must have a different neighbour. The variety of
/// neighbours tells a phrase of the language from a part of a longer string that is always printed the same way (H.
/// Feng, K. Chen, X. Deng, W. Zheng, *Accessor Variety Criteria for Chinese Word Extraction*, Computational Linguistics
/// 30, 2004). The edges of paragraphs count as one neighbour; the edges of each headline count as a neighbour of their
/// own.
const VARIETY: usize = 8;

/// One occurrence of a pair of words.
#[derive(Debug)]
struct Pair {
    cell: usize,
    /// The range of both words in the texts that were read.
    both: Range<usize>,
    /// A number for the word before the pair and one for the word after it.
    sides: [u64; 2],
}

/// Pairs of neighbouring words in articles, as they are counted.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// Everything that was read, folded.
    texts: String,
    cells: Vec<u32>,
    pairs: Vec<Pair>,
}

impl Neighbours {
    /// Counts the pairs in an article's headline, the lines around it, its captions and its first paragraph.
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

    /// Counts the pairs in the text from `start` on. The edges of all paragraphs count as the same neighbour.
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

    /// Returns the pairs of telling words that occur next to each other at least `least` times, with the number of
    /// times. Pairs that are always printed between the same words are left out, such as the line that names an editor,
    /// or the source of a report.
    pub(super) fn frequent(mut self, least: u32) -> Vec<(String, u32)> {
        let Self { texts, cells, pairs } = &mut self;
        pairs.retain(|pair| cells.get(pair.cell).is_some_and(|&count| count >= least));
        let text = |place: usize| texts.get(pairs.get(place)?.both.clone());
        let places = order::places(pairs.len(), &|a, b| text(a) < text(b));
        let mut found = Vec::new();
        for group in places.chunk_by(|&a, &b| text(a) == text(b)) {
            let count = u32::try_from(group.len()).unwrap_or(u32::MAX);
            let varies = |side: usize| {
                let neighbour = |at: usize| pairs.get(*group.get(at)?)?.sides.get(side);
                let order = order::places(group.len(), &|a, b| neighbour(a) < neighbour(b));
                let same = order
                    .chunk_by(|&a, &b| neighbour(a) == neighbour(b))
                    .map(<[usize]>::len);
                VARIETY * (group.len() - same.max().unwrap_or(0)) >= group.len()
            };
            let first = group.first().filter(|_| count >= least && varies(0) && varies(1));
            found.extend(first.and_then(|&first| Some((text(first)?.to_owned(), count))));
        }
        found
    }
}
