//! Sorting by numbers, by one small piece of code for all: the standard sorts, made anew for each
//! type, were a fifth of the parser's wasm file.

use super::work;

/// Sorts in place (heapsort, Williams 1964): n log n steps whatever the order was.
#[inline(never)]
pub(super) fn sort(items: &mut [u64]) {
    let len = items.len();
    work::steps(len * (usize::BITS - len.leading_zeros()) as usize / 8);
    for root in (0..len / 2).rev() {
        sift(items, root, len);
    }
    for end in (1..len).rev() {
        items.swap(0, end);
        sift(items, 0, end);
    }
}

/// Lets the item at `root` sink to its place among the first `end`.
fn sift(items: &mut [u64], mut root: usize, end: usize) {
    let at = |items: &[u64], i: usize| items.get(i).copied().unwrap_or(0);
    loop {
        let left = 2 * root + 1;
        if left >= end {
            return;
        }
        let right = left + 1;
        let child = if right < end && at(items, right) > at(items, left) {
            right
        } else {
            left
        };
        if at(items, child) <= at(items, root) {
            return;
        }
        items.swap(root, child);
        root = child;
    }
}

/// Two numbers as one, by which the first decides the order and then the second.
pub(super) fn pack(first: usize, second: usize) -> u64 {
    (first as u64) << 32 | second as u64 & 0xFFFF_FFFF
}

/// The numbers that were packed.
pub(super) fn unpack(packed: u64) -> (usize, usize) {
    let number = |n: u64| usize::try_from(n & 0xFFFF_FFFF).unwrap_or(0);
    (number(packed >> 32), number(packed))
}

/// Puts `items` in the order of their lines; those of one line keep theirs.
pub(super) fn by_line<T>(items: &mut Vec<T>, line: impl Fn(&T) -> u32) {
    let mut keys: Vec<u64> = items
        .iter()
        .enumerate()
        .map(|(i, item)| pack(line(item) as usize, i))
        .collect();
    sort(&mut keys);
    let mut slots: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(
        keys.into_iter()
            .filter_map(|key| slots.get_mut(unpack(key).1).and_then(Option::take)),
    );
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorted_as_the_standard_sorts(items in proptest::collection::vec(any::<u64>(), 0..60)) {
            let (mut mine, mut theirs) = (items.clone(), items);
            sort(&mut mine);
            theirs.sort_unstable();
            prop_assert_eq!(mine, theirs);
        }

        #[test]
        fn those_of_one_line_keep_their_order(lines in proptest::collection::vec(0..5_u32, 0..30)) {
            let mut items: Vec<(u32, usize)> = lines.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            by_line(&mut items, |i| i.0);
            expected.sort_by_key(|i| i.0);
            prop_assert_eq!(items, expected);
        }
    }
}
