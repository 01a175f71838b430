//! `kanbao check`: lists what the parser repaired and doubts, for an editor to check.

use std::io::Write;
use std::path::PathBuf;

use kanbao::Result;

use crate::{input, report, say};

/// Prints repairs, doubts and text that is in no article, with line numbers
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The page, or `-` for standard input
    file: PathBuf,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let source = input::read(&arguments.file)?;
    say!(
        out,
        "{}: {}, {} articles",
        source.name,
        source.encoding,
        source.issue.articles.len()
    );
    report::write(&source.issue, out)
}
