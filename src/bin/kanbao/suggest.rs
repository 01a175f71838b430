//! `kanbao suggest`: prints the suggestions for what was typed, or the corrections of a query that finds nothing.

use std::io::Write;
use std::path::PathBuf;

use kanbao::Result;
use serde_json::{json, Value};

use crate::{say, say_json, search};

/// Completes what was typed in characters, pinyin or initials, with the number of articles that each suggestion finds
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The files to search, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The text typed so far
    prefix: String,
    /// Maximum number of suggestions
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Print corrections of a query that finds nothing
    #[arg(long)]
    instead: bool,
    /// Print JSON, with ranges in UTF-16 code units
    #[arg(long)]
    json: bool,
    /// Your own words and synonyms, one per line (docs/own-words.md describes the format)
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let (engine, _) = search::engine_of(&arguments.files, arguments.words.as_deref())?;
    if arguments.instead {
        let all = engine.instead(&arguments.prefix, arguments.limit);
        if arguments.json {
            let all = all.iter();
            let all = all
                .map(|meant| json!({ "text": meant.text, "spelling": meant.spelling.as_str(), "count": meant.count }));
            return say_json(out, &all.collect::<Value>());
        }
        for meant in all {
            say!(out, "{} ({}, {})", meant.text, meant.spelling.as_str(), meant.count);
        }
        return Ok(());
    }
    let all = engine.suggest(&arguments.prefix, arguments.limit);
    if arguments.json {
        let all = all.iter().map(|suggestion| {
            json!({
                "text": suggestion.text, "kind": suggestion.kind.as_str(), "count": suggestion.count,
                "typed": [suggestion.typed.start.0, suggestion.typed.end.0],
            })
        });
        return say_json(out, &all.collect::<Value>());
    }
    for suggestion in all {
        say!(
            out,
            "{} ({}, {})",
            suggestion.text,
            suggestion.kind.as_str(),
            suggestion.count
        );
    }
    Ok(())
}
