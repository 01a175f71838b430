//! A query as data: the clauses that were understood, each with its place in what was typed.

use super::dates::DateRange;
use super::fields::Field;
use crate::units::{Span, Utf16Offset};

/// One condition of a query. An article must meet all clauses of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What is asked for.
    pub value: Value,
    /// The field in which the value must occur; `None`: anywhere.
    pub field: Option<Field>,
    /// Whether articles that meet the condition are left out.
    pub excluded: bool,
    /// The clause's place in the query, including marks and field name.
    pub span: Span<Utf16Offset>,
}

/// What a clause asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text as it was typed, each run of spaces reduced to one.
    Text(String),
    /// Quoted text, which must occur exactly like this.
    Phrase {
        /// The text between the quotation marks.
        text: String,
        /// The opening and the closing mark.
        marks: (char, char),
    },
    /// An issue from these days.
    Dates(DateRange),
    /// At least one of these: alternatives joined by 或.
    Any(Vec<Clause>),
    /// All of these: a group in brackets.
    All(Vec<Clause>),
}

impl Value {
    /// Returns the name of the kind as JavaScript and the command line show it.
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
    /// Whether it is plain text without field or exclusion.
    #[must_use]
    pub const fn is_bare(&self) -> bool {
        matches!(self.value, Value::Text(_)) && self.field.is_none() && !self.excluded
    }
}

impl Value {
    /// Appends it in a form that can be typed, without the field and the sign of exclusion.
    pub fn print(&self, out: &mut String) {
        super::print::print_value(self, out);
    }
}
