//! The folding of single characters: a table over the Basic Multilingual Plane, expanded once from short
//! rules and the packed variants, so that folding costs one load for each character.

use std::sync::OnceLock;

use super::variants_table::{VARIANTS, VARIANT_COUNT};

/// What a character folds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// One character, possibly itself.
    One(char),
    /// Several characters: its lower-case form.
    LowerCase,
    /// White space.
    Space,
    /// Nothing: it has no width and is ignored in matching.
    Nothing,
}

// Special values in the table. They are surrogates, which are never characters.
const LOWER_CASE: u16 = 0xD800;
const SPACE: u16 = 0xD801;
const NOTHING: u16 = 0xD802;

/// Groups of marks that count as the same; each folds to the character after it.
///
/// Quotation marks: newspapers use 「」, “” and " for the same purpose, print damage loses one of a pair, and
/// an apostrophe is typed as any of them. Dashes: 2019—2024, 2019–2024 and 2019-2024; all fold to the long
/// dash, since jieba keeps words joined by a hyphen together (`covid-19`) but cuts at the dash, which is by
/// far the more frequent in Chinese text. Middle dots: 玛丽·居里 is printed with any of them. Wave dashes,
/// ellipses and the small circle likewise.
const MARKS: [(&str, char); 6] = [
    ("“”„‟‘’‚‛「」『』«»‹›〝〞〟'", '"'),
    ("‐‑‒–―−─━-", '—'),
    ("・•‧∙⋅", '·'),
    ("〜∼", '~'),
    ("⋯", '…'),
    ("○◯", '〇'),
];

/// Whether `c` has no width, so that it is neither seen nor typed: controls, format characters and variation
/// selectors (Unicode general categories Cc and Cf, and the selectors). Controls that are white space must
/// be tested for that first.
const fn is_nothing(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a folded character is a letter, digit or mark of a script that puts spaces between words: ASCII
/// letters and digits, all letters and combining marks from Latin-1 to Greek Extended, and Hangul. A space
/// between two of them is part of the text; any other space is layout.
pub(super) const fn is_spaced(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{C0}'..='\u{1FFF}' | '\u{AC00}'..='\u{D7A3}') && !matches!(c, '×' | '÷')
}

/// Returns the ordinary form of a full-width or half-width character (Unicode's compatibility mappings
/// `<wide>` and `<narrow>`, except katakana and Hangul, whose half-width forms need composing).
const fn other_width(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '｟' => Some('⦅'),
        '｠' => Some('⦆'),
        '｡' => Some('。'),
        '｢' => Some('「'),
        '｣' => Some('」'),
        '､' => Some('、'),
        '･' => Some('・'),
        '￠' => Some('¢'),
        '￡' => Some('£'),
        '￢' => Some('¬'),
        '￣' => Some('¯'),
        '￤' => Some('¦'),
        '￥' => Some('¥'),
        '￦' => Some('₩'),
        _ => None,
    }
}

/// Folds a character that has only one width and is in none of [`MARKS`].
fn by_rule(c: char) -> Fold {
    if c.is_whitespace() {
        return Fold::Space;
    }
    if is_nothing(c) {
        return Fold::Nothing;
    }
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => Fold::One(one),
        _ => Fold::LowerCase,
    }
}

/// The ranges of the plane that contain characters which [`by_rule`] changes.
const RULED: [core::ops::RangeInclusive<char>; 12] = [
    '\0'..='\u{61F}',        // ASCII, Latin, Greek, Cyrillic, Armenian, Arabic letter mark
    '\u{10A0}'..='\u{10FF}', // Georgian
    '\u{13A0}'..='\u{13FF}', // Cherokee
    '\u{1680}'..='\u{1680}', // Ogham space
    '\u{180B}'..='\u{180F}', // Mongolian selectors
    '\u{1C80}'..='\u{1CBF}', // Cyrillic and Georgian
    '\u{1E00}'..='\u{218F}', // Latin, Greek, spaces, format characters, letter-like symbols
    '\u{24B6}'..='\u{24CF}', // circled letters
    '\u{2C00}'..='\u{2CFF}', // Glagolitic, Latin, Coptic
    '\u{3000}'..='\u{3000}', // ideographic space
    '\u{A640}'..='\u{A7FF}', // Cyrillic, Latin
    '\u{FE00}'..='\u{FFFF}', // selectors, byte order mark, interlinear marks
];

/// The table over the Basic Multilingual Plane: 128 KB, built at first use.
#[derive(Debug)]
pub(super) struct Table(Box<[u16]>);

impl Table {
    /// Returns the table, which is built on the first call.
    pub(super) fn get() -> &'static Self {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(Self::expand)
    }

    fn expand() -> Self {
        let mut table = Self((0..=u16::MAX).collect());
        for c in RULED.into_iter().flatten() {
            table.set(c, by_rule(c));
        }
        for (marks, as_one) in MARKS {
            marks.chars().for_each(|mark| table.set(mark, Fold::One(as_one)));
        }
        // These fold as their targets do, which are in the table by now.
        for (c, other) in ('\u{FF01}'..='\u{FFE6}')
            .filter_map(|c| Some((c, other_width(c)?)))
            .chain(variants())
        {
            table.set(c, table.fold(other));
        }
        table
    }

    fn set(&mut self, c: char, fold: Fold) {
        let value = match fold {
            Fold::One(to) => u16::try_from(u32::from(to)),
            Fold::LowerCase => Ok(LOWER_CASE),
            Fold::Space => Ok(SPACE),
            Fold::Nothing => Ok(NOTHING),
        };
        if let (Some(slot), Ok(value)) = (self.0.get_mut(c as usize), value) {
            *slot = value;
        }
    }

    /// Whether `c` folds to itself, as most characters do.
    #[inline]
    pub(super) fn keeps(&self, c: char) -> bool {
        self.0.get(c as usize).is_some_and(|&to| u32::from(to) == u32::from(c))
    }

    /// Returns what `c` folds to.
    #[inline]
    pub(super) fn fold(&self, c: char) -> Fold {
        match self.0.get(c as usize) {
            Some(&LOWER_CASE) => Fold::LowerCase,
            Some(&SPACE) => Fold::Space,
            Some(&NOTHING) => Fold::Nothing,
            // No other entry is a surrogate, so the fallback is never used.
            Some(&to) => Fold::One(char::from_u32(u32::from(to)).unwrap_or(c)),
            // Outside the plane: cased letters of a few scripts, and tags.
            None => by_rule(c),
        }
    }
}

/// Returns the pairs of the generated table: a character and the one it folds to.
fn variants() -> impl Iterator<Item = (char, char)> {
    let mut numbers = Numbers(VARIANTS.iter());
    let mut sources = Vec::with_capacity(VARIANT_COUNT);
    let mut source = 0;
    for _ in 0..VARIANT_COUNT {
        source += numbers.next().unwrap_or(0);
        sources.push(source);
    }
    let mut target = 0u32;
    sources.into_iter().filter_map(move |source| {
        let step = numbers.next()?;
        let half = step >> 1;
        target = if step & 1 == 0 {
            target.wrapping_add(half)
        } else {
            target.wrapping_sub(half + 1)
        };
        Some((char::from_u32(source)?, char::from_u32(target)?))
    })
}

/// Reads LEB128 numbers from our own data, which needs no checks.
struct Numbers(core::slice::Iter<'static, u8>);

impl Iterator for Numbers {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in [0, 7, 14, 21] {
            let byte = u32::from(*self.0.next()?);
            value |= (byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn the_rules_leave_the_other_blocks_alone() {
        for c in ('\0'..='\u{FFFF}').filter(|c| !RULED.iter().any(|block| block.contains(c))) {
            assert_eq!(by_rule(c), Fold::One(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for c in ('\0'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E0FFF}') {
            if let Fold::One(once) = Table::get().fold(c) {
                assert_eq!(Table::get().fold(once), Fold::One(once), "{c:?}");
            }
        }
    }

    #[test]
    fn every_pair_of_the_generated_table_is_read() {
        let pairs: Vec<_> = variants().collect();
        assert_eq!(pairs.len(), VARIANT_COUNT);
        assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0));
        assert!(pairs.iter().all(|(from, to)| from != to));
    }
}
