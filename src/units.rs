//! Numbers that carry their unit: offsets into text, spans of them, and ids.
//!
//! A Chinese character is three bytes in UTF-8, one UTF-16 code unit in JavaScript, one `char`
//! in Rust, so a bare number says nothing. Whatever crosses a module's door is one of these types.

use serde::{Deserialize, Serialize};

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// From a `usize`; saturates at `u32::MAX`, which no capped input reaches.
            #[must_use]
            pub fn from_usize(n: usize) -> Self {
                Self(u32::try_from(n).unwrap_or(u32::MAX))
            }

            /// As a `usize`, for slicing.
            #[must_use]
            pub fn get(self) -> usize {
                self.0 as usize
            }
        }
    };
}

number! {
    /// An offset in bytes of UTF-8.
    ByteOffset
}
number! {
    /// An offset in Unicode scalar values (Rust `char`s).
    CharOffset
}
number! {
    /// An offset in UTF-16 code units: what JavaScript strings count.
    Utf16Offset
}
number! {
    /// An article's place in its collection, from 0, in print order.
    ArticleId
}
number! {
    /// A line of the source text, from 1, as editors count.
    LineNumber
}

/// A half-open range `start..end` in the unit `U`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span<U> {
    /// The first place inside.
    pub start: U,
    /// The first place after.
    pub end: U,
}

impl<U> Span<U> {
    /// The range `start..end`.
    pub const fn new(start: U, end: U) -> Self {
        Self { start, end }
    }
}

impl Span<ByteOffset> {
    /// The piece of `text` the span covers, or `None` where it does not fit the text.
    #[must_use]
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start.get()..self.end.get())
    }
}
