//! Kanbao 看报: Chinese news bulletins, readable and searchable inside the reader's browser.

pub mod bulletin;
pub mod bytes;
pub mod chars;
pub mod engine;
pub mod error;
pub mod index;
pub mod lexicon;
pub mod search;
pub mod text;
pub mod units;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use error::{Code, Error, Result};
