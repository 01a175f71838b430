//! `kanbao search`: searches as the page does.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use kanbao::engine::Engine;
use kanbao::search::{
    Clause, ClauseValue, Date, Excerpt, Facet, FacetCounts, Filter, Hit, Marked, Outcome, Respelling, SearchOptions,
    Sort,
};
use kanbao::suggest::Correction;
use kanbao::units::{ArticleId, Span, Utf16Offset};
use kanbao::{Error, Result};
use serde_json::{json, Value};

use crate::{input, lexicon, say, say_json};

/// Searches pages, bulletins or articles as JSON Lines, as the page does in the browser
///
/// If the query begins with `-`, put `--` before it: kanbao search FILE -- -水果
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "kanbao search [OPTIONS] <FILE>... <QUERY>\n       kanbao search [OPTIONS] <FILE>... --queries <FILE>"
)]
pub(crate) struct Arguments {
    /// The files to search, or `-` for standard input; then the query (docs/query-language.md describes the query
    /// language). An empty query lists all articles
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<OsString>,
    /// Answer each line of a file as a query; with --json, one answer a line
    #[arg(long, value_name = "FILE")]
    queries: Option<PathBuf>,
    /// Maximum number of hits to print
    #[arg(long, default_value_t = 10)]
    limit: u32,
    /// Number of hits to skip
    #[arg(long, default_value_t = 0)]
    offset: u32,
    /// The order of hits: relevance, newest, oldest or print
    #[arg(long, value_name = "ORDER", default_value = "relevance", value_parser = sort_named)]
    sort: Sort,
    /// Only find articles with this value of a facet: issue, month, section, author, page or kind (article,
    /// photo). Of several values for one facet, any may match
    #[arg(long = "filter", value_name = "FACET:VALUE", value_parser = filter_from)]
    filters: Vec<Filter>,
    /// Count the values of each facet
    #[arg(long)]
    facets: bool,
    /// The day from which dates such as 近7天 count back
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day_from)]
    today: Option<Date>,
    /// Only find text spelled as in the query: no pinyin, initials, homophones, slips or synonyms
    #[arg(long)]
    exact: bool,
    /// Only find articles that contain all words
    #[arg(long)]
    all_words: bool,
    /// Explain each score
    #[arg(long)]
    explain: bool,
    /// Number of days after which the score for being recent is halved; 0 to ignore age
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    half_life: u32,
    /// Print JSON, with ranges in UTF-16 code units
    #[arg(long)]
    json: bool,
    /// Your own words and synonyms, one per line (docs/own-words.md describes the format)
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
}

fn sort_named(name: &str) -> core::result::Result<Sort, String> {
    let named = Sort::ALL.into_iter().find(|sort| sort.as_str() == name);
    named.ok_or_else(|| "expected relevance, newest, oldest or print".to_owned())
}

fn filter_from(text: &str) -> core::result::Result<Filter, String> {
    let known = || {
        let (facet, value) = text.split_once([':', '：', '='])?;
        Some(Filter {
            facet: Facet::named(facet)?,
            value: value.to_owned(),
        })
    };
    known().ok_or_else(|| {
        let names: Vec<&str> = Facet::ALL.iter().map(|facet| facet.as_str()).collect();
        format!("expected FACET:VALUE, where FACET is one of {}", names.join(", "))
    })
}

fn day_from(text: &str) -> core::result::Result<Date, String> {
    Date::read(text)
        .filter(|date| date.day() > 0)
        .ok_or_else(|| "expected a day as YYYY-MM-DD, such as 2024-02-05".to_owned())
}

/// Makes an engine with the articles of all files. Also returns the articles' own ids, if they have any.
pub(crate) fn engine_of(files: &[PathBuf], words: Option<&Path>) -> Result<(Engine, Vec<Option<String>>)> {
    let mut engine = Engine::new();
    engine.set_lexicon(&lexicon::full(words)?)?;
    let mut ids = Vec::new();
    for file in files {
        let source = input::read(file)?;
        ids.extend(source.issue.articles.iter().map(|article| article.id.clone()));
        let name = source.name;
        engine
            .add_from(&source.issue.articles, &kanbao::publish::origins(&source.issue))
            .map_err(|error: Error| {
                let place = format!("{name}, {}", error.place());
                error.at(place)
            })?;
    }
    Ok((engine, ids))
}

/// Returns the id of an article: its own, or its number from 1, counted through all files.
pub(crate) fn id_of(ids: &[Option<String>], article: ArticleId) -> String {
    let own = ids.get(article.get()).cloned().flatten();
    own.unwrap_or_else(|| (article.0 + 1).to_string())
}

/// How many corrections are offered for a query that finds nothing.
const OFFERS: usize = 4;

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let queries = match &arguments.queries {
        Some(file) => Some(input::text(file)?),
        None => None,
    };
    let (one, files) = match (&queries, arguments.inputs.split_last()) {
        (None, Some((query, files))) if !files.is_empty() => (query.to_string_lossy(), files),
        (None, _) => {
            let message = "expected at least one file and then a query: kanbao search FILE QUERY\n";
            clap::Error::raw(ErrorKind::MissingRequiredArgument, message).exit()
        }
        (Some(_), _) => (Cow::default(), arguments.inputs.as_slice()),
    };
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let (engine, ids) = engine_of(&files, arguments.words.as_deref())?;
    let id_of = |hit: &Hit| id_of(&ids, hit.article);
    for query in queries.as_deref().map_or(vec![&*one], |text| text.lines().collect()) {
        let outcome = engine.search(
            query,
            SearchOptions {
                limit: arguments.limit,
                offset: arguments.offset,
                sort: arguments.sort,
                filters: &arguments.filters,
                facets: arguments.facets,
                today: arguments.today,
                other_spelling: !arguments.exact,
                partial_matches: !arguments.all_words,
                explain: arguments.explain,
                half_life: arguments.half_life,
            },
        );
        let offers = if outcome.total == 0 && !arguments.exact && arguments.filters.is_empty() {
            engine.did_you_mean(query, OFFERS)
        } else {
            Vec::new()
        };
        if arguments.json && queries.is_some() {
            let mut answer = as_json(&outcome, &offers, id_of);
            if let Some(object) = answer.as_object_mut() {
                object.insert("typed".into(), query.into());
            }
            say!(out, "{answer}");
        } else if arguments.json {
            say_json(out, &as_json(&outcome, &offers, id_of))?;
        } else {
            if queries.is_some() {
                say!(out, "# {query}");
            }
            as_text(&outcome, &offers, id_of, out)?;
            if queries.is_some() {
                say!(out);
            }
        }
    }
    Ok(())
}

/// Maximum values of a facet that are printed as text; JSON has more.
const FACET_VALUES: usize = 10;

fn as_text(
    outcome: &Outcome,
    offers: &[Correction],
    id_of: impl Fn(&Hit) -> String,
    out: &mut dyn Write,
) -> Result<()> {
    for problem in &outcome.problems {
        say!(out, "note: {}", problem.message);
    }
    if let Some(corrected) = &outcome.corrected {
        say!(
            out,
            "note: shown for \"{}\" ({})",
            corrected.found,
            corrected.kind.as_str()
        );
    }
    if !outcome.missing.is_empty() {
        let missing = outcome.missing.join("\", \"");
        say!(out, "note: \"{missing}\" occurs nowhere; these articles have the rest");
    }
    say!(out, "{} found", outcome.total);
    for offer in offers {
        say!(
            out,
            "did you mean \"{}\" ({}, {})?",
            offer.text,
            offer.spelling.as_str(),
            offer.count
        );
    }
    for FacetCounts { facet, total, values } in &outcome.facets {
        let shown: Vec<String> = values
            .iter()
            .take(FACET_VALUES)
            .map(|value| format!("{} ({})", value.text, value.count))
            .collect();
        let more = if *total as usize > FACET_VALUES { " …" } else { "" };
        say!(out, "{}: {}{more}", facet.as_str(), shown.join(", "));
    }
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
        if let Some(spelling) = &hit.spelling {
            say!(out, "    by \"{}\" ({})", spelling.found, spelling.kind.as_str());
        }
        if !hit.explanation.is_empty() {
            let parts = hit.explanation.iter().map(|(name, part)| format!("{name} {part:.2}"));
            say!(out, "    {:.2} = {}", hit.score, parts.collect::<Vec<_>>().join(" + "));
        }
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

/// Returns the text with 【】 around each match.
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

fn as_json(outcome: &Outcome, offers: &[Correction], id_of: impl Fn(&Hit) -> String) -> Value {
    json!({
        "total": outcome.total,
        "corrected": outcome.corrected.as_ref().map(spelling_json),
        "missing": outcome.missing,
        "did_you_mean": offers.iter().map(|offer| json!({
            "text": offer.text, "spelling": offer.spelling.as_str(), "count": offer.count,
        })).collect::<Value>(),
        "tiers": outcome.tiers.iter().map(|tier| json!({ "tier": tier.tier.as_str(), "total": tier.total })).collect::<Value>(),
        "hits": outcome.hits.iter().map(|hit| hit_json(hit, id_of(hit))).collect::<Value>(),
        "query": outcome.clauses.iter().map(clause_json).collect::<Value>(),
        "facets": outcome.facets.iter().map(facet_json).collect::<Value>(),
        "problems": outcome.problems.iter().map(|problem| json!({
            "message": problem.message, "start": problem.span.start.0, "end": problem.span.end.0,
        })).collect::<Value>(),
    })
}

fn spelling_json(spelling: &Respelling) -> Value {
    json!({ "kind": spelling.kind.as_str(), "found": spelling.found })
}

/// Returns a clause of the query as JSON, with any clauses inside it.
fn clause_json(clause: &Clause) -> Value {
    let mut text = String::new();
    clause.value.print(&mut text);
    let mut value = json!({
        "kind": clause.value.kind(),
        "field": clause.field.map(|field| field.as_str()),
        "excluded": clause.excluded,
        "text": text,
        "start": clause.span.start.0,
        "end": clause.span.end.0,
    });
    if let (ClauseValue::Any(inner) | ClauseValue::All(inner), Some(object)) = (&clause.value, value.as_object_mut()) {
        object.insert("clauses".into(), inner.iter().map(clause_json).collect());
    }
    value
}

fn facet_json(counts: &FacetCounts) -> Value {
    let values = counts.values.iter();
    json!({
        "facet": counts.facet.as_str(),
        "total": counts.total,
        "values": values.map(|value| json!({
            "value": value.text, "count": value.count, "chosen": value.chosen,
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
        "spelling": hit.spelling.as_ref().map(spelling_json),
        "explanation": hit.explanation.iter().map(|&(name, part)| (name.to_owned(), json!(part))).collect::<serde_json::Map<_, _>>(),
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

/// Returns `[[start, end], …]`.
fn pairs(ranges: &[Span<Utf16Offset>]) -> Value {
    ranges.iter().map(|range| json!([range.start.0, range.end.0])).collect()
}
