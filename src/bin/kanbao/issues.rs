//! `kanbao issues`: writes the list of the published issues in a folder, which a page needs for its calendar.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kanbao::publish::ISSUE_FILE;
use kanbao::search::query::Date;
use kanbao::{Code, Error, Result};
use serde::Serialize;
use serde_json::Value;

use crate::{input, lexicon, say};

/// The file name of the list, which is in the folder of the issues.
const LIST_FILE: &str = "issues.json";

/// Writes issues.json, the list of all issues published below a folder, sorted by date
///
/// The attribute `issues` of `<kanbao-reader>` refers to this file. Run the command again after publishing an issue.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The folder that contains the issues, each an issue.json in a folder of its own
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// An issue in the list. The fields are in the order by which the list is sorted.
#[derive(Debug, Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Listed {
    /// `YYYY-MM-DD`.
    date: String,
    /// The edition, if the issue has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
    /// Its address relative to the list.
    src: String,
}

#[derive(Debug, Serialize)]
struct List {
    issues: Vec<Listed>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let folder = &arguments.folder;
    let mut files = Vec::new();
    find(folder, &mut files)?;
    let mut issues = files
        .iter()
        .map(|file| listed(file, folder))
        .collect::<Result<Vec<_>>>()?;
    if issues.is_empty() {
        return Err(
            Error::new(Code::Io, format!("found no {ISSUE_FILE} in it or its subfolders"))
                .at(folder.display().to_string())
                .advise("publish an issue there with kanbao publish"),
        );
    }
    issues.sort();
    let count = issues.len();
    let json = serde_json::to_vec_pretty(&List { issues })
        .map_err(|e| Error::new(Code::BadJson, format!("the list cannot be written as JSON: {e}")))?;
    let path = folder.join(LIST_FILE);
    lexicon::write_file(&path, &json)?;
    say!(out, "{}: {count} issues", path.display());
    Ok(())
}

/// Collects the issues below a folder. Links to folders are not followed, since they may form a cycle.
fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let failed = |e: &io::Error| Error::new(Code::Io, format!("cannot be read: {e}")).at(folder.display().to_string());
    for entry in fs::read_dir(folder).map_err(|e| failed(&e))? {
        let entry = entry.map_err(|e| failed(&e))?;
        if entry.file_type().map_err(|e| failed(&e))?.is_dir() {
            find(&entry.path(), files)?;
        } else if entry.file_name() == ISSUE_FILE {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Makes the entry of the list for the issue in a file.
fn listed(file: &Path, folder: &Path) -> Result<Listed> {
    let name = file.display().to_string();
    let wrong = |message: String| Error::new(Code::BadJson, message).at(name.clone());
    let root: Value = serde_json::from_str(&input::text(file)?).map_err(|e| wrong(format!("expected JSON: {e}")))?;
    if !root.get("articles").is_some_and(Value::is_array) {
        return Err(wrong("expected a published issue with an array of articles".to_owned()));
    }
    let string = |key: &str| root.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let printed = string("date").unwrap_or_default();
    let date = Date::read(printed).filter(|&date| is_day(date)).ok_or_else(|| {
        wrong(format!("expected a date with its day, YYYY-MM-DD, found “{printed}”"))
            .advise("give the date in the bulletin and publish it again")
    })?;
    let mut day = String::new();
    date.print(&mut day);
    Ok(Listed {
        date: day,
        edition: string("edition").map(str::to_owned),
        src: address(file, folder).ok_or_else(|| wrong("the name of a folder is not UTF-8".to_owned()))?,
    })
}

/// Whether the date is an existing day, not just a month.
const fn is_day(date: Date) -> bool {
    let year = date.year();
    let last = match date.month() {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    };
    date.day() > 0 && date.day() <= last
}

/// Returns the address of a file relative to a folder above it; `None` if a name is not UTF-8.
fn address(file: &Path, folder: &Path) -> Option<String> {
    let names = file.strip_prefix(folder).ok()?.iter();
    let parts = names
        .map(|name| name.to_str().map(escaped))
        .collect::<Option<Vec<_>>>()?;
    Some(parts.join("/"))
}

/// Escapes a file's name for an address: characters with a special meaning there are written `%XX`.
fn escaped(name: &str) -> String {
    let mut part = String::new();
    for letter in name.chars() {
        match letter {
            '%' | '?' | '#' | ':' | '\\' | '\0'..=' ' | '\x7f' => part.push_str(&format!("%{:02X}", u32::from(letter))),
            _ => part.push(letter),
        }
    }
    part
}
