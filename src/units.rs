//! Numbers that carry their unit: text offsets, spans and ids.
//!
//! A Chinese character is three bytes in UTF-8, one UTF-16 code unit in JavaScript and one `char` in Rust, so a bare
//! number says nothing. Text offsets and article ids therefore have one of these types wherever they leave a module.
//! (Positions and document numbers inside one index shard are plain `u32`, and so is what crosses to JavaScript.)

use serde::{Deserialize, Serialize};

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// Converts from `usize`; saturates at `u32::MAX`, which no capped input reaches.
            #[must_use]
            pub fn from_usize(n: usize) -> Self {
                Self(u32::try_from(n).unwrap_or(u32::MAX))
            }

            /// Converts to `usize`, for slicing.
            #[must_use]
            pub fn get(self) -> usize {
                self.0 as usize
            }
        }
    };
}

number! {
    /// An offset in UTF-8 bytes.
    ByteOffset
}
number! {
    /// An offset in Unicode scalar values (Rust `char`s).
    CharOffset
}
number! {
    /// An offset in UTF-16 code units, as JavaScript strings count.
    Utf16Offset
}
number! {
    /// An article's number in its collection, from 0, in print order.
    ArticleId
}
number! {
    /// A line number in the source text, from 1, as editors count.
    LineNumber
}

/// A half-open range `start..end` of offsets in the unit `U`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span<U> {
    /// The first offset inside the range.
    pub start: U,
    /// The first offset after the range.
    pub end: U,
}

impl<U> Span<U> {
    /// Makes the range `start..end`.
    pub const fn new(start: U, end: U) -> Self {
        Self { start, end }
    }
}

impl Span<ByteOffset> {
    /// Returns the part of `text` that the span covers, or `None` if the span does not fit the text.
    #[must_use]
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start.get()..self.end.get())
    }
}
