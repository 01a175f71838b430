//! The words of a lexicon, sorted, with their frequencies.

use core::ops::Range;

use rustc_hash::FxHashMap;

use crate::{Code, Error, Result};

/// Maximum length of a word, in characters. jieba's longest has 16. The cap keeps segmentation linear, since
/// from every position of a text, as many characters are examined as a word may have.
pub(super) const MAX_WORD_CHARS: usize = 64;

/// Maximum words: five times as many as jieba has, so that damaged files take bounded memory and time.
pub(super) const MAX_WORDS: usize = 2_000_000;

/// Maximum characters in all words together: jieba-rs panics beyond 2²⁴ prefixes.
const MAX_CHARS: usize = 1 << 23;

/// Words in the order of their code points, without duplicates, each with its frequency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// All words, one after another.
    text: String,
    /// The end of each word in `text`, in bytes.
    ends: Vec<u32>,
    frequencies: Vec<u32>,
    chars: usize,
}

impl Words {
    /// Sorts words. Of equal words the last one counts, as when jieba loads a dictionary.
    pub(super) fn from_unsorted(mut words: Vec<(&str, u32)>) -> Result<Self> {
        words.sort_by_key(|&(word, _)| word); // stable, so that the last of equal words stays last
        let mut sorted = Self::default();
        let mut words = words.into_iter().peekable();
        while let Some((word, frequency)) = words.next() {
            if words.peek().is_none_or(|&(next, _)| next != word) {
                sorted.push(word, frequency)?;
            }
        }
        Ok(sorted)
    }

    /// Appends a word, which must come after all others.
    ///
    /// # Errors
    /// [`Code::Damaged`] if the word is empty or out of order; [`Code::TooLarge`] if a cap is exceeded.
    pub(super) fn push(&mut self, word: &str, frequency: u32) -> Result<()> {
        let refuse = |code, message: &str| Err(Error::new(code, message).at(format!("word {}", self.len() + 1)));
        let chars = word.chars().count();
        if chars == 0 {
            return refuse(Code::Damaged, "an empty word");
        }
        if chars > MAX_WORD_CHARS {
            return refuse(
                Code::TooLarge,
                &format!("a word of {chars} characters; the maximum is {MAX_WORD_CHARS}"),
            );
        }
        if self.len() == MAX_WORDS || self.chars + chars > MAX_CHARS {
            return refuse(
                Code::TooLarge,
                &format!("more than {MAX_WORDS} words or {MAX_CHARS} characters in all"),
            );
        }
        if self.last().is_some_and(|last| last >= word) {
            return refuse(Code::Damaged, "words are out of order");
        }
        self.text.push_str(word);
        // At most 4 × MAX_CHARS bytes.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.frequencies.push(frequency);
        self.chars += chars;
        Ok(())
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn last(&self) -> Option<&str> {
        self.word(self.len().checked_sub(1)?)
    }

    /// Returns the word at `index`.
    pub(super) fn word(&self, index: usize) -> Option<&str> {
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start as usize..*self.ends.get(index)? as usize)
    }

    /// Returns the word at `index` with its frequency.
    pub(super) fn entry(&self, index: usize) -> Option<(&str, u32)> {
        Some((self.word(index)?, *self.frequencies.get(index)?))
    }

    /// Returns the words with their frequencies, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32)> + Clone {
        let mut start = 0;
        self.ends.iter().zip(&self.frequencies).map(move |(&end, &frequency)| {
            let word = self.text.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            (word, frequency)
        })
    }

    /// Returns the words for which `wanted` is set, by index.
    pub(super) fn only(&self, wanted: &[bool]) -> Self {
        let mut only = Self::default();
        for ((word, frequency), _) in self.iter().zip(wanted).filter(|(_, &wanted)| wanted) {
            // This cannot fail: the words are in order, and come from a list within the caps.
            let _ = only.push(word, frequency);
        }
        only
    }

    /// Returns the sum of all frequencies.
    pub(super) fn sum(&self) -> u64 {
        self.frequencies.iter().map(|&f| u64::from(f)).sum()
    }

    /// Returns the first index of `range` whose word does not satisfy `before`.
    fn partition(&self, range: &Range<usize>, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.word(middle).is_some_and(&before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Returns a finder of these words in texts.
    pub(super) fn finder(&self) -> Finder<'_> {
        Finder {
            words: self,
            by_first: FxHashMap::default(),
        }
    }

    /// Returns the range of the words in `range` that begin with `prefix`.
    fn narrow(&self, range: &Range<usize>, prefix: &str) -> Range<usize> {
        let start = self.partition(range, |word| word < prefix);
        let end = self.partition(&(start..range.end), |word| word.starts_with(prefix));
        start..end
    }
}

/// Finds the words that occur in texts. From each position, the range of the words that agree with the text is
/// narrowed character by character until it is empty. The range of each first character is cached, so that the
/// cost depends on the texts, not on the dictionary.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    words: &'a Words,
    by_first: FxHashMap<char, Range<usize>>,
}

impl Finder<'_> {
    /// Calls `found` with the index of each word that `text` begins with.
    pub(super) fn at_start_of(&mut self, text: &str, mut found: impl FnMut(usize)) {
        let mut chars = text.char_indices();
        let Some((_, first)) = chars.next() else { return };
        let words = self.words;
        let by_first = || words.narrow(&(0..words.len()), text.get(..first.len_utf8()).unwrap_or_default());
        let mut range = self.by_first.entry(first).or_insert_with(by_first).clone();
        let mut end = first.len_utf8();
        while !range.is_empty() {
            // Among the words that begin with the text so far, that text itself comes first.
            if words.word(range.start).is_some_and(|word| word.len() == end) {
                found(range.start);
                range.start += 1;
            }
            let Some((at, next)) = chars.next() else { return };
            end = at + next.len_utf8();
            range = words.narrow(&range, text.get(..end).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn of_equal_words_the_last_counts() {
        let words = Words::from_unsorted(vec![("乙", 1), ("甲", 2), ("乙", 3)]).unwrap();
        assert_eq!(words.iter().collect::<Vec<_>>(), [("乙", 3), ("甲", 2)]);
    }

    #[test]
    fn the_finder_finds_every_word_and_no_other() {
        let list = ["a", "ab", "abc", "b", "中", "中国", "中国人", "国人"];
        let words = Words::from_unsorted(list.iter().map(|&w| (w, 1)).collect()).unwrap();
        let mut finder = words.finder();
        for text in ["abcd", "ac", "中国人民", "国", "中华", "", "x", "abab中"] {
            let mut found = Vec::new();
            finder.at_start_of(text, |i| found.push(words.word(i).unwrap()));
            let expected: Vec<_> = list.into_iter().filter(|w| text.starts_with(w)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn words_that_jieba_could_not_take_are_refused() {
        let long = "长".repeat(MAX_WORD_CHARS + 1);
        assert_eq!(
            Words::from_unsorted(vec![(&long, 1)]).unwrap_err().code(),
            Code::TooLarge
        );
        assert!(Words::from_unsorted(vec![("", 1)]).is_err());
        let mut words = Words::default();
        words.push("乙", 1).unwrap();
        assert!(words.push("乙", 1).is_err());
    }
}
