//! A small stable sort, shared by the modules that run in the browser.
//!
//! The standard sort adds three to seven kilobytes of code for each type it sorts, and users on phones pay for every
//! byte of the engine. This one sorts indices only, whatever they point to. It is for lists of words and documents, not
//! for the positions of an index, which are put in order by counting sorts. (Code that builds full lexicons uses the
//! standard sort.)

/// Returns the indices `0..count` in the order that `precedes` defines, by a stable natural merge sort. Input that is
/// already in order, or consists of a few ascending runs, takes little more than one pass.
#[must_use]
#[inline(never)]
pub fn places(count: usize, precedes: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    // Where each ascending run ends.
    let mut ends: Vec<usize> = (1..count).filter(|&at| precedes(at, at - 1)).collect();
    ends.push(count);
    let mut merged = Vec::with_capacity(count);
    while ends.len() > 1 {
        merged.clear();
        for pair in ends.chunks(2) {
            let (start, middle) = (merged.len(), pair.first().copied().unwrap_or(0));
            let end = pair.last().copied().unwrap_or(0);
            let (mut left, mut right) = (
                order.get(start..middle).unwrap_or_default(),
                order.get(middle..end).unwrap_or_default(),
            );
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
        // The ends of the merged runs: every second one, and the last.
        ends = ends.chunks(2).filter_map(|pair| pair.last().copied()).collect();
    }
    order
}

/// Sorts items by key; items with equal keys keep their order.
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

/// Sorts numbers in ascending order.
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
