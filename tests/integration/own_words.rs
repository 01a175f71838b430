//! An editor's words and synonyms: read from a file, carried by a lexicon, applied to queries.

use kanbao::bulletin::{Article, Issue};
use kanbao::engine::Engine;
use kanbao::lexicon::{Lexicon, OwnWords};
use kanbao::publish::publish;
use kanbao::search::{Outcome, SearchOptions, Tier};
use kanbao::spelling::Spelling;
use kanbao::text::fold;
use kanbao::units::ArticleId;
use kanbao::Code;
use proptest::prelude::*;

use crate::search_corpus::{article, full};

const FILE: &str =
    "\u{FEFF}# our names\n\n青吴嘉 300\n嘉兴南站 = 高铁站\n人大 → 人民代表大会 # one way\n５Ｇ => 第五代移动通信\n";

fn articles() -> Vec<Article> {
    vec![
        article("嘉興南站开通", &["王伟"], &["新的时刻表今天公布。"]),
        article("市高铁站迎客", &["李一"], &["旅客很多。"]),
        article("人民代表大会开幕", &["王伟"], &["代表们来了。"]),
        article(
            "人大代表进社区",
            &["李一"],
            &["青吴嘉三地的代表们听取意见,高铁站的时刻表也在其中。"],
        ),
    ]
}

fn own() -> Lexicon {
    full().with_own(&OwnWords::read(FILE).unwrap()).unwrap()
}

/// Makes an engine as the browser has it, with the published lexicon, read from its bytes.
fn published() -> Engine {
    let issue = Issue {
        articles: articles(),
        ..Issue::default()
    };
    let lexicon = Lexicon::from_bytes(&publish(&issue, &own()).unwrap().lexicon.bytes).unwrap();
    let mut engine = Engine::new();
    engine.set_lexicon(&lexicon).unwrap();
    engine.add(&issue.articles).unwrap();
    engine
}

/// Returns, for each hit, its article and the synonym that was found in place of what was typed.
fn found(outcome: Outcome) -> Vec<(u32, Option<&'static str>)> {
    let hits = outcome.hits.into_iter();
    hits.map(|hit| {
        let synonym = hit.spelling.filter(|spelling| spelling.kind == Spelling::Synonym);
        (hit.article.0, synonym.map(|spelling| &*spelling.found.leak()))
    })
    .collect()
}

#[test]
fn synonyms_are_found_below_what_was_typed_and_say_so() {
    let engine = published();
    let search = |query: &str| engine.search(query, SearchOptions::default());
    let mut both = found(search("高铁站"));
    assert_eq!(both.pop(), Some((0, Some("嘉興南站"))));
    both.sort_unstable();
    assert_eq!(both, [(1, None), (3, None)]);
    let mut other = found(search("嘉兴南站"));
    assert_eq!(other.remove(0), (0, None));
    other.sort_unstable();
    assert_eq!(other, [(1, Some("高铁站")), (3, Some("高铁站"))]);
    // One way only.
    assert!(found(search("人大")).contains(&(2, Some("人民代表大会"))));
    assert!(!found(search("人民代表大会"))
        .iter()
        .any(|(_, synonym)| synonym.is_some()));
    // Beside other words, and in conditions.
    assert!(found(search("高铁站 时刻表")).contains(&(0, Some("嘉興南站"))));
    assert!(found(search("高铁站时刻表")).contains(&(0, Some("嘉興南站"))));
    assert_eq!(found(search("高铁站 作者:王伟")), [(0, Some("嘉興南站"))]);
    assert!(!found(search("高铁站 旅客")).contains(&(0, Some("嘉興南站"))));
    // The total includes articles found by synonyms, however few hits are wanted.
    let one = engine.search(
        "高铁站",
        SearchOptions {
            limit: 1,
            ..SearchOptions::default()
        },
    );
    assert_eq!((one.hits.len(), one.total), (1, 3));
    assert_eq!(engine.search("高铁站", SearchOptions::page(10, 0)).total, 2);
}

#[test]
fn the_file_that_the_documentation_shows_is_read() {
    let page = include_str!("../../docs/own-words.md");
    let start = page.find("```text\n嘉兴南站").unwrap() + "```text\n".len();
    let shown = &page[start..];
    let own = OwnWords::read(&shown[..shown.find("```").unwrap()]).unwrap();
    let lexicon = full().with_own(&own).unwrap();
    let synonyms: Vec<(&str, &str)> = lexicon.synonyms().iter().collect();
    assert_eq!(
        synonyms,
        [("人大", "人民代表大会"), ("嘉兴南站", "高铁站"), ("高铁站", "嘉兴南站")]
    );
    assert!(lexicon.iter().any(|entry| entry == ("青吴嘉", 300)));
}

#[test]
fn highlights_cover_the_synonym() {
    let engine = published();
    let outcome = engine.search("高铁站", SearchOptions::default());
    let hit = outcome.hits.iter().find(|hit| hit.article.0 == 0).unwrap();
    assert_eq!(hit.tier, Tier::OtherSpelling);
    let range = hit.headline.ranges[0];
    assert_eq!((range.start.0, range.end.0), (0, 4));
    let marks = engine.marks(ArticleId(0), "高铁站").unwrap();
    assert_eq!(marks[0].ranges, [range]);
}

#[test]
fn a_published_lexicon_has_the_synonyms_that_find_something() {
    let lexicon = own();
    let subset = lexicon.subset(["嘉兴南站"]);
    assert_eq!(subset.synonyms().iter().collect::<Vec<_>>(), [("高铁站", "嘉兴南站")]);
    assert!(
        subset.iter().any(|(word, _)| word == "高铁站"),
        "the typed side stays a word, so that a query is cut as the editor says"
    );
    for lexicon in [&subset, &lexicon] {
        let again = Lexicon::from_bytes(&lexicon.to_bytes()).unwrap();
        assert_eq!(again.synonyms(), lexicon.synonyms());
        assert_eq!(again.fingerprint(), lexicon.fingerprint());
    }
    let without = full().with_own(&OwnWords::read("嘉兴南站\n高铁站\n").unwrap()).unwrap();
    assert!(without.synonyms().is_empty());
    let with = full()
        .with_own(&OwnWords::read("嘉兴南站 = 高铁站\n").unwrap())
        .unwrap();
    assert_ne!(without.fingerprint(), with.fingerprint());
}

#[test]
fn damaged_synonyms_are_refused() {
    let subset = own().subset(["嘉兴南站高铁站"]);
    let bytes = subset.to_bytes();
    let mut without = own().subset(["嘉兴南站高铁站"]).to_bytes();
    without.truncate(without.len() - 40);
    assert_eq!(Lexicon::from_bytes(&without).unwrap_err().code(), Code::Damaged);
    let sealed = |mut bytes: Vec<u8>| {
        let sum = kanbao::bytes::checksum(&bytes[12..]).to_le_bytes();
        bytes[4..12].copy_from_slice(&sum);
        Lexicon::from_bytes(&bytes)
    };
    assert!(sealed(bytes.clone()).is_ok());
    // The synonyms are the last section: 高铁站 → 嘉兴南站 and back, 2 × (1 + 9 + 1 + 12) bytes, after a byte for the
    // version.
    let start = bytes.len() - 47;
    assert_eq!(bytes[start], 1);
    for end in start + 1..bytes.len() {
        assert_eq!(end == start + 24, sealed(bytes[..end].to_vec()).is_ok(), "{end}");
    }
    for at in start..bytes.len() {
        for byte in [0, 1, 2, 9, 0x7F, 0x80, 0xFF] {
            let mut other = bytes.clone();
            other[at] = byte;
            let _ = sealed(other);
        }
    }
    let mut other = bytes.clone();
    other[start] = 2;
    assert!(sealed(other).unwrap_err().message().contains("synonyms"));
    let mut other = bytes;
    other.extend_from_within(start + 1..start + 24);
    assert!(sealed(other).is_err(), "out of order");
}

#[test]
fn what_is_wrong_in_a_file_is_named_with_its_line() {
    for (text, line, message) in [
        ("水乡\n嘉兴 南站 好\n", "line 2", "嘉兴 南站 好"),
        ("水乡 -3", "line 1", "-3"),
        ("\n\n= 高铁站", "line 3", "found nothing"),
        ("甲 → ", "line 1", "found nothing"),
        ("甲 → 乙 = 丙", "line 1", "one sign"),
        ("高铁站 = 高鐵站", "line 1", "the same"),
        ("王·伟", "line 1", "cannot be part of a word"),
    ] {
        let error = OwnWords::read(text).unwrap_err();
        assert_eq!(error.place(), line, "{text}: {error}");
        assert!(error.message().contains(message), "{text}: {error}");
    }
    let long = format!("水乡\n{} = 水乡", "长".repeat(65));
    assert_eq!(OwnWords::read(&long).unwrap_err().place(), "line 2");
    assert!(OwnWords::read("").unwrap() == OwnWords::default());
}

proptest! {
    #[test]
    fn any_file_is_read_or_refused_with_a_line(text in "([嘉兴南站a-c =→\\->#\n3０]{0,12}\n){0,6}|\\PC{0,40}") {
        match OwnWords::read(&text) {
            Ok(own) => {
                let _ = (own, fold(&text));
            }
            Err(error) => prop_assert!(error.place().starts_with("line "), "{}", error),
        }
    }
}
