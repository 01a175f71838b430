//! Rewrites a query into the strings of the collection that it may have been meant as.

use core::ops::Range;

use super::edit::{self, slips};
use super::latin;
use super::lines::{LineKind, Lines};
use super::typed::{Match, Matcher, Typed};
use crate::chars::is_word_char;
use crate::index::{Shard, Slot};
use crate::lexicon::{Readings, Segmenter, Syllable};
use crate::order;

/// Maximum number of rewritings, the likeliest ones: more would be noise.
const MAX_REWRITINGS: usize = 24;

/// How many candidates of a kind are compared with each other.
const MAX_CANDIDATES: usize = 1024;

/// How many of the positions at which a pattern occurs are read, evenly spread.
const MAX_SAMPLES: usize = 64;

/// Initials of at least this many letters cannot have been meant as they are; fewer may be an abbreviation.
const SURE_INITIALS: usize = 5;

/// Pinyin of at least this many characters is sure if it spells a part of a line or has an unfinished syllable.
const SURE_CHARS: usize = 3;

/// A string of at most this many characters must be made of whole words, since so many neighbouring characters often
/// look like a word by chance.
const WHOLE_CHARS: usize = 3;

/// How many occurrences of a string are looked at to see whether it is made of whole words, evenly spread.
const MAX_LOOKED_AT: usize = 6;

/// Initials of at least this many letters are also searched for inside headlines and captions; fewer match only whole
/// lines.
const MIN_INITIALS: usize = 4;

/// How a query was taken to be spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spelling {
    /// Full pinyin; the last syllable may be unfinished.
    Pinyin,
    /// Other characters that sound alike.
    Homophone,
    /// One character wrong, missing or too many, or two swapped.
    Typo,
    /// The first letters of some or all syllables.
    Initials,
    /// A word of letters with a slip in it.
    Latin,
    /// A synonym from the editor's dictionary.
    Synonym,
}

impl Spelling {
    /// Returns the spelling's name as JavaScript and the command line show it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pinyin => "pinyin",
            Self::Homophone => "homophone",
            Self::Typo => "typo",
            Self::Initials => "initials",
            Self::Latin => "latin",
            Self::Synonym => "synonym",
        }
    }
}

/// A string that occurs in the collection and may be what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewriting {
    /// How the query was taken to be spelled.
    pub spelling: Spelling,
    /// The string, folded.
    pub found: String,
    /// How far it is from what was typed: the likelier, the lower. The tens digit is that of the kind.
    pub cost: u32,
    /// Whether what was typed cannot have been meant as it is: letters that spell a word of the collection. Only such a
    /// string may answer in place of what was typed; all others are offered.
    pub is_sure: bool,
}

/// Returns the folded text of a piece, given the number of the shard, the document in it, and the block of the
/// document.
pub(crate) type Texts<'a> = dyn Fn(usize, u32, u32) -> Option<String> + 'a;

/// Rewrites queries for one collection.
#[allow(missing_debug_implementations, reason = "it holds a function")]
#[derive(Clone, Copy)]
pub struct Speller<'a> {
    /// The collection's shards.
    pub shards: &'a [&'a Shard],
    /// The collection's lines.
    pub lines: &'a Lines,
    /// How characters are read; without readings, only slips are found.
    pub readings: &'a Readings,
    /// Cuts the texts, to see where their words begin and end.
    pub segmenter: Option<&'a Segmenter>,
    /// The texts of the collection.
    pub texts: &'a Texts<'a>,
}

impl Speller<'_> {
    /// Returns the strings that a query (folded) may have been meant as, the likeliest first. All of them occur in the
    /// collection, and none is the query itself.
    #[must_use]
    pub fn rewrite(&self, phrase: &str) -> Vec<Rewriting> {
        let mut all = Vec::new();
        // Numbers, and names made of a letter and a number (5G), mean what they say.
        if latin::letters(phrase) < 2 {
            return all;
        }
        match Typed::read(phrase).filter(|typed| typed.letters() > 0) {
            Some(typed) => {
                self.pinyin(&typed, &mut all);
                self.latin(phrase, &mut all);
            }
            // A word of the language was meant as it is.
            None if self.segmenter.is_some_and(|segmenter| segmenter.knows(phrase)) => {}
            None => {
                self.homophones(phrase, &mut all);
                self.slips(phrase, &mut all);
            }
        }
        all.retain(|rewriting| rewriting.found != phrase);
        // Of equal strings the likeliest is kept; equally likely ones are ordered by frequency.
        let mut best: Vec<Rewriting> = Vec::new();
        for rewriting in order::by_key(all, |rewriting| rewriting.cost as usize) {
            if best.len() < MAX_CANDIDATES && best.iter().all(|other| other.found != rewriting.found) {
                best.push(rewriting);
            }
        }
        let best = order::by_key(best, |rewriting| {
            let rare = (1usize << 24).saturating_sub(self.frequency(&rewriting.found).min(1 << 24));
            (rewriting.cost.min(127) as usize) << 25 | rare
        });
        let plausible = best.into_iter().filter(|rewriting| self.is_plausible(&rewriting.found));
        plausible.take(MAX_REWRITINGS).collect()
    }

    /// Whether a string may be a correction: it neither begins nor ends with a mark, and if it is short, it is made of
    /// whole words.
    fn is_plausible(&self, text: &str) -> bool {
        text.starts_with(is_word_char)
            && text.ends_with(is_word_char)
            && (text.chars().count() > WHOLE_CHARS || text.is_ascii() || self.is_whole(text))
    }

    /// Whether a string (folded) is made of whole words where it occurs: 一元 is not in 十一元, nor is 阿根 in 阿根廷.
    #[must_use]
    pub fn is_whole(&self, text: &str) -> bool {
        let Some(segmenter) = self.segmenter else { return true };
        self.shards.iter().enumerate().any(|(number, shard)| {
            let positions = shard.find(text);
            let step = positions.len().div_ceil(MAX_LOOKED_AT).max(1);
            let sample: Vec<u32> = positions.into_iter().step_by(step).collect();
            let mut places = shard.blocks_of(&sample).zip(&sample);
            places.any(|(block, position)| {
                let all = (self.texts)(number, block.document, block.index).unwrap_or_default();
                let start = all.char_indices().nth(position.saturating_sub(block.start) as usize);
                let start = start.map_or(all.len(), |(start, _)| start);
                is_whole_in(&all, start..start + text.len(), segmenter)
            })
        })
    }

    /// Returns a number that grows with the frequency of a string in the collection.
    pub(super) fn frequency(&self, text: &str) -> usize {
        self.shards.iter().map(|shard| shard.needle(text).weight()).sum()
    }

    fn is_word(&self, text: &str) -> bool {
        self.shards.iter().any(|shard| shard.word(text).is_some())
    }

    /// Whether there is a word of `length` characters that begins as the pattern says.
    fn has_word(&self, slots: &[Slot], length: usize) -> bool {
        let Some(Slot::Of(first)) = slots.first() else {
            return true;
        };
        let first: String = first.iter().collect();
        let mut found = false;
        for shard in self.shards {
            shard.each_word(&first, &mut |word, _| {
                found |= word.chars().count() == length && word.chars().zip(slots).all(fits);
                !found && word.starts_with(&first)
            });
        }
        found
    }

    fn occurs(&self, text: &str) -> bool {
        self.shards.iter().any(|shard| !shard.find(text).is_empty())
    }

    /// Adds rewritings by pinyin and initials.
    fn pinyin(&self, typed: &Typed, all: &mut Vec<Rewriting>) {
        self.in_lines(typed, false, all);
        if all.iter().all(|rewriting| rewriting.cost > 0) {
            for slots in self.lines.sounds().cuts(typed) {
                self.sounding(&slots, &|_| (Spelling::Pinyin, 2), all);
            }
        }
        if all.is_empty() {
            self.in_lines(typed, true, all);
        }
    }

    /// Adds the lines, or parts of them, that may be spelled as typed, with or without initials.
    fn in_lines(&self, typed: &Typed, initials: bool, all: &mut Vec<Rewriting>) {
        let mut matcher = Matcher::new(typed, initials);
        let lines = self.lines;
        let mut first = vec![false];
        for (c, syllables) in lines.characters() {
            first.push(matcher.may_begin(c, syllables));
        }
        let read = |place: usize| lines.read(place);
        for kind in LineKind::ALL {
            // A word or a name must match from beginning to end; of a headline or caption, a part is enough.
            let part =
                matches!(kind, LineKind::Headline | LineKind::Caption) && (!initials || typed.len() >= MIN_INITIALS);
            let mut candidates = 0;
            for place in lines.beginning(kind, &first, !part) {
                let begins = lines.begins(place);
                let Some(found) = matcher.from(0, place, &read) else {
                    continue;
                };
                let ends = lines.number(found.end) == 0;
                // Two characters that happen to be neighbours are hardly ever what was meant.
                if !(begins && ends) && (!part || found.end - place < 3) {
                    continue;
                }
                let text = lines.slice(place, found.end);
                let unlikely = !self.likely(typed, initials, &text, found);
                let cost = u32::from(found.unfinished) + u32::from(!(begins && ends)) + 2 * u32::from(unlikely);
                let spelling = if found.initials > 0 {
                    Spelling::Initials
                } else {
                    Spelling::Pinyin
                };
                let base = if found.initials > 0 { 30 } else { 0 };
                let is_sure = if found.initials > 0 {
                    typed.len() >= SURE_INITIALS
                } else {
                    cost == 0 || found.end - place >= SURE_CHARS
                };
                all.push(Rewriting {
                    spelling,
                    found: text,
                    cost: base + cost,
                    is_sure,
                });
                candidates += 1;
                if candidates == MAX_CANDIDATES {
                    break;
                }
            }
        }
    }

    /// Whether a text matches equally well when each character has its likeliest reading.
    fn likely(&self, typed: &Typed, initials: bool, text: &str, found: Match) -> bool {
        let likely = self.readings.likely(text);
        let read: Vec<(char, Option<Syllable>)> = text.chars().zip(likely).collect();
        let read = |place: usize| read.get(place).map(|(c, syllable)| (*c, syllable.as_slice()));
        Matcher::new(typed, initials)
            .from(0, 0, &read)
            .is_some_and(|again| again.initials <= found.initials && again.unfinished == found.unfinished)
    }

    fn homophones(&self, phrase: &str, all: &mut Vec<Rewriting>) {
        let typed: Vec<char> = phrase.chars().collect();
        if typed.len() > edit::MAX_CHARS || self.readings.is_empty() {
            return;
        }
        let slots = self.lines.sounds().like(phrase, self.readings);
        // The lexicon may not say how a character is read that the collection does not contain.
        let unknown = slots.iter().filter(|slot| **slot == Slot::Any).count();
        if 2 * unknown > slots.len() || slots.len() < unknown + 2 {
            return;
        }
        let weigh = |found: &str| {
            let changed = found.chars().zip(&typed).filter(|(a, b)| a != *b).count();
            let cost = u32::try_from((changed + unknown).min(9)).unwrap_or(9);
            // If only characters of unknown reading differ, nothing shows that it is a homophone.
            if changed <= unknown {
                (Spelling::Typo, 20 + cost)
            } else {
                (Spelling::Homophone, 10 + cost)
            }
        };
        self.sounding(&slots, &weigh, all);
    }

    /// Adds the strings of the collection that match the classes of characters in `slots`.
    fn sounding(&self, slots: &[Slot], weigh: &dyn Fn(&str) -> (Spelling, u32), all: &mut Vec<Rewriting>) {
        let mut add = |found: String| {
            let (spelling, cost) = weigh(&found);
            let is_sure = spelling == Spelling::Pinyin && slots.len() >= SURE_CHARS && self.is_whole(&found);
            all.push(Rewriting {
                spelling,
                found,
                cost,
                is_sure,
            });
        };
        for (number, shard) in self.shards.iter().enumerate() {
            match slots {
                [] | [_] => {}
                [Slot::Of(first), Slot::Of(second)] => {
                    // The pairs are the strings, so no text has to be read. Pairs rarer than the most frequent ones are
                    // noise.
                    let pairs = shard.neighbours(first, second);
                    let pairs = order::by_key(pairs, |&(_, _, weight)| (u32::MAX as usize).saturating_sub(weight));
                    pairs
                        .into_iter()
                        .take(MAX_SAMPLES)
                        .for_each(|(a, b, _)| add([a, b].iter().collect()));
                }
                slots => self.read(number, slots, 0, slots.len(), &mut add),
            }
        }
    }

    /// Reads the texts where a pattern occurs in the shard with this number: `length` characters, beginning `before`
    /// characters ahead of the pattern.
    fn read(&self, number: usize, slots: &[Slot], before: usize, length: usize, add: &mut dyn FnMut(String)) {
        let Some(shard) = self.shards.get(number) else {
            return;
        };
        let positions = shard.find_near(slots);
        let step = positions.len().div_ceil(MAX_SAMPLES).max(1);
        let sample: Vec<u32> = positions.into_iter().step_by(step).collect();
        let mut last: Option<(u32, u32, String)> = None;
        for (block, position) in shard.blocks_of(&sample).zip(&sample) {
            let is_last =
                |(document, index, _): &(u32, u32, String)| (*document, *index) == (block.document, block.index);
            if !last.as_ref().is_some_and(is_last) {
                let text = (self.texts)(number, block.document, block.index).unwrap_or_default();
                last = Some((block.document, block.index, text));
            }
            let start = (position.saturating_sub(block.start) as usize).checked_sub(before);
            let text = last.as_ref().map_or("", |(_, _, text)| text.as_str());
            let found: String = text.chars().skip(start.unwrap_or(usize::MAX)).take(length).collect();
            if found.chars().count() == length && found.chars().skip(before).zip(slots).all(fits) {
                add(found);
            }
        }
    }

    fn slips(&self, phrase: &str, all: &mut Vec<Rewriting>) {
        let typed: Vec<char> = phrase.chars().collect();
        // Too many strings are one slip away from three characters to mean anything. Words therefore come first, and a
        // string that is no longer than what was typed must be a word.
        let short = typed.len() == 3;
        for slip in slips(&typed) {
            let must_be_word = short && slip.length <= typed.len();
            let mut found: Vec<String> = Vec::new();
            if must_be_word && slip.before == 0 && !self.has_word(&slip.slots, slip.length) {
                continue;
            }
            for number in 0..self.shards.len() {
                let mut add = |text: String| {
                    if !found.contains(&text) {
                        found.push(text);
                    }
                };
                self.read(number, &slip.slots, slip.before, slip.length, &mut add);
            }
            for found in found {
                let doubtful = short && !self.is_word(&found);
                if !(doubtful && must_be_word) {
                    all.push(Rewriting {
                        spelling: Spelling::Typo,
                        found,
                        cost: 20 + slip.cost + if doubtful { 4 } else { 0 },
                        is_sure: false,
                    });
                }
            }
        }
    }

    /// Adds words of letters that differ by one or two slips.
    fn latin(&self, phrase: &str, all: &mut Vec<Rewriting>) {
        let limit = latin::slips(latin::letters(phrase));
        if limit == 0 || !phrase.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return;
        }
        for shard in self.shards {
            shard.each_word("0", &mut |word, _| {
                if let Some(slips) = latin::distance(phrase.as_bytes(), word.as_bytes(), limit) {
                    all.push(Rewriting {
                        spelling: Spelling::Latin,
                        found: word.to_owned(),
                        cost: 40 + u32::try_from(slips).unwrap_or(9),
                        is_sure: false,
                    });
                }
                word < "{"
            });
        }
        all.retain(|rewriting| rewriting.spelling != Spelling::Latin || self.occurs(&rewriting.found));
    }
}

/// Whether no word of a text crosses the bounds of a range of it.
fn is_whole_in(text: &str, range: Range<usize>, segmenter: &Segmenter) -> bool {
    let (before, after) = (text.get(..range.start), text.get(range.end..));
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    // Words do not cross marks, so the clause around the range is enough.
    let start = before.rfind(|c| !is_word_char(c)).unwrap_or(0);
    let end = after.find(|c| !is_word_char(c)).map_or(text.len(), |at| range.end + at);
    let tokens = segmenter.cut(text.get(start..end).unwrap_or_default());
    let is_bound = |at: usize| {
        let at = at - start;
        at == 0 || tokens.iter().any(|token| token.span.end.get() == at)
    };
    is_bound(range.start) && is_bound(range.end)
}

fn fits((c, slot): (char, &Slot)) -> bool {
    match slot {
        Slot::Any => true,
        Slot::Of(chars) => chars.binary_search(&c).is_ok(),
    }
}
