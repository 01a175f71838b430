//! Here is a page of text: which articles are in it?

#[cfg(feature = "cli")]
pub mod decode;
pub mod model;
mod parse;
pub mod plain;

pub use model::{
    Article, Caption, Counts, Doubt, Issue, Paragraph, ParagraphKind, Person, Piece, Repair, RepairKind, SetAside,
    SetAsideKind,
};
pub use parse::{parse, MAX_ARTICLES, MAX_BYTES, MAX_LINES};
