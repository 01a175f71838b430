//! Where does a term occur?
//!
//! [`ShardBuilder`] collects documents of folded text, block by block, and makes a shard's bytes; [`Shard`] opens such
//! bytes and looks up *strings* (exactly, by pairs of characters with positions) and *words* (as the segmenter cut
//! them, with counts per field). This module knows fields of text, not bulletins.

mod alphabet;
mod blocks;
mod builder;
mod field;
mod find;
pub mod format;
mod near;
mod pair_table;
mod pairs;
mod postings;
mod shard;
mod word_builder;
mod words;

pub use blocks::Block;
pub use builder::ShardBuilder;
pub use field::{Counts, Field, FIELDS};
pub use find::Needle;
pub use near::Slot;
pub use shard::Shard;
pub use words::{is_word, Word};
