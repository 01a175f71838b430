//! `kanbao publish`: an issue's pages → the files that a reader's browser loads.

use std::io::Write;
use std::path::{Path, PathBuf};

use kanbao::bulletin::Issue;
use kanbao::publish::publish;
use kanbao::{Code, Error, Result};

use crate::{input, lexicon, report, say};

/// Writes an issue for the web: issue.json and the lexicon of its words
#[derive(Debug, clap::Args)]
#[command(visible_alias = "prepare")]
pub(crate) struct Arguments {
    /// The issue's pages in order, as text or JSON; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder to write to; made where it is missing
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
    /// Words and synonyms of your own (names, places), one a line (README.md has the form)
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
    // The lexicon first: an issue.json never names a file that is not there yet.
    for file in [&published.lexicon, &published.issue] {
        let path = arguments.out.join(&file.name);
        lexicon::write_file(&path, &file.bytes)?;
        say!(out, "{}: {} bytes", path.display(), file.bytes.len());
    }
    Ok(())
}

/// The articles of `page` after those of `issue`; name, date and edition are the first that a page gives.
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
        .map_err(|e| Error::new(Code::Io, format!("cannot be made: {e}")).at(path.display().to_string()))
}
