//! The lexicon and the segmenter: the words there are, and where they are in a text.
//!
//! A [`Lexicon`] contains words with their frequencies and the HMM that finds unknown words. The full
//! lexicon is jieba-rs's own. The [subset](Lexicon::subset) for a collection contains only the words that
//! can occur in it; it takes a hundredth of the bytes and segments the collection exactly as the full one
//! does. A [`Segmenter`] cuts text into [`Token`]s. It cannot be made without a lexicon: the engine itself
//! contains neither dictionary nor HMM.
//!
//! # Why a subset segments alike
//! jieba takes the most probable path through the dictionary words that occur in the text. The probability
//! of a word is its frequency divided by the sum of all frequencies. Words that do not occur in the text
//! cannot be on a path, so they can be left out if the sum stays the same: one entry that no text can
//! contain carries the frequencies of the words left out. The HMM depends only on the characters of the
//! text, so the rows of other characters can be left out too. This holds for every piece of the
//! collection, and hence for any query that is a piece of it.

mod dictionary;
mod fingerprint;
mod hmm;
mod own;
mod packed;
mod readings;
#[cfg(feature = "full-lexicon")]
mod readings_source;
mod segmenter;
mod synonyms;
mod unknown;
mod words;

pub use dictionary::{Kind, Lexicon};
pub use fingerprint::Fingerprint;
pub use own::OwnWords;
pub use readings::{Readings, Syllable};
pub use segmenter::{Segmenter, Token};
pub use synonyms::Synonyms;
