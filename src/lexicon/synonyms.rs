//! Synonyms: what else a query for one string finds.

use super::own::MAX_SYNONYMS;
use super::words::MAX_WORD_CHARS;
use crate::bytes::{Reader, Writer};
use crate::order;
use crate::Result;

/// The version of the section that this engine writes and reads.
const VERSION: u8 = 1;

/// Pairs of what is typed and what it also finds, folded. Equality compares the content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// The pairs, ascending and without duplicates.
    pairs: Vec<(String, String)>,
}

impl Synonyms {
    pub(super) fn new(pairs: Vec<(String, String)>) -> Self {
        let places = order::places(pairs.len(), &|a, b| pairs.get(a) < pairs.get(b));
        let mut sorted: Vec<(String, String)> = Vec::with_capacity(pairs.len());
        for pair in places.into_iter().filter_map(|place| pairs.get(place)) {
            if sorted.last() != Some(pair) {
                sorted.push(pair.clone());
            }
        }
        Self { pairs: sorted }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Returns the pairs of what is typed and what it also finds, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(typed, found)| (typed.as_str(), found.as_str()))
    }

    /// Returns the synonyms of a query's words, which are given in order. Each synonym comes with the remaining
    /// words, which must be found too. The typed side of a synonym may be several consecutive words.
    #[must_use]
    pub fn of(&self, words: &[String]) -> Vec<(&str, Vec<String>)> {
        let mut all = Vec::new();
        for (typed, found) in self.iter() {
            for (first, _) in words
                .iter()
                .enumerate()
                .filter(|(_, word)| typed.starts_with(word.as_str()))
            {
                let mut rest = typed;
                let taken = words.get(first..).unwrap_or_default().iter().take_while(|word| {
                    let after = rest.strip_prefix(word.as_str()).filter(|_| !rest.is_empty());
                    rest = after.unwrap_or(rest);
                    after.is_some()
                });
                let end = first + taken.count();
                if rest.is_empty() {
                    let others = words.iter().enumerate().filter(|(at, _)| !(first..end).contains(at));
                    all.push((found, others.map(|(_, word)| word.clone()).collect()));
                    break;
                }
            }
        }
        all
    }

    /// Appends the section of a lexicon's packed form; nothing if there are no synonyms:
    /// ```text
    /// synonyms := version:u8 pair*       to the end
    /// pair     := typed:string found:string      ascending, without duplicates
    /// string   := length:varint UTF-8
    /// ```
    pub(super) fn write(&self, out: &mut Writer) {
        if self.is_empty() {
            return;
        }
        out.u8(VERSION);
        for side in self.iter().flat_map(|(typed, found)| [typed, found]) {
            out.varint_usize(side.len());
            out.bytes(side.as_bytes());
        }
    }

    /// Reads what [`Synonyms::write`] wrote.
    ///
    /// # Errors
    /// [`crate::Code::Damaged`] if anything differs from what it writes.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut synonyms = Self::default();
        if reader.remaining() == 0 {
            return Ok(synonyms);
        }
        if reader.u8()? != VERSION || reader.remaining() == 0 {
            return Err(reader.damaged("unknown version of the synonyms, or none"));
        }
        while reader.remaining() > 0 {
            let mut side = || -> Result<String> {
                let text = reader.stream()?.rest_str()?;
                if text.is_empty() || text.chars().count() > MAX_WORD_CHARS {
                    return Err(reader.damaged("a synonym is empty or too long"));
                }
                Ok(text.to_owned())
            };
            let pair = (side()?, side()?);
            if synonyms.pairs.last().is_some_and(|last| *last >= pair) || synonyms.pairs.len() == MAX_SYNONYMS {
                return Err(reader.damaged("synonyms are out of order or too many"));
            }
            synonyms.pairs.push(pair);
        }
        Ok(synonyms)
    }
}
