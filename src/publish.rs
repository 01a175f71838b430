//! Turns an issue into the files that the browser loads: `issue.json` and its lexicon. No I/O: it returns
//! names and bytes, and the caller writes them.

use sha2::{Digest, Sha256};

use crate::bulletin::ids::name_articles;
use crate::bulletin::plain::{self, LexiconFile, PlainIssue, FORMAT};
use crate::bulletin::{issue_format, Article, Issue};
use crate::engine::Engine;
use crate::lexicon::Lexicon;
use crate::search::{parts, Origin};
use crate::text::fold;
use crate::{Code, Error, Result};

/// The name of the file that a page loads first, and the only one whose content may change.
pub const ISSUE_FILE: &str = "issue.json";

/// Opens a published issue as a reader does: checks its form and its limits, and indexes its articles.
///
/// # Errors
/// Those of [`plain::issue_from`] and of [`Engine::add_from`].
fn check(json: &[u8]) -> Result<()> {
    let text = core::str::from_utf8(json).map_err(|e| Error::new(Code::BadEncoding, e.to_string()))?;
    let issue = plain::issue_from(&plain::value_from(text)?)?;
    Engine::new().add_from(&issue.articles, &origins(&issue))
}

/// Returns the origin of each article: its own date and edition, or else the issue's.
#[must_use]
pub fn origins(issue: &Issue) -> Vec<Origin> {
    let own = |article: &Article| Origin {
        date: article.date.clone().or_else(|| issue.date.clone()),
        edition: article.edition.clone().or_else(|| issue.edition.clone()),
    };
    issue.articles.iter().map(own).collect()
}

#[cold]
fn unwritable(error: &serde_json::Error) -> Error {
    Error::new(Code::BadJson, format!("the issue cannot be written as JSON: {error}"))
}

/// A file for the web server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A published issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The issue in the plain form, naming its lexicon.
    pub issue: File,
    /// The lexicon of this issue's words. It is named by its content, `lexicon-<12 hex digits of
    /// SHA-256>.kbl`, so that it can be cached indefinitely.
    pub lexicon: File,
}

/// Returns the files of `issue`. Its lexicon is the subset of `full` that occurs in the issue, and is checked
/// to cut every text of the issue exactly as `full` does. `full` must be folded, with any words of the
/// editor's own already added.
///
/// # Errors
/// [`Code::Damaged`] if the subset cuts a text differently, [`Code::TooLarge`] if it has 4 GiB or more, and whatever
/// keeps a reader from opening the issue, with the path within it.
pub fn publish(issue: &Issue, full: &Lexicon) -> Result<Published> {
    let mut named = issue.clone();
    name_articles(&mut named);
    let mut plain = PlainIssue {
        format: Some(FORMAT),
        ..plain::to_plain(&named)
    };
    // Before the lexicon, which takes longer.
    issue_format::check(&serde_json::to_value(&plain).map_err(|e| unwritable(&e))?)?;
    let texts: Vec<String> = issue
        .articles
        .iter()
        .flat_map(parts)
        .map(|(_, text)| fold(text).into_string())
        .collect();
    let texts = || texts.iter().map(String::as_str);
    let subset = full.subset(texts());
    let bytes = subset.to_bytes();
    // The check is on the lexicon as the browser will read it from the file.
    full.check_same_tokens(&Lexicon::from_bytes(&bytes)?, texts())?;
    let sha256: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let lexicon = LexiconFile {
        file: format!("lexicon-{}.kbl", sha256.get(..12).unwrap_or_default()),
        bytes: u32::try_from(bytes.len()).map_err(|_| Error::new(Code::TooLarge, "the lexicon has 4 GiB or more"))?,
        sha256,
    };
    let name = lexicon.file.clone();
    plain.lexicon = Some(lexicon);
    let json = serde_json::to_vec(&plain).map_err(|e| unwritable(&e))?;
    check(&json)?;
    Ok(Published {
        issue: File {
            name: ISSUE_FILE.to_owned(),
            bytes: json,
        },
        lexicon: File { name, bytes },
    })
}
