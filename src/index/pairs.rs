//! A sequence of characters → for each pair of neighbours, where it stands.

/// The number of the separator: it stands after every block, and in no query.
pub(crate) const SEPARATOR: u32 = 0;

/// Calls `each(first, second, positions)` for every pair of neighbours in `sequence` whose first is
/// a character, in ascending order of the pair. `positions` ascend and are where the first stands.
///
/// `sequence` holds numbers below `kinds` and ends with [`SEPARATOR`], so that every character is
/// the first of exactly one pair. Two passes: entries scattered by their first character, then each
/// such bucket, small enough for the processor's cache, sorted by its second.
#[allow(
    clippy::indexing_slicing,
    reason = "numbers are below `kinds`; ends count the very entries that are scattered"
)]
pub(crate) fn for_each_pair(sequence: &[u32], kinds: usize, mut each: impl FnMut(u32, u32, &[u64])) {
    let mut ends = vec![0u32; kinds + 1];
    for &number in sequence {
        ends[number as usize + 1] += 1;
    }
    // The separator begins no pair; its entries are left out.
    ends[SEPARATOR as usize + 1] = 0;
    for i in 0..kinds {
        ends[i + 1] += ends[i];
    }
    let mut entries = vec![0u64; ends[kinds] as usize];
    for (position, pair) in (0u64..).zip(sequence.windows(2)) {
        if let &[first, second] = pair {
            if first != SEPARATOR {
                let end = &mut ends[first as usize];
                entries[*end as usize] = u64::from(second) << 32 | position;
                *end += 1;
            }
        }
    }
    let mut start = 0;
    for (first, &end) in (0u32..).zip(ends.iter().take(kinds)) {
        let bucket = &mut entries[start..end as usize];
        start = end as usize;
        // Second character, then position: one number holds both.
        bucket.sort_unstable();
        for pair in bucket.chunk_by(|a, b| a >> 32 == b >> 32) {
            let second = pair.first().map_or(0, |entry| entry >> 32);
            each(first, u32::try_from(second).unwrap_or(0), pair);
        }
    }
}

/// The position of an entry of [`for_each_pair`].
#[allow(clippy::cast_possible_truncation, reason = "the lower half is what is meant")]
pub(crate) const fn position(entry: &u64) -> u32 {
    *entry as u32
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
            for_each_pair(&sequence, 12, |first, second, entries| {
                found.push(((first, second), entries.iter().map(position).collect::<Vec<_>>()));
            });
            prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
