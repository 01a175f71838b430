//! Converting bulletins from and to their plain JSON form.

use kanbao::bulletin::ids::name_articles;
use kanbao::bulletin::plain::{issue_from, to_plain, value_from};
use kanbao::Code;
use proptest::prelude::*;
use serde_json::{json, Value};

/// Writes out the abbreviations of tests/data/forms.json: `{"$text": [count, of]}` and `{"$list": [count, item]}`.
fn expanded(value: &Value) -> Value {
    let pair = |key: &str| {
        let pair = value.get(key)?.as_array()?;
        Some((usize::try_from(pair[0].as_u64()?).ok()?, &pair[1]))
    };
    if let Some((count, of)) = pair("$text") {
        return of.as_str().unwrap().repeat(count).into();
    }
    if let Some((count, item)) = pair("$list") {
        return vec![expanded(item); count].into();
    }
    match value {
        Value::Array(items) => items.iter().map(expanded).collect(),
        Value::Object(object) => object
            .iter()
            .map(|(key, inner)| (key.clone(), expanded(inner)))
            .collect(),
        other => other.clone(),
    }
}

/// tests/www/articles.test.js holds the page and the engine to the same cases.
#[test]
fn issues_are_accepted_and_refused_as_in_the_browser_with_the_same_words() {
    let files = [
        include_str!("../data/forms.json"),
        include_str!("../data/forms-generated.json"),
    ];
    let mut refused = 0;
    for file in files {
        for case in serde_json::from_str::<Vec<Value>>(file).unwrap() {
            let found = issue_from(&expanded(&case["issue"])).err().map(|error| {
                json!({"code": error.code().as_str(), "message": error.message(), "where": error.place(), "advice": error.advice()})
            });
            assert_eq!(Value::from(found), case["fault"], "{}", case["issue"]);
            refused += usize::from(!case["fault"].is_null());
        }
    }
    assert!(refused > 300, "{refused}");
}

#[test]
fn half_a_character_and_a_value_nested_too_deeply_are_refused() {
    let error = |text: &str| value_from(text).unwrap_err();
    let split = r#"{"articles": [{"headline": "", "kicker": "\ud83c", "subtitle": "\udf51"}]}"#;
    assert_eq!((error(split).code(), error(split).place()), (Code::BadJson, "line 1"));
    let nested = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        format!(r#"{{"articles": [{{"headline": "", "more": {open}{close}}}]}}"#)
    };
    assert!(issue_from(&value_from(&nested(124)).unwrap()).is_ok());
    let error = error(&nested(125));
    assert_eq!(
        (error.message(), error.place()),
        ("expected at most 127 levels of nesting", "")
    );
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

/// www/engine/ids.js derives the same ones.
#[test]
fn articles_have_the_identifiers_that_the_format_describes() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../data/article-ids.json")).unwrap();
    assert!(cases.len() > 5);
    for case in cases {
        let mut issue = issue_from(&case["issue"]).unwrap();
        name_articles(&mut issue);
        let ids: Vec<Value> = issue
            .articles
            .iter()
            .map(|article| article.id.as_deref().into())
            .collect();
        assert_eq!(Value::from(ids), case["ids"], "{}", case["what"]);
        let once = issue.clone();
        name_articles(&mut issue);
        assert_eq!(issue, once, "named again, the articles keep their identifiers");
    }
}
