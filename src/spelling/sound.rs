//! Characters that sound alike.

use crate::index::Slot;
use crate::lexicon::{Readings, Syllable};
use crate::order;

use super::typed::Typed;

/// At most this many ways to cut letters into syllables are tried in running text.
const MAX_CUTS: usize = 8;

/// Characters by their readings.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    /// For each syllable's number, its characters, ascending.
    by_syllable: Vec<Vec<char>>,
    /// The syllables that have characters.
    syllables: Vec<Syllable>,
}

impl Sounds {
    /// Collects the characters of all readings.
    #[must_use]
    pub(super) fn new(readings: &Readings) -> Self {
        let mut sounds = Self {
            by_syllable: vec![Vec::new(); Syllable::COUNT],
            syllables: Vec::new(),
        };
        for (c, syllables) in readings.iter() {
            for syllable in syllables {
                if let Some(same) = sounds.by_syllable.get_mut(syllable.number()) {
                    if same.is_empty() {
                        sounds.syllables.push(*syllable);
                    }
                    same.push(c);
                }
            }
        }
        sounds
    }

    fn of(&self, syllable: Syllable) -> &[char] {
        self.by_syllable.get(syllable.number()).map_or(&[], Vec::as_slice)
    }

    /// Returns the characters that are read as what was typed, if that is one whole syllable.
    pub(super) fn read_as(&self, typed: &Typed) -> &[char] {
        let whole = |syllable: &&Syllable| typed.syllable(0, **syllable) == (typed.len(), true);
        let syllable = self.syllables.iter().find(whole);
        syllable.map_or(&[], |&syllable| self.of(syllable))
    }

    /// Returns the characters of any of these syllables, ascending.
    fn any_of(&self, syllables: &[Syllable]) -> Vec<char> {
        let all = syllables.iter().flat_map(|&syllable| self.of(syllable));
        let mut all = order::ascending(all.map(|&c| u32::from(c)));
        all.dedup();
        all.into_iter().filter_map(char::from_u32).collect()
    }

    /// Returns, for each character of a text, all characters that may be read like it; any character for a Han
    /// character whose reading is unknown.
    pub(super) fn like(&self, text: &str, readings: &Readings) -> Vec<Slot> {
        let like = |c| match readings.of(c) {
            [] if is_han(c) => Slot::Any,
            [] => Slot::Of(vec![c]),
            syllables => Slot::Of(self.any_of(syllables)),
        };
        text.chars().map(like).collect()
    }

    /// Returns what letters may mean in running text: for each way to cut them into syllables, the longest syllables
    /// first, the characters possible at each place.
    pub(super) fn cuts(&self, typed: &Typed) -> Vec<Vec<Slot>> {
        let mut cuts = Vec::new();
        self.cut(typed, 0, &mut Vec::new(), &mut cuts, &mut vec![false; typed.len() + 1]);
        cuts
    }

    /// Cuts the rest of the letters, and returns whether that was possible. `hopeless`: the places from which it is
    /// not.
    fn cut(
        &self,
        typed: &Typed,
        at: usize,
        slots: &mut Vec<Slot>,
        cuts: &mut Vec<Vec<Slot>>,
        hopeless: &mut [bool],
    ) -> bool {
        if at >= typed.len() {
            cuts.push(slots.clone());
            return true;
        }
        if cuts.len() == MAX_CUTS || hopeless.get(at) == Some(&true) {
            return false;
        }
        let mut possible = false;
        // The longest syllable has six letters.
        for length in (1..=6).rev() {
            let matching = |syllable: &&Syllable| typed.syllable(at, **syllable) == (length, true);
            if let Some(&syllable) = self.syllables.iter().find(matching) {
                slots.push(Slot::Of(self.of(syllable).to_vec()));
                let next = at + length + usize::from(typed.is_tone(at + length));
                possible |= self.cut(typed, next, slots, cuts, hopeless);
                slots.pop();
            }
        }
        let rest = typed.len() - at;
        let begun = |syllable: &&Syllable| typed.syllable(at, **syllable) == (rest, false);
        let begun: Vec<Syllable> = self.syllables.iter().filter(begun).copied().collect();
        let other = typed.c(at).filter(|c| !c.is_ascii_lowercase());
        let chars = other.map_or_else(|| self.any_of(&begun), |c| vec![c]);
        if !chars.is_empty() && cuts.len() < MAX_CUTS {
            slots.push(Slot::Of(chars));
            let next = if other.is_some() { at + 1 } else { typed.len() };
            possible |= self.cut(typed, next, slots, cuts, hopeless);
            slots.pop();
        }
        if let (false, Some(slot)) = (possible, hopeless.get_mut(at)) {
            *slot = cuts.len() < MAX_CUTS;
        }
        possible
    }
}

/// Whether a character belongs to the blocks that have readings.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}
