//! `kanbao publish`: turns the pages of an issue into the files that the browser loads.

use std::io::Write;
use std::path::{Path, PathBuf};

use kanbao::bulletin::Issue;
use kanbao::publish::publish;
use kanbao::{Code, Error, Result};

use crate::{input, lexicon, report, say};

/// Writes the files of an issue for the web: issue.json and the lexicon of its words
#[derive(Debug, clap::Args)]
#[command(visible_alias = "prepare")]
pub(crate) struct Arguments {
    /// The pages of the issue in order, as text or JSON, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder to write to, which is created if it does not exist
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
    /// Your own words (names, places) and synonyms, one per line (docs/own-words.md describes the format)
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let mut issue = Issue::default();
    for file in &arguments.files {
        let page = input::read(file)?;
        say!(
            out,
            "{}: {}, {} articles",
            page.name,
            page.encoding,
            page.issue.articles.len()
        );
        report::write_doubts(&page.issue, out)?;
        append(&mut issue, page.issue);
    }
    let published = publish(&issue, &lexicon::full(arguments.words.as_deref())?)?;
    make_folder(&arguments.out)?;
    // The lexicon is written first, so that issue.json never names a file that does not exist yet.
    for file in [&published.lexicon, &published.issue] {
        let path = arguments.out.join(&file.name);
        lexicon::write_file(&path, &file.bytes)?;
        say!(out, "{}: {} bytes", path.display(), file.bytes.len());
    }
    Ok(())
}

/// Appends the articles of `page` to `issue`. The paper's name, date and edition are from the first page that gives
/// them.
fn append(issue: &mut Issue, page: Issue) {
    issue.paper = issue.paper.take().or(page.paper);
    issue.date = issue.date.take().or(page.date);
    issue.edition = issue.edition.take().or(page.edition);
    issue.articles.extend(page.articles);
    issue.counts.dropped_duplicate_paragraphs += page.counts.dropped_duplicate_paragraphs;
    issue.counts.rejoined_paragraphs += page.counts.rejoined_paragraphs;
}

fn make_folder(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path)
        .map_err(|e| Error::new(Code::Io, format!("cannot be created: {e}")).at(path.display().to_string()))
}
