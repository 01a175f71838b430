//! Slips as patterns that the index finds: one character wrong, missing or too many, or two swapped.

use crate::index::Slot;

/// The longest query that is checked for slips, in characters.
pub(super) const MAX_CHARS: usize = 40;

/// A pattern that the query matches with one slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// The pattern to search for.
    pub(super) slots: Vec<Slot>,
    /// How many characters before the pattern belong to the string found.
    pub(super) before: usize,
    /// The length of the string found in characters, including those before the pattern.
    pub(super) length: usize,
    /// The cost: the less likely the slip, the higher. Strings that keep all the characters typed come first.
    pub(super) cost: u32,
}

/// Returns all slips of a text of three to [`MAX_CHARS`] characters; none for any other length.
pub(super) fn slips(text: &[char]) -> Vec<Slip> {
    let n = text.len();
    let mut slips = Vec::with_capacity(4 * n);
    if !(3..=MAX_CHARS).contains(&n) {
        return slips;
    }
    let one = |c: &char| Slot::Of(vec![*c]);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().iter().map(one);
    for at in 0..n {
        let (left, right) = (part(0, at), part(at + 1, n));
        // Wrong: another character in its place. At either end it is not in the pattern, and is read from the text.
        let hole = usize::from(at > 0 && at + 1 < n);
        slips.push(Slip {
            slots: left
                .clone()
                .chain(core::iter::repeat_n(Slot::Any, hole))
                .chain(right.clone())
                .collect(),
            before: usize::from(at == 0),
            length: n,
            cost: 1,
        });
        // Missing: another character before it.
        if at > 0 {
            slips.push(Slip {
                slots: part(0, at).chain([Slot::Any]).chain(part(at, n)).collect(),
                before: 0,
                length: n + 1,
                cost: 0,
            });
        }
        // Too many: the text without it. Of equal neighbours, one is enough.
        if at == 0 || text.get(at) != text.get(at - 1) {
            slips.push(Slip {
                slots: left.clone().chain(right).collect(),
                before: 0,
                length: n - 1,
                cost: 2,
            });
        }
        // Swapped with the next character.
        if let (Some(c), Some(next)) = (text.get(at), text.get(at + 1)) {
            if c != next {
                slips.push(Slip {
                    slots: left.chain([one(next), one(c)]).chain(part(at + 2, n)).collect(),
                    before: 0,
                    length: n,
                    cost: 0,
                });
            }
        }
    }
    slips
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::spelling::latin::distance;

    /// Checks that every string a slip finds is one edit away from what was typed.
    #[test]
    fn every_slip_is_one_away_and_none_is_left_out() {
        let typed = ['a', 'b', 'c', 'd'];
        let mut made = Vec::new();
        for slip in slips(&typed) {
            let mut text = vec![b'x'; slip.before];
            text.extend(slip.slots.iter().map(|slot| match slot {
                Slot::Any => b'x',
                Slot::Of(chars) => u8::try_from(chars[0]).unwrap(),
            }));
            text.resize(slip.length, b'x');
            assert_eq!(distance(b"abcd", &text, 2), Some(1), "{slip:?}");
            made.push(String::from_utf8(text).unwrap());
        }
        made.sort_unstable();
        made.dedup();
        let expected = [
            "abc", "abcx", "abcxd", "abd", "abdc", "abxcd", "abxd", "acbd", "acd", "axbcd", "axcd", "bacd", "bcd",
            "xbcd",
        ];
        assert_eq!(made, expected);
        assert!(slips(&['a', 'b']).is_empty());
        assert!(slips(&['a'; MAX_CHARS + 1]).is_empty());
    }
}
