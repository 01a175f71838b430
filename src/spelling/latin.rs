//! Words of letters with a slip in them.

/// The longest word that is compared, in bytes.
const MAX_LATIN: usize = 32;

/// Counts the letters in a word (folded), or bytes of non-ASCII characters. Digits do not count: G20 is not a slip for
/// 20, nor C909 for C919.
pub(super) fn letters(word: &str) -> usize {
    word.bytes().filter(|byte| matches!(byte, b'a'..=b'z' | 0x80..)).count()
}

/// Returns how many slips a word with this many letters may have: one in three to five letters, two in longer words.
pub(super) const fn slips(letters: usize) -> usize {
    match letters {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// Returns how many letters must be inserted, deleted or replaced, or neighbours swapped, to turn `a` into `b`, if that
/// is at most `limit`. (Optimal string alignment: no part is changed twice.)
pub(super) fn distance(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit || a.len() > MAX_LATIN || b.len() > MAX_LATIN {
        return None;
    }
    let mut before = [0; MAX_LATIN + 1];
    let mut last = [0; MAX_LATIN + 1];
    for (i, cell) in last.iter_mut().enumerate() {
        *cell = i;
    }
    let get = |row: &[usize; MAX_LATIN + 1], i: usize| row.get(i).copied().unwrap_or(usize::MAX / 2);
    for (i, x) in a.iter().enumerate() {
        let mut row = [i + 1; MAX_LATIN + 1];
        let mut least = i + 1;
        for (j, y) in b.iter().enumerate() {
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            let mut cost = (get(&last, j) + usize::from(x != y))
                .min(get(&last, j + 1) + 1)
                .min(get(&row, j) + 1);
            if swapped {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = cost;
            }
            least = least.min(cost);
        }
        if least > limit + 1 {
            return None;
        }
        (before, last) = (last, row);
    }
    Some(get(&last, b.len())).filter(|&cost| cost <= limit)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, without the rows of a table.
    fn naive(a: &[u8], b: &[u8]) -> usize {
        match (a, b) {
            ([], rest) | (rest, []) => rest.len(),
            ([before_a @ .., x], [before_b @ .., y]) => {
                let mut cost = (naive(before_a, before_b) + usize::from(x != y))
                    .min(naive(before_a, b) + 1)
                    .min(naive(a, before_b) + 1);
                if let ([rest_a @ .., p, q], [rest_b @ .., r, s]) = (a, b) {
                    if p == s && q == r {
                        cost = cost.min(naive(rest_a, rest_b) + 1);
                    }
                }
                cost
            }
        }
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_definition(a in "[abc]{0,6}", b in "[abc]{0,6}", limit in 0usize..4) {
            let expected = Some(naive(a.as_bytes(), b.as_bytes())).filter(|&cost| cost <= limit);
            prop_assert_eq!(distance(a.as_bytes(), b.as_bytes(), limit), expected);
        }
    }
}
