//! Kanbao 看报: makes Chinese news bulletins readable and searchable in the browser.
//!
//! A bulletin is the text of a newspaper page or issue. This crate parses it into articles, folds and segments their
//! text, indexes it and searches it. Compiled to WebAssembly, all of that runs on the user's own device; natively, it
//! is the editor's command line.
//!
//! # From text to hits
//!
//! [`bulletin::parse`] turns text into articles, and [`engine::Engine`] indexes and searches them:
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
//! assert_eq!(outcome.total, 1); // traditional characters match simplified ones
//! # Ok::<(), kanbao::Error>(())
//! ```
//!
//! With a lexicon, words rank, text is cut into words, and suggestions, keywords and other spellings become possible.
//! [`lexicon::Lexicon::full`] needs the feature `full-lexicon`; in the browser a lexicon comes as bytes:
//!
//! ```
//! use kanbao::{bulletin, engine::Engine, lexicon::Lexicon, search::{SearchOptions, Tier}};
//!
//! let issue = bulletin::parse("春茶开采了\n\n李一鸣\n\n清明前的头一场雨过后,山上的茶农忙了起来。\n")?;
//! let mut engine = Engine::new();
//! engine.set_lexicon(&Lexicon::full()?.folded()?)?;
//! engine.add(&issue.articles)?;
//!
//! let outcome = engine.search("茶农 清明", SearchOptions::default());
//! assert_eq!(outcome.hits[0].tier, Tier::AllWords);
//! # Ok::<(), kanbao::Error>(())
//! ```
//!
//! # Modules
//!
//! Data flows one way, from a page of text through these modules to hits:
//!
//! - [`bulletin`]: parses a page into articles, repairs print damage and reports what an editor should check;
//! - [`text`]: folds text, so that characters that count as the same compare equal, and keeps the map back;
//! - [`lexicon`]: words, frequencies and readings, and the segmenter that cuts text by them;
//! - [`index`](mod@index): the searchable index, in shards of plain bytes;
//! - [`spelling`]: rewrites a query into strings of the collection (pinyin, homophones, slips);
//! - [`search`]: reads queries, finds and ranks articles, makes excerpts and marks;
//! - [`suggest`]: completions, corrections, keywords and related articles;
//! - [`engine`]: a collection in memory, which holds all of these together;
//! - `publish` (with the feature `cli`): the files that an editor puts on a web server.
//!
//! `ARCHITECTURE.md` has the map and the reasons for the larger decisions.
//!
//! # Features
//!
//! - `cli` (default): the command line, with `full-lexicon`, `json` and legacy encodings;
//! - `full-lexicon`: jieba-rs's whole dictionary and HMM, embedded (about 6 MB; native builds only);
//! - `json`: bulletins from and to JSON text (in the browser, `JSON.parse` does that);
//! - `wasm-engine`, `wasm-parser`: what each of the browser's two modules exports.
//!
//! # Quirks
//!
//! 1. A hit of the tier *as typed* contains the query after folding: width, case, script, kinds of quotation marks and
//!    dashes, and spaces beside Chinese characters do not count. Punctuation does.
//! 2. A match never crosses from one paragraph, caption or name into the next. A paragraph that the parser joined
//!    again is one paragraph.
//! 3. Script is folded one character at a time, and for matching only: 乾 and 干 count as the same. Text that is shown
//!    is never converted.
//! 4. Without a lexicon, articles are still found, but ranking knows only characters, not words.
//! 5. Every text offset carries its unit in its type ([`units`]); JavaScript receives UTF-16 code units.
//! 6. The built-in HMM of jieba-rs is never used; a [`lexicon::Segmenter`] can only be made from a lexicon, which
//!    carries the rows it needs.

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
