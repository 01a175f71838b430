//! Replaces jieba-rs's own `jieba-macros`, whose one macro writes the built-in hidden Markov model into the crate: half a
//! megabyte that the linker keeps in every module. Kanbao reads its model from the lexicon file and never uses the
//! built-in one, so this macro declares the same items with an empty model. `Cargo.toml` names it under
//! `[patch.crates-io]`; it must follow what jieba-rs (src/hmm.rs) expects of a new version.
use proc_macro::TokenStream;

/// Declares the items that jieba-rs expects, for a model that knows no character.
#[proc_macro]
pub fn generate_hmm_data(_input: TokenStream) -> TokenStream {
    "pub static INITIAL_PROBS: [f64; 4] = [0.0; 4];
     pub static TRANS_PROBS: [[f64; 4]; 4] = [[0.0; 4]; 4];
     pub const HMM_HAN_MIN: char = '\\u{4E00}';
     pub const HMM_HAN_MAX: char = '\\u{9FD5}';
     pub const EMIT_MIN_CHAR: u32 = 0x4E00;
     pub const EMIT_NONE: u16 = u16::MAX;
     pub static EMIT_INDEX: [u16; 0] = [];
     pub static EMIT_PROBS: [[f64; 4]; 0] = [];"
        .parse()
        .unwrap_or_default()
}
