//! Kanbao 看报: Chinese news bulletins, readable and searchable inside the reader's browser.
//!
//! A bulletin is a newspaper page as plain text. This crate parses it into articles, folds and
//! segments their text, indexes it and searches it; compiled to WebAssembly it does all of that on
//! the reader's own device. Natively it is the editor's command line.
//!
//! # From text to hits
//!
//! ```
//! use kanbao::{bulletin, engine::Engine, search::SearchOptions};
//!
//! let page = "春茶开采了\n\n李一鸣\n\n清明前的头一场雨过后,山上的茶农忙了起来。\n";
//! let issue = bulletin::parse(page)?;
//! assert_eq!(issue.articles[0].byline[0].name.text, "李一鸣");
//!
//! let mut engine = Engine::new();
//! engine.add(&issue.articles)?;
//! let outcome = engine.search("頭一場雨", SearchOptions::default());
//! assert_eq!(outcome.total, 1); // traditional characters find simplified ones
//! # Ok::<(), kanbao::Error>(())
//! ```
//!
//! # The rooms
//!
//! [`bulletin`] (which articles are in a page?) → [`text`] (which characters count as the same?) →
//! [`lexicon`] (which words are there?) → [`index`](mod@index) (where does a term stand?) → [`spelling`]
//! (what may have been meant?) → [`search`] (which
//! articles, in what order, and why?); [`engine`] holds them together. `ARCHITECTURE.md` is the map.
//!
//! # Quirks
//!
//! 1. A hit of the tier *as typed* contains the query after folding: width, case, script, kinds of
//!    quotation marks and dashes, and spaces beside Chinese characters do not count. Punctuation does.
//! 2. Matches do not cross from one paragraph, caption or name into the next. A paragraph that the
//!    parser joined again is one paragraph.
//! 3. Script is folded a character at a time, for matching only: 乾 and 干 count as the same. Nothing
//!    that is shown is ever converted.
//! 4. Without a lexicon everything is found, but nothing is known of words: ranking is by characters.
//! 5. All offsets say their unit in their type ([`units`]); what crosses to JavaScript is in UTF-16 units.
//! 6. The built-in HMM of jieba-rs is never used; a [`lexicon::Segmenter`] can only be made from a
//!    lexicon, which carries the rows it needs.
#![cfg_attr(doctest, doc = include_str!("../README.md"))]

pub mod bulletin;
pub mod bytes;
pub mod chars;
pub mod engine;
pub mod error;
pub mod index;
pub mod lexicon;
pub mod order;
#[cfg(feature = "cli")]
pub mod publish;
pub mod search;
pub mod spelling;
pub mod suggest;
pub mod text;
pub mod units;
#[cfg(all(target_arch = "wasm32", any(feature = "wasm-engine", feature = "wasm-parser")))]
pub mod wasm;

pub use error::{Code, Error, Result};
