//! `kanbao publish`: turns the pages of an issue into the files that the browser loads.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use kanbao::bulletin::plain::value_from;
use kanbao::bulletin::Issue;
use kanbao::publish::{publish, Published};
use kanbao::search::Date;
use kanbao::{Code, Error, Result};

use crate::joined::{self, Given};
use crate::{input, lexicon, report, say};

/// Writes the files of an issue for the web: issue.json and the lexicon of its words
///
/// Each article keeps the date and the page of its FILE. Nothing is written unless a reader can open all of it.
#[derive(Debug, clap::Args)]
#[command(visible_alias = "prepare")]
pub(crate) struct Arguments {
    /// The pages of the issue in order, as text or JSON, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder to write to, which is created if it does not exist
    #[arg(short, long, value_name = "DIR", required_unless_present = "dry_run")]
    out: Option<PathBuf>,
    /// The paper's name, whatever the pages say
    #[arg(long, value_name = "NAME")]
    paper: Option<String>,
    /// The date of all articles, whatever the pages say
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date_from)]
    date: Option<String>,
    /// The page (edition) of all articles, whatever the files say
    #[arg(long, value_name = "PAGE")]
    edition: Option<String>,
    /// Publish pages of different papers or dates as one issue
    #[arg(long)]
    mixed: bool,
    /// Write nothing unless there is nothing to check; the exit code is then 3
    #[arg(long)]
    strict: bool,
    /// Do everything but write
    #[arg(long)]
    dry_run: bool,
    /// Your own words (names, places) and synonyms, one per line (docs/own-words.md describes the format)
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
}

fn date_from(text: &str) -> core::result::Result<String, String> {
    let date = Date::read(text).filter(|date| date.month() > 0);
    let date = date.ok_or_else(|| "expected a date as YYYY-MM-DD, or YYYY-MM, such as 2024-02-05".to_owned())?;
    let mut printed = String::new();
    date.print(&mut printed);
    Ok(printed)
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let mut pages = Vec::new();
    let mut doubts = 0;
    for file in &arguments.files {
        let page = input::read(file)?;
        let Issue {
            articles,
            date,
            edition,
            ..
        } = &page.issue;
        let printed: Vec<&str> = [date, edition].into_iter().flatten().map(String::as_str).collect();
        say!(
            out,
            "{}: {}, {} articles{}{}",
            page.name,
            page.encoding,
            articles.len(),
            if printed.is_empty() { "" } else { ", " },
            printed.join(" ")
        );
        joined::check_page(&page)?;
        report::write_doubts(&page.issue, out)?;
        doubts += page.issue.doubts.len();
        pages.push(page);
    }
    let given = Given {
        paper: arguments.paper.clone(),
        date: arguments.date.clone(),
        edition: arguments.edition.clone(),
        mixed: arguments.mixed,
    };
    let joined = joined::join(pages, given)?;
    for doubt in &joined.doubts {
        say!(out, "To check: {doubt}");
    }
    doubts += joined.doubts.len();
    let published = publish(&joined.issue, &lexicon::full(arguments.words.as_deref())?)?;
    if arguments.strict && doubts > 0 {
        return Err(
            report::doubtful(doubts).advise("correct the pages, or publish without --strict; nothing was written")
        );
    }
    let count = joined.issue.articles.len();
    match &arguments.out {
        Some(folder) if !arguments.dry_run => write(&published, folder, out)?,
        _ => say!(out, "nothing was written (--dry-run)"),
    }
    say!(out, "{count} articles, {doubts} to check");
    Ok(())
}

/// Writes the files. Each appears whole or not at all, and the lexicon first, so that issue.json never names a file
/// that does not exist yet: if anything fails, the issue that was there before stays.
fn write(published: &Published, folder: &Path, out: &mut dyn Write) -> Result<()> {
    fs::create_dir_all(folder)
        .map_err(|e| Error::new(Code::Io, format!("cannot be created: {e}")).at(folder.display().to_string()))?;
    for file in [&published.lexicon, &published.issue] {
        let path = folder.join(&file.name);
        write_whole(&path, &file.bytes)?;
        say!(out, "{}: {} bytes", path.display(), file.bytes.len());
    }
    for path in old_lexicons(folder)? {
        fs::remove_file(&path)
            .map_err(|e| Error::new(Code::Io, format!("cannot be removed: {e}")).at(path.display().to_string()))?;
        say!(out, "{}: removed, since no issue names it", path.display());
    }
    Ok(())
}

/// Writes a file under another name, and renames it once it is complete.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let failed =
        |e: &std::io::Error| Error::new(Code::Io, format!("cannot be written: {e}")).at(path.display().to_string());
    let written = fs::File::create(&part)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&part, path));
    written.map_err(|e| {
        let _ = fs::remove_file(&part); // if it cannot be removed, the first error still says more
        failed(&e)
    })
}

/// Returns the lexicons in a folder that no JSON file there names. Only names that `publish` itself gives count.
fn old_lexicons(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed =
        |e: &std::io::Error| Error::new(Code::Io, format!("cannot be read: {e}")).at(folder.display().to_string());
    let (mut lexicons, mut named) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(|e| failed(&e))? {
        let path = entry.map_err(|e| failed(&e))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if is_lexicon(name) {
            lexicons.push(path);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            // A file that cannot be read might name any of them.
            let Ok(issue) = input::text(&path).and_then(|text| value_from(&text)) else {
                return Ok(Vec::new());
            };
            let file = issue.get("lexicon").and_then(|lexicon| lexicon.get("file"));
            named.extend(file.and_then(|file| file.as_str()).map(|file| folder.join(file)));
        }
    }
    lexicons.retain(|path| !named.contains(path));
    lexicons.sort();
    Ok(lexicons)
}

/// Whether a file's name is `lexicon-<12 hex digits>.kbl`.
fn is_lexicon(name: &str) -> bool {
    let digits = name.strip_prefix("lexicon-").and_then(|rest| rest.strip_suffix(".kbl"));
    digits.is_some_and(|digits| digits.len() == 12 && digits.bytes().all(|c| c.is_ascii_hexdigit()))
}
