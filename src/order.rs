//! Sorting by numbers: one sort for all who need one.
//!
//! The standard sort is three to seven kilobytes of code for each type it sorts. Numbers in one
//! type keep that from being paid again by every reader of a page.

/// Puts `items` in the order of their keys (beyond `u32::MAX` all count as that); equal ones stay in
/// the order they came in.
#[must_use]
pub fn by_key<T>(items: Vec<T>, key: impl Fn(&T) -> usize) -> Vec<T> {
    let mut order: Vec<u64> = (0u64..)
        .zip(&items)
        .map(|(place, item)| u64::from(u32::try_from(key(item)).unwrap_or(u32::MAX)) << 32 | place)
        .collect();
    order.sort_unstable();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let place = |entry: &u64| usize::try_from(entry & u64::from(u32::MAX)).unwrap_or(usize::MAX);
    order
        .iter()
        .filter_map(|entry| items.get_mut(place(entry))?.take())
        .collect()
}

/// Puts numbers in ascending order.
#[must_use]
pub fn ascending(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut wide: Vec<u64> = numbers.map(u64::from).collect();
    wide.sort_unstable();
    wide.into_iter().map(|n| u32::try_from(n).unwrap_or(u32::MAX)).collect()
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
}
