//! Character classes that parser, folding and excerpts share.

/// A Han ideograph: CJK Unified Ideographs with extensions A–I, the compatibility block, and
/// the iteration and number signs 々〇 that stand in words (Unicode 16, Blocks.txt).
#[must_use]
pub const fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2EE5F}' |
        '\u{30000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}' | '々' | '〇')
}

/// Punctuation that ends a sentence (GB/T 15834-2011, 句末点号), in full and half width.
#[must_use]
pub const fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '．' | '…' | '｡')
}

/// A closing quotation mark or bracket, which may follow sentence-final punctuation.
#[must_use]
pub const fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | '〕' | ']' | '"' | '\'')
}

/// An opening quotation mark or bracket.
#[must_use]
pub const fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '《' | '〈' | '（' | '(' | '【' | '〔' | '[')
}
