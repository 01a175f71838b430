//! Character classes shared by the parser, folding, the index and excerpts. The larger functions are not inlined: each
//! is called from dozens of places, and the wasm file should hold it once.

/// Whether `c` is a Han ideograph: CJK Unified Ideographs with extensions A–I, the compatibility block, and the
/// iteration and number signs 々〇 that occur in words (Unicode 16, Blocks.txt).
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2EE5F}' |
        '\u{30000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}' | '々' | '〇')
}

/// Whether `c` is a letter of the Latin script, half or full width: Basic Latin, Latin-1 to Extended-B, and Extended
/// Additional (Unicode 16, Blocks.txt), without the signs × and ÷.
#[must_use]
pub const fn is_latin(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' |
        'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Whether `c` is a capital letter that can begin a Latin name or sentence: Basic Latin, half or full width, and
/// Latin-1.
#[must_use]
pub const fn is_capital(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Ａ'..='Ｚ')
}

/// Whether `c` is a decimal digit, half or full width.
#[must_use]
pub const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// Whether `c` is invisible: white space, control characters, and the format characters that have no width (zero-width
/// spaces and joiners, directional marks, byte order mark).
#[must_use]
#[inline(never)]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether `c` ends a sentence (GB/T 15834-2011, 句末点号), in full and half width.
#[must_use]
#[inline(never)]
pub const fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '．' | '…' | '｡')
}

/// Whether `c` is punctuation inside a sentence (GB/T 15834-2011, 句内点号), in full and half width.
#[must_use]
#[inline(never)]
pub const fn is_pause(c: char) -> bool {
    matches!(c, '，' | '、' | '；' | '：' | ',' | ';' | ':' | '､' | '﹐')
}

/// Whether `c` is a closing quotation mark or bracket, which may follow sentence-final punctuation.
#[must_use]
#[inline(never)]
pub const fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | '〕' | ']' | '"' | '\''
    )
}

/// Whether `c` is an opening quotation mark or bracket.
#[must_use]
#[inline(never)]
pub const fn is_opening(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '「' | '『' | '《' | '〈' | '（' | '(' | '【' | '〔' | '['
    )
}

/// Whether `c` is a middle dot between the parts of a name, in any of the forms that occur in practice.
#[must_use]
#[inline(never)]
pub const fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '∙' | '⋅' | '･')
}

/// Returns how many columns a character takes on a fixed-width page: two if it is as wide as a Han character (a coarse
/// reading of Unicode's East Asian Width), zero if it has no width, four for a tab, and one otherwise.
#[must_use]
#[inline(never)]
pub fn columns(c: char) -> u32 {
    match c {
        '\t' => 4,
        '\u{2003}' => 2,
        _ if c.is_control() || (is_blank(c) && !c.is_whitespace()) => 0,
        '“' | '”' | '‘' | '’' | '…' | '—' | '·' => 2,
        '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' => 2,
        '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{1F300}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

/// Whether a **folded** character can be part of a word: letters, digits, ideographs.
///
/// The rules exclude punctuation and symbols by Unicode block. They replace the tables behind
/// [`char::is_alphanumeric`], which would add four kilobytes to the engine's file, and agree with it on every character
/// that folds to itself in the blocks that Chinese newspapers are set in (tested).
#[must_use]
pub const fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{BF}' => matches!(c, 'ª' | '²' | '³' | 'µ' | '¹' | 'º' | '¼'..='¾'),
        // Superscript and subscript digits, fractions and Roman numerals, circled numbers.
        '\u{2000}'..='\u{2BFF}' => {
            matches!(c, '⁰'..='⁹' | 'ⁿ'..='₉' | '⅐'..='ↈ' | '①'..='⓿') && !matches!(c, '₊'..='₎' | 'ↀ'..='ↂ')
        }
        '\u{3000}'..='\u{3020}' | '〰' | '〽' => matches!(c, '々'..='〇'),
        '×'
        | '÷'
        | '・'
        | '\u{2E00}'..='\u{2E7F}'
        | '\u{D7A4}'..='\u{F8FF}'
        | '\u{FE00}'..='\u{FE6F}'
        | '\u{FF00}'.. => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        let wide = |s: &str| s.chars().map(columns).sum::<u32>();
        assert_eq!(wide("报纸，“a”1"), 12);
        assert_eq!(wide("\u{FEFF}\u{200B}　\u{3000}"), 4);
    }

    #[test]
    fn blanks_are_not_seen() {
        assert!("\u{FEFF}\u{200B}\u{2028}\u{C}\t\u{3000}\u{A0}".chars().all(is_blank));
        assert!(!"—·。〇".chars().any(is_blank));
    }

    #[test]
    fn words_are_made_of_what_unicode_calls_alphanumeric() {
        let set = ('\0'..='\u{2C1}')
            .chain('\u{388}'..='\u{38A}')
            .chain('\u{38E}'..='\u{3A1}')
            .chain('\u{3A3}'..='\u{3F5}')
            .chain('\u{400}'..='\u{481}')
            .chain('\u{2000}'..='\u{206F}')
            .chain('\u{20A0}'..='\u{20CF}')
            .chain('\u{2150}'..='\u{217F}')
            .chain('\u{2190}'..='\u{245F}')
            .chain('①'..='⒛')
            .chain('Ⓐ'..='⓪')
            .chain('\u{2500}'..='\u{2775}')
            .chain('\u{3000}'..='\u{3029}')
            .chain('\u{3041}'..='\u{3096}')
            .chain('\u{30A1}'..='\u{30FE}')
            .chain('\u{3400}'..='\u{4DBF}')
            .chain('\u{4E00}'..='\u{9FFF}')
            .chain('\u{AC00}'..='\u{D7A3}')
            .chain('\u{E000}'..='\u{FA6D}')
            .chain('\u{FE10}'..='\u{FE6F}')
            .chain('\u{FF00}'..='\u{FF0F}')
            .chain('\u{1F300}'..='\u{1F64F}');
        for c in set {
            assert_eq!(is_word_char(c), c.is_alphanumeric(), "{c:?} U+{:04X}", u32::from(c));
        }
    }
}
