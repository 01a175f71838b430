//! Where does *almost* this string occur? Searches for patterns in which a place allows several characters, or any.
//!
//! As with exact strings ([`super::find`]), pairs of neighbouring characters and their positions decide. Two
//! neighbouring places that are both limited form a pair of classes: all pairs of the index with one character from
//! each. A limited place without a limited neighbour is found by the pairs that begin with its characters, whatever
//! follows. The class of pairs with the least to read is read in full, the others are only probed.

use super::find::{ticks, union};
use super::postings::PositionList;
use super::shard::Shard;
use crate::order;

/// Up to this many characters in the second class, each pair is looked up; for a larger class, all pairs that begin
/// with the first character are walked through.
const FEW: usize = 6;

/// Roughly the cost of walking through all pairs that begin with a character, in look-ups.
const MANY: usize = 24;

/// How many covers of a pattern are always searched for.
const SURE: usize = 2;

/// More covers are searched for as long as at most this many pairs have to be examined in all …
const EFFORT: usize = 256;

/// … or as long as more than this many positions are left.
const ENOUGH: usize = 32;

/// The cost of looking for a position in a list, in bytes that could be read in the same time.
const SEEK: usize = 4;

/// What is allowed at one place of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Any character.
    Any,
    /// One of these characters, ascending.
    Of(Vec<char>),
}

/// A pair of neighbouring characters, by their numbers in the alphabet, with its positions.
type Pair<'s> = (u32, u32, PositionList<'s>);

impl Shard {
    /// Returns the positions at which the pattern may occur, ascending: the position of its first place. No occurrence
    /// is missed. Once only a few positions are left, covers with large classes are no longer checked, so a caller that
    /// has the text should compare it. A place with [`Slot::Any`] may also be the end of a block. Returns nothing if
    /// every place may be anything.
    #[must_use]
    pub fn find_near(&self, slots: &[Slot]) -> Vec<u32> {
        let Some(covers) = self.classes(slots).map(covers) else {
            return Vec::new();
        };
        let mut evaluated: Vec<(u32, Vec<Pair<'_>>)> = Vec::new();
        let mut covers = covers.into_iter().peekable();
        let mut effort = 0;
        while let Some(cover) = covers.next_if(|cover| evaluated.len() < SURE || effort + cover.effort() <= EFFORT) {
            effort += cover.effort();
            let pairs = self.pairs_of(&cover.first, cover.second.as_deref());
            if pairs.is_empty() {
                return Vec::new();
            }
            evaluated.push((cover.offset, pairs));
        }
        let mut evaluated = order::by_key(evaluated, |(_, pairs)| weight(pairs)).into_iter();
        let Some((offset, rarest)) = evaluated.next() else {
            return Vec::new();
        };
        let starts = union(&lists(&rarest), weight(&rarest), self.positions()).into_iter();
        let mut found: Vec<u32> = starts.filter_map(|position| position.checked_sub(offset)).collect();
        for (offset, pairs) in evaluated {
            if found.len() > ENOUGH || pairs.len() <= FEW {
                self.retain(&mut found, offset, &pairs);
            }
        }
        while let Some(cover) = covers.next_if(|_| found.len() > ENOUGH) {
            let pairs = self.pairs_of(&cover.first, cover.second.as_deref());
            self.retain(&mut found, cover.offset, &pairs);
        }
        found
    }

    /// Returns the pairs of neighbouring characters with one from each of two ascending classes, each with a number
    /// that grows with its frequency.
    #[must_use]
    pub fn neighbours(&self, first: &[char], second: &[char]) -> Vec<(char, char, usize)> {
        let (first, second) = (self.numbers(first), self.numbers(second));
        let pairs = self.pairs_of(&first, Some(&second)).into_iter();
        let character = |number| self.alphabet().character(number);
        pairs
            .filter_map(|(a, b, list)| Some((character(a)?, character(b)?, list.weight())))
            .collect()
    }

    /// Returns the classes as numbers of the alphabet, or `None` if one of them is empty.
    fn classes(&self, slots: &[Slot]) -> Option<Vec<Option<Vec<u32>>>> {
        let mut classes = Vec::with_capacity(slots.len());
        for slot in slots {
            classes.push(match slot {
                Slot::Any => None,
                Slot::Of(chars) => Some(self.numbers(chars)).filter(|numbers| !numbers.is_empty()),
            });
            if *slot != Slot::Any && classes.last() == Some(&None) {
                return None;
            }
        }
        Some(classes)
    }

    fn numbers(&self, chars: &[char]) -> Vec<u32> {
        chars.iter().filter_map(|&c| self.alphabet().number(c)).collect()
    }

    /// Keeps those ascending positions that have one of the pairs at an offset.
    fn retain(&self, found: &mut Vec<u32>, offset: u32, pairs: &[Pair<'_>]) {
        // A few positions are looked up in every list; for many, each list is read once.
        if weight(pairs) + self.positions() as usize / 64 < SEEK * pairs.len() * found.len() {
            let ticks = ticks(&lists(pairs), self.positions());
            found.retain(|start| {
                let at = start.saturating_add(offset);
                ticks
                    .get(at as usize / 64)
                    .is_some_and(|word| word >> (at % 64) & 1 == 1)
            });
            return;
        }
        let mut occurs = vec![false; found.len()];
        for (_, _, list) in pairs {
            let mut cursor = list.cursor();
            for (occurs, start) in occurs.iter_mut().zip(found.iter()) {
                let target = start.saturating_add(offset);
                match cursor.seek(target) {
                    Some(position) => *occurs |= position == target,
                    None => break,
                }
            }
        }
        let mut occurs = occurs.into_iter();
        found.retain(|_| occurs.next().unwrap_or(false));
    }

    /// Returns all pairs with a character of `first` followed by one of `second`, or by anything if there is no
    /// `second`.
    fn pairs_of(&self, first: &[u32], second: Option<&[u32]>) -> Vec<Pair<'_>> {
        let mut pairs = Vec::new();
        let (Some(table), alphabet) = (self.pairs(), self.alphabet()) else {
            return pairs;
        };
        for &a in first {
            if let Some(second) = second.filter(|second| second.len() <= FEW) {
                for &b in second {
                    pairs.extend(table.get(alphabet.key(a, b)).map(|list| (a, b, list)));
                }
                continue;
            }
            // Both ascend, so one pass over each suffices.
            let mut wanted = second.unwrap_or_default().iter().copied().peekable();
            let (base, end) = (alphabet.key(a, 0), alphabet.key(a + 1, 0));
            let start = base + u64::from(wanted.peek().copied().unwrap_or(0));
            for (key, entry) in table.from(start).take_while(|&(key, _)| key < end) {
                let b = u32::try_from(key - base).unwrap_or(0);
                if second.is_some() {
                    while wanted.next_if(|&other| other < b).is_some() {}
                    match wanted.peek() {
                        Some(&other) if other == b => {}
                        Some(_) => continue,
                        None => break,
                    }
                }
                pairs.push((a, b, table.list(entry)));
            }
        }
        pairs
    }
}

fn lists<'s>(pairs: &[Pair<'s>]) -> Vec<PositionList<'s>> {
    pairs.iter().map(|&(_, _, list)| list).collect()
}

/// Roughly how much there is to read, in bytes.
fn weight(pairs: &[Pair<'_>]) -> usize {
    pairs.iter().map(|(_, _, list)| list.weight() + 1).sum()
}

/// Limited places of a pattern that are searched for together: one place, or two neighbouring ones.
struct Cover {
    offset: u32,
    first: Vec<u32>,
    second: Option<Vec<u32>>,
}

impl Cover {
    /// Roughly how many pairs have to be examined.
    fn effort(&self) -> usize {
        self.first.len() * self.second.as_ref().map_or(MANY, |second| second.len().min(MANY))
    }
}

/// Returns covers that include all limited places, the one with the least effort first. In an odd run of places, the
/// last cover overlaps the one before; a run of one place is a cover by itself.
fn covers(classes: Vec<Option<Vec<u32>>>) -> Vec<Cover> {
    let get = |at: usize| classes.get(at).cloned().flatten();
    let mut covers = Vec::new();
    let mut at = 0;
    while at < classes.len() {
        let Some(class) = get(at) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).and_then(|before| Some((before, get(before)?)));
        let (start, first, second) = match (get(at + 1), before) {
            (None, Some((before, first))) => (before, first, Some(class)),
            (second, _) => (at, class, second),
        };
        covers.push(Cover {
            offset: u32::try_from(start).unwrap_or(u32::MAX),
            first,
            second,
        });
        at += 2;
    }
    order::by_key(covers, Cover::effort)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::index::{Field, ShardBuilder};
    use proptest::prelude::*;

    fn slot() -> impl Strategy<Value = Slot> {
        prop_oneof![
            1 => Just(Slot::Any),
            4 => proptest::collection::btree_set(proptest::sample::select(vec!['a', '丙', '乙', '甲']), 1..4)
                .prop_map(|set| Slot::Of(set.into_iter().collect())),
            1 => proptest::collection::btree_set(proptest::char::range('一', '丰'), 30..40)
                .prop_map(|set| Slot::Of(set.into_iter().collect())),
        ]
    }

    proptest! {
        #[test]
        fn finds_what_a_scan_finds(blocks in proptest::collection::vec("[甲乙丙a一丁]{0,30}", 0..6), slots in proptest::collection::vec(slot(), 0..14)) {
            let mut builder = ShardBuilder::new(None);
            builder.add_document(blocks.iter().map(|text| (Field::Body, text.as_str()))).unwrap();
            let shard = Shard::open(builder.finish().unwrap()).unwrap();
            let text: Vec<Option<char>> = blocks.iter().flat_map(|block| block.chars().map(Some).chain([None])).collect();
            // A place that allows anything may also lie past the end.
            let occurs = |start: usize| slots.iter().enumerate().all(|(i, slot)| match slot {
                Slot::Any => true,
                Slot::Of(chars) => text.get(start + i).copied().flatten().is_some_and(|c| chars.contains(&c)),
            });
            let expected: Vec<u32> = if slots.iter().all(|slot| *slot == Slot::Any) {
                Vec::new()
            } else {
                (0..text.len()).filter(|&start| occurs(start)).map(|start| u32::try_from(start).unwrap()).collect()
            };
            let found = shard.find_near(&slots);
            if slots.len() <= 2 {
                prop_assert_eq!(found, expected);
            } else {
                prop_assert!(expected.iter().all(|start| found.contains(start)) && (found == expected || found.len() <= ENOUGH));
            }
            if let [Slot::Of(first), Slot::Of(second), ..] = slots.as_slice() {
                let mut pairs: Vec<(char, char)> = text.windows(2).filter_map(|pair| Some((pair[0]?, pair[1]?)))
                    .filter(|(a, b)| first.contains(a) && second.contains(b)).collect();
                pairs.sort_unstable();
                pairs.dedup();
                prop_assert_eq!(shard.neighbours(first, second).into_iter().map(|(a, b, _)| (a, b)).collect::<Vec<_>>(), pairs);
            }
        }
    }
}
