//! What begins as was typed: in characters, pinyin or initials.

use super::lines::LineKind;
use super::rewrite::Speller;
use super::typed::{Matcher, Typed};
use crate::order;

/// So many lines that begin as typed are weighed against each other.
const MAX_BEGINNINGS: usize = 512;

/// A string of the collection that begins as was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The whole string, folded.
    pub text: String,
    /// What it is.
    pub kind: LineKind,
    /// How many articles it stands in.
    pub documents: u32,
    /// Whether some of its syllables were typed as initials only.
    pub initials: bool,
}

impl Speller<'_> {
    /// The headlines, names and words that begin as was typed (folded): those typed in full before
    /// those of which initials were typed, then the more frequent first.
    #[must_use]
    pub fn complete(&self, prefix: &str, limit: usize) -> Vec<Completion> {
        let Some(typed) = Typed::read(prefix) else {
            return Vec::new();
        };
        let lines = self.lines;
        let mut matcher = Matcher::new(&typed, true);
        let read = |place: usize| lines.read(place);
        let mut found = Vec::new();
        for kind in [LineKind::Name, LineKind::Word, LineKind::Headline] {
            let (start, numbers) = lines.of(kind);
            let mut begins = true;
            let mut count = 0;
            for (place, &number) in (start..).zip(numbers) {
                let first = core::mem::replace(&mut begins, number == 0);
                if !first || count == MAX_BEGINNINGS {
                    continue;
                }
                if let Some(matched) = matcher.from(0, place, &read) {
                    count += 1;
                    found.push((matched.initials > 0, kind, place));
                }
            }
        }
        let completions = found.into_iter().map(|(initials, kind, place)| {
            let text = lines.slice(place, usize::MAX);
            let documents = |shard: &&crate::index::Shard| match (kind, shard.word(&text)) {
                (LineKind::Word, word) => word.map_or(0, |word| word.documents),
                _ => u32::try_from(shard.documents_of(&shard.find(&text)).len()).unwrap_or(u32::MAX),
            };
            Completion {
                kind,
                documents: self.shards.iter().map(documents).sum(),
                initials,
                text,
            }
        });
        let completions = order::by_key(completions.collect(), |completion: &Completion| {
            let rare = (1usize << 24).saturating_sub(completion.documents as usize);
            usize::from(completion.initials) << 25 | rare
        });
        completions.into_iter().take(limit).collect()
    }
}
