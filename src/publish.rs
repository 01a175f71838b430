//! Turns an issue into the files that the browser loads: `issue.json` and its lexicon. No I/O: it returns
//! names and bytes, and the caller writes them.

use sha2::{Digest, Sha256};

use crate::bulletin::plain::{self, LexiconFile, PlainIssue};
use crate::bulletin::Issue;
use crate::lexicon::Lexicon;
use crate::search::parts;
use crate::text::fold;
use crate::{Code, Error, Result};

/// The name of the file that a page loads first, and the only one whose content may change.
pub const ISSUE_FILE: &str = "issue.json";

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
/// [`Code::Damaged`] if the subset cuts a text differently, and [`Code::TooLarge`] if it has 4 GiB or more.
pub fn publish(issue: &Issue, full: &Lexicon) -> Result<Published> {
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
    let plain = PlainIssue {
        lexicon: Some(lexicon),
        ..plain::to_plain(issue)
    };
    let json = serde_json::to_vec(&plain)
        .map_err(|e| Error::new(Code::BadJson, format!("the issue cannot be written as JSON: {e}")))?;
    Ok(Published {
        issue: File {
            name: ISSUE_FILE.to_owned(),
            bytes: json,
        },
        lexicon: File { name, bytes },
    })
}
