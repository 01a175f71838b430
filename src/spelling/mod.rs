//! What may have been meant?
//!
//! Where a query stands nowhere, or hardly anywhere, it may be spelled otherwise than what is looked
//! for: in pinyin or initials because the input method is off, with another character of the same
//! sound, with a slip of a finger. The index is never changed for that. Instead the query is
//! *rewritten* into strings that do stand in the collection ([`Speller::rewrite`]), and each of them
//! is then looked for exactly as if it had been typed: so highlights cover what is there, and nothing
//! is found that one of the strings shown is not.
//!
//! Pinyin and initials are compared with the [`Lines`] of a collection (headlines, names, captions,
//! words), letter by letter along the readings of each character, so that every way to cut the letters
//! into syllables counts. Pinyin in running text, homophones and slips are patterns of characters that
//! the index finds by its pairs.

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
