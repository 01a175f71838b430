//! Which lexicon and folding a text was cut by.

use core::fmt;

/// Says which lexicon (dictionary, HMM, user words) and which folding rules cut a text: an index
/// and a query go together only where their fingerprints are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
