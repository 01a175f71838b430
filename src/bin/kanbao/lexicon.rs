//! `kanbao lexicon`: the full lexicon as a file, for texts that were not published.

use std::io::Write;
use std::path::{Path, PathBuf};

use kanbao::lexicon::Lexicon;
use kanbao::{Code, Error, Result};

use crate::{input, say};

/// Writes the full lexicon, which the page fetches when a reader opens a text of his own
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Where to write it
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
    /// Words of your own, one a line, each with a frequency or without
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

/// The full lexicon for folded text, with the words of a file where one is given.
pub(crate) fn full(words: Option<&Path>) -> Result<Lexicon> {
    let lexicon = Lexicon::full()?.folded()?;
    let Some(path) = words else { return Ok(lexicon) };
    let text = input::text(path)?;
    let mut list = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut fields = line.split('#').next().unwrap_or_default().split_whitespace();
        let Some(word) = fields.next() else { continue };
        let frequency = fields.next().map(str::parse).transpose().ok();
        match (frequency, fields.next()) {
            (Some(frequency), None) => list.push((word, frequency)),
            _ => {
                return Err(Error::new(
                    Code::Damaged,
                    format!("expected a word and perhaps its frequency, found “{}”", line.trim()),
                )
                .at(format!("{}, line {}", path.display(), number + 1)))
            }
        }
    }
    lexicon.with_words(&list).map_err(|error| {
        let place = format!("{}, {}", path.display(), error.place());
        error.at(place)
    })
}

/// Writes a file whole.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes)
        .map_err(|e| Error::new(Code::Io, format!("cannot be written: {e}")).at(path.display().to_string()))
}
