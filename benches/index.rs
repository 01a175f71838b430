//! How fast articles are indexed, and the size of the index compared with that of the text.
//!
//! `cargo bench --bench index`; with `KANBAO_BENCH=10k` for ten thousand articles.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

use criterion::{criterion_group, criterion_main, Criterion, Throughput};
use kanbao::engine::Engine;
use kanbao::search::SearchOptions;

#[path = "../tests/integration/search_corpus.rs"]
mod search_corpus;
use search_corpus::{bench_articles, chars_of, subset, text_bytes};

fn index(c: &mut Criterion) {
    let (name, articles) = bench_articles();
    let lexicon = subset(&articles);
    let chars = chars_of(&articles);
    let mut group = c.benchmark_group(format!("index {name}"));
    group.sample_size(10).throughput(Throughput::Elements(chars as u64));

    let build = |with_words: bool| {
        let mut engine = Engine::new();
        if with_words {
            engine.set_lexicon(&lexicon).unwrap();
        }
        engine.add(&articles).unwrap();
        engine
    };
    for (what, with_words) in [("characters", false), ("characters and words", true)] {
        let engine = build(with_words);
        let outcome = engine.search("", SearchOptions::default());
        assert_eq!(outcome.total as usize, articles.len());
        println!(
            "{name}, {what}: {} bytes of index for {} bytes of text ({:.2})",
            engine.index_bytes(),
            text_bytes(&articles),
            engine.index_bytes() as f64 / text_bytes(&articles) as f64
        );
        group.bench_function(what, |b| {
            b.iter_batched(
                || {
                    let mut engine = Engine::new();
                    if with_words {
                        engine.set_lexicon(&lexicon).unwrap();
                    }
                    (engine, articles.clone())
                },
                |(mut engine, articles)| {
                    engine.add(&articles).unwrap();
                    engine
                },
                criterion::BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, index);
criterion_main!(benches);
