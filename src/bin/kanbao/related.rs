//! `kanbao related`: prints the keywords and recommendations of an article.

use std::io::Write;
use std::path::PathBuf;

use kanbao::units::ArticleId;
use kanbao::{Code, Error, Result};
use serde_json::{json, Value};

use crate::{say, say_json, search};

/// Prints an article's keywords, the articles that share them, and other articles by its authors
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The files to search, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The article: its id, or its number from 1, counted through all files
    article: String,
    /// Maximum number of keywords and of related articles
    #[arg(long, default_value_t = 8)]
    limit: usize,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Your own words and synonyms, one per line (docs/own-words.md describes the format)
    #[arg(long, value_name = "FILE")]
    words: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<()> {
    let (engine, ids) = search::engine_of(&arguments.files, arguments.words.as_deref())?;
    let wanted = &arguments.article;
    let by_id = ids.iter().position(|id| id.as_deref() == Some(wanted));
    let number = by_id.or_else(|| wanted.parse::<usize>().ok()?.checked_sub(1));
    let number = number.filter(|&number| number < engine.len()).ok_or_else(|| {
        Error::new(
            Code::NoSuchArticle,
            format!(
                "there is no article “{wanted}”; give an id, or a number from 1 to {}",
                engine.len()
            ),
        )
    })?;
    let article = ArticleId::from_usize(number);
    let id_of = |id: ArticleId| search::id_of(&ids, id);
    let keywords = engine.keywords(article, arguments.limit)?;
    let related = engine.related(article, arguments.limit)?;
    let by = engine.same_author(article)?;
    if arguments.json {
        let answer = json!({
            "keywords": keywords.iter().map(|keyword| json!({
                "text": keyword.text, "weight": keyword.weight, "count": keyword.count,
            })).collect::<Value>(),
            "related": related.iter().map(|other| json!({
                "id": id_of(other.article), "score": other.score, "shared": other.shared,
            })).collect::<Value>(),
            "same_author": by.iter().map(|by| json!({
                "name": by.name, "ids": by.articles.iter().map(|&id| id_of(id)).collect::<Vec<_>>(),
            })).collect::<Value>(),
        });
        return say_json(out, &answer);
    }
    let texts: Vec<&str> = keywords.iter().map(|keyword| keyword.text.as_str()).collect();
    say!(out, "Keywords: {}", texts.join(" "));
    say!(out, "Related: {}", related.len());
    for other in related {
        say!(out, "  {}: {}", id_of(other.article), other.shared.join(" "));
    }
    for by in by {
        let ids: Vec<String> = by.articles.iter().map(|&id| id_of(id)).collect();
        say!(out, "By {}: {}", by.name, ids.join(" "));
    }
    Ok(())
}
