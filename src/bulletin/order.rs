//! Sorts by numbers with [`crate::order`] and counts the work. Two numbers can be packed into one.

use super::work;
use crate::order;

/// Sorts `items` in place, ascending.
pub(super) fn sort(items: &mut [u64]) {
    let len = items.len();
    work::steps(len * (usize::BITS - len.leading_zeros()) as usize / 8);
    let before = items.to_vec();
    let sorted = order::places(len, &|a, b| before.get(a) < before.get(b));
    for (slot, place) in items.iter_mut().zip(sorted) {
        *slot = before.get(place).copied().unwrap_or(0);
    }
}

/// Packs two numbers below 2³² into one, which sorts by the first and then by the second.
pub(super) fn pack(first: usize, second: usize) -> u64 {
    (first as u64) << 32 | second as u64 & 0xFFFF_FFFF
}

/// Returns the two numbers that [`pack`] packed.
pub(super) fn unpack(packed: u64) -> (usize, usize) {
    let number = |n: u64| usize::try_from(n & 0xFFFF_FFFF).unwrap_or(0);
    (number(packed >> 32), number(packed))
}

/// Sorts `items` by their lines; items of the same line keep their order.
pub(super) fn by_line<T>(items: &mut Vec<T>, line: impl Fn(&T) -> u32) {
    *items = order::by_key(core::mem::take(items), |item| line(item) as usize);
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
