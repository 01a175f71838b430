//! Folding: decides which characters count as the same.
//!
//! Text is matched in its *folded* form and shown unchanged. Folding removes differences that a person
//! typing a query does not intend: width (Ａ and A), case, script (traditional and simplified), the choice
//! among the many quotation marks, dashes and middle dots, and spaces that separate nothing. [`fold()`]
//! keeps a map back to the original, [`Utf16Map`] converts offsets to JavaScript's, and [`sentences`] finds
//! the places at which a text may be cut for an excerpt.

mod fold;
mod folded;
pub mod sentences;
mod table;
mod utf16;
mod variants_table;

pub(crate) use fold::fold_again;
pub use fold::{fold, fold_into};
pub use folded::Folded;
pub use utf16::Utf16Map;

/// The version of the folding rules and tables. It must be raised with every change to what [`fold()`]
/// returns for any text. An index and a lexicon are valid only for text folded by the same version, so
/// their fingerprints include it.
pub const FOLD_VERSION: u32 = 1;
