//! What may the user want next?
//!
//! While typing: headlines, authors, words and collocations that begin with what was typed, in characters, pinyin or
//! initials; of several words, the last one is completed. After a query that finds nothing: what was probably meant.
//! After an article: its keywords (names in bylines and an editor's own words stay whole), related articles with the
//! keywords they share, and other articles by its authors. Everything offered is looked up in the index first, so that
//! its number of articles is exact and at least one. Nothing is recorded, and nothing depends on what others typed.
//!
//! [`Engine`](crate::engine::Engine) offers all of this:
//!
//! ```
//! use kanbao::{bulletin, engine::Engine, lexicon::Lexicon, units::ArticleId};
//!
//! let mut engine = Engine::new();
//! engine.set_lexicon(&Lexicon::full()?.folded()?)?;
//! engine.add(&bulletin::parse("春茶开采了\n\n李一鸣\n\n清明前的头一场雨过后,山上的茶农忙了起来。\n")?.articles)?;
//! engine.add(&bulletin::parse("茶农的春天\n\n李一鸣\n\n茶农说,清明的春茶比往年香。山上热闹了起来。\n")?.articles)?;
//!
//! let offered = |typed: &str| engine.suggest(typed, 5).first().map(|first| (first.text.clone(), first.count));
//! assert_eq!(offered("liy"), Some(("李一鸣".into(), 2)));
//! assert_eq!(offered("春"), Some(("春茶".into(), 2)));
//! assert_eq!(engine.instead("茶龙的春天", 1)[0].text, "茶农的春天");
//!
//! let related = engine.related(ArticleId(0), 3)?;
//! assert!(related[0].shared.contains(&"茶农".to_owned()));
//! assert_eq!(engine.same_author(ArticleId(0))?[0].articles, [ArticleId(1)]);
//!
//! // A passage quoted in a link is found in any width, script and spacing.
//! assert_eq!(engine.passage(ArticleId(0), "山上的 茶農")?.len(), 1);
//! # Ok::<(), kanbao::Error>(())
//! ```

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

/// A collection with everything suggestions are made from.
#[derive(Debug, Clone, Copy)]
pub struct Shelf<'a> {
    /// The index.
    pub collection: &'a Collection,
    /// The texts.
    pub documents: &'a Documents,
    /// The names in the bylines, and each article's date.
    pub attributes: &'a Attributes,
    /// The segmenter, if there is a lexicon.
    pub segmenter: Option<&'a Segmenter>,
    /// The weights for judging what an article is about.
    pub weights: Weights,
}

/// A string as its first occurrence prints it.
struct Printed {
    text: String,
    /// The range of the folded characters asked for, in bytes of `text`.
    typed: (usize, usize),
    documents: u32,
}

impl<'a> Shelf<'a> {
    fn shards(self) -> impl Iterator<Item = (u32, &'a Shard)> {
        let pieces = self.collection.pieces().iter();
        pieces.map(|piece| (piece.first, &piece.shard))
    }

    /// Returns in how many articles a string (folded) occurs, and how the first of them prints it; `None` if it occurs
    /// nowhere. `typed` is a range of its characters.
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
