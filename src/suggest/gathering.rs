//! Gathers the lines that pinyin, initials and completions are compared with, step by step, so that nothing has to wait
//! for all of them at once.

use super::collocations::Neighbours;
use super::Shelf;
use crate::index::{Field, Shard};
use crate::lexicon::Readings;
use crate::spelling::{Gathered, LineKind, Lines};
use crate::text::fold;
use crate::units::ArticleId;

/// Maximum number of articles read for collocations, evenly spread: enough to find words that often occur together.
const MAX_ARTICLES: usize = 1200;

/// How many words of the index can be gathered in the time that one article takes.
const WORDS: usize = 64;

/// Lines that are being gathered.
#[derive(Debug, Default)]
pub struct Gathering {
    /// The number of articles read.
    articles: usize,
    neighbours: Option<Neighbours>,
    gathered: Gathered,
}

impl Gathering {
    /// Continues by up to `articles` articles, or by words in proportion. Returns the lines once all are gathered.
    pub fn more(&mut self, shelf: Shelf<'_>, readings: &Readings, articles: usize) -> Option<Lines> {
        let all = shelf.collection.documents() as usize;
        let step = all.div_ceil(MAX_ARTICLES).max(1);
        if self.articles < all {
            let end = self.articles.saturating_add(articles).min(all);
            (self.articles..end).for_each(|number| self.read(shelf, number, number % step == 0));
            self.articles = end;
            return None;
        }
        let shards: Vec<&Shard> = shelf.collection.shards().collect();
        if self.gathered.words(&shards, articles.saturating_mul(WORDS)) {
            return None;
        }
        if let Some(neighbours) = self.neighbours.take() {
            let step = u32::try_from(step).unwrap_or(u32::MAX);
            for (both, count) in neighbours.frequent(if step > 1 { 3 } else { 2 }) {
                self.gathered
                    .add(LineKind::Collocation, &both, count.saturating_mul(step));
            }
            return None;
        }
        Some(Lines::new(core::mem::take(&mut self.gathered), readings))
    }

    /// Reads an article. (Out of line, so that browsers can optimise it between two calls: see the decisions in
    /// ARCHITECTURE.md.)
    #[inline(never)]
    fn read(&mut self, shelf: Shelf<'_>, number: usize, is_sample: bool) {
        let article = u32::try_from(number).ok();
        let Some(article) = article.and_then(|number| shelf.documents.get(ArticleId(number))) else {
            return;
        };
        for (part, text) in article {
            let kind = match part.field {
                Field::Headline => LineKind::Headline,
                Field::Byline if !part.note => LineKind::Name,
                Field::Kicker | Field::Caption => LineKind::Caption,
                Field::Byline | Field::Body => continue,
            };
            self.gathered.add(kind, fold(text).as_str(), 1);
        }
        if let Some(segmenter) = shelf.segmenter.filter(|_| is_sample) {
            self.neighbours.get_or_insert_default().read(article, segmenter);
        }
    }
}
