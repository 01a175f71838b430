//! Shards side by side, and the statistics of all of them.

use super::rank::Statistics;
use crate::index::Shard;
use crate::units::ArticleId;

/// Articles in several shards; each shard holds a run of articles in print order.
#[derive(Debug, Default)]
pub struct Collection {
    pieces: Vec<Piece>,
    statistics: Statistics,
}

/// A shard, and the number of the article that is its document 0.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) first: u32,
    pub(crate) shard: Shard,
}

impl Collection {
    /// Adds a shard with the articles that follow those already there.
    pub fn push(&mut self, shard: Shard) {
        let first = self.statistics.documents;
        self.statistics.documents = first.saturating_add(shard.documents());
        for (sum, more) in self.statistics.totals.iter_mut().zip(shard.totals()) {
            *sum += more;
        }
        self.pieces.push(Piece { first, shard });
    }

    /// Removes the last shard and returns it.
    pub fn pop(&mut self) -> Option<Shard> {
        let Piece { first, shard } = self.pieces.pop()?;
        self.statistics.documents = first;
        for (sum, less) in self.statistics.totals.iter_mut().zip(shard.totals()) {
            *sum = sum.saturating_sub(less);
        }
        Some(shard)
    }

    /// The shards, in print order.
    pub fn shards(&self) -> impl DoubleEndedIterator<Item = &Shard> + ExactSizeIterator {
        self.pieces.iter().map(|piece| &piece.shard)
    }

    /// The number of articles.
    #[must_use]
    pub fn documents(&self) -> u32 {
        self.statistics.documents
    }

    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    pub(crate) fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    /// Returns the number of the shard that holds an article, the shard, and the number of the article's document in
    /// it.
    pub(crate) fn locate(&self, article: ArticleId) -> Option<(usize, &Shard, u32)> {
        let number = self
            .pieces
            .partition_point(|piece| piece.first <= article.0)
            .checked_sub(1)?;
        let piece = self.pieces.get(number)?;
        let document = article.0 - piece.first;
        (document < piece.shard.documents()).then_some((number, &piece.shard, document))
    }
}
