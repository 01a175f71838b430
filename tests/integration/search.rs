//! Search compared with a plain scan: every string of a text is found, and nothing else counts as typed.

use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use kanbao::bulletin::Article;
use kanbao::engine::Engine;
use kanbao::internals::search::parts;
use kanbao::internals::search::Query;
use kanbao::search::{Outcome, SearchOptions, Tier};
use kanbao::text::fold;
use proptest::prelude::*;

use crate::search_corpus::{article, corpus, generated, real_bulletin, subset};

const ALL: SearchOptions = SearchOptions::page(u32::MAX, 0);

pub(crate) fn engine_of(articles: Vec<Article>) -> Engine {
    let mut engine = Engine::new();
    engine.set_lexicon(&subset(&articles)).unwrap();
    engine.add(&articles).unwrap();
    engine
}

/// Articles as folded pieces, for a plain scan.
struct Scan(Vec<Vec<String>>);

impl Scan {
    fn of(articles: &[Article]) -> Self {
        Self(
            articles
                .iter()
                .map(|article| parts(article).map(|(_, text)| fold(text).into_string()).collect())
                .collect(),
        )
    }

    fn find(&self, query: &str) -> BTreeSet<u32> {
        let query = fold(query).into_string();
        (0..)
            .zip(&self.0)
            .filter(|(_, pieces)| pieces.iter().any(|piece| piece.contains(&query)))
            .map(|(i, _)| i)
            .collect()
    }

    /// Returns the articles that contain every word.
    fn find_all(&self, words: &[&str]) -> BTreeSet<u32> {
        let mut found: BTreeSet<u32> = (0..u32::try_from(self.0.len()).unwrap()).collect();
        for word in words {
            let having = self.find(word);
            found.retain(|article| having.contains(article));
        }
        found
    }
}

fn total(outcome: &Outcome, tier: Tier) -> usize {
    outcome
        .tiers
        .iter()
        .find(|count| count.tier == tier)
        .map_or(0, |count| count.total as usize)
}

fn articles_of(outcome: &Outcome, tier: Tier) -> BTreeSet<u32> {
    outcome
        .hits
        .iter()
        .filter(|hit| hit.tier == tier)
        .map(|hit| hit.article.0)
        .collect()
}

/// Checks what must hold of every outcome.
fn check(engine: &Engine, scan: &Scan, query: &str, options: SearchOptions<'_>) {
    let outcome = engine.search(query, options);
    let expected = scan.find(query);
    let found = articles_of(&outcome, Tier::AsTyped);
    assert_eq!(
        total(&outcome, Tier::AsTyped),
        expected.len(),
        "{query:?}: number of articles as typed"
    );
    if options == ALL {
        assert_eq!(found, expected, "{query:?}");
        assert_eq!(outcome.hits.len(), outcome.total as usize, "{query:?}");
    } else {
        assert!(found.is_subset(&expected), "{query:?}");
        assert_eq!(
            outcome.hits.len(),
            (outcome.total as usize).min(options.limit as usize),
            "{query:?}"
        );
    }
    assert_eq!(
        outcome.total as usize,
        outcome.tiers.iter().map(|count| count.total as usize).sum::<usize>()
    );
    let order: Vec<_> = outcome
        .hits
        .iter()
        .map(|hit| (hit.tier, -hit.score, hit.article))
        .collect();
    assert!(order.is_sorted(), "{query:?}: {order:?}");
    for hit in &outcome.hits {
        assert!(hit.score.is_finite() && hit.score >= 0.0, "{query:?}: {hit:?}");
        if hit.tier != Tier::AsTyped && Query::read(query, None, None).has_operators() {
            continue; // found by conditions, which need not mark anything
        }
        assert!(!hit.fields.is_empty(), "{query:?}: {hit:?}");
        let shown = std::iter::once((&hit.headline.text, &hit.headline.ranges))
            .chain(hit.excerpts.iter().map(|e| (&e.text, &e.ranges)));
        let mut marked = 0;
        for (text, ranges) in shown {
            let units: Vec<u16> = text.encode_utf16().collect();
            let mut last = 0;
            for range in ranges {
                assert!(
                    range.start.get() >= last && range.start < range.end,
                    "{query:?}: {hit:?}"
                );
                last = range.end.get();
                let part = String::from_utf16(&units[range.start.get()..last])
                    .expect("a range must not split a surrogate pair");
                if hit.tier == Tier::AsTyped && fold(query).as_str().chars().count() <= 30 {
                    assert!(
                        fold(&part).as_str().contains(fold(query).as_str()),
                        "{query:?} marked as {part:?}"
                    );
                }
                marked += 1;
            }
        }
        assert!(marked > 0, "{query:?}: {hit:?}");
    }
}

#[test]
fn every_short_string_of_the_real_bulletin_is_found() {
    let articles = real_bulletin().unwrap_or_else(|| generated(9));
    let scan = Scan::of(&articles);
    let engine = engine_of(articles.clone());
    let mut tried = HashSet::new();
    for (_, text) in articles.iter().flat_map(parts) {
        let chars: Vec<char> = text.chars().collect();
        for length in 1..=3 {
            for window in chars.windows(length) {
                let query: String = window.iter().collect();
                if !fold(&query).as_str().is_empty() && tried.insert(query.clone()) {
                    check(&engine, &scan, &query, ALL);
                }
            }
        }
    }
    assert!(tried.len() > 300, "{}", tried.len());
}

/// A thousand news articles, or generated ones, in engines with and without a lexicon.
struct Thousand {
    articles: Vec<Article>,
    scan: Scan,
    engine: Engine,
    plain: Engine,
}

fn thousand() -> &'static Thousand {
    static THOUSAND: OnceLock<Thousand> = OnceLock::new();
    THOUSAND.get_or_init(|| {
        let articles = corpus("recent-issues-1k.jsonl.gz").unwrap_or_else(|| generated(300));
        let mut plain = Engine::new();
        plain.add(&articles).unwrap();
        Thousand {
            scan: Scan::of(&articles),
            engine: engine_of(articles.clone()),
            plain,
            articles,
        }
    })
}

/// Disguises a text by width (bit 0), case (bit 1) and script (bit 2).
fn disguised(text: &str, how: u8) -> String {
    const SCRIPT: [(char, char); 24] = [
        ('国', '國'),
        ('会', '會'),
        ('发', '發'),
        ('业', '業'),
        ('东', '東'),
        ('个', '個'),
        ('为', '為'),
        ('产', '產'),
        ('开', '開'),
        ('区', '區'),
        ('进', '進'),
        ('动', '動'),
        ('实', '實'),
        ('经', '經'),
        ('济', '濟'),
        ('农', '農'),
        ('设', '設'),
        ('议', '議'),
        ('时', '時'),
        ('间', '間'),
        ('现', '現'),
        ('长', '長'),
        ('党', '黨'),
        ('习', '習'),
    ];
    text.chars()
        .map(|c| match c {
            '!'..='~' if how & 1 != 0 => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            _ if how & 2 != 0 && c.is_ascii_lowercase() => c.to_ascii_uppercase(),
            _ if how & 4 != 0 => SCRIPT
                .iter()
                .find(|(simple, _)| *simple == c)
                .map_or(c, |(_, other)| *other),
            _ => c,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_string_of_a_thousand_articles_is_found(article: prop::sample::Index, part: prop::sample::Index, from: prop::sample::Index, length in 1usize..=12, how in 0u8..8) {
        let Thousand { articles, scan, engine, .. } = thousand();
        let pieces: Vec<&str> = parts(article.get(articles)).map(|(_, text)| text).filter(|text| !fold(text).as_str().is_empty()).collect();
        let chars: Vec<char> = part.get(&pieces).chars().collect();
        let from = from.index(chars.len());
        let query: String = chars[from..(from + length).min(chars.len())].iter().collect();
        prop_assume!(!fold(&query).as_str().is_empty());
        let few = SearchOptions::page(20, 0);
        check(engine, scan, &disguised(&query, how), if scan.find(&query).len() > 60 { few } else { ALL });
    }

    #[test]
    fn all_words_are_found_where_each_stands(picks in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1usize..=3), 2..4)) {
        let Thousand { articles, scan, engine, plain } = thousand();
        // Words without help from a lexicon: runs of letters and ideographs, with spaces between.
        let words: Vec<String> = picks.iter().filter_map(|(article, from, length)| {
            let body = fold(&article.get(articles).paragraphs.first()?.text.text).into_string();
            let chars: Vec<char> = body.chars().filter(|c| c.is_alphanumeric()).collect();
            let from = from.index(chars.len().max(1));
            Some(chars.get(from..(from + length).min(chars.len()))?.iter().collect())
        }).filter(|word: &String| !word.is_empty()).collect();
        prop_assume!(words.len() >= 2);
        let query = words.join(" ");
        let read = Query::read(&query, None, None);
        prop_assume!(!read.has_operators());
        let expected = scan.find_all(&read.words.iter().map(String::as_str).collect::<Vec<_>>());
        let outcome = plain.search(&query, ALL);
        prop_assert_eq!(outcome.hits.iter().map(|hit| hit.article.0).collect::<BTreeSet<_>>(), expected.clone());
        // A lexicon cuts the pieces further, so it may find more, but never less.
        let outcome = engine.search(&query, ALL);
        let found: BTreeSet<u32> = outcome.hits.iter().map(|hit| hit.article.0).collect();
        prop_assert!(found.is_superset(&expected), "{}", query);
    }
}

#[test]
fn a_headline_comes_before_a_body() {
    let engine = engine_of(vec![
        article("晚报", &[], &["丝绸,丝绸,丝绸,还是丝绸."]),
        article("丝绸之路", &[], &["水乡人家,养蚕为生,一年四季,都很忙碌."]),
    ]);
    let outcome = engine.search("丝绸", ALL);
    assert_eq!(outcome.hits.iter().map(|hit| hit.article.0).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(outcome.hits[0].fields, [kanbao::search::Field::Headline]);
    assert!(
        outcome.hits[0].excerpts[0].ranges.is_empty(),
        "only the headline matches, so the excerpt is the beginning of the article"
    );
}

/// Returns the articles found, each with its tier.
fn hits_of(engine: &Engine, query: &str) -> Vec<(u32, Tier)> {
    let outcome = engine.search(query, SearchOptions::default());
    outcome.hits.iter().map(|hit| (hit.article.0, hit.tier)).collect()
}

fn orchard() -> Vec<Article> {
    vec![
        article(
            "果园",
            &[],
            &["枇杷熟了,合作社连夜采摘。", "冷库在村口。", "直播卖货的是大学生。"],
        ),
        article("直播", &[], &["合作社请来大学生,在枇杷树下直播卖货。"]),
        article("天气", &[], &["明天有雨,请带伞。"]),
        article("冷库", &[], &["冷库里存着杨梅和水蜜桃。"]),
    ]
}

#[test]
fn a_question_finds_the_articles_that_are_near_it() {
    let engine = engine_of(orchard());
    let found = hits_of(&engine, "请问合作社的大学生是怎么直播枇杷的呢");
    // What asks carries nothing, so in both articles what is left stands close together.
    assert!(
        found.contains(&(0, Tier::Near)) && found.contains(&(1, Tier::Near)),
        "{found:?}"
    );
    assert!(
        !found.iter().any(|&(article, _)| article == 2 || article == 3),
        "{found:?}"
    );
    let off = SearchOptions {
        partial_matches: false,
        other_spelling: false,
        ..SearchOptions::default()
    };
    assert_eq!(engine.search("请问合作社的大学生是怎么直播枇杷的呢", off).total, 0);
}

#[test]
fn function_words_alone_are_answered() {
    let engine = engine_of(orchard());
    for query in ["的", "的了在", "请问的", "在的是"] {
        assert!(engine.search(query, SearchOptions::default()).total > 0, "{query}");
    }
}

#[test]
fn the_parts_of_a_score_add_up_to_it() {
    let engine = engine_of(orchard());
    let explained = SearchOptions {
        explain: true,
        ..SearchOptions::default()
    };
    for query in [
        "枇杷",
        "枇杷 合作社",
        "请问合作社的大学生是怎么直播枇杷的呢",
        "zhibo",
        "天气",
    ] {
        for hit in engine.search(query, explained).hits {
            let sum: f32 = hit.explanation.iter().map(|(_, part)| part).sum();
            assert!(
                !hit.explanation.is_empty() && (sum - hit.score).abs() < 1e-3,
                "{query}: {hit:?}"
            );
        }
        let plain = engine.search(query, SearchOptions::default());
        assert!(plain.hits.iter().all(|hit| hit.explanation.is_empty()));
    }
}

#[test]
fn a_second_passage_has_other_words_than_the_first() {
    let engine = engine_of(orchard());
    let hit = engine.search("枇杷 冷库", SearchOptions::default()).hits.remove(0);
    let texts: Vec<&str> = hit.excerpts.iter().map(|excerpt| excerpt.text.as_str()).collect();
    assert_eq!(texts, ["枇杷熟了,合作社连夜采摘。", "冷库在村口。"]);
    let hit = engine.search("枇杷 采摘", SearchOptions::default()).hits.remove(0);
    assert_eq!(hit.excerpts.len(), 1);
}

#[test]
fn news_of_late_comes_first_where_that_is_asked() {
    let articles = vec![
        article("茶馆", &[], &["茶馆开了。"]),
        article("茶馆", &[], &["茶馆开了。"]),
    ];
    let origin = |date: &str| kanbao::search::Origin {
        date: Some(date.into()),
        edition: None,
    };
    let mut engine = Engine::new();
    engine
        .add_from(&articles, &[origin("2024-01-05"), origin("2024-03-05")])
        .unwrap();
    let first = |half_life| {
        let options = SearchOptions {
            half_life,
            ..SearchOptions::default()
        };
        engine.search("茶馆", options).hits[0].article.0
    };
    assert_eq!((first(0), first(30)), (0, 1));
}

proptest! {
    #[test]
    fn pages_are_parts_of_one_order(query in "(枇杷|合作社|直播|的|冷库|请问|雨){1,5}", offset in 0u32..5) {
        let engine = engine_of(orchard());
        let all = engine.search(&query, SearchOptions { limit: 100, ..SearchOptions::default() });
        prop_assert_eq!(all.total as usize, all.hits.len());
        let unique: HashSet<u32> = all.hits.iter().map(|hit| hit.article.0).collect();
        prop_assert_eq!(unique.len(), all.hits.len());
        let page = engine.search(&query, SearchOptions { limit: 100, offset, ..SearchOptions::default() });
        let rest: Vec<u32> = all.hits.iter().skip(offset as usize).map(|hit| hit.article.0).collect();
        prop_assert_eq!(page.hits.iter().map(|hit| hit.article.0).collect::<Vec<_>>(), rest);
    }
}
