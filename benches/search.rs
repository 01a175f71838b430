//! How long a query takes until ten hits are ready to show: by kind of query, with percentiles over all of them.
//!
//! `cargo bench --bench search`; with `KANBAO_BENCH=10k` for ten thousand articles.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{criterion_group, criterion_main, Criterion};
use kanbao::bulletin::Article;
use kanbao::engine::Engine;
use kanbao::search::{parts, Origin, SearchOptions, Sort, Tier};
use kanbao::text::fold;

#[path = "../tests/integration/search_corpus.rs"]
mod search_corpus;
use search_corpus::{bench_articles, subset};

/// Makes queries of several kinds, drawn evenly from the articles.
fn queries(articles: &[Article], each: usize) -> Vec<(&'static str, Vec<String>)> {
    let step = (articles.len() / each).max(1);
    let span = |article: &Article, i: usize, length: usize| -> String {
        let text: Vec<char> = article
            .paragraphs
            .iter()
            .flat_map(|p| p.text.text.chars())
            .filter(|c| c.is_alphanumeric())
            .collect();
        let from = (i * 7919) % text.len().max(1);
        text[from..(from + length).min(text.len())].iter().collect()
    };
    let drawn: Vec<(usize, &Article)> = articles.iter().step_by(step).take(each).enumerate().collect();
    let of = |make: &dyn Fn(usize, &Article) -> String| {
        drawn
            .iter()
            .map(|(i, article)| make(*i, article))
            .filter(|q| !q.is_empty())
            .collect()
    };
    vec![
        ("one character", of(&|i, article| span(article, i, 1))),
        ("two characters", of(&|i, article| span(article, i, 2))),
        ("4 to 8 characters", of(&|i, article| span(article, i, 4 + i % 5))),
        (
            "two words",
            of(&|i, article| format!("{} {}", span(article, i, 2), span(article, i + 3, 2))),
        ),
        ("a headline", of(&|_, article| article.headline.text.clone())),
        (
            "a headline, in words",
            of(&|_, article| {
                article
                    .headline
                    .text
                    .chars()
                    .rev()
                    .collect::<Vec<_>>()
                    .chunks(2)
                    .map(|c| c.iter().rev().collect::<String>())
                    .collect::<Vec<_>>()
                    .join(" ")
            }),
        ),
    ]
}

/// Makes queries with operators from the words of the others. The tests check what they find.
fn with_operators(plain: &[(&'static str, Vec<String>)]) -> Vec<(&'static str, Vec<String>)> {
    let (twos, fours) = (&plain[1].1, &plain[2].1);
    let of = |make: &dyn Fn(&str, &str) -> String| {
        twos.iter()
            .zip(fours)
            .map(|(two, four)| make(two, four))
            .collect::<Vec<_>>()
    };
    vec![
        ("a phrase", of(&|_, four| format!("“{four}”"))),
        ("without a word", of(&|two, four| format!("{four} -{two}"))),
        ("one of two", of(&|two, four| format!("{two} 或 {four}"))),
        ("in the headline", of(&|two, _| format!("标题:{two}"))),
        ("in the body", of(&|two, _| format!("正文:{two}"))),
        ("of a month", of(&|two, _| format!("{two} 2024-02"))),
        (
            "all together",
            of(&|two, four| format!("“{two}” 正文:({four} 或 {two}) -作者:{four} 2023-01..2024-03")),
        ),
    ]
}

/// Gives every fourteen articles a day of their own, like a daily broadcast.
fn origins(articles: usize) -> Vec<Origin> {
    (0..articles)
        .map(|i| {
            let day = i / 14;
            let date = format!("{}-{:02}-{:02}", 2023 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
            Origin {
                date: Some(date),
                edition: None,
            }
        })
        .collect()
}

fn search(c: &mut Criterion) {
    let (name, articles) = bench_articles();
    let mut engine = Engine::new();
    engine.set_lexicon(&subset(&articles)).unwrap();
    engine.add_from(&articles, &origins(articles.len())).unwrap();
    let mut kinds = queries(&articles, 200);

    // Check the answers before measuring.
    let folded: Vec<Vec<String>> = articles
        .iter()
        .map(|a| parts(a).map(|(_, text)| fold(text).into_string()).collect())
        .collect();
    for query in kinds.iter().flat_map(|(_, queries)| queries.iter().step_by(20)) {
        let folded_query = fold(query).into_string();
        let expected = folded
            .iter()
            .filter(|pieces| pieces.iter().any(|piece| piece.contains(&folded_query)))
            .count();
        let outcome = engine.search(query, SearchOptions::default());
        let found = outcome
            .tiers
            .iter()
            .find(|tier| tier.tier == Tier::AsTyped)
            .map_or(0, |tier| tier.total as usize);
        assert_eq!(found, expected, "{query}");
    }

    kinds.extend(with_operators(&kinds));
    let facets = SearchOptions {
        facets: true,
        sort: Sort::Newest,
        ..SearchOptions::default()
    };
    for (kind, query) in [("the contents", ""), ("one character", "的")] {
        let start = Instant::now();
        let outcome = black_box(engine.search(query, facets));
        println!("{name}, facets of {kind} ({}): {:?}", outcome.total, start.elapsed());
    }

    let mut all: Vec<(Duration, &str)> = Vec::new();
    for (kind, queries) in &kinds {
        let mut times: Vec<(Duration, &str)> = queries
            .iter()
            .map(|query| {
                let best = (0..5)
                    .map(|_| {
                        let start = Instant::now();
                        black_box(engine.search(query, SearchOptions::default()));
                        start.elapsed()
                    })
                    .min();
                (best.unwrap(), query.as_str())
            })
            .collect();
        times.sort_unstable();
        report(name, kind, &times);
        all.extend(times);
    }
    all.sort_unstable();
    report(name, "all", &all);

    let mut group = c.benchmark_group(format!("search {name}"));
    for (kind, queries) in &kinds {
        let mut next = queries.iter().cycle();
        group.bench_function(*kind, |b| {
            b.iter(|| engine.search(next.next().unwrap(), SearchOptions::default()))
        });
    }
    group.finish();
}

fn report(name: &str, kind: &str, times: &[(Duration, &str)]) {
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!(
        "{name}, {kind}: p50 {:?}, p90 {:?}, p99 {:?}, most {:?} ({})",
        at(50).0,
        at(90).0,
        at(99).0,
        at(100).0,
        at(100).1
    );
}

criterion_group!(benches, search);
criterion_main!(benches);
