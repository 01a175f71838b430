//! The fields of an article that terms are counted in.

/// How many fields there are.
pub const FIELDS: usize = 5;

/// A number for each field, in the order of [`Field::ALL`].
pub type Counts = [u32; FIELDS];

/// A part of an article that ranks in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Field {
    /// The headline.
    Headline,
    /// What stands above or below the headline: section, kicker, subtitle.
    Kicker,
    /// The names it is by.
    Byline,
    /// A photo's caption or credit.
    Caption,
    /// The paragraphs. The last, so that its number is the largest: the word postings write the
    /// body, where most words stand, in the shortest form.
    Body,
}

impl Field {
    /// All fields, in the order that [`Counts`] and the shard's bytes number them.
    pub const ALL: [Self; FIELDS] = [Self::Headline, Self::Kicker, Self::Byline, Self::Caption, Self::Body];

    /// The field with this number.
    #[must_use]
    pub fn from_number(n: usize) -> Option<Self> {
        Self::ALL.get(n).copied()
    }

    /// Its name as JavaScript and the command line show it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Kicker => "kicker",
            Self::Byline => "byline",
            Self::Caption => "caption",
            Self::Body => "body",
        }
    }
}
