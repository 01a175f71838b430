//! `kanbao lexicon`: writes the full lexicon to a file, for texts that were not published.

use std::io::Write;
use std::path::{Path, PathBuf};

use kanbao::lexicon::{Lexicon, OwnWords};
use kanbao::{Code, Error, Result};

use crate::{input, say};

/// Writes the full lexicon, which the page fetches when the user opens a text of their own
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
    /// Your own words and synonyms, one per line (docs/own-words.md describes the format)
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let lexicon = full(arguments.words.as_deref())?;
    let bytes = lexicon.to_bytes();
    write_file(&arguments.out, &bytes)?;
    say!(
        out,
        "{}: {} words, {} bytes",
        arguments.out.display(),
        lexicon.word_count(),
        bytes.len()
    );
    Ok(())
}

/// Returns the full lexicon for folded text, with the words and synonyms of a file if one is given.
pub(crate) fn full(words: Option<&Path>) -> Result<Lexicon> {
    let lexicon = Lexicon::full()?.folded()?;
    let Some(path) = words else { return Ok(lexicon) };
    let named = |error: Error| {
        let place = format!("{}, {}", path.display(), error.place());
        error.at(place)
    };
    let own = OwnWords::read(&input::text(path)?).map_err(named)?;
    lexicon.with_own(&own).map_err(named)
}

/// Writes a whole file.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes)
        .map_err(|e| Error::new(Code::Io, format!("cannot be written: {e}")).at(path.display().to_string()))
}
