//! `kanbao check`: lists what the parser repaired and doubts, for an editor to check.

use std::io::Write;
use std::path::PathBuf;

use kanbao::Result;
use serde_json::json;

use crate::{input, joined, parse, report, say, say_json};

/// Prints repairs, doubts and text that is in no article, with line numbers; the exit code is 3 if there are doubts
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The page, or `-` for standard input
    file: PathBuf,
    /// Print JSON, with the place of each in the source (byte offsets of UTF-8)
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let source = input::read(&arguments.file)?;
    let issue = &source.issue;
    if arguments.json {
        say_json(
            out,
            &json!({
                "format": kanbao::bulletin::plain::FORMAT, "file": source.name, "encoding": source.encoding,
                "paper": issue.paper, "date": issue.date, "edition": issue.edition,
                "articles": issue.articles.len(), "report": parse::report_of(issue),
            }),
        )?;
    } else {
        say!(
            out,
            "{}: {}, {} articles",
            source.name,
            source.encoding,
            issue.articles.len()
        );
        report::write(issue, out)?;
    }
    joined::check_page(&source)?;
    match issue.doubts.len() {
        0 => Ok(()),
        doubts => Err(report::doubtful(doubts).at(source.name)),
    }
}
