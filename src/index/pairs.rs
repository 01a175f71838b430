//! Finds, for each pair of neighbouring characters in a sequence, where it occurs.

/// The number of the separator, which follows every block and is in no query.
pub(crate) const SEPARATOR: u32 = 0;

/// A position in the lower 32 bits, the number of a character in the upper ones.
type Item = u64;

/// How many positions one call puts in place.
const STRETCH: usize = 1 << 12;

fn item(number: u32, position: u32) -> Item {
    u64::from(number) << 32 | u64::from(position)
}

fn number(item: Item) -> u32 {
    (item >> 32) as u32
}

/// Returns the position of an item.
#[allow(clippy::cast_possible_truncation, reason = "only the lower half is wanted")]
pub(crate) fn position(item: Item) -> u32 {
    item as u32
}

/// Calls `each(first, second, items)` for every pair of neighbours in `sequence` whose first element is a character, in
/// ascending order of the pair. The [`position`]s of the items ascend and are those of the first character.
///
/// `sequence` holds indices into `numbers` and ends with the index of [`SEPARATOR`], so that every character is the
/// first of exactly one pair. `numbers` holds each number below `kinds` once. Two stable counting sorts put the
/// positions in order, by their second character and then by their first; both are linear in the length of the text. An
/// item carries the number that is needed next, so that the text is read only once, from beginning to end.
#[allow(clippy::indexing_slicing, reason = "numbers are below `kinds`")]
pub(crate) fn for_each_pair(sequence: &[u32], numbers: &[u32], kinds: usize, mut each: impl FnMut(u32, u32, &[Item])) {
    let (Some(&start), Some((&end, firsts))) = (sequence.first(), sequence.split_last()) else {
        return;
    };
    let mut counts = vec![0u32; numbers.len()];
    for stretch in sequence.chunks(STRETCH) {
        count(stretch, &mut counts);
    }
    // How often each number is a second. It is a first as often, except at the two ends of the text.
    let mut ends = vec![0u32; kinds + 1];
    for (&number, count) in numbers.iter().zip(counts) {
        ends[number as usize] = count;
    }
    let number_of = |place: u32| numbers[place as usize] as usize;
    let mut first_ends = ends.clone();
    ends[number_of(start)] -= 1;
    first_ends[number_of(end)] -= 1;
    begin_groups(&mut ends);
    begin_groups(&mut first_ends);

    let mut by_second = vec![0; firsts.len()];
    let mut at = 0;
    while at < firsts.len() {
        let stretch = &sequence[at..sequence.len().min(at + STRETCH + 1)];
        scatter_seconds(stretch, at, numbers, &mut ends, &mut by_second);
        at += STRETCH;
    }
    let mut sorted = vec![0; firsts.len()];
    let mut from = 0;
    for (second, &end) in (0..).zip(&ends[..kinds]) {
        scatter_firsts(
            &by_second[from as usize..end as usize],
            second,
            &mut first_ends,
            &mut sorted,
        );
        from = end;
    }
    // A pair that begins with a separator is not reported.
    let mut from = first_ends[SEPARATOR as usize];
    for (first, &end) in (0..).zip(&first_ends[..kinds]).skip(1) {
        for items in sorted[from as usize..end as usize].chunk_by(|&a, &b| number(a) == number(b)) {
            each(first, number(items[0]), items);
        }
        from = end;
    }
}

// These are out of line so that browsers can optimise them between two calls: see the decisions in ARCHITECTURE.md.

#[inline(never)]
#[allow(
    clippy::indexing_slicing,
    reason = "a sequence holds indices into `numbers`, and `counts` has its length"
)]
fn count(stretch: &[u32], counts: &mut [u32]) {
    for &place in stretch {
        counts[place as usize] += 1;
    }
}

/// Turns the size of each group into the index where it begins.
fn begin_groups(counts: &mut [u32]) {
    let mut sum = 0;
    for count in counts {
        sum += core::mem::replace(count, sum);
    }
}

/// Puts each position of a stretch, with its first character, at the end of the group of its second. The stretch begins
/// at position `at`; its last element is only a second.
#[inline(never)]
#[allow(clippy::indexing_slicing, reason = "`ends` were counted from the same numbers")]
fn scatter_seconds(stretch: &[u32], at: usize, numbers: &[u32], ends: &mut [u32], sorted: &mut [Item]) {
    let Some((&first, seconds)) = stretch.split_first() else {
        return;
    };
    let mut first = numbers[first as usize];
    for (&second, position) in seconds.iter().zip(u32::try_from(at).unwrap_or(u32::MAX)..) {
        let second = numbers[second as usize];
        let end = &mut ends[second as usize];
        sorted[*end as usize] = item(first, position);
        *end += 1;
        first = second;
    }
}

/// Puts each position of the group of one second, with that second, at the end of the group of its first.
#[inline(never)]
#[allow(clippy::indexing_slicing, reason = "`ends` were counted from the same numbers")]
fn scatter_firsts(items: &[Item], second: u32, ends: &mut [u32], sorted: &mut [Item]) {
    for &of_first in items {
        let end = &mut ends[number(of_first) as usize];
        sorted[*end as usize] = item(second, position(of_first));
        *end += 1;
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
        fn pairs_are_all_there_in_order(places in proptest::collection::vec(0u32..12, 0..400), characters in Just((1u32..12).collect::<Vec<_>>()).prop_shuffle()) {
            // The separator keeps its number.
            let numbers: Vec<u32> = core::iter::once(SEPARATOR).chain(characters).collect();
            let places: Vec<u32> = places.into_iter().chain([SEPARATOR]).collect();
            let sequence: Vec<u32> = places.iter().map(|&place| numbers[place as usize]).collect();
            let mut expected: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
            for (i, pair) in sequence.windows(2).enumerate() {
                if pair[0] != SEPARATOR {
                    expected.entry((pair[0], pair[1])).or_default().push(u32::try_from(i).unwrap());
                }
            }
            let mut found = Vec::new();
            for_each_pair(&places, &numbers, 12, |first, second, items| {
                found.push(((first, second), items.iter().copied().map(position).collect()));
            });
            prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
