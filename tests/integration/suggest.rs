//! Everything offered finds what it promises: suggestions, keywords, related articles, passages.

use kanbao::bulletin::Article;
use kanbao::engine::Engine;
use kanbao::internals::search::parts;
use kanbao::internals::search::Weights;
use kanbao::search::{SearchOptions, Tier};
use kanbao::suggest::{Suggestion, SuggestionKind};
use kanbao::text::fold;
use kanbao::units::ArticleId;
use proptest::prelude::*;

use crate::search_corpus::{article, corpus, generated, subset};

fn engine_of(articles: &[Article]) -> Engine {
    let mut engine = Engine::new();
    engine.set_lexicon(&subset(articles)).unwrap();
    engine.add(articles).unwrap();
    engine
}

fn few() -> Vec<Article> {
    vec![
        article(
            "嘉兴水果上市",
            &["李长乐", "王伟"],
            &["嘉兴水果甜,市民都说好。图书馆也来了，带着着作。"],
        ),
        article(
            "银行行长谈嘉兴水果",
            &["王伟"],
            &["这位行长是重庆人。他在圖書館讀書,讀的是「著名」的著作。"],
        ),
        article(
            "南湖船娘歌声美",
            &["赵一"],
            &["王伟在南湖看船娘摇船,船娘唱歌。南湖的水很清，嘉兴水果也甜。"],
        ),
        article("船娘的一天", &["李长乐"], &["天还没有亮,船娘就到了南湖。"]),
    ]
}

/// Returns how many articles contain the text as typed.
fn as_typed(engine: &Engine, text: &str) -> u32 {
    let outcome = engine.search(text, SearchOptions::page(0, 0));
    let tier = outcome.tiers.iter().find(|count| count.tier == Tier::AsTyped);
    tier.map_or(0, |count| count.total)
}

/// Returns how many articles a suggestion finds, counted as the suggestion counts them.
fn finds(engine: &Engine, suggestion: &Suggestion) -> u32 {
    if suggestion.kind != SuggestionKind::Words {
        return as_typed(engine, &suggestion.text);
    }
    let outcome = engine.search(&suggestion.text, SearchOptions::page(0, 0));
    let tiers = outcome.tiers.iter();
    let of_all = tiers.filter(|count| matches!(count.tier, Tier::AsTyped | Tier::AllWords));
    of_all.map(|count| count.total).sum()
}

#[test]
fn the_last_of_several_words_is_completed() {
    let engine = engine_of(&few());
    let of = |prefix: &str| {
        let all = engine.suggest(prefix, 20).into_iter();
        all.filter(|suggestion| suggestion.kind == SuggestionKind::Words)
            .collect::<Vec<_>>()
    };
    for prefix in ["船娘 水", "船娘　水", "船娘 shui"] {
        let all = of(prefix);
        let fruit = all.iter().find(|suggestion| suggestion.text == "船娘 水果");
        let fruit = fruit.unwrap_or_else(|| panic!("{prefix}: {all:?}"));
        assert_eq!(finds(&engine, fruit), fruit.count, "{prefix}");
        assert_eq!(
            (
                fruit.typed.start.get(),
                prefix.contains("shui") || fruit.typed.end.get() == 4
            ),
            (0, true)
        );
    }
    // A word that occurs nowhere beside the others is not offered, and nothing is offered beside a condition.
    assert!(of("火星 水").is_empty() && of("作者:沈砚 水").is_empty() && of("-船娘 水").is_empty());
}

#[test]
fn each_kind_is_suggested_in_each_way_of_typing() {
    use SuggestionKind::{Author, Collocation, Headline, Word};
    let engine = engine_of(&few());
    for (prefix, text, kind, typed, count) in [
        ("嘉", "嘉兴水果上市", Headline, 0..1, 1),
        ("jiax", "嘉兴水果", Collocation, 0..2, 3),
        ("jxsg", "嘉兴水果", Collocation, 0..4, 3),
        ("嘉興水", "嘉兴水果", Collocation, 0..3, 3),
        ("王", "王伟", Author, 0..1, 3),
        ("ww", "王伟", Author, 0..2, 3),
        ("lichangl", "李长乐", Author, 0..3, 2),
        ("tushu", "图书馆", Word, 0..2, 2),
        ("水果", "银行行长谈嘉兴水果", Headline, 7..9, 1),
        ("chuanniangd", "船娘的一天", Headline, 0..3, 1),
        ("zhum", "著名", Word, 0..2, 1),
    ] {
        let all = engine.suggest(prefix, 10);
        let found = all.iter().find(|suggestion| suggestion.text == text);
        let found = found.map(|s| (s.kind, s.typed.start.0..s.typed.end.0, s.count));
        assert_eq!(found, Some((kind, typed, count)), "{prefix}: {all:?}");
    }
    for nothing in ["", " ", "qqqqq", "鱻", "。"] {
        assert!(engine.suggest(nothing, 10).is_empty(), "{nothing}");
    }
    assert!(engine.suggest("嘉", 0).is_empty());
    assert_eq!(engine.suggest("j", 1).len(), 1);
    assert!(Engine::new().suggest("嘉", 10).is_empty());
}

#[test]
fn without_a_lexicon_headlines_and_names_are_suggested() {
    let mut engine = Engine::new();
    engine.add(&few()).unwrap();
    let texts: Vec<String> = engine.suggest("船", 10).into_iter().map(|s| s.text).collect();
    assert_eq!(texts, ["船娘的一天"]);
    assert_eq!(engine.suggest("李", 10)[0].count, 2);
}

#[test]
fn what_was_meant_is_offered_with_what_it_finds() {
    let engine = engine_of(&few());
    for (query, text, count) in [
        ("船良的一天", "船娘的一天", 1),
        ("南胡船娘", "南湖船娘", 1),
        ("嘉星 水果", "嘉兴水果", 3),
        ("tushuguan", "图书馆", 2),
    ] {
        let all = engine.did_you_mean(query, 3);
        assert_eq!(
            all.first().map(|meant| (meant.text.as_str(), meant.count)),
            Some((text, count)),
            "{query}: {all:?}"
        );
    }
    assert!(engine.did_you_mean("", 3).is_empty());
    assert!(engine.did_you_mean("鱻鱻鱻鱻", 3).is_empty());
    let apart = engine.did_you_mean("嘉星水裹 图书馆", 3);
    assert_eq!(
        apart.first().map(|meant| (meant.text.as_str(), meant.count)),
        Some(("嘉兴水果 图书馆", 2)),
        "{apart:?}"
    );
}

#[test]
fn keywords_are_what_an_article_is_about() {
    let articles = few();
    let engine = engine_of(&articles);
    let words = |id: u32, n: usize| -> Vec<String> {
        engine
            .keywords(ArticleId(id), n)
            .unwrap()
            .into_iter()
            .map(|keyword| keyword.text)
            .collect()
    };
    assert!(words(2, 3).contains(&"船娘".to_owned()), "{:?}", words(2, 8));
    assert!(words(2, 20).contains(&"王伟".to_owned()), "{:?}", words(2, 20));
    assert!(!words(3, 20).contains(&"没有".to_owned()), "{:?}", words(3, 20));
    for id in 0..4 {
        for keyword in engine.keywords(ArticleId(id), 20).unwrap() {
            assert!(keyword.text.chars().count() > 1, "{keyword:?}");
            assert!(parts(&articles[id as usize]).any(|(_, text)| text.contains(&keyword.text)));
            assert!(as_typed(&engine, &keyword.text) >= keyword.count);
        }
    }
    assert!(engine.keywords(ArticleId(4), 3).is_err());
    assert!(Engine::new().keywords(ArticleId(0), 3).is_err());
}

#[test]
fn no_keyword_reaches_over_a_space() {
    let engine = engine_of(&[article(
        "以学促干　将成果落实",
        &["王伟"],
        &["干将到了图书馆，王 伟也到了。"],
    )]);
    let keywords = engine.keywords(ArticleId(0), 20).unwrap();
    let words: Vec<&str> = keywords.iter().map(|keyword| keyword.text.as_str()).collect();
    assert!(words.contains(&"王 伟"), "{words:?}");
    assert!(!words.contains(&"干　将"), "{words:?}");
}

#[test]
fn keywords_go_by_the_weights_that_are_set() {
    let mut engine = engine_of(&few());
    let weights = |engine: &Engine| -> Vec<f32> {
        let keywords = engine.keywords(ArticleId(2), 20).unwrap();
        keywords.iter().map(|keyword| keyword.weight).collect()
    };
    let before = (weights(&engine), engine.related(ArticleId(3), 3).unwrap());
    kanbao::internals::set_weights(
        &mut engine,
        Weights {
            keyword_saturation: 3.0 * Weights::default().keyword_saturation,
            ..Weights::default()
        },
    );
    let after = (weights(&engine), engine.related(ArticleId(3), 3).unwrap());
    assert!(
        before.0[0] > after.0[0] && before.1[0].score > after.1[0].score,
        "{before:?} {after:?}"
    );
}

#[test]
fn what_is_always_printed_in_the_same_line_is_no_collocation() {
    let mut articles: Vec<Article> = Vec::new();
    for (number, name) in ["李一鸣", "王小明", "沈青", "赵海", "周平", "吴月", "郑秋", "孙南"]
        .iter()
        .enumerate()
    {
        let around = ["昨天", "市民", "学生", "老人"][number % 4];
        let opening = format!("本报讯记者{name}报道。");
        let body = format!("{around}图书馆活动{}。", ["开始", "结束", "热闹", "不少"][number / 2]);
        let (opening, body) = (opening.clone() + &body, "责任编辑沈文");
        articles.push(article(&format!("第{number}版{around}"), &[], &[&opening, body]));
        articles.push(article(&format!("国内联播快讯{number}"), &[], &[body]));
        articles.push(article("国内联播快讯", &[], &["没有。"]));
    }
    let engine = engine_of(&articles);
    let collocations = |prefix: &str| -> Vec<String> {
        let all = engine.suggest(prefix, 20).into_iter();
        let all = all.filter(|suggestion| suggestion.kind == SuggestionKind::Collocation);
        all.map(|suggestion| suggestion.text).collect()
    };
    assert_eq!(collocations("图书馆"), ["图书馆活动"]);
    for prefix in ["本报讯", "记者", "责任", "编辑"] {
        assert_eq!(collocations(prefix), [""; 0], "{prefix}");
    }
}

/// Prepares all lines, `articles` articles at a time, and returns the number of steps.
fn prepare(engine: &Engine, articles: usize) -> usize {
    let steps = 1 + (0..100_000).take_while(|_| engine.prepare_more(articles)).count();
    assert!(!engine.prepare_more(articles), "nothing must be left to prepare");
    steps
}

#[test]
fn what_is_prepared_step_by_step_is_what_a_query_makes_at_once() {
    let articles = few();
    let asked = |engine: &Engine| {
        let mut answers = Vec::new();
        for query in ["jxsg", "shuiguo", "嘉兴", "南湖 船", "tushuguan", "ch"] {
            answers.push(format!("{:?}", engine.search(query, SearchOptions::default())));
            answers.push(format!(
                "{:?} {:?}",
                engine.suggest(query, 20),
                engine.did_you_mean(query, 5)
            ));
        }
        answers
    };
    let at_once = asked(&engine_of(&articles));
    for step in [1, 7, usize::MAX] {
        let engine = engine_of(&articles);
        let steps = prepare(&engine, step);
        assert!(
            steps >= 3 && (step > 1 || steps > articles.len()),
            "{steps} steps of {step} articles"
        );
        assert_eq!(asked(&engine), at_once);
    }
    // A query in the middle takes what is there and makes the rest.
    for before in [1, articles.len() / 2, articles.len()] {
        let engine = engine_of(&articles);
        assert!((0..before).all(|_| engine.prepare_more(1)));
        assert_eq!(asked(&engine), at_once);
        assert!(!engine.prepare_more(1));
    }
    // If articles are added when half of the lines are prepared, nothing of that half remains, and nothing is missing.
    let added = |before: usize| {
        let (some, others) = articles.split_at(articles.len() / 2);
        let mut engine = Engine::new();
        engine.set_lexicon(&subset(&articles)).unwrap();
        engine.add(some).unwrap();
        assert!((0..before).all(|_| engine.prepare_more(2)));
        engine.add(others).unwrap();
        engine
    };
    let engine = added(1);
    prepare(&engine, 3);
    assert_eq!(asked(&engine), asked(&added(0)));
}

#[test]
fn related_articles_say_why() {
    let engine = engine_of(&few());
    let related = engine.related(ArticleId(3), 3).unwrap();
    assert_eq!(related[0].article, ArticleId(2));
    assert!(related[0].shared.contains(&"船娘".to_owned()), "{related:?}");
    assert!(related
        .iter()
        .all(|other| other.article != ArticleId(3) && other.shared.len() > 1));
    let by = engine.same_author(ArticleId(0)).unwrap();
    let by: Vec<(&str, &[ArticleId])> = by.iter().map(|by| (by.name.as_str(), by.articles.as_slice())).collect();
    assert_eq!(by, [("李长乐", &[ArticleId(3)][..]), ("王伟", &[ArticleId(1)][..])]);
}

#[test]
fn words_of_every_day_relate_nothing() {
    let engine = engine_of(&[
        article("菜场", &[], &["晚上问题发展工作,渔船靠了码头。"]),
        article("学校", &[], &["晚上问题发展工作,孩子回了家。"]),
        article("河边", &[], &["渔船一早出了码头。"]),
        article("灯会", &[], &["一盏一盏亮起来。"]),
    ]);
    let related = engine.related(ArticleId(0), 3).unwrap();
    let others: Vec<ArticleId> = related.iter().map(|other| other.article).collect();
    assert_eq!(others, [ArticleId(2)], "{related:?}");
}

#[test]
fn a_passage_is_found_in_any_width_script_and_spacing() {
    let engine = engine_of(&few());
    let ranges = |text: &str| -> Vec<(String, Vec<u32>)> {
        let marks = engine.passage(ArticleId(1), text).unwrap();
        let flat = |mark: &kanbao::search::Mark| mark.ranges.iter().flat_map(|r| [r.start.0, r.end.0]).collect();
        marks
            .iter()
            .map(|mark| (format!("{:?}{}", mark.part.field, mark.part.index), flat(mark)))
            .collect()
    };
    let body = |range: [u32; 2]| vec![("Body0".to_owned(), range.to_vec())];
    assert_eq!(ranges("图书馆读书"), body([11, 16]));
    assert_eq!(ranges(" 他 在圖書館讀書，讀"), body([9, 18]));
    assert_eq!(
        ranges("嘉兴水果\n\n行长"),
        [("Headline0".to_owned(), vec![5, 9]), ("Body0".to_owned(), vec![2, 4])]
    );
    assert!(ranges("著作\n嘉兴水果").is_empty());
    assert!(ranges("没有这句话").is_empty());
    assert!(ranges("").is_empty());
    assert!(engine.passage(ArticleId(9), "嘉兴").is_err());
}

#[test]
fn suggestions_of_a_corpus_find_what_they_say() {
    let articles = corpus("recent-issues-1k.jsonl.gz").unwrap_or_else(|| generated(200));
    let engine = engine_of(&articles[..articles.len().min(400)]);
    for prefix in [
        "中",
        "中国",
        "zhongg",
        "zg",
        "s",
        "a",
        "1",
        "2024",
        "的",
        "n",
        "qu",
        "天气",
        "x y",
        "中国 经",
        "经济 fz",
    ] {
        let all = engine.suggest(prefix, 12);
        assert!(all.len() <= 12);
        for suggestion in &all {
            assert_eq!(finds(&engine, suggestion), suggestion.count, "{prefix}: {suggestion:?}");
            assert!(suggestion.count > 0);
        }
        assert_eq!(engine.suggest(prefix, 12), all);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_typed_suggestions_find_what_they_say(prefix in "[a-z'0-9嘉兴水果船娘的「 ]{0,12}|\\PC{0,12}", limit in 0usize..20) {
        let mut articles = few();
        articles.extend(generated(6));
        let engine = engine_of(&articles);
        let all = engine.suggest(&prefix, limit);
        prop_assert!(all.len() <= limit);
        for suggestion in &all {
            prop_assert_eq!(finds(&engine, suggestion), suggestion.count, "{:?}", suggestion);
            prop_assert!(suggestion.count > 0);
            let units = suggestion.text.encode_utf16().count();
            prop_assert!(suggestion.typed.start < suggestion.typed.end && suggestion.typed.end.get() <= units);
        }
        for meant in engine.did_you_mean(&prefix, limit) {
            let outcome = engine.search(&meant.text, SearchOptions::page(0, 0));
            prop_assert!(meant.count > 0 && outcome.total >= meant.count, "{:?}", meant);
        }
    }

    #[test]
    fn every_passage_of_an_article_is_found_in_it(id in 0usize..10, from in 0usize..40, length in 1usize..30) {
        let mut articles = few();
        articles.extend(generated(6));
        let engine = engine_of(&articles);
        for (part, text) in parts(&articles[id]) {
            let passage: String = text.chars().skip(from).take(length).collect();
            if fold(&passage).as_str().is_empty() {
                continue;
            }
            let marks = engine.passage(ArticleId(u32::try_from(id).unwrap()), &passage).unwrap();
            prop_assert_eq!(marks.len(), 1, "{:?} {}", part, passage);
            let (_, whole) = parts(&articles[id]).find(|(other, _)| *other == marks[0].part).unwrap();
            let units: Vec<u16> = whole.encode_utf16().collect();
            let range = &marks[0].ranges[0];
            let found = String::from_utf16_lossy(&units[range.start.get()..range.end.get()]);
            prop_assert_eq!(fold(&found).into_string(), fold(&passage).into_string());
        }
    }
}
