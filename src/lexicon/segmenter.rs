//! Cutting text into words: the one place that knows jieba-rs.

use jieba_rs::{HmmModel, Jieba};

use super::{Fingerprint, Lexicon};
use crate::units::{ByteOffset, Span};
use crate::{Code, Error, Result};

/// A word that no text contains as far as jieba is concerned, since it looks for words among
/// Han characters, ASCII letters and digits and a few marks only. It carries the frequencies of
/// the words that are not there.
const UNREACHABLE: &str = "\u{1}";

/// A piece of a text: a word, a number, a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token<'a> {
    /// The piece.
    pub text: &'a str,
    /// Where it stands in the text that was cut.
    pub span: Span<ByteOffset>,
}

/// Cuts text into words by one lexicon, always with its HMM.
///
/// There is no way to make one without a lexicon:
/// ```compile_fail
/// let segmenter = kanbao::lexicon::Segmenter::default();
/// ```
#[derive(Debug)]
pub struct Segmenter {
    jieba: Jieba,
    fingerprint: Fingerprint,
}

impl Segmenter {
    /// A segmenter with the words and the HMM of `lexicon`.
    ///
    /// # Errors
    /// [`Code::Damaged`] where jieba-rs does not take the HMM.
    pub fn new(lexicon: &Lexicon) -> Result<Self> {
        let mut jieba = Jieba::empty();
        // Word by word: neither text to write nor text to parse. Frequencies and their sum fit a
        // usize everywhere, as a lexicon's total has 32 bits.
        for (word, frequency) in lexicon.words().iter() {
            jieba.add_word(word, Some(frequency as usize), None);
        }
        jieba.add_word(UNREACHABLE, Some(lexicon.rest() as usize), None);
        let model = HmmModel::load(&mut lexicon.hmm().to_model().as_bytes())
            .map_err(|error| Error::new(Code::Damaged, format!("jieba-rs does not take the HMM: {error}")))?;
        jieba.set_hmm_model(model);
        Ok(Self {
            jieba,
            fingerprint: lexicon.fingerprint(),
        })
    }

    /// The words of `text` in order: every byte of it stands in exactly one token.
    #[must_use]
    pub fn cut<'a>(&self, text: &'a str) -> Vec<Token<'a>> {
        self.jieba.cut(text, true).into_iter().map(token).collect()
    }

    /// The words of `text` as an index wants them: before each long word, the words of two and
    /// three characters inside it.
    #[must_use]
    pub fn cut_for_search<'a>(&self, text: &'a str) -> Vec<Token<'a>> {
        self.jieba.cut_for_search(text, true).into_iter().map(token).collect()
    }

    /// Which lexicon this is.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Adds `word` for [`Lexicon::with_words`] and returns its frequency: the one given, or one
    /// that is just large enough for jieba to keep the word together.
    pub(super) fn add(&mut self, word: &str, frequency: Option<u32>) -> u32 {
        let frequency = self.jieba.add_word(word, frequency.map(|f| f as usize), None);
        u32::try_from(frequency).unwrap_or(u32::MAX)
    }
}

fn token(token: jieba_rs::Token<'_>) -> Token<'_> {
    let span = Span::new(
        ByteOffset::from_usize(token.byte_start),
        ByteOffset::from_usize(token.byte_end),
    );
    Token { text: token.word, span }
}
