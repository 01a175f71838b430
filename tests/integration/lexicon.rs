//! Lexicons and their subsets segment exactly as jieba does.

use std::sync::LazyLock;

use jieba_rs::{HmmModel, Jieba};
use kanbao::lexicon::{Lexicon, LexiconKind, Segmenter};
use kanbao::text::fold;
use proptest::prelude::*;

use crate::material;

/// jieba-rs with its own dictionary and HMM, which every lexicon is compared with.
static JIEBA: LazyLock<Jieba> =
    LazyLock::new(|| with_hmm(Jieba::with_dict(&mut include_bytes!(env!("KANBAO_JIEBA_DICT")).as_slice()).unwrap()));
static FULL: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::full().unwrap());
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| FULL.iter().map(|(word, _)| word).collect());
static FULL_SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| Segmenter::new(&FULL));

/// Gives jieba its own HMM, which `Cargo.toml` leaves out of the crate.
fn with_hmm(mut jieba: Jieba) -> Jieba {
    let model = HmmModel::load(&mut include_bytes!(env!("KANBAO_JIEBA_HMM")).as_slice()).unwrap();
    jieba.set_hmm_model(model);
    jieba
}

/// Asserts that the tokens are the same in both modes.
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
    assert_eq!(FULL.kind(), LexiconKind::Full);
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
        let subset = Segmenter::new(&FULL.subset(texts.iter().copied()));
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
    let subset = Segmenter::new(&FULL.subset(folded.iter().map(String::as_str)));
    for text in &folded {
        assert_cuts_like_jieba(&subset, text);
    }
}

/// Texts of dictionary words and arbitrary characters, so that words overlap, break off and run into each other in
/// ways that no author would write.
fn random_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&**WORDS).prop_map(str::to_owned);
    let han = prop::char::range('\u{4E00}', '\u{9FA5}').prop_map(String::from);
    let common = prop::sample::select(
        "的一是在不了有和人这中大为上个国我以要他年发会生可"
            .chars()
            .collect::<Vec<_>>(),
    );
    let other = prop_oneof![
        "[a-zA-Z0-9.+#&_%-]{1,6}",
        prop::sample::select("，。！？“”（）· \n\r\u{1}\u{3400}𠮷😀é".chars().collect::<Vec<_>>())
            .prop_map(String::from),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(
        prop_oneof![4 => word, 1 => han, 2 => common.prop_map(String::from), 1 => other],
        0..30,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The law of subsets, which also holds after packing: the texts and every piece of them are segmented alike.
    #[test]
    fn the_subset_of_random_texts_cuts_them_as_jieba_does(
        texts in prop::collection::vec(random_text(), 1..4),
        which: prop::sample::Index,
        a: prop::sample::Index,
        b: prop::sample::Index,
    ) {
        let subset = FULL.subset(texts.iter().map(String::as_str));
        let subset = Lexicon::from_bytes(&subset.to_bytes()).unwrap();
        let segmenter = Segmenter::new(&subset);
        for text in &texts {
            assert_cuts_like_jieba(&segmenter, text);
        }
        let text = which.get(&texts);
        let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let (a, b) = (places[a.index(places.len())], places[b.index(places.len())]);
        assert_cuts_like_jieba(&segmenter, &text[a.min(b)..a.max(b)]);
    }

    #[test]
    fn the_full_lexicon_cuts_random_text_as_jieba_does(text in random_text()) {
        assert_cuts_like_jieba(&FULL_SEGMENTER, &text);
    }

    #[test]
    fn a_cut_is_the_text(text in random_text()) {
        let mut end = 0;
        for token in FULL_SEGMENTER.cut(&text) {
            prop_assert_eq!(token.span.start.get(), end);
            prop_assert_eq!(token.span.slice(&text), Some(token.text));
            end = token.span.end.get();
        }
        prop_assert_eq!(end, text.len());
    }
}

/// The sentences of jieba's own tests that jieba-rs cuts differently from Python jieba 0.42.1: (the number of the
/// sentence from 1, the mode, the cause). As of jieba-rs 0.11 there are none: all sentences are cut alike in both
/// modes.
const DIFFERENCES_FROM_PYTHON: [(usize, &str, &str); 0] = [];

#[test]
fn the_sentences_of_jiebas_tests_are_cut_as_by_python_jieba() {
    let Some(sentences) = material::jieba_sentences() else {
        return;
    };
    let mut differences = Vec::new();
    for (i, sentence) in sentences.iter().enumerate() {
        let text = sentence["text"].as_str().unwrap();
        let modes = [
            ("cut", FULL_SEGMENTER.cut(text)),
            ("cut_for_search", FULL_SEGMENTER.cut_for_search(text)),
        ];
        for (mode, ours) in modes {
            let pythons: Vec<&str> = sentence[mode]
                .as_array()
                .unwrap()
                .iter()
                .map(|t| t.as_str().unwrap())
                .collect();
            if ours.iter().map(|t| t.text).ne(pythons) {
                differences.push((i + 1, mode));
            }
        }
    }
    assert_eq!(
        differences,
        DIFFERENCES_FROM_PYTHON.map(|(number, mode, _)| (number, mode))
    );
}

/// Segments folded text and joins the tokens with slashes.
fn cut(segmenter: &Segmenter, text: &str) -> String {
    segmenter
        .cut(text)
        .iter()
        .map(|token| token.text)
        .collect::<Vec<_>>()
        .join("/")
}

static FOLDED: LazyLock<Lexicon> = LazyLock::new(|| FULL.folded().unwrap());
static FOLDED_SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| Segmenter::new(&FOLDED));

#[test]
fn words_that_folding_changes_are_words_in_folded_text() {
    assert!(FOLDED.is_folded() && !FULL.is_folded());
    for (text, expected) in [
        ("著名的嘉興作家", "着名/的/嘉兴/作家"),
        ("他買了件T恤和B超機", "他/买/了/件/t恤/和/b超/机"),
        ("ＡＡ制", "aa制"),
        ("臺灣乾燥的瞭望塔", "台湾/干燥/的/了望塔"),
    ] {
        assert_eq!(cut(&FOLDED_SEGMENTER, fold(text).as_str()), expected);
    }
}

/// Folding the dictionary moves frequencies between words and loses none.
#[test]
fn a_folded_lexicon_is_jieba_with_its_words_folded() {
    let mut words = std::collections::BTreeMap::<String, usize>::new();
    for (word, frequency) in FULL.iter() {
        *words.entry(fold(word).into_string()).or_default() += frequency as usize;
    }
    assert!(words
        .iter()
        .map(|(word, f)| (word.as_str(), *f))
        .eq(FOLDED.iter().map(|(word, f)| (word, f as usize))));
    let Some(page) = material::bulletin() else { return };
    let mut jieba = with_hmm(Jieba::empty());
    for (word, frequency) in &words {
        jieba.add_word(word, Some(*frequency), None);
    }
    let lines: Vec<String> = page.lines().map(|line| fold(line).into_string()).collect();
    let subset = Segmenter::new(&FOLDED.subset(lines.iter().map(String::as_str)));
    for line in &lines {
        let jiebas: Vec<_> = jieba
            .cut_for_search(line, true)
            .iter()
            .map(|t| (t.word, t.byte_start))
            .collect();
        for segmenter in [&FOLDED_SEGMENTER, &subset] {
            let ours: Vec<_> = segmenter
                .cut_for_search(line)
                .iter()
                .map(|t| (t.text, t.span.start.get()))
                .collect();
            assert_eq!(ours, jiebas);
        }
    }
}

#[test]
fn an_editors_words_become_words() {
    let text = fold("嘉興南站與章瑜記者").into_string();
    assert_ne!(cut(&FOLDED_SEGMENTER, &text), "嘉兴南站/与/章瑜/记者");
    let lexicon = FOLDED
        .clone()
        .with_words(&[("嘉興南站", None), ("章瑜", Some(100)), ("记者", Some(9000))])
        .unwrap();
    assert_eq!(cut(&Segmenter::new(&lexicon), &text), "嘉兴南站/与/章瑜/记者");
    assert_eq!(lexicon.iter().find(|(word, _)| *word == "记者"), Some(("记者", 9000)));

    // The result is the same as if the words had been added to jieba itself, also for a subset read from its file.
    let mut jieba = with_hmm(Jieba::empty());
    for (word, frequency) in FOLDED.iter() {
        jieba.add_word(word, Some(frequency as usize), None);
    }
    for (word, frequency) in [("嘉兴南站", None), ("章瑜", Some(100)), ("记者", Some(9000))] {
        jieba.add_word(word, frequency, None);
    }
    let subset = Lexicon::from_bytes(&lexicon.subset([text.as_str()]).to_bytes()).unwrap();
    for lexicon in [&lexicon, &subset] {
        let ours = Segmenter::new(lexicon);
        let ours: Vec<_> = ours.cut_for_search(&text).iter().map(|token| token.text).collect();
        assert_eq!(
            ours,
            jieba
                .cut_for_search(&text, true)
                .iter()
                .map(|token| token.word)
                .collect::<Vec<_>>()
        );
    }
    lexicon.check_same_tokens(&subset, [text.as_str()]).unwrap();
}

#[test]
fn words_that_cannot_be_words_are_named() {
    for (word, part) in [
        ("玛丽·居里", "'·'"),
        ("New York", "' '"),
        ("（人名）", "'('"),
        (" \u{200B}", "empty"),
    ] {
        let error = FOLDED.clone().with_words(&[("好词", None), (word, None)]).unwrap_err();
        assert!(error.message().contains(part), "{error}");
        assert!(error.place().contains(&format!("{word:?}")), "{error}");
    }
    let long = "很".repeat(65);
    assert!(FOLDED.clone().with_words(&[(&long, Some(1))]).is_err());
    assert!(FOLDED.clone().with_words(&[("词", Some(u32::MAX))]).is_err());
}

#[test]
fn the_check_finds_a_lexicon_that_cuts_otherwise() {
    let text = "嘉兴市南湖区的水果很好吃";
    let subset = FULL.subset([text]);
    FULL.check_same_tokens(&subset, [text]).unwrap();
    let other = FULL.subset(["嘉兴市"]);
    let error = FULL.check_same_tokens(&other, ["嘉兴市", text]).unwrap_err();
    assert_eq!(error.place(), "text 2");
}

#[test]
fn a_dictionary_that_is_none_is_refused_with_its_line() {
    const MODEL: &str = include_str!(env!("KANBAO_JIEBA_HMM"));
    let error = Lexicon::from_jieba("一 1\n二 many\n", MODEL).unwrap_err();
    assert_eq!(error.place(), "dictionary line 2");
    assert!(Lexicon::from_jieba("", MODEL).is_err());
    assert!(Lexicon::from_jieba("一 4294967295\n二 1\n", MODEL).is_err());
    for (from, to) in [
        ("\n-0.26268660809250016", "\nmany"),
        ("耀:-10.460283", "耀:-10.460284"),
        ("耀:-10.460283", "耀-10.460283"),
    ] {
        assert!(MODEL.contains(from));
        assert!(
            Lexicon::from_jieba("一 1", &MODEL.replacen(from, to, 1)).is_err(),
            "{to}"
        );
    }
    let last = MODEL.trim_end().rfind('\n').unwrap();
    let error = Lexicon::from_jieba("一 1", &MODEL[..last]).unwrap_err();
    assert!(
        error
            .message()
            .contains("the line of emission probabilities is missing"),
        "{error}"
    );
}
