//! A query as data: what was understood, each part with its place in what was typed.

use super::dates::DateRange;
use super::fields::Field;
use crate::units::{Span, Utf16Offset};

/// One condition. An article must meet all clauses of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What is asked for.
    pub value: Value,
    /// Where it must stand; `None`: anywhere.
    pub field: Option<Field>,
    /// Whether articles that meet it are left out.
    pub excluded: bool,
    /// Its place in the query, marks and field name included.
    pub span: Span<Utf16Offset>,
}

/// What a clause asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text as it was typed, spaces made one.
    Text(String),
    /// What stood between quotation marks: exactly this.
    Phrase {
        /// The text between them.
        text: String,
        /// The marks.
        marks: (char, char),
    },
    /// An issue of these days.
    Dates(DateRange),
    /// One of these at least: what 或 stood between.
    Any(Vec<Clause>),
    /// All of these: what stood between brackets.
    All(Vec<Clause>),
}

impl Value {
    /// Its kind, as JavaScript and the command line show it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Phrase { .. } => "phrase",
            Self::Dates(_) => "dates",
            Self::Any(_) => "any",
            Self::All(_) => "all",
        }
    }
}

impl Clause {
    /// Whether it is text and nothing more.
    #[must_use]
    pub const fn is_bare(&self) -> bool {
        matches!(self.value, Value::Text(_)) && self.field.is_none() && !self.excluded
    }
}

impl Value {
    /// Appends it as it may be typed, without the field and the sign of exclusion.
    pub fn print(&self, out: &mut String) {
        super::print::print_value(self, out);
    }
}
