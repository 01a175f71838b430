//! How typed text is understood.

use kanbao::search::query::{Clause, Date, Field, Query, Value, MAX_CLAUSES, MAX_DEPTH};
use kanbao::text::fold;
use proptest::prelude::*;

fn read(text: &str) -> Query {
    Query::read(text, None, Date::new(2024, 2, 10))
}

/// Returns the clauses of a text, one per line: sign, field, kind, value.
fn understood(text: &str) -> Vec<String> {
    fn describe(clause: &Clause) -> String {
        let mut value = String::new();
        clause.value.print(&mut value);
        format!(
            "{}{}{} {value}",
            if clause.excluded { "-" } else { "" },
            clause
                .field
                .map_or(String::new(), |field| format!("{}:", field.as_str())),
            clause.value.kind()
        )
    }
    read(text).clauses.iter().map(describe).collect()
}

#[test]
fn operators_are_understood() {
    for (typed, expected) in [
        ("水果丰收", &["text 水果丰收"][..]),
        ("“水果丰收”", &["phrase “水果丰收”"]),
        ("\"fruit fair\" 嘉兴", &["phrase \"fruit fair\"", "text 嘉兴"]),
        ("「水果」 『丰收』", &["phrase 「水果」", "phrase 『丰收』"]),
        ("嘉兴 -水果", &["text 嘉兴", "-text 水果"]),
        ("嘉兴 －水果", &["text 嘉兴", "-text 水果"]),
        ("嘉兴 不含 水果", &["text 嘉兴", "-text 水果"]),
        ("-“水果 丰收”", &["-phrase “水果 丰收”"]),
        ("水果 或 蔬菜", &["any 水果 | 蔬菜"]),
        ("水果 OR 蔬菜", &["any 水果 | 蔬菜"]),
        ("水果 ＯＲ 蔬菜", &["any 水果 | 蔬菜"]),
        ("水果|蔬菜", &["any 水果 | 蔬菜"]),
        ("水果 ｜ 蔬菜 | 粮食", &["any 水果 | 蔬菜 | 粮食"]),
        ("嘉兴 水果 或 蔬菜 丰收", &["text 嘉兴", "any 水果 | 蔬菜", "text 丰收"]),
        ("嘉兴 -(水果 或 蔬菜)", &["text 嘉兴", "-all (水果 | 蔬菜)"]),
        ("（水果 丰收） 或 蔬菜", &["any (水果 丰收) | 蔬菜"]),
        ("标题:水果", &["headline:text 水果"]),
        ("標題：水果 嘉兴", &["headline:text 水果", "text 嘉兴"]),
        ("作者: 王伟 2024-02", &["author:text 王伟", "dates 2024-02"]),
        ("by:王伟", &["author:text 王伟"]),
        ("Headline:spring", &["headline:text spring"]),
        ("图片:“小桥 流水”", &["photo:phrase “小桥 流水”"]),
        ("圖片:小橋", &["photo:text 小橋"]),
        ("正文:(水果 或 蔬菜)", &["body:all (水果 | 蔬菜)"]),
        ("欄目:副刊 版:3", &["section:text 副刊", "page:text 3"]),
        ("-作者:王伟", &["-author:text 王伟"]),
        ("2024年2月5日", &["dates 2024-02-05"]),
        ("2024-01..2024-03 水果", &["dates 2024-01..2024-03", "text 水果"]),
        ("2024 水果", &["dates 2024", "text 水果"]),
        ("近7天", &["dates 2024-02-04..2024-02-10"]),
        ("近3个月 水果", &["dates 2023-11-10..2024-02-10", "text 水果"]),
        ("日期:2024-02", &["date:dates 2024-02"]),
        ("-2024-02", &["-dates 2024-02"]),
    ] {
        assert_eq!(understood(typed), expected, "{typed}");
        assert!(read(typed).problems.is_empty(), "{typed}: {:?}", read(typed).problems);
        assert!(read(typed).has_operators() || !expected[0].contains("text 水果丰收") || typed == "水果丰收");
    }
}

#[test]
fn ordinary_text_stays_ordinary_text() {
    for typed in [
        "covid-19",
        "covid-19 疫苗",
        "2019-2024",
        "2019-2024 规划",
        "2024年嘉兴马拉松",
        "上海 - 北京",
        "上海-北京",
        "气温 -5℃",
        "——记嘉兴水果节",
        "或者",
        "或许 明天",
        "水果或蔬菜",
        "或",
        "OR",
        "或 水果",
        "水果 或",
        "this or that",
        "不含糖",
        "饮料 不含糖",
        "不含",
        "饮料 不含",
        "嘉兴:水果丰收",
        "嘉兴：水果丰收",
        "https://example.com/版:1",
        "“青吴嘉”三地同心收官“同心项目”",
        "“同心”品牌",
        "嘉兴（图）",
        "(图)嘉兴",
        "()",
        "-",
        "--",
        "|",
        "| 水果",
        "水果 |",
        "a||b",
        "近日",
        "3.14",
        "12:30",
        "2024.2",
        "'90s",
        "《水果》",
        "“",
        "：",
        "..",
    ] {
        let query = read(typed);
        assert!(!query.has_operators(), "{typed}: {:?}", query.clauses);
        assert_eq!(query.bare, query.phrase);
        assert_eq!(query.clauses.len(), 1, "{typed}: {:?}", query.clauses);
    }
}

#[test]
fn what_is_odd_is_said_with_its_place() {
    for (typed, start, end) in [
        ("嘉兴 “水果", 3, 4),
        ("😀 「水果", 3, 4),
        ("嘉兴 作者:", 3, 6),
        ("日期:明天", 3, 5),
    ] {
        let query = read(typed);
        assert_eq!(query.problems.len(), 1, "{typed}: {:?}", query.problems);
        let span = query.problems[0].span;
        assert_eq!((span.start.0, span.end.0), (start, end), "{typed}");
    }
    let query = Query::read("近7天 水果", None, None);
    assert_eq!((query.has_operators(), query.problems.len()), (false, 1));

    let many = "-a ".repeat(MAX_CLAUSES + 10);
    let query = read(&many);
    assert_eq!((query.clauses.len(), query.problems.len()), (MAX_CLAUSES + 1, 1));
    let deep = format!("{}水果{}", "(".repeat(MAX_DEPTH + 5), ")".repeat(MAX_DEPTH + 5));
    assert_eq!(read(&deep).problems.len(), 1);
}

#[test]
fn places_count_utf16_units() {
    let typed = "😀 “水果” -作者:王伟 (a 或 b)";
    let units: Vec<u16> = typed.encode_utf16().collect();
    let places: Vec<String> = read(typed)
        .clauses
        .iter()
        .map(|clause| String::from_utf16(&units[clause.span.start.get()..clause.span.end.get()]).unwrap())
        .collect();
    assert_eq!(places, ["😀", "“水果”", "-作者:王伟", "(a 或 b)"]);
}

#[test]
fn every_field_has_its_names() {
    for (field, names) in [
        (
            Field::Headline,
            &["标题", "標題", "headline", "title", "TITLE", "ｔｉｔｌｅ"][..],
        ),
        (Field::Author, &["作者", "author", "by"]),
        (Field::Photo, &["图片", "圖片", "photo", "caption"]),
        (Field::Body, &["正文", "body"]),
        (Field::Section, &["栏目", "欄目", "section"]),
        (Field::Page, &["版", "page"]),
        (Field::Date, &["日期", "date"]),
    ] {
        for name in names {
            assert_eq!(Field::named(name), Some(field), "{name}");
        }
        assert_eq!(Field::named(field.as_str()), Some(field));
    }
    assert_eq!(Field::named("嘉兴"), None);
}

/// Returns the clauses without their places.
fn placeless(clauses: &[Clause]) -> Vec<Clause> {
    clauses
        .iter()
        .map(|clause| Clause {
            span: kanbao::units::Span::default(),
            value: match &clause.value {
                Value::Any(inner) => Value::Any(placeless(inner)),
                Value::All(inner) => Value::All(placeless(inner)),
                other => other.clone(),
            },
            ..clause.clone()
        })
        .collect()
}

/// Generates text in which operators are as frequent as words.
pub(crate) fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[甲乙丙丁ab0-9]{1,3}",
        3 => Just(" ".to_owned()),
        2 => prop::sample::select(vec![
            "“", "”", "\"", "「", "」", "『", "』", "＂", "(", ")", "（", "）", "-", "－", "—", "|", "｜", ":", "：", "..", "\u{3000}", "\t", "\u{200B}", "😀",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            " 或 ", " OR ", " | ", "不含", " 不含 ", " -", "标题:", "作者：", "by:", "版:", "日期:", "2024-02", "2024", "近7天", " (", ") ", "..2024", "2024-01..", " “", "” ", "或", "-2024",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_as_the_same(text in typed()) {
        let query = read(&text);
        let printed = query.print();
        let again = read(&printed);
        prop_assert_eq!(placeless(&again.clauses), placeless(&query.clauses), "printed as {:?}", printed);
        prop_assert_eq!(again.print(), printed);
    }

    #[test]
    fn nothing_typed_is_lost_and_places_are_in_order(text in typed()) {
        let query = read(&text);
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut at = 0;
        let mut outside = String::new();
        for clause in &query.clauses {
            let (start, end) = (clause.span.start.get(), clause.span.end.get());
            prop_assert!(at <= start && start < end && end <= units.len(), "{:?}", query.clauses);
            outside.push_str(&String::from_utf16(&units[at..start]).unwrap());
            at = end;
        }
        outside.push_str(&String::from_utf16(&units[at..]).unwrap());
        if !fold(&text).as_str().is_empty() {
            prop_assert_eq!(outside.trim(), "");
        }
        for problem in &query.problems {
            prop_assert!(problem.span.start < problem.span.end && problem.span.end.get() <= units.len());
        }
    }

    #[test]
    fn any_text_is_some_query(text in "\\PC{0,60}") {
        let query = read(&text);
        prop_assert_eq!(read(&query.print()).print(), query.print());
    }
}

#[test]
fn what_repeats_itself_costs_no_square() {
    // With quadratic time, texts of this length would not finish in a test's time, even where tests are slow.
    for piece in [
        "“", "(", ")", "|", "-", "“a”b", "a 或 ", "不含 ", "作者:", "\"", "\"a\"b ", "(a) ", "|  ", "2024-", "标", "-1",
    ] {
        let text: String = piece.repeat(300_000).chars().take(300_000).collect();
        let query = read(&text);
        assert!(query.problems.len() <= 10);
    }
}
