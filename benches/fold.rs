//! How fast text is folded, natively. The results are checked before the clock starts.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use criterion::{criterion_group, criterion_main, Criterion, Throughput};
use kanbao::text::{fold, fold_into, Utf16Map};
use kanbao::units::ByteOffset;

#[path = "../tests/integration/material.rs"]
#[allow(dead_code)]
mod material;

/// The text to fold if there is no corpus beside the repository.
const TEXT: &str = "新华社北京电　记者从“会议”上获悉，２０２４年全市ＧＤＰ增长5.6%，臺灣遊客人次 New York 1,000万。";

fn benches(c: &mut Criterion) {
    let corpus = material::paragraphs("recent-issues-1k.jsonl.gz").unwrap_or_else(|| vec![TEXT.to_owned(); 8000]);
    let chars: usize = corpus.iter().map(|text| text.chars().count()).sum();
    for text in &corpus {
        let folding = fold(text);
        let mut plain = String::new();
        fold_into(text, &mut plain);
        assert_eq!(folding.as_str(), plain);
        assert_eq!(fold(&plain).as_str(), plain);
        let units = Utf16Map::new(text).offset(ByteOffset(u32::MAX)).get();
        assert_eq!(units, text.encode_utf16().count());
    }

    let mut group = c.benchmark_group(format!("fold {} paragraphs, {chars} characters", corpus.len()));
    group.throughput(Throughput::Elements(chars as u64));
    group.bench_function("text", |b| {
        let mut out = String::new();
        b.iter(|| {
            out.clear();
            corpus.iter().for_each(|text| fold_into(text, &mut out));
            out.len()
        });
    });
    group.bench_function("text and map", |b| {
        b.iter(|| corpus.iter().map(|text| fold(text).as_str().len()).sum::<usize>());
    });
    group.bench_function("map to UTF-16", |b| {
        let end = ByteOffset(u32::MAX);
        b.iter(|| {
            corpus
                .iter()
                .map(|text| Utf16Map::new(text).offset(end).get())
                .sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
