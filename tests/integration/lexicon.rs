//! Lexicons: their subsets cut exactly as jieba does, and their packed form comes back.

use std::sync::LazyLock;

use jieba_rs::Jieba;
use kanbao::lexicon::{Kind, Lexicon, Segmenter};
use kanbao::text::fold;

use crate::material;

/// jieba-rs with its own dictionary and its built-in HMM: what every lexicon is measured against.
static JIEBA: LazyLock<Jieba> =
    LazyLock::new(|| Jieba::with_dict(&mut include_bytes!(env!("KANBAO_JIEBA_DICT")).as_slice()).unwrap());
static FULL: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::full().unwrap());
static FULL_SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| Segmenter::new(&FULL).unwrap());

/// Token for token, in both modes.
#[track_caller]
fn assert_cuts_like_jieba(segmenter: &Segmenter, text: &str) {
    let pairs = [
        (segmenter.cut(text), JIEBA.cut(text, true)),
        (segmenter.cut_for_search(text), JIEBA.cut_for_search(text, true)),
    ];
    for (ours, jiebas) in pairs {
        let ours: Vec<_> = ours
            .iter()
            .map(|t| (t.text, t.span.start.get(), t.span.end.get()))
            .collect();
        let jiebas: Vec<_> = jiebas.iter().map(|t| (t.word, t.byte_start, t.byte_end)).collect();
        assert_eq!(ours, jiebas, "in {text:?}");
    }
}

#[test]
fn the_full_lexicon_is_jiebas_dictionary() {
    assert_eq!(FULL.kind(), Kind::Full);
    assert_eq!(FULL.word_count(), 349_045);
    assert_eq!(FULL.iter().map(|(_, f)| u64::from(f)).sum::<u64>(), 60_101_964);
}

#[test]
fn the_real_bulletin_is_cut_as_by_jieba() {
    let Some(page) = material::bulletin() else { return };
    let paragraphs: Vec<&str> = page.lines().collect();
    let folded: Vec<String> = paragraphs.iter().map(|p| fold(p).into_string()).collect();
    let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
    for texts in [&paragraphs, &folded] {
        let subset = Segmenter::new(&FULL.subset(texts.iter().copied())).unwrap();
        for text in texts {
            assert_cuts_like_jieba(&subset, text);
            assert_cuts_like_jieba(&FULL_SEGMENTER, text);
        }
    }
}

#[test]
fn a_thousand_articles_are_cut_as_by_jieba() {
    let Some(paragraphs) = material::paragraphs("recent-issues-1k.jsonl.gz") else {
        return;
    };
    let folded: Vec<String> = paragraphs.iter().map(|p| fold(p).into_string()).collect();
    let subset = Segmenter::new(&FULL.subset(folded.iter().map(String::as_str))).unwrap();
    for text in &folded {
        assert_cuts_like_jieba(&subset, text);
    }
}
