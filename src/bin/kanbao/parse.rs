//! `kanbao parse`: prints the articles of a page as JSON or as text.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use kanbao::bulletin::{plain, Article, Issue, ParagraphKind, Piece};
use kanbao::Result;
use serde_json::{json, Value};

use crate::{input, report, say, say_json};

/// Prints the articles of a page as JSON or as text
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The page, or `-` for standard input
    file: PathBuf,
    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
    /// Same as --format full
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON as in a published issue.json: articles and the numbers of repairs
    Plain,
    /// Text for an editor, with repairs and doubts
    Text,
    /// The plain JSON with the source range of each piece (bytes of UTF-8), repairs and doubts
    Full,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let source = input::read(&arguments.file)?;
    match if arguments.json { Format::Full } else { arguments.format } {
        Format::Text => text(&source, out),
        Format::Plain => say_json(out, &plain::to_plain(&source.issue)),
        Format::Full => say_json(out, &full(&source)),
    }
}

fn text(source: &input::Source, out: &mut dyn Write) -> Result<()> {
    let issue = &source.issue;
    let head: Vec<&str> = [&issue.paper, &issue.date, &issue.edition]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    say!(
        out,
        "{}: {}, {} articles",
        source.name,
        source.encoding,
        issue.articles.len()
    );
    if !head.is_empty() {
        say!(out, "{}", head.join("  "));
    }
    for (number, article) in issue.articles.iter().enumerate() {
        say!(out);
        article_text(number + 1, article, out)?;
    }
    say!(out);
    report::write(issue, out)
}

fn article_text(number: usize, article: &Article, out: &mut dyn Write) -> Result<()> {
    for (name, piece) in [("section", &article.section), ("kicker", &article.kicker)] {
        if let Some(piece) = piece {
            say!(out, "    [{name}] {}", piece.text);
        }
    }
    say!(out, "{number:>3} {}", article.headline.text);
    if let Some(subtitle) = &article.subtitle {
        say!(out, "    [subtitle] {}", subtitle.text);
    }
    if !article.byline.is_empty() {
        let names: Vec<String> = article.byline.iter().map(report::person).collect();
        say!(out, "    [by] {}", names.join("、"));
    }
    for paragraph in &article.paragraphs {
        let mark = if paragraph.kind == ParagraphKind::Subheading {
            "[subheading] "
        } else {
            ""
        };
        say!(out, "    {mark}{}", paragraph.text.text);
    }
    for caption in &article.captions {
        say!(out, "    [caption] {}", caption.text.text);
        if let Some(credit) = &caption.credit {
            say!(out, "    [credit] {}", credit.text);
        }
    }
    Ok(())
}

/// Returns the plain form with the encoding, the report, and `spans` in each article.
fn full(source: &input::Source) -> Value {
    let mut root = json!(plain::to_plain(&source.issue));
    let articles = root
        .get_mut("articles")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten();
    for (plain, article) in articles.zip(&source.issue.articles) {
        if let Some(object) = plain.as_object_mut() {
            object.insert("spans".to_owned(), spans_of(article));
        }
    }
    if let Some(object) = root.as_object_mut() {
        object.insert("encoding".to_owned(), json!(source.encoding));
        object.insert("report".to_owned(), report_of(&source.issue));
    }
    root
}

/// Returns `[[start, end], …]` in bytes; several ranges if the piece was joined.
fn places(piece: &Piece) -> Value {
    piece
        .spans
        .iter()
        .map(|span| json!([span.start.0, span.end.0]))
        .collect()
}

fn spans_of(article: &Article) -> Value {
    let maybe = |piece: &Option<Piece>| piece.as_ref().map(places);
    json!({
        "section": maybe(&article.section),
        "kicker": maybe(&article.kicker),
        "headline": places(&article.headline),
        "subtitle": maybe(&article.subtitle),
        "byline": article.byline.iter().map(|person| json!({
            "name": places(&person.name), "role": maybe(&person.role),
        })).collect::<Value>(),
        "paragraphs": article.paragraphs.iter().map(|paragraph| places(&paragraph.text)).collect::<Value>(),
        "captions": article.captions.iter().map(|caption| json!({
            "text": places(&caption.text), "credit": maybe(&caption.credit),
        })).collect::<Value>(),
    })
}

pub(crate) fn report_of(issue: &Issue) -> Value {
    json!({
        "repairs": issue.repairs.iter().map(|repair| json!({
            "kind": repair.kind, "line": repair.line.0, "spans": places(&repair.before),
            "before": repair.before.text, "after": repair.after,
        })).collect::<Value>(),
        "doubts": issue.doubts.iter().map(|doubt| json!({
            "code": doubt.code, "line": doubt.line.0, "spans": places(&doubt.text), "text": doubt.text.text,
        })).collect::<Value>(),
        "set_aside": issue.set_aside.iter().map(|aside| json!({
            "kind": aside.kind, "line": aside.line.0, "spans": places(&aside.text), "text": aside.text.text,
        })).collect::<Value>(),
    })
}
