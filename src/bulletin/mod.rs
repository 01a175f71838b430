//! Here is a page of text: which articles are in it?
//!
//! [`parse()`] reads a page in passes over spans, and [`plain`] gives the result as JSON and takes it
//! back:
//!
//! 1. `lines`: where the lines are; `blocks`: lines that were wrapped at a width, put together.
//! 2. `furniture`: running heads and the like are set aside.
//! 3. `evidence` (`form`, `names`, `people`, `credits`, `signatures`, `dates`): what each block
//!    looks like.
//! 4. `roles`: which part of the page each block plays, all weighed together; `headings`: new
//!    article or sub-headline; `assemble`: blocks → articles.
//! 5. `repair`, `duplicates`: print damage is mended, and each mending reported.
//!
//! No rule may lose text: every character that can be seen stands in a span of an article's
//! piece, of a repair's text before, or of what was set aside.

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
mod lines;
pub mod model;
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
