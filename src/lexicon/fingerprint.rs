//! Identifies the lexicon and the folding that a text was segmented with.

use core::fmt;

/// Identifies a lexicon (dictionary, HMM, the editor's own words) and the version of the folding rules. An
/// index and a query are compatible only if their fingerprints are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// The multiplier of the hash: 2⁶⁴ divided by the golden ratio, made odd. Multiplying by it loses nothing and
    /// mixes well (Knuth, The Art of Computer Programming 3, 6.4).
    pub(super) const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
