//! Which words are there, and where are they in this text?
//!
//! A [`Lexicon`] holds words with their frequencies and the HMM that finds unknown words. The
//! full one is jieba-rs's own; the [subset](Lexicon::subset) of a collection holds what that
//! collection can contain, in a hundredth of the bytes, and cuts it exactly alike. A
//! [`Segmenter`] cuts text into [`Token`]s and cannot be made without a lexicon: the engine
//! carries neither dictionary nor HMM.
//!
//! # Why a subset cuts alike
//! jieba takes the most probable path through the dictionary words that occur in the text; a
//! word's probability is its frequency over the sum of all. Words that do not occur cannot lie
//! on a path, so they may go, as long as the sum stays: one entry that no text can contain
//! carries the rest of it. The HMM looks at the characters of the text only, so the other
//! characters' rows may go too. This holds for every piece of the collection, hence for any
//! query that is a piece of it.

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
