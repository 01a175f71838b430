//! What was typed, prepared for comparing it letter by letter with the readings of characters.

use crate::chars::is_word_char;
use crate::lexicon::Syllable;

/// The longest query that is taken for pinyin, in letters and characters: a long headline in full.
pub(super) const MAX_UNITS: usize = 400;

/// Maximum steps of comparison for one query, so that repetitive letters and texts do not take long.
const MAX_STEPS: u32 = 2_000_000;

/// Letters with tone marks (and ê, ü and ɡ), by the plain letter they stand for; ü is `v`.
const MARKED: [(char, &str); 9] = [
    ('a', "āáǎà"),
    ('e', "ēéěèê"),
    ('i', "īíǐì"),
    ('o', "ōóǒò"),
    ('u', "ūúǔù"),
    ('v', "üǖǘǚǜ"),
    ('n', "ńňǹ"),
    ('m', "ḿ"),
    ('g', "ɡ"),
];

/// A letter, digit or character of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unit {
    c: char,
    /// Whether a space, an apostrophe or another mark comes before it, so that no syllable may cross.
    parted: bool,
}

/// A query as letters and characters.
#[derive(Debug, Default)]
pub(super) struct Typed {
    units: Vec<Unit>,
    letters: usize,
}

/// How much of a text matches a query, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// How many syllables were typed by their initial only.
    pub(super) initials: u32,
    /// Whether the last syllable is unfinished.
    pub(super) unfinished: bool,
    /// Where the matching text ends, in characters.
    pub(super) end: usize,
}

/// A comparison of a query with texts.
pub(super) struct Matcher<'a> {
    pub(super) typed: &'a Typed,
    /// Whether initials may stand for syllables.
    pub(super) initials: bool,
    steps: u32,
}

impl Typed {
    /// Splits folded text into units; `None` if it is empty or too long to be meant as pinyin.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut typed = Self::default();
        let mut parted = false;
        for c in text.chars() {
            // A diaeresis that follows its letter.
            if c == '\u{308}' {
                if let Some(last) = typed.units.last_mut().filter(|last| last.c == 'u') {
                    last.c = 'v';
                }
                continue;
            }
            let tone = matches!(c, '\u{300}' | '\u{301}' | '\u{304}' | '\u{30C}');
            // u: is a way to write ü.
            if c == ':' {
                if let Some(last) = typed.units.last_mut().filter(|last| last.c == 'u') {
                    last.c = 'v';
                    continue;
                }
            }
            if tone {
                continue;
            }
            if !is_word_char(c) {
                parted = true;
                continue;
            }
            let letter = MARKED
                .iter()
                .find(|(_, marked)| marked.contains(c))
                .map_or(c, |&(plain, _)| plain);
            typed.letters += usize::from(letter.is_ascii_lowercase());
            typed.units.push(Unit { c: letter, parted });
            parted = false;
            if typed.units.len() > MAX_UNITS {
                return None;
            }
        }
        (!typed.units.is_empty()).then_some(typed)
    }

    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// How many of its units are letters.
    pub(super) fn letters(&self) -> usize {
        self.letters
    }

    pub(super) fn c(&self, at: usize) -> Option<char> {
        self.units.get(at).map(|unit| unit.c)
    }

    fn parted(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| unit.parted)
    }

    /// Returns how many letters of a syllable occur from unit `at` on, and whether that is all of the syllable.
    pub(super) fn syllable(&self, at: usize, syllable: Syllable) -> (usize, bool) {
        let mut count = 0;
        for letter in syllable.letters().map(char::from) {
            let here = at + count;
            // Readings write ü as u after j, q, x and y, and in lue and nue; a query may write v.
            let umlaut = letter == 'u'
                && self.c(here) == Some('v')
                && (matches!(syllable.initial(), "j" | "q" | "x" | "y") || syllable.rest() == "ue");
            if !(umlaut || self.c(here) == Some(letter)) || count > 0 && self.parted(here) {
                return (count, false);
            }
            count += 1;
        }
        (count, true)
    }

    /// Whether the unit is a digit that may be the tone of the syllable before it.
    pub(super) fn is_tone(&self, at: usize) -> bool {
        matches!(self.c(at), Some('1'..='5')) && !self.parted(at)
    }
}

impl<'a> Matcher<'a> {
    pub(super) fn new(typed: &'a Typed, initials: bool) -> Self {
        Self {
            typed,
            initials,
            steps: 0,
        }
    }

    /// Whether a text that the query may have been meant as can begin with this character.
    pub(super) fn may_begin(&mut self, c: char, syllables: &[Syllable]) -> bool {
        if self.typed.c(0) == Some(c) {
            return true;
        }
        let (len, initials) = (self.typed.len(), self.initials);
        syllables.iter().any(|&syllable| {
            let (count, whole) = self.typed.syllable(0, syllable);
            whole || count > 0 && (count == len || initials)
        })
    }

    /// Returns the best match of the query from unit `at` on with the characters from `place` on. `read` returns the
    /// character at a place and its readings. A character without readings that is neither a letter nor a digit is
    /// skipped.
    pub(super) fn from<'r>(
        &mut self,
        at: usize,
        place: usize,
        read: &dyn Fn(usize) -> Option<(char, &'r [Syllable])>,
    ) -> Option<Match> {
        if at == self.typed.len() {
            return Some(Match {
                initials: 0,
                unfinished: false,
                end: place,
            });
        }
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return None;
        }
        let (mut place, mut here) = (place, read(place)?);
        // Characters that are not pronounced need not be typed.
        while at > 0 && here.1.is_empty() && !is_word_char(here.0) && self.typed.c(at) != Some(here.0) {
            place += 1;
            here = read(place)?;
        }
        let (c, syllables) = here;
        if self.typed.c(at) == Some(c) {
            return self.from(at + 1, place + 1, read);
        }
        let mut best: Option<Match> = None;
        // The lengths that have been tried as an initial, one bit each.
        let mut tried = 0u8;
        for &syllable in syllables {
            let (count, whole) = self.typed.syllable(at, syllable);
            if count == 0 {
                continue;
            }
            if whole {
                best = better(best, self.from(at + count, place + 1, read));
                if self.typed.is_tone(at + count) {
                    best = better(best, self.from(at + count + 1, place + 1, read));
                }
            } else if at + count == self.typed.len() {
                let found = Match {
                    initials: 0,
                    unfinished: true,
                    end: place + 1,
                };
                best = better(best, Some(found));
            }
            for taken in 1..=syllable.initial().len().max(1) {
                if self.initials && taken <= count && tried & 1 << taken == 0 {
                    tried |= 1 << taken;
                    let rest = self.from(at + taken, place + 1, read);
                    let rest = rest.map(|rest| Match {
                        initials: rest.initials + 1,
                        ..rest
                    });
                    best = better(best, rest);
                }
            }
        }
        best
    }
}

fn better(a: Option<Match>, b: Option<Match>) -> Option<Match> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
