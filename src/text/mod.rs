//! Which characters count as the same?
