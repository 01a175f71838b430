//! Short lists of words that newspapers use. Each list is one string, which is small in the wasm file and
//! quick enough for lines.

/// A list of words separated by spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub(super) &'static str);

impl Words {
    /// Returns all words.
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(' ')
    }

    /// Whether `word` is in the list.
    pub(super) fn has(self, word: &str) -> bool {
        !word.is_empty() && self.at_start(word) == word.len()
    }

    /// Returns the length in bytes of the longest word that `text` begins with, or 0.
    pub(super) fn at_start(self, text: &str) -> usize {
        longest(self.0.bytes(), || text.bytes())
    }

    /// Returns the length in bytes of the longest word that `text` ends with, or 0.
    pub(super) fn at_end(self, text: &str) -> usize {
        longest(self.0.bytes().rev(), || text.bytes().rev())
    }
}

/// Compares each word of a table with the text in one pass over the bytes. The tables are searched often,
/// and splitting them into words costs several times as much.
fn longest<T: Iterator<Item = u8>>(table: impl Iterator<Item = u8>, text: impl Fn() -> T) -> usize {
    let mut best = 0;
    let mut beside = text();
    // How many bytes of the word agree with the text; `None` once they differ.
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
