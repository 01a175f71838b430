//! `kanbao segment`: prints the words that a text is cut into.

use std::io::Write;
use std::path::PathBuf;

use kanbao::lexicon::Segmenter;
use kanbao::text::fold;
use kanbao::Result;

use crate::{input, lexicon, say};

/// Prints the words of a text, separated by slashes, as the index cuts them after folding
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The text, which is cut line by line without parsing, or `-` for standard input
    file: PathBuf,
    /// Print the words as they are indexed: each long word is preceded by the words inside it
    #[arg(long)]
    search: bool,
    /// Your own words and synonyms, one per line (docs/own-words.md describes the format)
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let full = lexicon::full(arguments.words.as_deref())?;
    let segmenter = Segmenter::new(&full);
    for line in input::text(&arguments.file)?.lines() {
        let folded = fold(line);
        let tokens = if arguments.search {
            segmenter.cut_for_search(folded.as_str())
        } else {
            segmenter.cut(folded.as_str())
        };
        let words: Vec<&str> = tokens.iter().map(|token| token.text).collect();
        say!(out, "{}", words.join("/"));
    }
    Ok(())
}
