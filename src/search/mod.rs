//! Which articles, in what order, and why?
//!
//! [`Query::read`] understands what was typed, [`rank()`] finds and orders the articles of a
//! [`Collection`] of shards, `present` shows them: headline, excerpt, ranges. Ranking needs the
//! index only, showing needs the articles themselves.

mod apart;
mod attributes;
mod close;
mod collection;
mod documents;
mod excerpt;
mod facets;
mod hit;
mod lower;
mod marks;
mod ordered;
mod partial;
mod parts;
mod present;
pub mod query;
mod rank;
mod respelled;
mod score;
mod select;
mod sets;
mod tiers;
mod weights;

pub use apart::{meant, Meant};
pub use attributes::{Attributes, Facet, Origin};
pub use collection::Collection;
pub use documents::{Document, Documents, PieceCode};
pub use excerpt::MAX_EXCERPT_CHARS;
pub use facets::{FacetCounts, FacetValue, Filter, MAX_FACET_VALUES};
pub use hit::{Excerpt, Hit, Mark, Marked, Outcome, Part, Problem, Respelling, SearchOptions, Sort, Tier, TierCount};
pub use parts::parts;
pub use present::{marks, passage, Presenter};
pub use query::{Query, MAX_QUERY_CHARS};
pub use tiers::{rank, Ranked, Ranking};
pub use weights::{Parts, Weights, START};

pub(crate) use rank::part as part_of;
pub(crate) use sets::all_words;
