//! Where a text may be cut.
