//! Short lists of words that papers use, as one string each: small in the wasm file, and quick
//! enough for lines.

/// A list of words, set apart by spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub(super) &'static str);

impl Words {
    /// All of them.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(' ')
    }

    /// Whether `word` is one of them.
    pub(super) fn has(self, word: &str) -> bool {
        self.iter().any(|w| w == word)
    }

    /// The length of the longest of them that `text` begins with; 0 where it begins with none.
    pub(super) fn at_start(self, text: &str) -> usize {
        self.iter()
            .filter(|w| text.starts_with(w))
            .map(str::len)
            .max()
            .unwrap_or(0)
    }

    /// The length of the longest of them that `text` ends with; 0 where it ends with none.
    pub(super) fn at_end(self, text: &str) -> usize {
        self.iter()
            .filter(|w| text.ends_with(w))
            .map(str::len)
            .max()
            .unwrap_or(0)
    }
}
