//! The editor's command line, with one file for each command.
//!
//! Answers go to standard output, errors to standard error. Exit code 0: success; 1: the input was wrong, or a file
//! could not be read or written; 2: the command line was not understood; 3: an editor should check something.

mod check;
mod input;
mod issues;
mod joined;
mod lexicon;
mod parse;
mod publish;
mod related;
mod report;
mod search;
mod segment;
mod suggest;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use kanbao::{Code, Error, Result};

/// Parses, checks, publishes and searches Chinese news bulletins.
///
/// FILE is a page of text (in UTF-8, UTF-16 with a byte order mark, or GB18030), a bulletin as JSON, or articles as
/// JSON Lines. Use `-` for standard input.
#[derive(Debug, Parser)]
#[command(name = "kanbao", version, max_term_width = 100)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Parse(parse::Arguments),
    Check(check::Arguments),
    Segment(segment::Arguments),
    Search(search::Arguments),
    Suggest(suggest::Arguments),
    Related(related::Arguments),
    Publish(publish::Arguments),
    Issues(issues::Arguments),
    Lexicon(lexicon::Arguments),
}

fn main() -> ExitCode {
    let command = CommandLine::parse().command;
    let mut out = BufWriter::new(io::stdout().lock());
    let done = run(command, &mut out);
    let done = out.flush().map_err(|e| unwritable(&e)).and(done);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // The program that reads our output has closed it (`| head`), which is not an error.
        Err(error) if error.place() == CLOSED_PIPE => ExitCode::SUCCESS,
        Err(error) => {
            // If even this cannot be written, there is nothing left to do.
            let _ = writeln!(io::stderr(), "kanbao: {error}");
            ExitCode::from(if error.code() == Code::Doubtful { 3 } else { 1 })
        }
    }
}

fn run(command: Command, out: &mut dyn Write) -> Result<()> {
    match command {
        Command::Parse(arguments) => parse::run(&arguments, out),
        Command::Check(arguments) => check::run(&arguments, out),
        Command::Segment(arguments) => segment::run(&arguments, out),
        Command::Search(arguments) => search::run(&arguments, out),
        Command::Suggest(arguments) => suggest::run(&arguments, out),
        Command::Related(arguments) => related::run(&arguments, out),
        Command::Publish(arguments) => publish::run(&arguments, out),
        Command::Issues(arguments) => issues::run(&arguments, out),
        Command::Lexicon(arguments) => lexicon::run(&arguments, out),
    }
}

const CLOSED_PIPE: &str = "standard output (closed)";

/// Makes the error of a failed write to standard output.
fn unwritable(error: &io::Error) -> Error {
    let place = if error.kind() == io::ErrorKind::BrokenPipe {
        CLOSED_PIPE
    } else {
        "standard output"
    };
    Error::new(Code::Io, format!("cannot be written: {error}")).at(place)
}

/// `writeln!` to standard output that returns the crate's error.
macro_rules! say {
    ($out:expr $(, $($arg:tt)+)?) => {
        writeln!($out $(, $($arg)+)?).map_err(|e| crate::unwritable(&e))?
    };
}
use say;

/// Writes `value` as indented JSON to standard output.
fn say_json(out: &mut dyn Write, value: &impl serde::Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|e| Error::new(Code::Io, format!("the answer cannot be written as JSON: {e}")))?;
    say!(out, "{text}");
    Ok(())
}
