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
        !word.is_empty() && self.at_start(word) == word.len()
    }

    /// The length of the longest of them that `text` begins with; 0 where it begins with none.
    pub(super) fn at_start(self, text: &str) -> usize {
        longest(self.0.bytes(), || text.bytes())
    }

    /// The length of the longest of them that `text` ends with; 0 where it ends with none.
    pub(super) fn at_end(self, text: &str) -> usize {
        longest(self.0.bytes().rev(), || text.bytes().rev())
    }
}

/// Walks through a table's words, each beside the text: much is asked of the tables, and a split
/// into words costs several times as much.
fn longest<T: Iterator<Item = u8>>(table: impl Iterator<Item = u8>, text: impl Fn() -> T) -> usize {
    let mut best = 0;
    let mut beside = text();
    // How much of the word is beside the same text; `None` once it is not.
    let mut same = Some(0);
    for byte in table.chain(std::iter::once(b' ')) {
        if byte == b' ' {
            best = best.max(same.unwrap_or(0));
            beside = text();
            same = Some(0);
        } else if let Some(len) = same {
            same = (beside.next() == Some(byte)).then_some(len + 1);
        }
    }
    best
}
