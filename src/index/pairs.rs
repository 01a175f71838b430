//! A sequence of characters → for each pair of neighbours, where it stands.

/// The number of the separator: it stands after every block, and in no query.
pub(crate) const SEPARATOR: u32 = 0;

/// Calls `each(first, second, positions)` for every pair of neighbours in `sequence` whose first is
/// a character, in ascending order of the pair. `positions` ascend and are where the first stands.
///
/// `sequence` holds numbers below `kinds` and ends with [`SEPARATOR`], so that every character is
/// the first of exactly one pair. Positions are put in order by their second character, then, those
/// that are equal staying as they are, by their first: two counting sorts, linear in the text.
#[allow(
    clippy::indexing_slicing,
    reason = "numbers are below `kinds`; positions are those of the sequence"
)]
pub(crate) fn for_each_pair(sequence: &[u32], kinds: usize, mut each: impl FnMut(u32, u32, &[u32])) {
    let Some((_, seconds)) = sequence.split_last() else {
        return;
    };
    // The position of a pair is that of its first.
    let first = |position: u32| sequence[position as usize];
    let second = |position: u32| sequence[position as usize + 1];
    let positions = 0..u32::try_from(seconds.len()).unwrap_or(u32::MAX);
    let mut starts = starts_of_groups(positions.clone().map(second), kinds);
    let mut by_second = vec![0u32; seconds.len()];
    scatter(positions.clone(), second, &mut starts, &mut by_second);
    let mut starts = starts_of_groups(positions.map(first), kinds);
    let mut sorted = vec![0u32; seconds.len()];
    scatter(by_second.into_iter(), first, &mut starts, &mut sorted);
    // A separator begins no pair.
    let characters = sorted.partition_point(|&position| first(position) == SEPARATOR);
    let pair = |position: u32| (first(position), second(position));
    for positions in sorted[characters..].chunk_by(|&a, &b| pair(a) == pair(b)) {
        each(first(positions[0]), second(positions[0]), positions);
    }
}

/// Where each group of equal numbers begins once they are in order.
#[allow(clippy::indexing_slicing, reason = "numbers are below `kinds`")]
fn starts_of_groups(numbers: impl Iterator<Item = u32>, kinds: usize) -> Vec<u32> {
    let mut starts = vec![0u32; kinds + 1];
    for number in numbers {
        starts[number as usize + 1] += 1;
    }
    for i in 0..kinds {
        starts[i + 1] += starts[i];
    }
    starts
}

/// Puts each position where its group has come to.
#[allow(clippy::indexing_slicing, reason = "`starts` were counted from the same numbers")]
fn scatter(positions: impl Iterator<Item = u32>, group: impl Fn(u32) -> u32, starts: &mut [u32], sorted: &mut [u32]) {
    for position in positions {
        let next = &mut starts[group(position) as usize];
        sorted[*next as usize] = position;
        *next += 1;
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn pairs_are_all_there_in_order(mut sequence in proptest::collection::vec(0u32..12, 0..400)) {
            sequence.push(SEPARATOR);
            let mut expected: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
            for (i, pair) in sequence.windows(2).enumerate() {
                if pair[0] != SEPARATOR {
                    expected.entry((pair[0], pair[1])).or_default().push(u32::try_from(i).unwrap());
                }
            }
            let mut found = Vec::new();
            for_each_pair(&sequence, 12, |first, second, positions| {
                found.push(((first, second), positions.to_vec()));
            });
            prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
