//! The fields of an article, in which terms are counted separately.

/// The number of fields.
pub const FIELDS: usize = 5;

/// A count for each field, in the order of [`Field::ALL`].
pub type Counts = [u32; FIELDS];

/// A part of an article with a weight of its own in ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Field {
    /// The headline.
    Headline,
    /// The lines above and below the headline: section, kicker, subtitle.
    Kicker,
    /// The names of the byline.
    Byline,
    /// A photo's caption or credit.
    Caption,
    /// The paragraphs. This field is the last because the word postings write the last field, where most words occur,
    /// in the shortest form.
    Body,
}

impl Field {
    /// All fields, in the order that [`Counts`] and the shard's bytes number them.
    pub const ALL: [Self; FIELDS] = [Self::Headline, Self::Kicker, Self::Byline, Self::Caption, Self::Body];

    /// Returns the field with this number.
    #[must_use]
    pub fn from_number(n: usize) -> Option<Self> {
        Self::ALL.get(n).copied()
    }

    /// Returns the field's name as JavaScript and the command line show it.
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
