//! All native integration tests as one binary, which is linked once and runs them in parallel.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod bulletin;
mod bulletin_json;
mod bulletin_laws;
mod bulletin_printed;
mod cli;
mod engine;
mod index;
mod layers;
mod lexicon;
mod lexicon_packed;
mod lower_tiers;
mod material;
mod narrow;
mod own_words;
mod quality;
mod query;
mod search;
mod search_corpus;
mod spelling;
mod suggest;
mod text;
