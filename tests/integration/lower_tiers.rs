//! The tiers below *all words*: in queries with conditions, and for space-separated words of which one is misspelt.

use std::collections::BTreeMap;

use kanbao::bulletin::Article;
use kanbao::engine::Engine;
use kanbao::internals::lexicon::Readings;
use kanbao::internals::search::parts;
use kanbao::lexicon::{Lexicon, OwnWords};
use kanbao::search::Spelling;
use kanbao::search::{Hit, Outcome, SearchOptions, Tier};
use kanbao::text::fold;
use kanbao::units::ArticleId;
use proptest::prelude::*;

use crate::search_corpus::{article, full, generated, subset};

const ALL: SearchOptions = SearchOptions {
    limit: 1000,
    partial_matches: true,
    other_spelling: true,
    ..SearchOptions::page(0, 0)
};

const AS_SPELLED: SearchOptions = SearchOptions {
    other_spelling: false,
    ..ALL
};

fn engine_of(articles: &[Article], lexicon: &Lexicon) -> Engine {
    let mut engine = Engine::new();
    engine.set_lexicon(lexicon).unwrap();
    engine.add(articles).unwrap();
    engine
}

fn few() -> Vec<Article> {
    vec![
        article(
            "夏天的市场",
            &["王伟"],
            &["嘉兴今天很热。", "摊子上的水果都是早上摘的。"],
        ),
        article(
            "图书馆延长开放",
            &["李强"],
            &["嘉兴的图书馆今天起开放到夜里,水乡的孩子们都来了。"],
        ),
        article("运河边的龙舟", &["王伟"], &["大运河上的龙舟比赛今天开始,市民很多。"]),
        article("稻谷丰收", &["沈青"], &["农民说,机器人帮了忙。"]),
        article("晚高峰", &["沈青"], &["高铁站的旅客今天比往年多。"]),
        article("方言", &["沈青"], &["佳话官话都有人说,天上是星,也是云。"]),
    ]
}

#[test]
fn bare_text_beside_conditions_goes_through_all_tiers() {
    let articles = few();
    let engine = engine_of(&articles, &subset(&articles));
    let question = "请问龙舟比赛和图书馆到底是怎么回事";
    // Less than most of what was asked is in the other article.
    assert_eq!(
        tiers(&engine.search(question, ALL)).into_keys().collect::<Vec<_>>(),
        [2]
    );
    for condition in ["作者:王伟", "-孩子", "“大运河”", "市民 或 稻谷", "标题:龙舟"] {
        let outcome = engine.search(&format!("{question} {condition}"), ALL);
        assert_eq!(outcome.hits[0].article, ArticleId(2), "{condition}");
        assert!(
            matches!(outcome.hits[0].tier, Tier::Near | Tier::MostWords),
            "{condition}"
        );
        assert!(!outcome.hits.iter().any(|hit| hit.article.0 == 1), "{condition}");
    }
    let hit = engine.search("longzhoubisai 作者:王伟", ALL).hits.remove(0);
    assert_eq!((hit.article.0, hit.tier), (2, Tier::OtherSpelling));
    let marks = engine.marks(hit.article, "longzhoubisai 作者:王伟").unwrap();
    assert_eq!(marks.iter().map(|mark| mark.ranges.len()).sum::<usize>(), 1);
    assert!(engine.search("longzhoubisai 作者:沈青", ALL).hits.is_empty());
    // A query of conditions only has no lower tiers.
    assert_eq!(engine.search("标题:龙州", ALL).total, 0);
}

#[test]
fn a_word_or_name_that_occurs_nowhere_is_not_met_by_its_pieces() {
    let mut articles = few();
    articles.push(article(
        "要闻",
        &["李一"],
        &[
            "我国全面推进节水,新的人工河已经开工。",
            "智能的冠军习惯练习,十一元一张票。",
            "近来平安,和平的妇女联手演奏,长在野外。",
        ],
    ));
    for lexicon in [subset(&articles), full()] {
        let engine = engine_of(&articles, &lexicon);
        for absent in [
            "日国全",
            "的含",
            "新冠",
            "习近平",
            "医院",
            "演练",
            "妇联",
            "长野",
            "人工智能",
            "阿根廷",
            "和解",
            "王小明",
            "中医药",
            "布宜诺斯艾利斯",
            "嘉兴王",
        ] {
            let outcome = engine.search(absent, ALL);
            assert_eq!(outcome.total, 0, "{absent}: {:?}", outcome.hits);
            assert!(outcome.corrected.is_none() && outcome.missing.is_empty(), "{absent}");
        }
    }
}

#[test]
fn of_a_half_true_query_the_articles_with_the_rest_are_found_and_what_is_missing_is_said() {
    let articles = few();
    for lexicon in [subset(&articles), full()] {
        let engine = engine_of(&articles, &lexicon);
        for (query, missing, found) in [
            ("新冠 水果", &["新冠"][..], 0),
            ("龙舟 习近平", &["习近平"], 2),
            ("新冠疫苗 图书馆 医院", &["新冠疫苗", "医院"], 1),
            ("nasa 机器人", &["nasa"], 3),
        ] {
            let outcome = engine.search(query, ALL);
            let articles: Vec<u32> = outcome.hits.iter().map(|hit| hit.article.0).collect();
            assert_eq!(
                (articles, outcome.missing.as_slice()),
                (
                    vec![found],
                    &missing.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()[..]
                ),
                "{query}"
            );
            assert!(outcome.hits.iter().all(|hit| hit.tier == Tier::MostWords), "{query}");
        }
        // What was found as typed lacks nothing.
        assert!(engine.search("嘉兴 水果", ALL).missing.is_empty());
    }
}

#[test]
fn words_that_only_ask_carry_nothing() {
    let articles = few();
    for lexicon in [subset(&articles), full()] {
        let engine = engine_of(&articles, &lexicon);
        for (query, found) in [
            ("请问龙舟什么时候开始", 2),
            ("为什么稻谷丰收", 3),
            ("请问 水果 怎么样", 0),
            ("高铁站的旅客为什么多", 4),
        ] {
            let hits = engine.search(query, ALL).hits;
            assert_eq!(hits.first().map(|hit| hit.article.0), Some(found), "{query}: {hits:?}");
        }
    }
}

#[test]
fn a_word_of_letters_or_digits_that_stands_nowhere_is_not_found_by_pairs_of_them() {
    let articles = [article("模型", &[], &["AI 模型 agent 2026年开会。"])];
    let engine = engine_of(&articles, &subset(&articles));
    // The longest queries allowed: when they were searched for pair by pair, the last ones took a quarter of a minute
    // among a thousand articles.
    let (letters, digits) = ("ai".repeat(5000), "5.20".repeat(2500));
    for query in ["maintenance", "1926262", &letters, &digits] {
        assert_eq!(engine.search(query, ALL).total, 0, "{query:.12}");
    }
}

#[test]
fn a_word_that_is_misspelt_is_found_beside_the_others() {
    let articles = few();
    let engine = engine_of(&articles, &subset(&articles));
    for (query, article, meant) in [
        ("jiaxing 水果", 0, "嘉兴 水果"),
        ("嘉兴 shuiguo", 0, "嘉兴 水果"),
        ("jiaxing shuiguo", 0, "嘉兴 水果"),
        ("jiaxing 水果 作者:王伟", 0, "嘉兴 水果"),
    ] {
        let outcome = engine.search(query, ALL);
        assert!(
            outcome
                .hits
                .iter()
                .all(|hit| hit.article.0 == article && hit.spelling.is_some()),
            "{query}"
        );
        let corrected = outcome.corrected.map(|spelling| (spelling.kind, spelling.found));
        assert_eq!(corrected, Some((Spelling::Pinyin, meant.to_owned())), "{query}");
        let marks = engine.marks(ArticleId(article), query).unwrap();
        assert!(
            marks.iter().map(|mark| mark.ranges.len()).sum::<usize>() >= 2,
            "{query}: {marks:?}"
        );
    }
    assert!(engine
        .search("jiaxing 水果 -市场", ALL)
        .hits
        .iter()
        .all(|hit| hit.article.0 != 0));
    // Characters are what was typed: the articles with the rest are found, and the correction is offered.
    for (query, article, meant, kind) in [
        ("佳星 水果", 0, "嘉兴 水果", Spelling::Homophone),
        ("嘉兴 图书官", 1, "嘉兴 图书馆", Spelling::Homophone),
        ("孩子 夜里 图书官", 1, "孩子 夜里 图书馆", Spelling::Homophone),
        ("龙舟 大云河", 2, "龙舟 大运河", Spelling::Homophone),
        ("稻谷 jqr", 3, "稻谷 机器人", Spelling::Initials),
    ] {
        let outcome = engine.search(query, ALL);
        assert!(
            outcome.corrected.is_none() && outcome.missing.len() == 1,
            "{query}: {outcome:?}"
        );
        assert!(outcome.hits.iter().any(|hit| hit.article.0 == article), "{query}");
        let offers = engine.did_you_mean(query, 1);
        assert_eq!((offers[0].text.as_str(), offers[0].spelling), (meant, kind), "{query}");
    }
}

#[test]
fn synonyms_stand_in_conditions_too() {
    let articles = vec![
        article("嘉兴南站开通", &["王伟"], &["新的时刻表今天公布。"]),
        article("市高铁站迎客", &["李一"], &["旅客很多,嘉兴南站也一样。"]),
        article("时刻表", &["王伟"], &["嘉兴南站的时刻表今天公布。"]),
    ];
    let own = OwnWords::read("嘉兴南站 = 高铁站\n").unwrap();
    let engine = engine_of(&articles, &full().with_own(&own).unwrap());
    let found = |query: &str| -> Vec<(u32, Option<String>)> {
        let hits = engine.search(query, ALL).hits.into_iter();
        hits.map(|hit| (hit.article.0, hit.spelling.map(|spelling| spelling.found)))
            .collect()
    };
    let synonym = || Some("嘉兴南站".to_owned());
    assert_eq!(found("标题:高铁站"), [(1, None), (0, synonym())]);
    assert_eq!(found("标题:高铁站 时刻表"), [(0, synonym())]);
    assert_eq!(found("标题:高铁站 -时刻表"), [(1, None)]);
    assert_eq!(found("正文:(高铁站 或 春茶) 作者:王伟"), [(2, synonym())]);
    assert_eq!(found("正文:“高铁站”"), []);
    // Only what was typed is excluded, not its synonyms.
    assert_eq!(found("旅客 -高铁站"), []);
    assert_eq!(found("时刻表 -高铁站").len(), 2);
}

/// Returns the word as typed with an English keyboard.
fn letters(word: &str, readings: &Readings) -> Option<String> {
    let syllables: Option<Vec<_>> = readings.likely(word).into_iter().collect();
    let letters = syllables?
        .into_iter()
        .flat_map(|syllable| syllable.letters().map(char::from).collect::<Vec<_>>());
    Some(letters.collect())
}

fn tiers(outcome: &Outcome) -> BTreeMap<u32, Tier> {
    outcome.hits.iter().map(|hit| (hit.article.0, hit.tier)).collect()
}

fn text(articles: &[Article], hit: &Hit) -> String {
    let pieces = parts(&articles[hit.article.get()]).map(|(_, text)| fold(text).into_string());
    pieces.collect::<Vec<_>>().join("\n")
}

const WORDS: &str = "水乡|春天|丝绸|高铁|图书馆|端午|龙舟|大运河|保护|机器人|义诊|月亮|篮球";

fn small() -> impl Strategy<Value = Article> {
    let word = || prop_oneof![6 => WORDS, 1 => "的|。"];
    let text = move |most: usize| prop::collection::vec(word(), 1..most).prop_map(|words| words.concat());
    (text(4), prop::collection::vec(text(8), 0..3)).prop_map(|(headline, paragraphs)| {
        article(
            &headline,
            &["沈文"],
            &paragraphs.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_condition_that_all_articles_meet_changes_nothing(articles in prop::collection::vec(small(), 1..8), words in prop::collection::vec(prop_oneof![4 => WORDS, 1 => "的|baohu|龙州"], 1..5), spaces: bool) {
        let engine = engine_of(&articles, &subset(&articles));
        let bare = words.join(if spaces { " " } else { "" });
        let (plain, with) = (engine.search(&bare, ALL), engine.search(&format!("{bare} -凤凰"), ALL));
        let all = |outcome: &Outcome| -> Vec<(u32, Tier, f32, Option<String>)> {
            let hits = outcome.hits.iter();
            hits.map(|hit| (hit.article.0, hit.tier, hit.score, hit.spelling.as_ref().map(|spelling| spelling.found.clone()))).collect()
        };
        prop_assert_eq!(all(&with), all(&plain), "{}", bare);
        prop_assert_eq!(with.tiers, plain.tiers);
    }

    #[test]
    fn conditions_are_met_in_every_tier(articles in prop::collection::vec(small(), 1..8), words in prop::collection::vec(WORDS, 1..5), one in WORDS, which in 0usize..4) {
        let engine = engine_of(&articles, &subset(&articles));
        let bare = words.join(" ");
        let condition = match which {
            0 => format!("-{one}"),
            1 => format!("标题:{one}"),
            2 => format!("“{one}”"),
            _ => format!("正文:({one} 或 月亮)"),
        };
        let met = engine.search(&condition, ALL);
        let met: Vec<u32> = met.hits.iter().map(|hit| hit.article.0).collect();
        for options in [ALL, AS_SPELLED] {
            let both = engine.search(&format!("{bare} {condition}"), options);
            prop_assert!(both.hits.iter().all(|hit| met.contains(&hit.article.0)), "{} {}", bare, condition);
            prop_assert_eq!(both.total as usize, both.hits.len());
        }
        // What meets the conditions is found in the same tier as without them.
        let with = tiers(&engine.search(&format!("{bare} {condition}"), AS_SPELLED));
        for (article, tier) in tiers(&engine.search(&bare, AS_SPELLED)) {
            if met.contains(&article) {
                prop_assert_eq!(with.get(&article), Some(&tier), "{} {}", bare, condition);
            }
        }
    }

    #[test]
    fn two_words_of_an_article_find_it_with_one_in_pinyin(id in 0usize..12, first: prop::sample::Index, second: prop::sample::Index, swapped: bool) {
        let articles = generated(12);
        let lexicon = subset(&articles);
        let engine = engine_of(&articles, &lexicon);
        let whole: String = parts(&articles[id]).map(|(_, text)| fold(text).into_string() + "\n").collect();
        let words: Vec<&str> = WORDS.split('|').filter(|word| whole.contains(word)).collect();
        prop_assume!(words.len() >= 2);
        let (one, other) = (words[first.index(words.len())], words[second.index(words.len())]);
        prop_assume!(one != other);
        let typed = letters(one, kanbao::internals::readings(&lexicon));
        prop_assume!(typed.is_some());
        let typed = typed.unwrap();
        let query = if swapped { format!("{other} {typed}") } else { format!("{typed} {other}") };
        let outcome = engine.search(&query, ALL);
        prop_assert!(outcome.hits.iter().any(|hit| hit.article.get() == id), "{}", query);
        for hit in outcome.hits.iter().filter(|hit| hit.tier == Tier::OtherSpelling) {
            let (text, spelling) = (text(&articles, hit), hit.spelling.as_ref().unwrap());
            let found = fold(&spelling.found).into_string();
            // Either the whole query occurs side by side, or the other word occurs somewhere.
            prop_assert!(text.contains(&found) && text.contains(other), "{} {:?}", query, spelling);
            let other_way = |text: &str| letters(text, kanbao::internals::readings(&lexicon));
            prop_assert!(found.contains(other) || other_way(&found).is_some(), "{} {:?}", query, spelling);
        }
    }
}
