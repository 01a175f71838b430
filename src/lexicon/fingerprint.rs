//! Which lexicon and folding a text was cut by.

use core::fmt;

/// Says which lexicon (dictionary, HMM, user words) and which folding rules cut a text: an index
/// and a query go together only where their fingerprints are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(pub u64);

impl Fingerprint {
    /// 2⁶⁴ over the golden ratio, made odd: multiplying by it loses nothing and mixes well (Knuth,
    /// The Art of Computer Programming 3, 6.4).
    pub(super) const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
