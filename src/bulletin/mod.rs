//! Here is a page of text: which articles are in it?

pub mod model;

pub use model::{Article, Caption, Issue, Paragraph, ParagraphKind, Person, Piece};
