//! What may a reader want next?
//!
//! While he types: headlines, names, words and frequent neighbours of words that begin so
//! ([`Shelf::suggest`]). When he has found nothing: what he may have meant ([`Shelf::instead`]). When he has read
//! an article: what it is about, what else is about that, what else its authors wrote. Whatever is offered is
//! looked up in the index first, so that it finds what it says.

mod collocations;
mod gathering;
mod keywords;
mod suggestions;
mod telling;

use crate::index::Shard;
use crate::lexicon::Segmenter;
use crate::search::{Attributes, Collection, Documents, Weights};
use crate::text::fold;
use crate::units::{ArticleId, CharOffset, Span};

pub use gathering::Gathering;
pub use keywords::{ByAuthor, Keyword, Related};
pub use suggestions::{Instead, Suggestion, SuggestionKind};

/// A collection with all that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'a> {
    /// The index.
    pub collection: &'a Collection,
    /// The texts.
    pub documents: &'a Documents,
    /// The names of the bylines, and when each article was printed.
    pub attributes: &'a Attributes,
    /// What cuts its words, where there is a lexicon.
    pub segmenter: Option<&'a Segmenter>,
    /// How much each field counts.
    pub weights: Weights,
}

/// A string as it is printed where it stands first.
struct Printed {
    text: String,
    /// Of its folded characters, in bytes: those asked for.
    typed: (usize, usize),
    documents: u32,
}

impl<'a> Shelf<'a> {
    fn shards(self) -> impl Iterator<Item = (u32, &'a Shard)> {
        let pieces = self.collection.pieces().iter();
        pieces.map(|piece| (piece.first, &piece.shard))
    }

    /// In how many articles a string (folded) stands, and how it is printed in the first of them; `None` where it
    /// stands nowhere.
    fn printed(self, text: &str, typed: (usize, usize)) -> Option<Printed> {
        let mut documents = 0usize;
        let mut first = None;
        for (before, shard) in self.shards() {
            let positions = shard.find(text);
            documents += shard.documents_of(&positions).len();
            if first.is_none() {
                let block = shard.blocks_of(positions.get(..1).unwrap_or_default()).next();
                first = block.map(|block| (before, block, positions.first().map_or(0, |at| at - block.start)));
            }
        }
        let (before, block, start) = first?;
        let mut article = self.documents.get(ArticleId(before.saturating_add(block.document)))?;
        let (_, piece) = article.nth(block.index as usize)?;
        let folded = fold(piece);
        let span = |from: usize, to: usize| {
            let at = |chars: usize| CharOffset(start.saturating_add(CharOffset::from_usize(chars).0));
            folded.source_span_chars(Span::new(at(from), at(to)))
        };
        let whole = span(0, text.chars().count());
        let printed = whole.slice(piece).filter(|printed| fold(printed).as_str() == text)?;
        let part = span(typed.0, typed.1);
        let within = |at: crate::units::ByteOffset| at.get().saturating_sub(whole.start.get());
        Some(Printed {
            text: printed.to_owned(),
            typed: (within(part.start), within(part.end)),
            documents: u32::try_from(documents).unwrap_or(u32::MAX),
        })
    }
}
