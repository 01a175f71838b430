//! How fast folded text is segmented, and how fast the lexicon for it is loaded, cut down to a subset, and packed.
//!
//! Before the clock starts, 10,000 articles are segmented by jieba-rs itself and by the subset of their lexicon, and
//! compared token for token; the sizes of the packed forms are printed to stderr.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use criterion::{criterion_group, criterion_main, Criterion, Throughput};
use jieba_rs::{HmmModel, Jieba};
use kanbao::lexicon::{Lexicon, Segmenter};
use kanbao::text::fold;

#[path = "../tests/integration/material.rs"]
#[allow(dead_code)]
mod material;

/// The text to segment if there is no corpus beside the repository.
const TEXT: &str = "新华社北京电，记者从会议上获悉，2024年全市生产总值增长5.6%，游客人次再创新高。";

fn folded(texts: Option<Vec<String>>) -> Vec<String> {
    texts
        .unwrap_or_else(|| vec![TEXT.to_owned(); 1000])
        .iter()
        .map(|text| fold(text).into_string())
        .collect()
}

fn strs(texts: &[String]) -> impl Iterator<Item = &str> + Clone {
    texts.iter().map(String::as_str)
}

/// Compares segmentation token for token, in both modes, with the HMM: the subset against jieba-rs with the words of
/// the full lexicon and its own HMM.
fn assert_cuts_alike(full: &Lexicon, texts: &[String]) {
    let subset = Lexicon::from_bytes(&full.subset(strs(texts)).to_bytes()).unwrap();
    let subset = Segmenter::new(&subset);
    let mut jieba = Jieba::empty();
    // Cargo.toml leaves jieba-rs's own HMM out of the crate.
    let model = HmmModel::load(&mut include_bytes!(env!("KANBAO_JIEBA_HMM")).as_slice()).unwrap();
    jieba.set_hmm_model(model);
    full.iter().for_each(|(word, frequency)| {
        jieba.add_word(word, Some(frequency as usize), None);
    });
    let mut tokens = 0;
    for text in texts {
        let jiebas = jieba.cut(text, true);
        tokens += jiebas.len();
        assert!(
            subset
                .cut(text)
                .iter()
                .map(|token| token.text)
                .eq(jiebas.iter().map(|token| token.word)),
            "{text}"
        );
        let jiebas = jieba.cut_for_search(text, true);
        let ours = subset.cut_for_search(text);
        assert!(
            ours.iter()
                .map(|t| (t.text, t.span.start.get()))
                .eq(jiebas.iter().map(|t| (t.word, t.byte_start))),
            "{text}"
        );
    }
    eprintln!(
        "{} paragraphs, {tokens} tokens: the subset cuts as jieba-rs does",
        texts.len()
    );
}

/// Prints how folding changes the ends of words: compares original text, cut by jieba's dictionary, with folded text,
/// cut by the folded dictionary.
fn print_effect_of_folding(original: &[String], full: &Lexicon, folded: &Lexicon) {
    let (full, folded) = (Segmenter::new(full), Segmenter::new(folded));
    let mut differ = 0;
    for text in original {
        let folding = fold(text);
        let in_original = full
            .cut(text)
            .into_iter()
            .filter(|token| !fold(token.text).as_str().is_empty());
        let in_folded = folded
            .cut(folding.as_str())
            .into_iter()
            .map(|token| folding.source_span(token.span));
        differ += usize::from(in_original.map(|token| token.span).ne(in_folded));
    }
    eprintln!(
        "{differ} of {} paragraphs are cut differently once folded",
        original.len()
    );
}

fn benches(c: &mut Criterion) {
    let full = Lexicon::full().unwrap();
    let lexicon = full.folded().unwrap();
    let thousand = folded(material::paragraphs("recent-issues-1k.jsonl.gz"));
    let page = folded(material::bulletin().map(|page| page.lines().map(str::to_owned).collect()));
    assert_cuts_alike(&lexicon, &folded(material::paragraphs("recent-issues-10k.jsonl.gz")));
    if let Some(original) = material::paragraphs("recent-issues-1k.jsonl.gz") {
        print_effect_of_folding(&original, &full, &lexicon);
    }

    let subset = lexicon.subset(strs(&page));
    let files = [("of a bulletin", subset.to_bytes()), ("full", lexicon.to_bytes())];
    let mut group = c.benchmark_group("lexicon");
    for (name, bytes) in &files {
        let read = Lexicon::from_bytes(bytes).unwrap();
        eprintln!(
            "lexicon {name}: {} words, {} bytes before compression",
            read.word_count(),
            bytes.len()
        );
        group.bench_function(format!("read, {name}"), |b| {
            b.iter(|| Lexicon::from_bytes(bytes).unwrap())
        });
        group.bench_function(format!("segmenter from it, {name}"), |b| {
            b.iter(|| Segmenter::new(&read))
        });
    }
    group.sample_size(10);
    group.bench_function("subset for a bulletin", |b| b.iter(|| lexicon.subset(strs(&page))));
    group.bench_function("subset for 1,000 articles", |b| {
        b.iter(|| lexicon.subset(strs(&thousand)))
    });
    group.finish();

    let chars: usize = thousand.iter().map(|text| text.chars().count()).sum();
    let mut group = c.benchmark_group(format!("cut {} paragraphs, {chars} characters", thousand.len()));
    group.throughput(Throughput::Elements(chars as u64)).sample_size(20);
    for (name, lexicon) in [("their subset", &lexicon.subset(strs(&thousand))), ("full", &lexicon)] {
        let segmenter = Segmenter::new(lexicon);
        group.bench_function(format!("words, {name}"), |b| {
            b.iter(|| strs(&thousand).map(|text| segmenter.cut(text).len()).sum::<usize>());
        });
        group.bench_function(format!("for search, {name}"), |b| {
            b.iter(|| {
                strs(&thousand)
                    .map(|text| segmenter.cut_for_search(text).len())
                    .sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
