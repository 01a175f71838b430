//! How long it takes to parse a page of text into an issue: the sample page, and a year of such pages.

#![allow(
    missing_docs,
    reason = "criterion_group! makes a public function without documentation"
)]

use criterion::{criterion_group, criterion_main, BatchSize, Criterion, Throughput};
use kanbao::bulletin::{parse, plain};

const SAMPLE: &str = include_str!("../www/sample/bulletin.txt");

fn parsing(c: &mut Criterion) {
    let articles = parse(SAMPLE).map_or(0, |issue| issue.articles.len());
    assert_eq!(articles, 9, "the sample page has nine articles");
    let mut group = c.benchmark_group("parse");

    group.throughput(Throughput::Bytes(SAMPLE.len() as u64));
    group.bench_function("the sample page", |b| {
        b.iter(|| {
            let found = parse(SAMPLE).map_or(0, |issue| issue.articles.len());
            assert_eq!(found, articles);
        });
    });

    // The digits of each copy differ, or all but the first would be dropped as repeats.
    let year: String = (0..365)
        .map(|day| SAMPLE.replace("年", &format!("年第{day}个")))
        .collect();
    group.sample_size(10);
    group.throughput(Throughput::Bytes(year.len() as u64));
    group.bench_function("365 pages in one text", |b| {
        b.iter(|| assert!(parse(&year).is_ok_and(|issue| issue.articles.len() > 365)));
    });

    group.throughput(Throughput::Elements(articles as u64));
    group.bench_function("the plain form and back", |b| {
        b.iter_batched(
            || parse(SAMPLE).unwrap_or_default(),
            |issue| {
                let json = serde_json::to_value(plain::to_plain(&issue)).unwrap_or_default();
                let back = plain::issue_from(&json).map_or(0, |issue| issue.articles.len());
                assert_eq!(back, articles);
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, parsing);
criterion_main!(benches);
