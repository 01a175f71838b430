//! Converting bulletins from and to their plain JSON form.

use kanbao::bulletin::plain::{issue_from, to_plain};
use kanbao::Code;
use proptest::prelude::*;
use serde_json::{json, Value};

/// www/engine/articles.js gives the same errors; its test reads the same file.
#[test]
fn an_error_names_the_path_and_what_was_expected() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../data/wrong-bulletins.json")).unwrap();
    assert!(cases.len() > 10);
    for case in cases {
        let error = issue_from(&case["bulletin"]).unwrap_err();
        assert_eq!(error.code(), Code::BadJson);
        assert_eq!(
            (error.place(), error.message()),
            (case["where"].as_str().unwrap(), case["message"].as_str().unwrap()),
            "{case}"
        );
    }
}

#[test]
fn what_is_absent_null_or_unknown_is_passed_over() {
    let value = json!({
        "paper": null, "lexicon": {"file": "x"}, "from tomorrow": [1],
        "articles": [{"headline": "春灌", "captions": null, "more": {}}]
    });
    let issue = issue_from(&value).unwrap();
    assert_eq!(issue.articles.len(), 1);
    let plain = serde_json::to_value(to_plain(&issue)).unwrap();
    assert_eq!(
        plain,
        json!({
            "articles": [{"headline": "春灌", "byline": [], "paragraphs": [], "captions": []}],
            "dropped_duplicate_paragraphs": 0, "rejoined_paragraphs": 0
        })
    );
}

#[test]
fn the_caps_hold_for_json_too() {
    let many = json!({"articles": vec![json!({"headline": ""}); kanbao::bulletin::MAX_ARTICLES + 1]});
    let error = issue_from(&many).unwrap_err();
    assert_eq!((error.code(), error.place()), (Code::TooLarge, "articles[20000]"));
    let long = json!({"articles": [{"headline": "春".repeat(kanbao::bulletin::MAX_BYTES / 3 + 1)}]});
    let error = issue_from(&long).unwrap_err();
    assert_eq!((error.code(), error.place()), (Code::TooLarge, "articles[0].headline"));
}

fn text() -> impl Strategy<Value = String> {
    "[春-暖a-c “”\n]{0,6}"
}

fn plain_json() -> impl Strategy<Value = Value> {
    let person = prop_oneof![
        text().prop_map(Value::from),
        (text(), text()).prop_map(|(name, role)| json!({"name": name, "role": role})),
    ];
    let caption = (text(), proptest::option::of(text())).prop_map(|(text, credit)| match credit {
        Some(credit) => json!({"text": text, "credit": credit}),
        None => json!({"text": text}),
    });
    let lists = (
        proptest::collection::vec(person, 0..4),
        proptest::collection::vec((text(), any::<bool>()), 0..5),
        proptest::collection::vec(caption, 0..3),
    );
    let optional = || proptest::option::of(text());
    let article = (text(), optional(), optional(), optional(), lists).prop_map(
        |(headline, section, kicker, subtitle, (byline, body, captions))| {
            let mut article = serde_json::Map::new();
            for (key, value) in [("section", section), ("kicker", kicker), ("subtitle", subtitle)] {
                article.extend(value.map(|v| (key.to_owned(), v.into())));
            }
            let heads: Vec<usize> = body
                .iter()
                .enumerate()
                .filter(|(_, (_, h))| *h)
                .map(|(i, _)| i)
                .collect();
            article.insert("headline".into(), headline.into());
            article.insert("byline".into(), byline.into());
            article.insert("paragraphs".into(), body.into_iter().map(|(text, _)| text).collect());
            if !heads.is_empty() {
                article.insert("subheadings".into(), heads.into());
            }
            article.insert("captions".into(), captions.into());
            Value::Object(article)
        },
    );
    let articles = proptest::collection::vec(article, 0..4);
    (articles, optional(), 0..9_u32, 0..9_u32).prop_map(|(articles, date, dropped, rejoined)| {
        let mut issue = json!({"articles": articles});
        issue["dropped_duplicate_paragraphs"] = dropped.into();
        issue["rejoined_paragraphs"] = rejoined.into();
        if let Some(date) = date {
            issue["date"] = date.into();
        }
        issue
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_plain_form_comes_back_as_it_was(value in plain_json()) {
        let back = serde_json::to_value(to_plain(&issue_from(&value).unwrap())).unwrap();
        prop_assert_eq!(back, value);
    }
}
