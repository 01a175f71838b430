//! The interface to JavaScript: the only room that knows about browsers.
//!
//! There are two builds: `Engine` (feature `wasm-engine`), an opaque handle that every page loads, and `parse`
//! (feature `wasm-parser`), which is fetched when the user opens a text of their own, since the parser is
//! nearly half of all code and a published issue does not need it. Plain data goes in and out, in these forms:
//!
//! | Rust | JavaScript | by |
//! | --- | --- | --- |
//! | articles in and out | one string and one array of numbers | `articles`: www/engine/articles.js checks
//! and packs them |
//! | a parsed issue and its report out | plain objects (www/kanbao.d.ts) | serde-wasm-bindgen |
//! | an outcome, marks out | one string and one array of numbers | `outcome`: www/engine/outcome.js unpacks them |
//! | an error out | an `Error` with `code`, `where` and `advice` | `error` |
//! | offsets | UTF-16 code units | an unpaired surrogate arrives as U+FFFD, of the same length |

#[cfg(feature = "wasm-engine")]
mod articles;
#[cfg(feature = "wasm-engine")]
mod engine;
mod error;
#[cfg(feature = "wasm-engine")]
mod outcome;
#[cfg(feature = "wasm-parser")]
mod parser;

#[cfg(feature = "wasm-engine")]
pub use self::engine::Engine;
#[cfg(feature = "wasm-parser")]
pub use self::parser::parse;
