//! Which words say something by themselves?

use crate::chars::is_digit;
use crate::index::is_word;

/// Function words of two characters, ascending, six bytes each, without separators.
const FUNCTION_WORDS: &str = include_str!("function_words.txt");

const WORD_BYTES: usize = 6;

/// Whether a word (folded) says what a text is about: whether it has at least two characters and is neither a number
/// nor a function word.
pub(super) fn is_telling(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next();
    if chars.as_str().is_empty() || !is_word(word) || word.chars().all(is_numeral) {
        return false;
    }
    let words = FUNCTION_WORDS.as_bytes();
    let (mut low, mut high) = (0, words.len() / WORD_BYTES);
    while low < high {
        let middle = low + (high - low) / 2;
        let at = middle * WORD_BYTES;
        match words.get(at..at + WORD_BYTES).map(|other| other.cmp(word.as_bytes())) {
            Some(core::cmp::Ordering::Less) => low = middle + 1,
            Some(core::cmp::Ordering::Greater) => high = middle,
            _ => return false,
        }
    }
    true
}

/// Whether `c` is a digit, a mark inside numbers, or a character that numbers and dates are written with.
fn is_numeral(c: char) -> bool {
    is_digit(c) || "一二三四五六七八九十百千万亿两零〇第几数多年月日号时点分半个.,:%+-_/".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_of_two_characters_and_ascend() {
        let chars: Vec<char> = FUNCTION_WORDS.chars().collect();
        assert!(chars.chunks(2).is_sorted_by(|a, b| a < b));
        assert!(chars.iter().all(|c| c.len_utf8() == 3) && chars.len().is_multiple_of(2));
        for pair in chars.chunks(2) {
            assert!(!is_telling(&pair.iter().collect::<String>()));
        }
    }

    #[test]
    fn numbers_and_single_characters_tell_nothing() {
        for word in ["", "水", "2024年", "三十", "12.5%", "a", "--", "我们", "第三", "8月"] {
            assert!(!is_telling(word), "{word}");
        }
        for word in ["水果", "ai", "嘉兴南站", "5g", "图书馆", "一带一路"] {
            assert!(is_telling(word), "{word}");
        }
    }
}
