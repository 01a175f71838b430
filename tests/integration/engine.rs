//! The engine as its callers see it.

use std::collections::BTreeSet;

use kanbao::bulletin::{Article, Caption};
use kanbao::engine::Engine;
use kanbao::index::Field;
use kanbao::search::{SearchOptions, Tier, MAX_QUERY_CHARS};
use kanbao::units::ArticleId;
use kanbao::Code;

use crate::search::engine_of;
use crate::search_corpus::{article, generated, piece, subset};

const ALL: SearchOptions = SearchOptions::page(u32::MAX, 0);

fn found(engine: &Engine, query: &str) -> Vec<u32> {
    engine.search(query, ALL).hits.iter().map(|hit| hit.article.0).collect()
}

#[test]
fn an_empty_query_gives_the_contents_in_print_order() {
    let engine = engine_of(generated(25));
    for query in ["", "  ", "\u{3000}\n"] {
        let outcome = engine.search(query, SearchOptions::page(10, 20));
        assert!(outcome.contents && outcome.problems.is_empty());
        assert_eq!(outcome.total, 25);
        assert_eq!(
            outcome.hits.iter().map(|hit| hit.article.0).collect::<Vec<_>>(),
            [20, 21, 22, 23, 24]
        );
        assert!(outcome
            .hits
            .iter()
            .all(|hit| hit.tier == Tier::Contents && hit.headline.ranges.is_empty() && hit.excerpts.len() == 1));
    }
}

#[test]
fn odd_queries_get_an_answer_or_a_problem_with_its_place() {
    let engine = engine_of(generated(30));
    let invisible = engine.search("\u{200B}\u{7}", ALL);
    assert_eq!(
        (invisible.contents, invisible.total, invisible.problems.len()),
        (true, 30, 1)
    );
    assert_eq!(
        (invisible.problems[0].span.start.0, invisible.problems[0].span.end.0),
        (0, 2)
    );

    let halved = engine.search("水乡\u{FFFD}春天", ALL);
    assert_eq!((halved.problems[0].span.start.0, halved.problems[0].span.end.0), (2, 3));
    assert!(halved.total > 0 && halved.tiers.iter().all(|count| count.tier == Tier::AllWords));

    assert_eq!(engine.search("。", ALL).total, 30, "every article contains punctuation");
    assert_eq!(engine.search("，。！？", ALL).total, 0);
    assert_eq!(engine.search("😀", ALL).total, 0);

    let long = engine.search(&"水乡春天".repeat(MAX_QUERY_CHARS), ALL);
    assert_eq!(long.problems[0].span.start.get(), MAX_QUERY_CHARS);
    assert_eq!(
        long.tiers.iter().map(|count| count.tier).collect::<Vec<_>>(),
        [Tier::AllWords]
    );
}

#[test]
fn every_piece_of_an_article_is_found_and_marked() {
    let whole = Article {
        section: Some(piece("副刊天地")),
        kicker: Some(piece("又是一年春草绿")),
        subtitle: Some(piece("古镇里的新故事")),
        captions: vec![Caption {
            text: piece("游客在桥上留影"),
            credit: Some(piece("沈菁 攝")),
        }],
        ..article(
            "烟雨西塘",
            &["章瑜", "陆明"],
            &["石板路，青瓦房。", "「摇橹船」慢慢过桥。"],
        )
    };
    let engine = engine_of(vec![article("别的", &[], &["没有什么。"]), whole]);
    for (query, field, index, note, start, end) in [
        ("副刊", Field::Kicker, 2, false, 0, 2),
        ("春草", Field::Kicker, 0, false, 4, 6),
        ("新故事", Field::Kicker, 1, false, 4, 7),
        ("西塘", Field::Headline, 0, false, 2, 4),
        ("陆明", Field::Byline, 1, false, 0, 2),
        ("瓦房。", Field::Body, 0, false, 5, 8),
        ("\"摇橹船\"慢", Field::Body, 1, false, 0, 6),
        ("桥上", Field::Caption, 0, false, 3, 5),
        ("沈菁摄", Field::Caption, 0, true, 0, 4),
    ] {
        assert_eq!(found(&engine, query), [1], "{query}");
        assert_eq!(engine.search(query, ALL).hits[0].fields, [field], "{query}");
        let marks = engine.marks(ArticleId(1), query).unwrap();
        assert_eq!(marks.len(), 1, "{query}");
        assert_eq!(
            (marks[0].part.field, marks[0].part.index, marks[0].part.note),
            (field, index, note),
            "{query}"
        );
        assert_eq!(
            (marks[0].ranges[0].start.0, marks[0].ranges[0].end.0),
            (start, end),
            "{query}"
        );
    }
    let across = engine.search("青瓦房。摇橹", ALL);
    assert_eq!(
        across.hits[0].tier,
        Tier::AllWords,
        "no match crosses from one paragraph into the next"
    );
    let words = engine.marks(ArticleId(1), "留影 石板路").unwrap();
    assert_eq!(
        words.iter().map(|mark| mark.part.field).collect::<Vec<_>>(),
        [Field::Body, Field::Caption]
    );
    assert!(engine.marks(ArticleId(0), "西塘").unwrap().is_empty());
    assert_eq!(
        engine.marks(ArticleId(2), "西塘").unwrap_err().code(),
        Code::NoSuchArticle
    );
    assert_eq!(engine.article(ArticleId(2)).unwrap_err().code(), Code::NoSuchArticle);
}

#[test]
fn one_by_one_or_at_once_is_the_same() {
    let articles = generated(120);
    let at_once = engine_of(articles.clone());
    let lexicon = subset(&articles);
    let mut one_by_one = Engine::new();
    for (i, article) in articles.into_iter().enumerate() {
        if i == 50 {
            one_by_one.set_lexicon(&lexicon).unwrap();
        }
        one_by_one.add(&[article]).unwrap();
        assert_eq!(one_by_one.len(), i + 1);
    }
    one_by_one.set_lexicon(&lexicon).unwrap();
    for query in [
        "水乡",
        "的",
        "水乡的",
        "丝绸 大运河",
        "5g",
        "2024年３月",
        "同心",
        "机器人 粽子 龙舟",
        "",
    ] {
        let (a, b) = (at_once.search(query, ALL), one_by_one.search(query, ALL));
        assert_eq!(a.total, b.total, "{query}");
        assert_eq!(
            a.hits.iter().map(|hit| hit.article).collect::<Vec<_>>(),
            b.hits.iter().map(|hit| hit.article).collect::<Vec<_>>(),
            "{query}"
        );
    }
}

#[test]
fn without_a_lexicon_the_same_articles_are_found_as_typed() {
    let articles = generated(60);
    let (with, mut without) = (engine_of(articles.clone()), Engine::new());
    without.add(&articles).unwrap();
    for query in ["水乡", "乡的", "大运河保护", "g", "的"] {
        let found = |engine: &Engine| -> BTreeSet<u32> {
            let hits = engine.search(query, ALL).hits;
            hits.iter()
                .filter(|hit| hit.tier == Tier::AsTyped)
                .map(|hit| hit.article.0)
                .collect()
        };
        assert!(!found(&with).is_empty(), "{query}");
        assert_eq!(found(&with), found(&without), "{query}");
    }
}

#[test]
fn pages_of_results_are_pieces_of_one_list() {
    let engine = engine_of(generated(80));
    for query in ["水乡", "水乡 的", "丝绸高铁"] {
        let all = found(&engine, query);
        let mut pages = Vec::new();
        for offset in (0..).step_by(7).take_while(|&offset| offset < 80) {
            let page = engine.search(query, SearchOptions::page(7, offset));
            assert_eq!(page.total as usize, all.len());
            pages.extend(page.hits.iter().map(|hit| hit.article.0));
        }
        assert_eq!(pages, all, "{query}");
    }
}
