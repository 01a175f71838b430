//! `kanbao search`: what a reader would find.

use std::io::Write;
use std::path::PathBuf;

use kanbao::engine::Engine;
use kanbao::search::{Excerpt, Hit, Marked, Outcome, SearchOptions};
use kanbao::units::{Span, Utf16Offset};
use kanbao::{Error, Result};
use serde_json::{json, Value};

use crate::{input, lexicon, say, say_json};

/// Searches pages, bulletins or JSON Lines of articles, as a reader's browser would
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// What to search: one file or several; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to look for; nothing prints the contents
    query: String,
    /// The most hits that are printed
    #[arg(long, default_value_t = 10)]
    limit: u32,
    /// As JSON, ranges in UTF-16 units
    #[arg(long)]
    json: bool,
    /// Words of your own, one a line, each with a frequency or without
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let mut engine = Engine::new();
    engine.set_lexicon(&lexicon::full(arguments.words.as_deref())?)?;
    let mut ids = Vec::new();
    for file in &arguments.files {
        let source = input::read(file)?;
        let count = source.issue.articles.len();
        ids.extend((0..count).map(|i| source.ids.get(i).cloned().flatten()));
        let name = source.name;
        engine.add(source.issue.articles).map_err(|error: Error| {
            let place = format!("{name}, {}", error.place());
            error.at(place)
        })?;
    }
    // Articles without an id of their own are called by their number in all that was read, from 1.
    let id_of = |hit: &Hit| {
        ids.get(hit.article.get())
            .cloned()
            .flatten()
            .unwrap_or_else(|| (hit.article.0 + 1).to_string())
    };
    let outcome = engine.search(
        &arguments.query,
        SearchOptions {
            limit: arguments.limit,
            ..SearchOptions::default()
        },
    );
    if arguments.json {
        say_json(out, &as_json(&outcome, id_of))
    } else {
        as_text(&outcome, id_of, out)
    }
}

fn as_text(outcome: &Outcome, id_of: impl Fn(&Hit) -> String, out: &mut dyn Write) -> Result<()> {
    for problem in &outcome.problems {
        say!(out, "note: {}", problem.message);
    }
    say!(out, "{} found", outcome.total);
    for hit in &outcome.hits {
        let fields: Vec<&str> = hit.fields.iter().map(|field| field.as_str()).collect();
        say!(out);
        say!(
            out,
            "{}  {}",
            id_of(hit),
            bracketed(&hit.headline.text, &hit.headline.ranges)
        );
        say!(
            out,
            "    {} ({}), score {:.2}",
            hit.tier.as_str(),
            fields.join(", "),
            hit.score
        );
        for Excerpt {
            text,
            ranges,
            cut_before,
            cut_after,
            ..
        } in &hit.excerpts
        {
            let (before, after) = (if *cut_before { "…" } else { "" }, if *cut_after { "…" } else { "" });
            say!(out, "    {before}{}{after}", bracketed(text, ranges));
        }
    }
    Ok(())
}

/// The text with 【】 around what matched.
fn bracketed(text: &str, ranges: &[Span<Utf16Offset>]) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut at = 0;
    for c in text.chars() {
        marked.extend(ranges.iter().filter(|range| range.end.0 == at).map(|_| '】'));
        marked.extend(ranges.iter().filter(|range| range.start.0 == at).map(|_| '【'));
        marked.push(c);
        at += if c.len_utf16() == 2 { 2 } else { 1 };
    }
    marked.extend(ranges.iter().filter(|range| range.end.0 == at).map(|_| '】'));
    marked
}

fn as_json(outcome: &Outcome, id_of: impl Fn(&Hit) -> String) -> Value {
    json!({
        "total": outcome.total,
        "tiers": outcome.tiers.iter().map(|tier| json!({ "tier": tier.tier.as_str(), "total": tier.total })).collect::<Value>(),
        "hits": outcome.hits.iter().map(|hit| hit_json(hit, id_of(hit))).collect::<Value>(),
        "problems": outcome.problems.iter().map(|problem| json!({
            "message": problem.message, "start": problem.span.start.0, "end": problem.span.end.0,
        })).collect::<Value>(),
    })
}

fn hit_json(hit: &Hit, id: String) -> Value {
    let Marked { text, ranges } = &hit.headline;
    json!({
        "id": id,
        "headline": text,
        "headline_ranges": pairs(ranges),
        "tier": hit.tier.as_str(),
        "fields": hit.fields.iter().map(|field| field.as_str()).collect::<Vec<_>>(),
        "score": hit.score,
        "excerpts": hit.excerpts.iter().map(|excerpt| json!({
            "field": excerpt.part.field.as_str(),
            "index": excerpt.part.index,
            "note": excerpt.part.note,
            "text": excerpt.text,
            "ranges": pairs(&excerpt.ranges),
            "cut_before": excerpt.cut_before,
            "cut_after": excerpt.cut_after,
        })).collect::<Value>(),
    })
}

/// `[[start, end], …]`.
fn pairs(ranges: &[Span<Utf16Offset>]) -> Value {
    ranges.iter().map(|range| json!([range.start.0, range.end.0])).collect()
}
