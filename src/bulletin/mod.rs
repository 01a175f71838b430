//! Parses a page of plain text into articles.
//!
//! [`parse()`] reads a page in passes; [`plain`] converts the result to JSON and back. The passes:
//!
//! 1. `lines` finds the lines; `blocks` joins lines that were wrapped at a fixed width.
//! 2. `furniture` sets running heads and other page furniture aside.
//! 3. `evidence` (with `form`, `names`, `people`, `credits`, `signatures` and `dates`) describes what
//!    each block looks like.
//! 4. `roles` decides the role of each block, weighing all blocks together; `headings` decides between
//!    a new article's headline and a subheading; `assemble` turns blocks into articles.
//! 5. `repair` and `duplicates` repair print damage and report each repair.
//!
//! No rule may lose text: every visible character is covered by a span of an article's piece, of a
//! repair's `before` text, or of what was set aside.

mod assemble;
mod blocks;
mod credits;
mod dates;
#[cfg(feature = "cli")]
pub mod decode;
mod duplicates;
mod evidence;
mod form;
mod furniture;
mod headings;
#[cfg(feature = "json")]
pub mod ids;
#[cfg(feature = "json")]
pub mod issue_format;
mod lines;
mod model;
mod names;
mod order;
mod parse;
mod people;
pub mod plain;
#[cfg(feature = "json")]
mod plain_reader;
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
