//! Which articles match a query, in what order, and why?
//!
//! [`Engine::search`](crate::engine::Engine::search) takes [`SearchOptions`] and returns an [`Outcome`]. (Inside,
//! `Query::read` parses what was typed, `rank` finds and orders the articles of a `Collection` of shards, and
//! `Presenter` builds the hits: headline, excerpts, marked ranges. Ranking needs only the index; presenting also needs
//! the texts.)
//!
//! # Filters, facets and sorting
//!
//! Articles that are added with an [`Origin`] have a date and a page. [`SearchOptions`] can filter by them, count facet
//! values and sort by date; a query can set conditions as well (`作者:…`, `-…`):
//!
//! ```
//! use kanbao::{bulletin, engine::Engine, search::{Facet, Filter, Origin, SearchOptions, Sort}};
//!
//! let issue = bulletin::parse("春茶开采了\n\n李一鸣\n\n清明前的头一场雨过后,山上的茶农忙了起来。\n")?;
//! let mut engine = Engine::new();
//! engine.add_from(&issue.articles, &[Origin { date: Some("2024-04-03".into()), edition: Some("第2版".into()) }])?;
//!
//! let filters = [Filter { facet: Facet::Month, value: "2024-04".into() }];
//! let options = SearchOptions { filters: &filters, facets: true, sort: Sort::Newest, ..SearchOptions::default() };
//! let outcome = engine.search("作者:李一鸣 -水果", options);
//! assert_eq!((outcome.total, outcome.clauses.len()), (1, 2));
//! assert_eq!(outcome.facets[0].values[0].text, "2024-04-03");
//! # Ok::<(), kanbao::Error>(())
//! ```
//!
//! # Tiers
//!
//! Every hit belongs to a [`Tier`]. If fewer articles than wanted contain all the words, the tier *near* adds those in
//! which the most telling words occur close together, and *most words* those that contain most of what the query says;
//! so a question finds its article. Conditions hold in these tiers too. [`SearchOptions::partial_matches`] switches both
//! off, and [`SearchOptions::explain`] shows what each score is made of:
//!
//! ```
//! use kanbao::{bulletin, engine::Engine, lexicon::Lexicon, search::{SearchOptions, Tier}};
//!
//! let issue = bulletin::parse("春茶开采了\n\n李一鸣\n\n清明前的头一场雨过后,山上的茶农忙了起来。\n")?;
//! let mut engine = Engine::new();
//! engine.set_lexicon(&Lexicon::full()?.folded()?)?;
//! engine.add(&issue.articles)?;
//!
//! let options = SearchOptions { explain: true, ..SearchOptions::default() };
//! let hit = engine.search("请问山上的茶农清明忙了几天", options).hits.remove(0);
//! assert_eq!(hit.tier, Tier::Near);
//! assert!(hit.explanation.iter().any(|&(name, part)| name == "near" && part > 0.0));
//! # Ok::<(), kanbao::Error>(())
//! ```

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
pub(crate) mod query;
mod rank;
mod respelled;
mod score;
mod select;
mod sets;
mod tiers;
mod weights;

pub use crate::index::Field;
pub use crate::spelling::Spelling;
pub use attributes::{Facet, Origin};
pub use documents::Document;
pub use excerpt::MAX_EXCERPT_CHARS;
pub use facets::{FacetCounts, FacetValue, Filter, MAX_FACET_VALUES};
pub use hit::{Excerpt, Hit, Mark, Marked, Outcome, Part, Problem, Respelling, SearchOptions, Sort, Tier, TierCount};
pub use query::{
    Clause, Date, DateRange, Field as QueryField, Value as ClauseValue, MAX_CLAUSES, MAX_DEPTH, MAX_QUERY_CHARS,
};

pub(crate) use inner::*;
pub(crate) use rank::part as part_of;
pub(crate) use sets::all_words;

/// What other modules use, and users of the crate do not.
pub(crate) mod inner {
    pub use super::apart::corrections;
    pub use super::attributes::Attributes;
    pub use super::collection::Collection;
    pub use super::documents::Documents;
    #[cfg(all(target_arch = "wasm32", feature = "wasm-engine"))]
    pub use super::documents::PieceCode;
    #[cfg(any(feature = "cli", feature = "internals"))]
    pub use super::parts::parts;
    pub use super::present::{marks, passage, Presenter};
    pub use super::query::Query;
    pub use super::tiers::rank;
    pub use super::weights::Weights;
}
