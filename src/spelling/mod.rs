//! What may have been meant?
//!
//! A query that occurs nowhere, or hardly anywhere, may be spelled differently from the text: in pinyin or initials
//! because the input method is off, with another character that sounds the same, or with a slip of the finger. The
//! index knows nothing of this. Instead, the query is *rewritten* into strings that do occur in the collection
//! ([`Speller::rewrite`]), and each of them is then searched for exactly as if it had been typed. So highlights mark
//! text that is really present, and every hit contains one of the strings shown.
//!
//! Pinyin and initials are compared with the [`Lines`] of a collection (headlines, names, captions, words), letter by
//! letter along the readings of each character, so every way to cut the letters into syllables counts. Pinyin in
//! running text, homophones and slips become patterns of characters, which the index finds by its pairs.

mod complete;
mod edit;
mod latin;
mod lines;
mod rewrite;
mod sound;
mod typed;

pub use complete::Completion;
pub use lines::{Gathered, LineKind, Lines};
pub use rewrite::{Rewriting, Speller, Spelling, Texts};
