//! What was typed, ready to be compared letter by letter with how characters are read.

use crate::chars::is_word_char;
use crate::lexicon::Syllable;

/// The longest query that is taken for pinyin, in letters and characters: a long headline in full.
pub(super) const MAX_UNITS: usize = 400;

/// How much may be compared for one query: keeps letters and texts that repeat themselves from taking long.
const MAX_STEPS: u32 = 2_000_000;

/// Vowels with tone marks (and ê), by the letter they stand for.
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
    /// Whether a space, an apostrophe or a mark stands before it, so that no syllable reaches over.
    parted: bool,
}

/// A query as letters and characters.
#[derive(Debug, Default)]
pub(super) struct Typed {
    units: Vec<Unit>,
    letters: usize,
}

/// How much of a query a text has matched, and how well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// Syllables of which only the initial was typed.
    pub(super) initials: u32,
    /// Whether the last syllable is not finished.
    pub(super) unfinished: bool,
    /// Where the text that matched ends, in characters.
    pub(super) end: usize,
}

/// One comparison of a query with a text.
pub(super) struct Matcher<'a> {
    pub(super) typed: &'a Typed,
    /// Whether initials may stand for syllables.
    pub(super) initials: bool,
    steps: u32,
}

impl Typed {
    /// Takes folded text apart; `None` where it is empty or too long to be meant so.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut typed = Self::default();
        let mut parted = false;
        for c in text.chars() {
            // Two dots that come after their letter.
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

    /// How many letters of a syllable stand from `at` on, and whether that is all of it.
    pub(super) fn syllable(&self, at: usize, syllable: Syllable) -> (usize, bool) {
        let mut count = 0;
        for letter in syllable.letters().map(char::from) {
            let here = at + count;
            // Readings write ü as u after j, q, x and y, and in lue and nue; whoever types may not.
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

    /// Whether a digit after a syllable may be its tone.
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

    /// Whether what stands for the query may begin with this character.
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

    /// The best match of the query from unit `at` on with the characters from `place` on. `read` gives
    /// the character at a place and its readings; a character without readings that is no letter or
    /// digit is passed over.
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
        // What is not read aloud need not be typed.
        while at > 0 && here.1.is_empty() && !is_word_char(here.0) && self.typed.c(at) != Some(here.0) {
            place += 1;
            here = read(place)?;
        }
        let (c, syllables) = here;
        if self.typed.c(at) == Some(c) {
            return self.from(at + 1, place + 1, read);
        }
        let mut best: Option<Match> = None;
        // How many letters have been tried as an initial: bits.
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
