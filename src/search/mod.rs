//! Which articles, in what order, and why?
//!
//! [`Query::read`] understands what was typed, [`rank()`] finds and orders the articles of a
//! [`Collection`] of shards, `present` shows them: headline, excerpt, ranges. Ranking needs the
//! index only, showing needs the articles themselves.

mod collection;
mod excerpt;
mod hit;
mod marks;
mod parts;
mod present;
mod query;
mod rank;
mod score;
mod tiers;

pub use collection::Collection;
pub use excerpt::MAX_EXCERPT_CHARS;
pub use hit::{Excerpt, Hit, Mark, Marked, Outcome, Part, Problem, SearchOptions, Tier, TierCount};
pub use parts::parts;
pub use present::{marks, Presenter};
pub use query::{Query, MAX_QUERY_CHARS};
pub use tiers::{rank, Ranked, Ranking};
