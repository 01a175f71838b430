//! Sorting: one sort for all who need one.
//!
//! The standard sort is three to seven kilobytes of code for each type it sorts, and every byte of the
//! engine is paid by a reader on a phone. This one sorts places, whatever stands there; it is for lists
//! of words and documents, not for the positions of an index.

/// The places `0..count` in order (merge sort, stable): those that are in order already, or are a few
/// ascending runs one after the other, are only compared at the seams.
#[must_use]
#[inline(never)]
pub fn places(count: usize, precedes: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut merged = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        merged.clear();
        for pair in order.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            if let (Some(&last), Some(&first)) = (left.last(), right.first()) {
                if !precedes(first, last) {
                    merged.extend_from_slice(pair);
                    continue;
                }
            }
            while let (Some((&a, after_a)), Some((&b, after_b))) = (left.split_first(), right.split_first()) {
                if precedes(b, a) {
                    merged.push(b);
                    right = after_b;
                } else {
                    merged.push(a);
                    left = after_a;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        core::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

/// The items in the order of their keys; those of equal keys stay as they came.
#[must_use]
pub fn by_key<T>(items: Vec<T>, key: impl Fn(&T) -> usize) -> Vec<T> {
    let keys: Vec<usize> = items.iter().map(key).collect();
    let order = places(keys.len(), &|a, b| keys.get(a) < keys.get(b));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|place| items.get_mut(place)?.take())
        .collect()
}

/// The numbers, ascending.
#[must_use]
pub fn ascending(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let numbers: Vec<u32> = numbers.collect();
    let order = places(numbers.len(), &|a, b| numbers.get(a) < numbers.get(b));
    order
        .into_iter()
        .filter_map(|place| numbers.get(place).copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_stay_as_they_came() {
        let words = vec!["丙一", "甲", "乙", "丙二", "丁"];
        let key = |word: &&str| word.chars().next().map_or(0, |c| c as usize);
        let mut expected = words.clone();
        expected.sort_by_key(key);
        assert_eq!(by_key(words, key), expected);
        assert_eq!(ascending([3, 1, 2, 1].into_iter()), [1, 1, 2, 3]);
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest::proptest! {
        #[test]
        fn sorted_as_the_standard_sorts(items in proptest::collection::vec(0u8..40, 0..300)) {
            let numbered: Vec<(u8, usize)> = items.into_iter().zip(0..).collect();
            let mut expected = numbered.clone();
            expected.sort_by_key(|item| item.0);
            proptest::prop_assert_eq!(by_key(numbered, |item| usize::from(item.0)), expected);
        }
    }
}
