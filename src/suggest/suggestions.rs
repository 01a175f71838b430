//! Completions of what is being typed, and corrections of what was.

use super::{Printed, Shelf};
use crate::index::Field;
use crate::order;
use crate::search::all_words;
use crate::spelling::{Completion, LineKind, Speller, Spelling};
use crate::text::{fold, Utf16Map};
use crate::units::{ArticleId, ByteOffset, Span, Utf16Offset};

/// The kind of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuggestionKind {
    /// A name in a byline.
    Author,
    /// A word of the collection.
    Word,
    /// Two words that often occur next to each other.
    Collocation,
    /// A headline.
    Headline,
    /// Several words with spaces between: those already typed, and the last one completed.
    Words,
}

/// The kinds that are lines of the collection.
const LINES: [(SuggestionKind, LineKind); 4] = [
    (SuggestionKind::Author, LineKind::Name),
    (SuggestionKind::Word, LineKind::Word),
    (SuggestionKind::Collocation, LineKind::Collocation),
    (SuggestionKind::Headline, LineKind::Headline),
];

impl SuggestionKind {
    /// All kinds, in the order in which suggestions come.
    pub const ALL: [Self; 5] = [Self::Author, Self::Word, Self::Collocation, Self::Headline, Self::Words];

    /// Returns the kind's name as JavaScript and the command line show it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Word => "word",
            Self::Collocation => "collocation",
            Self::Headline => "headline",
            Self::Words => "words",
        }
    }
}

/// What may be about to be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The whole suggestion, as it is printed.
    pub text: String,
    /// The kind of suggestion.
    pub kind: SuggestionKind,
    /// The part of `text` that matches what was typed, in UTF-16 code units.
    pub typed: Span<Utf16Offset>,
    /// How many articles have it *as typed*, or, for [`SuggestionKind::Words`], all of its words: at least one.
    pub count: u32,
}

/// A correction that is offered for a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The query that may have been meant, as it is printed.
    pub text: String,
    /// How the query that was typed is then spelled.
    pub spelling: Spelling,
    /// How many articles have all of it: at least one.
    pub count: u32,
}

/// Headlines that contain what was typed are offered if it has at least this many characters.
const MIN_WITHIN: usize = 2;

/// Maximum number of candidates that are looked up.
const MAX_TRIES: usize = 32;

/// How many more completions of each kind are considered than are wanted, since some are the same in several kinds.
const SPARE: usize = 4;

impl Shelf<'_> {
    /// Returns up to `limit` suggestions for what was typed. Each kind gets a share, as far as it has enough.
    /// Suggestions typed in full come before those of which only initials were typed; then they are ordered by kind,
    /// and the more frequent come first.
    #[must_use]
    pub(crate) fn suggest(self, speller: Speller<'_>, prefix: &str, limit: usize) -> Vec<Suggestion> {
        let prefix = fold(prefix).into_string();
        let completions = speller.complete(&prefix, limit.saturating_add(SPARE));
        let mut found: Vec<(usize, Suggestion)> = Vec::new();
        for initials in [false, true] {
            let of = |line: LineKind| {
                let fits = move |other: &&Completion| other.kind == line && other.initials == initials;
                completions.iter().filter(fits)
            };
            let mut queues = LINES.map(|(kind, line)| (kind, of(line)));
            let mut some = true;
            while core::mem::replace(&mut some, false) {
                for (kind, queue) in &mut queues {
                    let Some(completion) = queue.next().filter(|_| found.len() < limit) else {
                        continue;
                    };
                    some = true;
                    // A word that occurs only inside longer ones is no word here.
                    if *kind == SuggestionKind::Word && !speller.is_whole(&completion.text) {
                        continue;
                    }
                    let printed = self.printed(&completion.text, (0, completion.typed));
                    add(&mut found, usize::from(initials), *kind, printed);
                }
            }
        }
        if found.len() < limit && prefix.chars().count() >= MIN_WITHIN {
            self.headlines_with(&prefix, limit, &mut found);
        }
        let found = order::by_key(found, |(rank, suggestion)| rank << 3 | suggestion.kind as usize);
        found.into_iter().map(|(_, suggestion)| suggestion).collect()
    }

    /// Returns up to `limit` suggestions that complete `last`, the word being typed, after the words `before` it.
    /// `total` returns how many articles have all words of a query. Those that find most come first.
    #[must_use]
    pub(crate) fn suggest_last(
        self,
        speller: Speller<'_>,
        before: &str,
        last: &str,
        limit: usize,
        total: &dyn Fn(&str) -> u32,
    ) -> Vec<Suggestion> {
        let mut found: Vec<(usize, Suggestion)> = Vec::new();
        let completions = speller.complete(&fold(last).into_string(), MAX_TRIES);
        let words = completions
            .iter()
            .filter(|other| matches!(other.kind, LineKind::Word | LineKind::Collocation));
        for completion in words.take(MAX_TRIES) {
            if !speller.is_whole(&completion.text) {
                continue;
            }
            let Some(word) = self.printed(&completion.text, (0, completion.typed)) else {
                continue;
            };
            let text = format!("{before} {}", word.text);
            let documents = total(&text);
            if documents > 0 {
                let typed = (0, before.len() + 1 + word.typed.1);
                let printed = Printed { text, typed, documents };
                let rare = (u32::MAX - documents) as usize;
                add(&mut found, rare, SuggestionKind::Words, Some(printed));
            }
        }
        let found = order::by_key(found, |(rare, _)| *rare);
        found
            .into_iter()
            .map(|(_, suggestion)| suggestion)
            .take(limit)
            .collect()
    }

    /// Adds headlines that contain what was typed.
    fn headlines_with(self, typed: &str, limit: usize, found: &mut Vec<(usize, Suggestion)>) {
        let mut tries = 0;
        for (before, shard) in self.shards() {
            let positions = shard.find(typed);
            let blocks = shard.blocks_of(&positions).zip(&positions);
            for (block, position) in blocks.filter(|(block, _)| block.field == Field::Headline) {
                if found.len() >= limit || tries == MAX_TRIES {
                    return;
                }
                let article = self.documents.get(ArticleId(before.saturating_add(block.document)));
                let text = article.and_then(|mut article| article.nth(block.index as usize));
                // A headline that is printed every day is counted once.
                if text.is_none_or(|(_, text)| found.iter().any(|(_, other)| other.text == text.trim())) {
                    continue;
                }
                tries += 1;
                let folded = text.map(|(_, text)| fold(text).into_string()).unwrap_or_default();
                let start = (position - block.start) as usize;
                let printed = self.printed(&folded, (start, start + typed.chars().count()));
                add(found, 0, SuggestionKind::Headline, printed);
            }
        }
    }

    /// Returns up to `limit` corrections of `query`, the likeliest first. `pieces` are its space-separated pieces,
    /// folded. If the whole query cannot be corrected, the pieces that occur nowhere are replaced.
    #[must_use]
    pub(crate) fn instead(self, speller: Speller<'_>, query: &str, pieces: &[String], limit: usize) -> Vec<Correction> {
        let mut all = Vec::new();
        for rewriting in speller.rewrite(query) {
            if let Some(printed) = self.printed(&rewriting.found, (0, 0)).filter(|_| all.len() < limit) {
                all.push(Correction {
                    text: printed.text,
                    spelling: rewriting.spelling,
                    count: printed.documents,
                });
            }
        }
        if all.is_empty() && pieces.len() > 1 && limit > 0 {
            all.extend(self.instead_of_pieces(speller, pieces));
        }
        all
    }

    fn instead_of_pieces(self, speller: Speller<'_>, pieces: &[String]) -> Option<Correction> {
        let (mut text, mut spelling, mut meant) = (String::new(), None, Vec::new());
        for word in pieces {
            let mut printed = word.clone();
            if self.printed(word, (0, 0)).is_none() {
                let best = speller.rewrite(word).into_iter().next()?;
                printed = self.printed(&best.found, (0, 0))?.text;
                spelling = Some(best.spelling);
            }
            meant.push(fold(&printed).into_string());
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&printed);
        }
        let count: usize = self
            .shards()
            .map(|(_, shard)| all_words(shard, &meant, None).len())
            .sum();
        let count = u32::try_from(count).ok().filter(|&count| count > 0)?;
        Some(Correction {
            text,
            spelling: spelling?,
            count,
        })
    }
}

/// Adds a suggestion, unless one with the same text is already there.
fn add(found: &mut Vec<(usize, Suggestion)>, rank: usize, kind: SuggestionKind, printed: Option<Printed>) {
    let Some(Printed { text, typed, documents }) = printed else {
        return;
    };
    if text.is_empty() || found.iter().any(|(_, other)| other.text == text) {
        return;
    }
    let (start, end) = (ByteOffset::from_usize(typed.0), ByteOffset::from_usize(typed.1));
    let typed = Utf16Map::new(&text).span(Span::new(start, end));
    let suggestion = Suggestion {
        text,
        kind,
        typed,
        count: documents,
    };
    found.push((rank, suggestion));
}
