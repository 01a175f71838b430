//! Which characters count as the same?
//!
//! Text is matched through its *folded* form and shown as it is. Folding removes what a reader
//! does not mean when typing a query: width (Ａ and A), case, the script (traditional and
//! simplified), which of the many quotation marks, dashes and middle dots was set, and spaces
//! that separate nothing. [`fold()`] keeps a map back to the original, [`Utf16Map`] turns offsets
//! into JavaScript's, [`sentences`] says where a text may be cut for an excerpt.

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

/// The version of the folding rules and tables. An index and a lexicon are good only for text
/// folded by the same version, so their fingerprints carry it: it goes up with every change of
/// what [`fold()`] gives for any text.
pub const FOLD_VERSION: u32 = 1;
