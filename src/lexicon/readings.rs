//! The readings of characters: Hanyu pinyin without tones.
//!
//! Most characters have one reading. If a character has several, the most common comes first; words in which
//! it is read differently have readings of their own (银行 is yin hang). Segmentation does not depend on
//! readings, so fingerprints do not include them.

use rustc_hash::FxHashSet;

use super::words::Words;
use crate::bytes::{Reader, Writer};
use crate::{order, Result};

/// The initials of syllables. Those of two letters come first, so that they are matched first.
const INITIALS: [&str; 24] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w", "",
];

/// The finals of syllables, as they are typed: ü is v, except in lue and nue, and is u after j, q, x and y.
const FINALS: [&str; 37] = [
    "", "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "g", "i", "ia", "ian", "iang", "iao", "ie", "in",
    "ing", "iong", "iu", "m", "ng", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo", "v",
];

/// Maximum readings of a character, so that an index into them fits half a byte.
pub(super) const MAX_READINGS: usize = 15;

/// Maximum length of a word with readings of its own, in characters: half a byte each in 32 bits.
#[cfg(feature = "full-lexicon")]
pub(super) const MAX_WORD: usize = 8;

/// The version of the section that this engine writes and reads.
const VERSION: u8 = 1;

/// Set in the byte of an initial if another reading of the same character follows.
const MORE: u8 = 0x80;

/// Takes the place of an initial if the character has no reading.
const NONE: u8 = 0x7F;

/// A syllable without its tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Syllable {
    initial: u8,
    rest: u8,
}

impl Syllable {
    /// Returns the syllable with this spelling, in lower case without tone marks; `None` if there is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (initial, rest) = (0u8..)
            .zip(INITIALS)
            .find_map(|(initial, letters)| Some((initial, text.strip_prefix(letters)?)))?;
        let (rest, _) = (0u8..).zip(FINALS).find(|(_, letters)| *letters == rest)?;
        (!text.is_empty()).then_some(Self { initial, rest })
    }

    /// Returns its initial: `zh` of `zhang`; empty for `an`.
    #[must_use]
    pub fn initial(self) -> &'static str {
        INITIALS.get(usize::from(self.initial)).copied().unwrap_or_default()
    }

    /// Returns its final: `ang` of `zhang`.
    #[must_use]
    pub fn rest(self) -> &'static str {
        FINALS.get(usize::from(self.rest)).copied().unwrap_or_default()
    }

    /// Returns its letters as ASCII bytes.
    pub fn letters(self) -> impl Iterator<Item = u8> {
        self.initial().bytes().chain(self.rest().bytes())
    }

    /// Returns its number, which is unique and below [`Syllable::COUNT`].
    #[must_use]
    pub fn number(self) -> usize {
        usize::from(self.initial) * FINALS.len() + usize::from(self.rest)
    }

    /// The number of possible syllable numbers.
    pub const COUNT: usize = INITIALS.len() * FINALS.len();
}

/// The readings of characters and words. Equality compares the content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readings {
    /// The characters that have readings, ascending.
    chars: Vec<char>,
    /// For each character, the index in `syllables` at which its readings end.
    ends: Vec<u32>,
    syllables: Vec<Syllable>,
    /// Words in which some character does not have its first reading. In place of a frequency, each has a code:
    /// half a byte for each character, low ones first, with the index of its reading.
    words: Words,
}

impl Readings {
    /// Whether there are no readings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Returns all readings of a (folded) character, the most common first.
    #[must_use]
    pub fn of(&self, c: char) -> &[Syllable] {
        self.chars.binary_search(&c).map_or(&[], |place| self.at(place))
    }

    fn at(&self, place: usize) -> &[Syllable] {
        let end = |place: usize| self.ends.get(place).map_or(0, |&end| end as usize);
        let start = place.checked_sub(1).map_or(0, end);
        self.syllables.get(start..end(place)).unwrap_or_default()
    }

    /// Returns the most likely reading of each character of a (folded) text: the one in the longest word there
    /// that has readings of its own, else the character's first reading.
    #[must_use]
    pub fn likely(&self, text: &str) -> Vec<Option<Syllable>> {
        let mut finder = self.words.finder();
        let mut likely = Vec::with_capacity(text.len() / 3);
        let (mut code, mut left) = (0, 0);
        for (at, c) in text.char_indices() {
            if left == 0 {
                finder.at_start_of(text.get(at..).unwrap_or_default(), |index| {
                    // The longest word is found last, and replaces shorter ones.
                    if let Some((word, own)) = self.words.entry(index) {
                        (code, left) = (own, word.chars().count());
                    }
                });
            }
            let which = if left == 0 { 0 } else { code & 15 };
            (code, left) = (code >> 4, left.saturating_sub(1));
            likely.push(self.of(c).get(which as usize).copied());
        }
        likely
    }

    /// Makes readings from characters in ascending order, each with its readings.
    #[cfg(feature = "full-lexicon")]
    pub(super) fn new<'a>(chars: impl Iterator<Item = (char, &'a [Syllable])>, words: Words) -> Self {
        let mut readings = Self {
            words,
            ..Self::default()
        };
        chars.for_each(|(c, syllables)| readings.push(c, syllables));
        readings
    }

    /// Returns the characters, ascending, with their readings.
    pub fn iter(&self) -> impl Iterator<Item = (char, &[Syllable])> {
        self.chars.iter().enumerate().map(|(place, &c)| (c, self.at(place)))
    }

    #[cfg(feature = "full-lexicon")]
    pub(super) fn chars(&self) -> impl Iterator<Item = char> + '_ {
        self.chars.iter().copied()
    }

    #[cfg(feature = "full-lexicon")]
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    fn push(&mut self, c: char, syllables: &[Syllable]) {
        if !syllables.is_empty() {
            self.chars.push(c);
            self.syllables.extend(syllables);
            self.ends.push(u32::try_from(self.syllables.len()).unwrap_or(u32::MAX));
        }
    }

    /// Returns the readings of the characters in `keep` and of the words in `words`.
    pub(super) fn subset(&self, keep: &FxHashSet<char>, words: &Words) -> Self {
        let mut kept = Self::default();
        for (place, &c) in self.chars.iter().enumerate() {
            if keep.contains(&c) {
                kept.push(c, self.at(place));
            }
        }
        each_common(words, &self.words, |_, word, code| {
            // This cannot fail: the words are in order, and come from a list within the caps.
            let _ = kept.words.push(word, code);
        });
        kept
    }

    /// Appends the section of a lexicon's packed form:
    /// ```text
    /// readings := 0:u8                              if there are no readings
    ///           | version:u8 initials:stream finals:stream others:count, varints words:stream
    /// ```
    /// Each reading takes a byte in `initials` and one in `finals`; a character without readings takes only a byte
    /// in `initials`. First come the lexicon's words of one character, in order, then the other characters.
    /// `others` contains the steps between the latter. `words` contains, for each word with readings of its own,
    /// the step to its index among the lexicon's words, and its code.
    pub(super) fn write(&self, words: &Words, out: &mut Writer) {
        let (mut initials, mut finals) = (Writer::new(), Writer::new());
        let mut put = |syllables: &[Syllable]| {
            if syllables.is_empty() {
                initials.u8(NONE);
            }
            for (left, syllable) in (0..syllables.len()).rev().zip(syllables) {
                initials.u8(syllable.initial | if left > 0 { MORE } else { 0 });
                finals.u8(syllable.rest);
            }
        };
        let singles: Vec<char> = single_characters(words).collect();
        for &c in &singles {
            put(self.of(c));
        }
        let (mut others, mut count, mut last) = (Writer::new(), 0, 0);
        for (place, &c) in self.chars.iter().enumerate() {
            if singles.binary_search(&c).is_err() {
                put(self.at(place));
                others.varint(u64::from(u32::from(c) - last));
                last = u32::from(c);
                count += 1;
            }
        }
        let (mut own, mut last) = (Writer::new(), 0);
        each_common(words, &self.words, |index, _, code| {
            own.varint_usize(index - last);
            own.varint(u64::from(code));
            last = index;
        });
        if self.is_empty() {
            return out.u8(0);
        }
        out.u8(VERSION);
        out.stream(&initials);
        out.stream(&finals);
        out.varint_usize(count);
        out.bytes(others.as_slice());
        out.stream(&own);
    }

    /// Reads what [`Readings::write`] wrote.
    ///
    /// # Errors
    /// [`crate::Code::Damaged`] if anything differs from what it writes.
    pub(super) fn read(reader: &mut Reader<'_>, words: &Words) -> Result<Self> {
        let version = reader.u8()?;
        if version == 0 {
            return Ok(Self::default());
        }
        if version != VERSION {
            return Err(reader.damaged("unknown version of the readings"));
        }
        let (mut initials, mut finals) = (reader.stream()?, reader.stream()?);
        let mut all: Vec<(char, Vec<Syllable>)> = Vec::new();
        let mut next = |c: char| -> Result<()> {
            let mut syllables = Vec::with_capacity(1);
            loop {
                let byte = initials.u8()?;
                if byte != NONE {
                    let syllable = Syllable {
                        initial: byte & !MORE,
                        rest: finals.u8()?,
                    };
                    if syllable.number() >= Syllable::COUNT
                        || usize::from(syllable.rest) >= FINALS.len()
                        || syllables.len() == MAX_READINGS
                    {
                        return Err(initials.damaged("a reading is not a syllable, or is one too many"));
                    }
                    syllables.push(syllable);
                }
                if byte & MORE == 0 || byte == NONE {
                    break;
                }
            }
            all.push((c, syllables));
            Ok(())
        };
        for c in single_characters(words) {
            next(c)?;
        }
        let mut last = 0u32;
        for _ in 0..reader.count(1)? {
            last = last.saturating_add(reader.varint_u32()?);
            next(char::from_u32(last).ok_or_else(|| reader.damaged("readings of an invalid character"))?)?;
        }
        initials.finish()?;
        finals.finish()?;
        let mut readings = Self::default();
        for (c, syllables) in order::by_key(all, |&(c, _)| c as usize) {
            if readings.chars.last() == Some(&c) {
                return Err(reader.damaged("a character has its readings twice"));
            }
            readings.push(c, &syllables);
        }
        let mut own = reader.stream()?;
        let mut index = 0usize;
        while own.remaining() > 0 {
            index = index.saturating_add(own.varint_u32()? as usize);
            let code = own.varint_u32()?;
            let word = words.word(index).unwrap_or_default();
            readings
                .words
                .push(word, code)
                .map_err(|_| own.damaged("the readings of words are out of order"))?;
        }
        Ok(readings)
    }
}

/// Returns the words of one character, in order.
fn single_characters(words: &Words) -> impl Iterator<Item = char> + '_ {
    words.iter().filter_map(|(word, _)| {
        let mut chars = word.chars();
        chars.next().filter(|_| chars.next().is_none())
    })
}

/// Calls `each` for every word in both lists, with its index in the first and its code in the second.
fn each_common(words: &Words, coded: &Words, mut each: impl FnMut(usize, &str, u32)) {
    let mut all = words.iter().enumerate().peekable();
    for (word, code) in coded.iter() {
        while all.next_if(|(_, (other, _))| *other < word).is_some() {}
        if let Some(&(index, (other, _))) = all.peek() {
            if other == word {
                each(index, word, code);
            }
        }
    }
}
