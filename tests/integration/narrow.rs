//! Operators, filters and sort orders: each by example, and all of them compared with a naive evaluation of the
//! articles.

use std::collections::BTreeMap;

use kanbao::bulletin::{Article, Caption};
use kanbao::engine::Engine;
use kanbao::internals::search::parts;
use kanbao::internals::search::Query;
use kanbao::search::{Clause, ClauseValue as Value, Date, QueryField};
use kanbao::search::{Facet, Filter, Origin, Outcome, SearchOptions, Sort, Tier};
use kanbao::text::fold;
use proptest::prelude::*;

use crate::search::engine_of;
use crate::search_corpus::{article, corpus, generated, piece, real_bulletin};

const ALL: SearchOptions = SearchOptions::page(u32::MAX, 0);

fn today() -> Option<Date> {
    Date::new(2024, 2, 10)
}

fn origin(date: &str, edition: &str) -> Origin {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Origin {
        date: given(date),
        edition: given(edition),
    }
}

fn ids(outcome: &Outcome) -> Vec<u32> {
    outcome.hits.iter().map(|hit| hit.article.0).collect()
}

fn sorted(mut ids: Vec<u32>) -> Vec<u32> {
    ids.sort_unstable();
    ids
}

/// Six articles from three issues.
fn paper() -> Engine {
    let in_section = |section: &str, article: Article| Article {
        section: Some(piece(section)),
        ..article
    };
    let photo = Article {
        captions: vec![Caption {
            text: piece("果农在采摘水果"),
            credit: Some(piece("李强 摄")),
        }],
        ..article("丰收时节", &[], &[])
    };
    let articles = vec![
        in_section(
            "要闻",
            article("嘉兴水果丰收", &["王伟"], &["今年桃子、葡萄都熟得早。"]),
        ),
        in_section(
            "要闻",
            article("市场里的蔬菜", &["王伟", "李强"], &["水果摊旁边,蔬菜也新鲜。"]),
        ),
        in_section(
            "副刊",
            article("果园札记", &["沈青"], &["外婆说:“水果丰收,人就高兴。”"]),
        ),
        photo,
        in_section(
            "副刊",
            article("不含糖的月饼", &["沈青"], &["covid-19过去了,或者说2024年来了。"]),
        ),
        article("体育简讯", &["王伟"], &["篮球赛于2024年1月开赛,没有水果。"]),
    ];
    let origins = [
        origin("2024-01-15", "第1版"),
        origin("2024-01-15", "第2版"),
        origin("2024-02-05", "第2版"),
        origin("2024-02-05", "A03"),
        origin("2024-02-10", ""),
        origin("", ""),
    ];
    let mut engine = Engine::new();
    engine.set_lexicon(&crate::search_corpus::subset(&articles)).unwrap();
    engine.add_from(&articles, &origins).unwrap();
    engine
}

fn find(engine: &Engine, query: &str) -> Vec<u32> {
    sorted(ids(&engine.search(query, SearchOptions { today: today(), ..ALL })))
}

#[test]
fn operators_narrow_what_is_found() {
    let engine = paper();
    for (query, expected) in [
        ("水果", &[0, 1, 2, 3, 5][..]),
        ("“水果丰收”", &[0, 2]),
        ("水果 -蔬菜", &[0, 2, 3, 5]),
        ("水果 不含 蔬菜", &[0, 2, 3, 5]),
        ("-水果", &[4]),
        ("桃子 或 蔬菜", &[0, 1]),
        ("桃子|蔬菜 OR 篮球", &[0, 1, 5]),
        ("水果 -(桃子 或 蔬菜)", &[2, 3, 5]),
        ("标题:水果", &[0]),
        ("標題：水果", &[0]),
        ("作者:王伟", &[0, 1, 5]),
        ("by:李强 蔬菜", &[1]),
        ("图片:李强", &[3]),
        ("正文:水果", &[1, 2, 5]),
        ("栏目:副刊", &[2, 4]),
        ("欄目:副刊 水果", &[2]),
        ("版:2", &[1, 2]),
        ("版:第02版 -版:a3", &[1, 2]),
        ("版:第二版", &[1, 2]),
        ("版:A03", &[3]),
        ("作者:(王伟 -李强)", &[0, 5]),
        ("2024-01", &[0, 1]),
        ("水果 2024年2月", &[2, 3]),
        ("水果 2024-02-01..2024-02-28", &[2, 3]),
        ("2024-02-05..", &[2, 3, 4]),
        ("..2024-01 水果", &[0, 1]),
        ("近7天", &[2, 3, 4]),
        ("近1天", &[4]),
        ("作者:王伟 2024-01", &[0, 1]),
        ("-2024-01 水果", &[2, 3, 5]),
        ("水果 -日期:2024", &[5]),
        // Ordinary text.
        ("covid-19", &[4]),
        ("不含糖", &[4]),
        ("或者", &[4]),
        // No issue is from 2025. Issues are from 2024年1月, but with 篮球 the date occurs only in a text.
        ("篮球 2024年1月", &[5]),
        ("2025年1月", &[]),
    ] {
        assert_eq!(find(&engine, query), expected, "{query}");
    }
}

#[test]
fn a_date_that_finds_nothing_is_read_as_text_and_says_so() {
    let engine = paper();
    let outcome = engine.search("篮球 2024年1月", ALL);
    assert_eq!(outcome.problems.len(), 1);
    let span = outcome.problems[0].span;
    assert_eq!((span.start.0, span.end.0), (3, 10));
    assert!(engine.search("水果 2024年1月", ALL).problems.is_empty());
    assert!(engine.search("篮球 日期:2024-01", ALL).hits.is_empty());
}

#[test]
fn what_stands_as_it_was_typed_is_not_found_fault_with() {
    let engine = paper();
    for (typed, problems) in [
        ("“水果丰收", 0),
        ("外婆说:“水果", 0),
        ("“水果新鲜", 1),
        ("水果 作者:", 1),
    ] {
        assert_eq!(engine.search(typed, ALL).problems.len(), problems, "{typed}");
    }
    // A damaged character is always reported, even if it occurs in a text.
    let engine = engine_of(vec![article("坏字", &[], &["水\u{FFFD}果。"])]);
    let outcome = engine.search("水\u{FFFD}果", ALL);
    assert_eq!((outcome.tiers[0].tier, outcome.problems.len()), (Tier::AsTyped, 1));
}

#[test]
fn what_was_typed_is_looked_for_whole_first() {
    let engine = paper();
    // One article contains the quotation marks; two contain the words between them.
    let outcome = engine.search("“水果丰收,人就高兴。”", ALL);
    assert_eq!((ids(&outcome), outcome.hits[0].tier), (vec![2], Tier::AsTyped));
    let articles = vec![
        article("水果与蔬菜", &[], &["一 -水果 二 作者:王伟 三|四"]),
        article("别的", &["王伟"], &["四"]),
    ];
    let engine = engine_of(articles);
    for query in ["-水果", "作者:王伟", "三|四", "作者:王伟 三|四"] {
        let outcome = engine.search(query, ALL);
        assert_eq!(outcome.hits[0].article.0, 0, "{query}");
        assert_eq!(outcome.hits[0].tier, Tier::AsTyped);
        assert!(
            outcome.hits[1..].iter().all(|hit| hit.tier == Tier::AllWords),
            "{query}"
        );
        assert_eq!(outcome.tiers[0].total, 1);
    }
}

#[test]
fn what_was_asked_for_is_marked_where_it_was_asked_for() {
    let engine = paper();
    let outcome = engine.search("作者:王伟 -桃子 正文:水果", ALL);
    assert_eq!(outcome.hits.len(), 2);
    for hit in &outcome.hits {
        let fields: Vec<&str> = hit.fields.iter().map(|field| field.as_str()).collect();
        assert_eq!(fields, ["byline", "body"]);
        let marked = &hit.excerpts[0];
        let units: Vec<u16> = marked.text.encode_utf16().collect();
        let range = marked.ranges[0];
        let text = String::from_utf16(&units[range.start.get()..range.end.get()]).unwrap();
        assert_eq!(text, "水果");
    }
    let marks = engine.marks(outcome.hits[0].article, "作者:王伟 近7天 水果").unwrap();
    assert_eq!(
        marks.iter().map(|mark| mark.part.field.as_str()).collect::<Vec<_>>(),
        ["byline", "body"]
    );
}

#[test]
fn filters_facets_and_orders() {
    let engine = paper();
    let filter = |facet, value: &str| Filter {
        facet,
        value: value.to_owned(),
    };
    let counts = |outcome: &Outcome| -> BTreeMap<&'static str, Vec<(String, u32)>> {
        let facets = outcome.facets.iter();
        facets
            .map(|facet| {
                let values = facet.values.iter();
                (
                    facet.facet.as_str(),
                    values.map(|value| (value.text.clone(), value.count)).collect(),
                )
            })
            .collect()
    };
    let pairs = |pairs: &[(&str, u32)]| {
        pairs
            .iter()
            .map(|(text, n)| ((*text).to_owned(), *n))
            .collect::<Vec<_>>()
    };

    let outcome = engine.search("水果", SearchOptions { facets: true, ..ALL });
    let all = counts(&outcome);
    assert_eq!(all["month"], pairs(&[("2024-02", 2), ("2024-01", 2)]));
    assert_eq!(all["author"][0], ("王伟".to_owned(), 3));
    assert_eq!(all["section"], pairs(&[("要闻", 2), ("副刊", 1)]));
    assert_eq!(all["kind"], pairs(&[("article", 4), ("photo", 1)]));
    assert_eq!(all["page"], pairs(&[("第2版", 2), ("第1版", 1), ("A03", 1)]));
    assert_eq!(
        outcome.facets.iter().find(|f| f.facet == Facet::Author).unwrap().total,
        3
    );

    let filters = [filter(Facet::Author, "王偉"), filter(Facet::Month, "2024-01")];
    let outcome = engine.search(
        "水果",
        SearchOptions {
            facets: true,
            filters: &filters,
            ..ALL
        },
    );
    assert_eq!((sorted(ids(&outcome)), outcome.total), (vec![0, 1], 2));
    let narrowed = counts(&outcome);
    // Each facet is counted as if it were not filtered by itself.
    assert_eq!(narrowed["author"], pairs(&[("王伟", 2), ("李强", 1)]));
    assert_eq!(narrowed["month"], pairs(&[("2024-01", 2)]));
    assert_eq!(narrowed["section"], pairs(&[("要闻", 2)]));

    let either = [filter(Facet::Page, "1"), filter(Facet::Page, "2")];
    let options = SearchOptions {
        filters: &either,
        ..ALL
    };
    assert_eq!(sorted(ids(&engine.search("", options))), [0, 1, 2]);
    let none = [filter(Facet::Author, "没有这人")];
    assert_eq!(engine.search("水果", SearchOptions { filters: &none, ..ALL }).total, 0);
    let photos = [filter(Facet::Kind, "photo")];
    assert_eq!(
        ids(&engine.search(
            "丰收",
            SearchOptions {
                filters: &photos,
                ..ALL
            }
        )),
        [3]
    );

    for (sort, expected) in [
        (Sort::Newest, [2, 3, 0, 1, 5]),
        (Sort::Oldest, [0, 1, 2, 3, 5]),
        (Sort::Print, [0, 1, 2, 3, 5]),
    ] {
        assert_eq!(
            ids(&engine.search("水果", SearchOptions { sort, ..ALL })),
            expected,
            "{sort:?}"
        );
    }
    assert_eq!(
        ids(&engine.search(
            "",
            SearchOptions {
                sort: Sort::Newest,
                ..ALL
            }
        )),
        [4, 2, 3, 0, 1, 5]
    );
}

#[test]
fn attributes_outlive_a_lexicon_and_many_additions() {
    let articles = generated(60);
    let mut engine = Engine::new();
    for (i, article) in articles.iter().enumerate() {
        let date = format!("2024-{:02}", i / 5 + 1);
        engine
            .add_from(std::slice::from_ref(article), &[origin(&date, "")])
            .unwrap();
    }
    engine.set_lexicon(&crate::search_corpus::subset(&articles)).unwrap();
    assert_eq!(ids(&engine.search("2024-03", ALL)), [10, 11, 12, 13, 14]);
    engine.clear();
    engine.add(&articles).unwrap();
    assert_eq!(engine.search("日期:2024-03", ALL).total, 0);
}

#[test]
fn origins_are_one_for_each_article_or_one_for_all_or_none() {
    let articles: Vec<Article> = (0..3).map(|_| article("果园", &[], &["桃子熟了。"])).collect();
    let mut engine = Engine::new();
    let days = ["2024-01-15", "2024-02-05", "2024-02-10"].map(|date| origin(date, ""));
    let error = engine.add_from(&articles, &days[..2]).unwrap_err();
    assert_eq!(error.code(), kanbao::Code::WrongOrigins);
    assert!(error.message().contains("3 articles, found 2"), "{error}");
    assert!(engine.is_empty(), "none is added then");
    engine.add_from(&articles, &days).unwrap();
    engine.add_from(&articles, &days[..1]).unwrap();
    engine.add_from(&articles, &[]).unwrap();
    assert_eq!(find(&engine, "日期:2024-01"), [0, 3, 4, 5]);
    assert_eq!(find(&engine, "果园").len(), 9);
}

#[test]
fn a_page_is_the_same_in_digits_and_in_characters() {
    let articles: Vec<Article> = (0..4).map(|_| article("果园", &[], &["桃子熟了。"])).collect();
    let pages = ["第二版", "第10版", "第十二版", "第二十一版"];
    let origins = pages.map(|page| origin("2024-01-15", page));
    let mut engine = Engine::new();
    engine.add_from(&articles, &origins).unwrap();
    for (typed, article) in [("2", 0), ("二", 0), ("十", 1), ("12", 2), ("第十二版", 2), ("21", 3)] {
        assert_eq!(find(&engine, &format!("版:{typed}")), [article], "{typed}");
    }
    for none in ["1", "二十", "20", "十一"] {
        assert_eq!(find(&engine, &format!("版:{none}")), [0; 0], "{none}");
    }
}

#[test]
fn pages_that_lower_tiers_fill_are_pieces_of_one_list() {
    let engine = paper();
    for sort in Sort::ALL {
        for query in ["水果 丰收", "嘉兴水果 蔬菜", "水果丰首", "果园 -月饼"] {
            for limit in 1..6 {
                let page = |offset| {
                    let page = SearchOptions {
                        limit,
                        offset,
                        sort,
                        ..SearchOptions::default()
                    };
                    engine.search(query, page)
                };
                let total = page(0).total;
                let mut all = Vec::new();
                for offset in (0..12).step_by(limit as usize) {
                    let page = page(offset);
                    assert_eq!(page.total, total, "{query} {sort:?}: offset {offset}, limit {limit}");
                    all.extend(ids(&page));
                }
                assert_eq!(all.len(), total as usize);
                let mut once = sorted(all);
                once.dedup();
                assert_eq!(once.len(), total as usize, "{query} {sort:?} {limit}");
            }
        }
    }
}

#[test]
fn pages_in_every_order_are_pieces_of_one_list() {
    let engine = paper();
    for sort in Sort::ALL {
        for query in ["水果", "水果 -蔬菜", "作者:王伟 或 作者:沈青", "水果 丰收", ""] {
            let options = SearchOptions { sort, ..ALL };
            let all = ids(&engine.search(query, options));
            let pages: Vec<u32> = (0..6)
                .flat_map(|offset| {
                    let page = engine.search(
                        query,
                        SearchOptions {
                            limit: 1,
                            offset,
                            ..options
                        },
                    );
                    assert_eq!(page.total as usize, all.len());
                    ids(&page)
                })
                .collect();
            assert_eq!(pages, all, "{query} {sort:?}");
        }
    }
}

/// Checks the table of docs/query-language.md against the sample page.
#[test]
fn the_documentation_says_what_is_found() {
    let root = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let documentation = std::fs::read_to_string(root.join("docs/query-language.md")).unwrap();
    let page = std::fs::read_to_string(root.join("www/sample/bulletin.txt")).unwrap();
    let issue = kanbao::bulletin::parse(&page).unwrap();
    let printed = origin(issue.date.as_deref().unwrap(), issue.edition.as_deref().unwrap());
    let mut engine = Engine::new();
    engine
        .set_lexicon(&crate::search_corpus::subset(&issue.articles))
        .unwrap();
    engine.add_from(&issue.articles, &[printed]).unwrap();
    let options = SearchOptions {
        today: Date::new(2025, 10, 18),
        ..ALL
    };
    let section = documentation.split("## What can be typed").nth(1).unwrap();
    let rows = section
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with("| `"));
    let mut tried = 0;
    for row in rows {
        let query = row.split('`').nth(1).unwrap();
        let count: u32 = row.trim_end_matches(" |").rsplit("| ").next().unwrap().parse().unwrap();
        let outcome = engine.search(query, options);
        assert_eq!(outcome.total, count, "{query}: {:?}", ids(&outcome));
        assert!(outcome.problems.is_empty(), "{query}: {:?}", outcome.problems);
        tried += 1;
    }
    assert!(tried >= 12, "{tried}");
}

/// An article with its origin, evaluated naively.
struct Reading {
    pieces: Vec<(QueryField, String)>,
    all: Vec<String>,
    date: Option<Date>,
    page: String,
}

impl Reading {
    fn of(article: &Article, origin: &Origin) -> Self {
        let folded = |text: &str| fold(text).into_string();
        let mut pieces = Vec::new();
        for (part, text) in parts(article) {
            let field = match part.field {
                kanbao::search::Field::Headline => QueryField::Headline,
                kanbao::search::Field::Byline => QueryField::Author,
                kanbao::search::Field::Caption => QueryField::Photo,
                kanbao::search::Field::Body => QueryField::Body,
                kanbao::search::Field::Kicker if part.index == 2 => QueryField::Section,
                kanbao::search::Field::Kicker => continue,
            };
            pieces.push((field, folded(text)));
        }
        Self {
            pieces,
            all: parts(article).map(|(_, text)| folded(text)).collect(),
            date: origin.date.as_deref().and_then(Date::read),
            page: origin.edition.clone().unwrap_or_default(),
        }
    }

    fn stands(&self, text: &str, field: Option<QueryField>) -> bool {
        let text = fold(text).into_string();
        match field {
            Some(field) if field != QueryField::Date => self
                .pieces
                .iter()
                .any(|(of, piece)| *of == field && piece.contains(&text)),
            _ => self.all.iter().any(|piece| piece.contains(&text)),
        }
    }

    /// Whether the text occurs, or all its words do.
    fn has(&self, text: &str, field: Option<QueryField>) -> bool {
        let words = words(text);
        self.stands(text, field) || !words.is_empty() && words.iter().all(|word| self.stands(word, field))
    }

    fn meets(&self, clause: &Clause, around: Option<QueryField>, typed: &str, as_text: bool) -> bool {
        self.meets_inside(clause, around, typed, as_text, true)
    }

    fn meets_inside(
        &self,
        clause: &Clause,
        around: Option<QueryField>,
        typed: &str,
        as_text: bool,
        shown: bool,
    ) -> bool {
        let field = clause.field.or(around);
        let shown = shown && !clause.excluded;
        let text_of = || {
            let units: Vec<u16> = typed.encode_utf16().collect();
            let text = String::from_utf16(&units[clause.span.start.get()..clause.span.end.get()]).unwrap();
            text.trim_start_matches("不含")
                .trim_start_matches(['-', '－'])
                .trim_start()
                .to_owned()
        };
        let met = match &clause.value {
            Value::Any(inner) => inner.iter().any(|c| self.meets_inside(c, field, typed, as_text, shown)),
            Value::All(inner) => inner.iter().all(|c| self.meets_inside(c, field, typed, as_text, shown)),
            Value::Text(text) | Value::Phrase { text, .. } if fold(text).as_str().is_empty() => true,
            Value::Text(text) | Value::Phrase { text, .. } if field == Some(QueryField::Page) => {
                let number = |text: &str| {
                    let folded = fold(text).into_string();
                    let text = folded.trim_start_matches('第').trim_end_matches('版').to_owned();
                    let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
                    format!("{}{}", &text[..at], text[at..].trim_start_matches('0'))
                };
                !self.page.is_empty() && number(&self.page) == number(text)
            }
            Value::Text(text) => self.has(text, field),
            Value::Phrase { text, .. } => self.stands(text, field),
            Value::Dates(range) => match (clause.field, around) {
                (None, Some(around)) if around != QueryField::Date => {
                    let inner = Clause {
                        value: Value::Text(text_of()),
                        field: Some(around),
                        excluded: false,
                        ..clause.clone()
                    };
                    self.meets_inside(&inner, None, typed, as_text, shown)
                }
                (None, None) if as_text && shown => self.stands(&text_of(), None),
                _ => self.date.is_some_and(|date| range.holds(date)),
            },
        };
        met != clause.excluded
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .flat_map(|piece| {
            let folded = fold(piece).into_string();
            let words = folded.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
            words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
        })
        .collect()
}

/// Collects the bare text of the clauses.
fn bare_of(clauses: &[Clause], bare: &mut String) {
    for clause in clauses {
        match &clause.value {
            Value::Text(text) if clause.is_bare() => {
                bare.push(' ');
                bare.push_str(text);
            }
            Value::All(inner) if clause.field.is_none() && !clause.excluded => bare_of(inner, bare),
            _ => {}
        }
    }
}

fn conditions(clauses: &[Clause]) -> Vec<&Clause> {
    clauses
        .iter()
        .flat_map(|clause| match &clause.value {
            _ if clause.is_bare() => Vec::new(),
            Value::All(inner) if clause.field.is_none() && !clause.excluded => conditions(inner),
            _ => vec![clause],
        })
        .collect()
}

fn has_date(clause: &Clause, around: Option<QueryField>, shown: bool) -> bool {
    let shown = shown && !clause.excluded;
    let field = clause.field.or(around);
    match &clause.value {
        Value::Dates(_) => shown && field.is_none(),
        Value::Any(inner) | Value::All(inner) => inner.iter().any(|c| has_date(c, field, shown)),
        _ => false,
    }
}

/// Returns the articles expected as typed and those expected by words.
fn expected(readings: &[Reading], typed: &str) -> (Vec<u32>, Vec<u32>) {
    let query = Query::read(typed, None, today());
    let numbered = || (0u32..).zip(readings);
    let raw: Vec<u32> = numbered()
        .filter(|(_, r)| r.stands(typed, None))
        .map(|(i, _)| i)
        .collect();
    let mut bare = String::new();
    bare_of(&query.clauses, &mut bare);
    let conditions = conditions(&query.clauses);
    let select = |as_text: bool| -> (Vec<u32>, Vec<u32>) {
        let met = numbered()
            .filter(|(i, r)| !raw.contains(i) && conditions.iter().all(|clause| r.meets(clause, None, typed, as_text)));
        let met: Vec<(u32, &Reading)> = met.collect();
        if fold(&bare).as_str().is_empty() {
            return (met.iter().map(|(i, _)| *i).collect(), Vec::new());
        }
        let words = words(&bare);
        let (typed, others): (Vec<_>, Vec<_>) = met.into_iter().partition(|(_, r)| r.stands(&bare, None));
        let by_words = others
            .into_iter()
            .filter(|(_, r)| !words.is_empty() && words.iter().all(|word| r.stands(word, None)));
        (
            typed.iter().map(|(i, _)| *i).collect(),
            by_words.map(|(i, _)| i).collect(),
        )
    };
    let mut found = select(false);
    let could_be_text = conditions.iter().any(|clause| has_date(clause, None, true));
    if query.has_operators() && found.0.is_empty() && found.1.is_empty() && could_be_text {
        found = select(true);
    }
    if raw.is_empty() {
        return found;
    }
    (raw, sorted([found.0, found.1].concat()))
}

fn small_article() -> impl Strategy<Value = (Article, Origin)> {
    let text = || {
        prop_oneof![
            "[甲乙丙丁ab]{1,5}",
            "[甲乙丙 ]{0,3}(“甲乙”|-甲|\\(乙\\)|标题:甲|2024-02|2024年1月|甲\\|乙|或)[甲乙丁。]{0,3}",
        ]
    };
    let name = || "[甲乙丙]{1,2}";
    (
        (
            text(),
            prop::collection::vec(name(), 0..3),
            prop::collection::vec(text(), 0..3),
        ),
        prop::option::of(text()),
        prop::option::of("[甲乙]{1,2}"),
        prop::sample::select(vec!["", "2024-02-05", "2024-02", "2024-01-10", "2023-12-31"]),
        prop::sample::select(vec!["", "第1版", "A01", "2", "甲"]),
    )
        .prop_map(|((headline, names, paragraphs), caption, section, date, page)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
            let article = Article {
                section: section.as_deref().map(piece),
                captions: caption
                    .iter()
                    .map(|text| Caption {
                        text: piece(text),
                        credit: None,
                    })
                    .collect(),
                ..article(&headline, &names, &paragraphs)
            };
            (article, origin(date, page))
        })
}

fn in_tier(outcome: &Outcome, tier: Tier) -> Vec<u32> {
    let hits = outcome.hits.iter().filter(|hit| hit.tier == tier);
    sorted(hits.map(|hit| hit.article.0).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_finds_what_a_plain_reading_finds(articles in prop::collection::vec(small_article(), 1..8), queries in prop::collection::vec(crate::query::typed(), 1..6)) {
        let readings: Vec<Reading> = articles.iter().map(|(article, origin)| Reading::of(article, origin)).collect();
        let (articles, origins): (Vec<Article>, Vec<Origin>) = articles.into_iter().unzip();
        let mut engine = Engine::new();
        engine.add_from(&articles, &origins).unwrap();
        for typed in queries.iter().filter(|typed| !fold(typed).as_str().is_empty()) {
            let outcome = engine.search(typed, SearchOptions { today: today(), ..ALL });
            let (as_typed, by_words) = expected(&readings, typed);
            let query = Query::read(typed, None, today());
            prop_assert_eq!(in_tier(&outcome, Tier::AsTyped), as_typed, "{:?} {:?}", typed, query.clauses);
            prop_assert_eq!(in_tier(&outcome, Tier::AllWords), by_words, "{:?} {:?}", typed, query.clauses);
            prop_assert_eq!(outcome.total as usize, outcome.hits.len());
        }
    }

    #[test]
    fn each_facet_is_counted_without_its_own_filter(articles in prop::collection::vec(small_article(), 1..12), chosen in prop::collection::vec((0usize..6, any::<prop::sample::Index>()), 0..4), query in "[甲乙]{0,1}|甲 乙|-甲|甲 或 乙") {
        let (articles, origins): (Vec<Article>, Vec<Origin>) = articles.into_iter().unzip();
        let mut engine = Engine::new();
        engine.add_from(&articles, &origins).unwrap();
        let search = |filters: &[Filter]| engine.search(&query, SearchOptions { facets: true, filters, ..ALL });
        let everything = search(&[]);
        let filters: Vec<Filter> = chosen.iter().filter_map(|(facet, value)| {
            let facet = everything.facets.iter().find(|counts| counts.facet == Facet::ALL[*facet])?;
            Some(Filter { facet: facet.facet, value: value.get(&facet.values).text.clone() })
        }).collect();
        let outcome = search(&filters);
        let mut found: Vec<u32> = ids(&everything);
        // Filtering by one facet after the other gives the same articles.
        for facet in Facet::ALL {
            let own: Vec<Filter> = filters.iter().filter(|f| f.facet == facet).cloned().collect();
            let passed = ids(&search(&own));
            found.retain(|id| passed.contains(id));
        }
        prop_assert_eq!(sorted(ids(&outcome)), sorted(found));
        for counts in &outcome.facets {
            let others: Vec<Filter> = filters.iter().filter(|f| f.facet != counts.facet).cloned().collect();
            for value in &counts.values {
                let mut with = others.clone();
                with.push(Filter { facet: counts.facet, value: value.text.clone() });
                prop_assert_eq!(search(&with).total, value.count, "{:?}", value);
            }
        }
        for tier in [Tier::AsTyped, Tier::AllWords] {
            let count = outcome.tiers.iter().find(|count| count.tier == tier).map_or(0, |count| count.total as usize);
            prop_assert_eq!(count, in_tier(&outcome, tier).len());
        }
    }
}

/// Tries strings of a page that contain something that could be taken for an operator.
#[test]
fn every_string_of_the_real_bulletin_with_a_mark_in_it_finds_its_article_first() {
    let articles = real_bulletin().unwrap_or_else(|| generated(9));
    let engine = engine_of(articles.clone());
    let is_mark = |c: char| "“”\"「」『』()（）-－—|或:：.".contains(c);
    let (mut tried, mut with_operators) = (0, 0);
    for (number, article) in (0u32..).zip(&articles) {
        for (_, text) in parts(article) {
            let chars: Vec<char> = text.chars().collect();
            for at in (0..chars.len()).filter(|&at| is_mark(chars[at])) {
                for (before, length) in [(0, 2), (0, 6), (3, 8), (1, 30), (20, 60), (6, 7)] {
                    let from = usize::saturating_sub(at, before);
                    let query: String = chars[from..(from + length).min(chars.len())].iter().collect();
                    if fold(&query).as_str().is_empty() {
                        continue;
                    }
                    tried += 1;
                    with_operators += usize::from(Query::read(&query, None, today()).has_operators());
                    let outcome = engine.search(&query, SearchOptions { today: today(), ..ALL });
                    let first: Vec<_> = outcome
                        .hits
                        .iter()
                        .take_while(|hit| hit.tier == Tier::AsTyped)
                        .collect();
                    assert!(first.iter().any(|hit| hit.article.0 == number), "{query:?}");
                    let folded = fold(&query).into_string();
                    for hit in first {
                        let found = &articles[hit.article.get()];
                        assert!(
                            parts(found).any(|(_, text)| fold(text).as_str().contains(&folded)),
                            "{query:?}"
                        );
                    }
                }
            }
        }
    }
    assert!(tried > 20 && with_operators > 0, "{tried} {with_operators}");
}

fn thousand() -> &'static (Vec<Article>, Engine) {
    static THOUSAND: std::sync::OnceLock<(Vec<Article>, Engine)> = std::sync::OnceLock::new();
    THOUSAND.get_or_init(|| {
        let articles = corpus("recent-issues-1k.jsonl.gz").unwrap_or_else(|| generated(200));
        let engine = engine_of(articles.clone());
        (articles, engine)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_thousand_articles_is_found_as_typed(article: prop::sample::Index, part: prop::sample::Index, from: prop::sample::Index, length in 1usize..120) {
        let (articles, engine) = thousand();
        let pieces: Vec<&str> = parts(article.get(articles)).map(|(_, text)| text).filter(|text| !fold(text).as_str().is_empty()).collect();
        let chars: Vec<char> = part.get(&pieces).chars().collect();
        let from = from.index(chars.len());
        let query: String = chars[from..(from + length).min(chars.len())].iter().collect();
        prop_assume!(!fold(&query).as_str().is_empty());
        let outcome = engine.search(&query, SearchOptions { today: today(), ..ALL });
        let id = u32::try_from(article.index(articles.len())).unwrap();
        prop_assert!(in_tier(&outcome, Tier::AsTyped).contains(&id), "{query:?}");
    }
}
