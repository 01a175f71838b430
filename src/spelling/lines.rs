//! The lines of a collection that pinyin and initials are compared with, packed.

use rustc_hash::FxHashMap;

use super::sound::Sounds;
use crate::index::Shard;
use crate::lexicon::{Readings, Syllable};

/// The kind of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// A headline.
    Headline,
    /// A name in a byline.
    Name,
    /// A caption, or a line above or below a headline.
    Caption,
    /// A word of the collection.
    Word,
    /// Two words of the collection that often occur next to each other.
    Collocation,
}

impl LineKind {
    /// All kinds, in the order in which [`Lines`] keeps them.
    pub const ALL: [Self; 5] = [Self::Headline, Self::Name, Self::Caption, Self::Word, Self::Collocation];
}

/// The longest word that is a line of its own, in characters.
const MAX_WORD_CHARS: usize = 16;

/// How many places one call examines.
const STRETCH: usize = 1 << 10;

// Out of line, so that browsers can optimise it between two calls: see the decisions in ARCHITECTURE.md.
#[inline(never)]
fn beginning(
    stretch: &[u16],
    start: usize,
    characters: &[bool],
    lines_only: bool,
    mut begins: bool,
    found: &mut Vec<usize>,
) -> bool {
    for (&number, place) in stretch.iter().zip(start..) {
        let number = usize::from(number);
        if (begins || !lines_only) && characters.get(number).is_some_and(|&wanted| wanted) {
            found.push(place);
        }
        begins = number == 0;
    }
    begins
}

/// The lines of one kind, as they are gathered.
#[derive(Debug, Default)]
struct OfKind {
    /// The text as code points, with a 0 after each line.
    text: Vec<u32>,
    often: Vec<u16>,
    /// The lines seen so far, with their numbers.
    seen: FxHashMap<Box<str>, u32>,
}

impl OfKind {
    /// Adds a line that occurs in `documents` articles. `again`: whether it may have been added before.
    #[inline(never)]
    fn add(&mut self, line: &str, documents: u32, again: bool) {
        let documents = u16::try_from(documents).unwrap_or(u16::MAX);
        if line.is_empty() {
            return;
        }
        if again {
            if let Some(&number) = self.seen.get(line) {
                if let Some(often) = self.often.get_mut(number as usize) {
                    *often = often.saturating_add(documents);
                }
                return;
            }
            let number = u32::try_from(self.often.len()).unwrap_or(u32::MAX);
            self.seen.insert(line.into(), number);
        }
        self.often.push(documents);
        self.text.extend(line.chars().map(u32::from));
        self.text.push(0);
    }
}

/// The lines of a collection while they are being gathered.
#[derive(Debug, Default)]
pub struct Gathered {
    kinds: [OfKind; LineKind::ALL.len()],
    /// Where the words continue: the number of the shard, and the word in it.
    shard: usize,
    word: String,
}

impl Gathered {
    /// Adds a line (folded) that occurs in about `documents` articles. Equal lines of one kind are kept once.
    pub fn add(&mut self, kind: LineKind, line: &str, documents: u32) {
        self.line(kind, line, documents, true);
    }

    fn line(&mut self, kind: LineKind, line: &str, documents: u32, again: bool) {
        if let Some(of_kind) = self.kinds.get_mut(kind as usize) {
            of_kind.add(line, documents, again);
        }
    }

    /// Adds up to `count` more words of the shards, of those written with Chinese characters. Returns whether a shard
    /// was left to read.
    pub fn words(&mut self, shards: &[&Shard], count: usize) -> bool {
        let Some(shard) = shards.get(self.shard) else {
            return false;
        };
        let from = core::mem::take(&mut self.word);
        let mut left = count;
        shard.each_word(if from.is_empty() { "一" } else { &from }, &mut |word, documents| {
            if left == 0 {
                word.clone_into(&mut self.word);
                return false;
            }
            left -= 1;
            if (2..=MAX_WORD_CHARS).contains(&word.chars().count()) {
                // Within one shard, each word occurs only once.
                self.line(LineKind::Word, word, documents, shards.len() > 1);
            }
            true
        });
        self.shard += usize::from(self.word.is_empty());
        true
    }
}

/// The distinct lines of folded text, by kind.
#[derive(Debug, Default)]
pub struct Lines {
    /// The characters that occur, ascending.
    chars: Vec<char>,
    /// The readings of each character, one after the other, and for each character where its readings end.
    syllables: Vec<Syllable>,
    syllable_ends: Vec<u32>,
    /// All lines one after another: for each character its index in `chars` + 1, and a 0 after each line. (Two bytes
    /// are enough: see [`Lines::new`].)
    text: Vec<u16>,
    /// For each line, about how many articles have it.
    often: Vec<u16>,
    /// For each kind, where its lines end in `text`.
    ends: [usize; LineKind::ALL.len()],
    sounds: Sounds,
}

impl Lines {
    /// Packs what was gathered of a collection, with its characters read as in `readings`.
    #[must_use]
    pub fn new(gathered: Gathered, readings: &Readings) -> Self {
        let mut lines = Self {
            sounds: Sounds::new(readings),
            ..Self::default()
        };
        let mut text: Vec<u32> = Vec::new();
        for (kind, end) in gathered.kinds.into_iter().zip(&mut lines.ends) {
            text.extend(kind.text);
            lines.often.extend(kind.often);
            *end = text.len();
        }
        // For each code point its number.
        let last = text.iter().copied().max().unwrap_or(0);
        let mut numbers = vec![0u16; last as usize + 1];
        for &c in &text {
            if let Some(occurs) = numbers.get_mut(c as usize) {
                *occurs = u16::from(c > 0);
            }
        }
        for (c, number) in (0..).zip(&mut numbers) {
            let Some(c) = char::from_u32(c).filter(|_| *number > 0) else {
                continue;
            };
            // No text that people write has 2¹⁶ different characters. If one does, the characters beyond that get
            // number 0, so lines that contain them are not found.
            *number = u16::try_from(lines.chars.len() + 1).unwrap_or(0);
            if *number > 0 {
                lines.chars.push(c);
                lines.syllables.extend(readings.of(c));
                let end = u32::try_from(lines.syllables.len()).unwrap_or(u32::MAX);
                lines.syllable_ends.push(end);
            }
        }
        let number = |c: u32| numbers.get(c as usize).copied().unwrap_or(0);
        lines.text = text.into_iter().map(number).collect();
        lines
    }

    /// Roughly how many bytes it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        2 * (self.text.len() + self.often.len()) + 8 * self.chars.len() + 2 * self.syllables.len()
    }

    pub(super) fn sounds(&self) -> &Sounds {
        &self.sounds
    }

    /// Iterates over the characters with their readings, in the order of their numbers.
    pub(super) fn characters(&self) -> impl Iterator<Item = (char, &[Syllable])> {
        (1..=self.chars.len()).filter_map(|number| self.numbered(number))
    }

    /// Returns the character with a number, and its readings.
    fn numbered(&self, number: usize) -> Option<(char, &[Syllable])> {
        let place = number.checked_sub(1)?;
        let end = |place: usize| self.syllable_ends.get(place).map_or(0, |&end| end as usize);
        let start = place.checked_sub(1).map_or(0, end);
        Some((*self.chars.get(place)?, self.syllables.get(start..end(place))?))
    }

    /// Returns the character at a place, and its readings; `None` at the end of a line.
    pub(super) fn read(&self, place: usize) -> Option<(char, &[Syllable])> {
        self.numbered(self.number(place))
    }

    /// Returns where the lines of a kind begin, and the numbers of their characters.
    pub(super) fn of(&self, kind: LineKind) -> (usize, &[u16]) {
        let end = |kind: usize| self.ends.get(kind).copied().unwrap_or_default();
        let kind = kind as usize;
        let start = kind.checked_sub(1).map_or(0, end);
        (start, self.text.get(start..end(kind)).unwrap_or_default())
    }

    /// Returns the places in lines of a kind whose character is one of `characters` (by number): all such places, or
    /// only those where a line begins.
    pub(super) fn beginning(&self, kind: LineKind, characters: &[bool], lines_only: bool) -> Vec<usize> {
        let (start, numbers) = self.of(kind);
        let mut found = Vec::new();
        let mut begins = true;
        for (stretch, at) in numbers.chunks(STRETCH).zip((start..).step_by(STRETCH)) {
            begins = beginning(stretch, at, characters, lines_only, begins, &mut found);
        }
        found
    }

    /// Returns about how many articles have the line with this number.
    pub(super) fn often(&self, line: usize) -> usize {
        self.often.get(line).map_or(0, |&often| usize::from(often))
    }

    /// Returns the number of the character at a place; 0 at the end of a line.
    pub(super) fn number(&self, place: usize) -> usize {
        self.text.get(place).map_or(0, |&number| usize::from(number))
    }

    /// Returns the character at a place; `None` at the end of a line.
    pub(super) fn character(&self, place: usize) -> Option<char> {
        self.read(place).map(|(c, _)| c)
    }

    /// Whether a line begins at a place.
    pub(super) fn begins(&self, place: usize) -> bool {
        place.checked_sub(1).is_none_or(|before| self.number(before) == 0)
    }

    /// Returns the text from `start` up to `end`, or to the end of the line.
    pub(super) fn slice(&self, start: usize, end: usize) -> String {
        (start..end).map_while(|place| self.character(place)).collect()
    }
}
