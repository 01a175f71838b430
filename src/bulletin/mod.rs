//! Here is a page of text: which articles are in it?

mod assemble;
mod blocks;
mod credits;
mod dates;
#[cfg(feature = "cli")]
pub mod decode;
mod duplicates;
mod evidence;
mod furniture;
mod headings;
mod lines;
pub mod model;
mod names;
mod parse;
pub mod plain;
mod repair;
mod roles;
mod signatures;
mod strand;
mod words;
mod work;

pub use assemble::MAX_ARTICLES;
pub use lines::{MAX_BYTES, MAX_LINES};
pub use model::{
    Article, Caption, Counts, Doubt, Issue, Paragraph, ParagraphKind, Person, Piece, Repair, RepairKind, SetAside,
    SetAsideKind,
};
pub use parse::parse;
