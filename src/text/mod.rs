//! Folding: decides which characters count as the same.
//!
//! Text is matched in its *folded* form and shown unchanged. Folding removes differences that a person
//! typing a query does not intend: width (Ａ and A), case, script (traditional and simplified), the choice
//! among the many quotation marks, dashes and middle dots, and spaces that separate nothing. [`fold()`]
//! keeps a map back to the original. (`utf16` converts offsets to JavaScript's, and `sentences` finds the
//! places at which a text may be cut for an excerpt.)

mod fold;
mod folded;
pub(crate) mod sentences;
mod table;
mod utf16;
mod variants_table;

pub use fold::fold;
pub use folded::Folded;

pub(crate) use fold::fold_again;
pub(crate) use inner::{fold_into, Utf16Map};

/// What other modules use, and users of the crate do not.
pub(crate) mod inner {
    pub use super::fold::fold_into;
    #[cfg(feature = "internals")]
    pub use super::sentences::{clauses, may_cut, sentences};
    pub use super::utf16::Utf16Map;
}

/// The version of the folding rules and tables. It must be raised with every change to what [`fold()`]
/// returns for any text. A lexicon is valid only for text folded by the same version, so its
/// file records it.
pub(crate) const FOLD_VERSION: u32 = 1;
