//! The inner interfaces of the modules, for the crate's own tests and benches. There is no promise of stability: they
//! may change or disappear in any version.
//!
//! Each module here re-exports what a module of `src/` offers to the others but not to users of the crate.

use crate::engine::Engine;
use crate::lexicon::{Lexicon, Segmenter};

/// Packed bytes: see `src/bytes.rs`.
pub mod bytes {
    pub use crate::bytes::*;
}

/// Character classes: see `src/chars.rs`.
pub mod chars {
    pub use crate::chars::*;
}

/// The small stable sort: see `src/order.rs`.
pub mod order {
    pub use crate::order::*;
}

/// Shards: see `src/index`.
pub mod index {
    pub use crate::index::*;
}

/// Folding into a buffer, offsets of JavaScript, sentences: see `src/text`.
pub mod text {
    pub use crate::text::inner::*;
}

/// Readings and synonyms: see `src/lexicon`.
pub mod lexicon {
    pub use crate::lexicon::inner::*;
}

/// Rewriting a query into strings of the collection: see `src/spelling`.
pub mod spelling {
    pub use crate::spelling::*;
}

/// Queries as they were understood, ranking, weights: see `src/search`.
pub mod search {
    pub use crate::search::inner::*;
}

/// The interface to JavaScript: see `src/wasm`.
#[cfg(all(target_arch = "wasm32", any(feature = "wasm-engine", feature = "wasm-parser")))]
pub mod wasm {
    pub use crate::wasm::*;
}

/// Ranks by `weights` from now on.
pub fn set_weights(engine: &mut Engine, weights: search::Weights) {
    engine.set_weights(weights);
}

/// Returns the strings of the collection that a query may have been meant as, the likeliest first. `phrase` must be
/// folded.
#[must_use]
pub fn rewrite(engine: &Engine, phrase: &str) -> Vec<spelling::Rewriting> {
    engine.rewrite(phrase)
}

/// Whether the segmenter's lexicon has a word of at least two characters.
#[must_use]
pub fn knows(segmenter: &Segmenter, word: &str) -> bool {
    segmenter.knows(word)
}

/// Returns the readings of a lexicon's characters and words.
#[must_use]
pub fn readings(lexicon: &Lexicon) -> &lexicon::Readings {
    lexicon.readings()
}

/// Returns the synonyms that an editor added to a lexicon.
#[must_use]
pub fn synonyms(lexicon: &Lexicon) -> &lexicon::Synonyms {
    lexicon.synonyms()
}
