//! Tests of the engine's handle that must pass wherever it runs; tests/wasm_window.rs and wasm_worker.rs run them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation)]

use js_sys::{Array, Float64Array, JsString, Reflect, Uint32Array, JSON};
use kanbao::internals::wasm::{parse, Engine};
use kanbao::lexicon::Lexicon;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// A page of our own, with characters of two UTF-16 code units before and inside the text that is searched.
const PAGE: &str = "\
😀的果园迎来丰收
林小雨
南坡的果园今年🍑桃子结得好,水果市场的车一早就开到了村口。

河灯节
周明
河面上漂着三百盏灯。
";

/// The parts of a hit that these tests check.
#[derive(Debug, PartialEq)]
struct Seen {
    article: u32,
    tier: u32,
    headline: Vec<u32>,
    /// The texts and ranges of the excerpts.
    excerpts: Vec<(String, Vec<u32>)>,
}

/// Reads the layout that www/engine/outcome.js describes.
struct Packed {
    units: Vec<u16>,
    numbers: Vec<f64>,
    read: usize,
    next: usize,
}

impl Packed {
    fn number(&mut self) -> u32 {
        self.next += 1;
        self.numbers[self.next - 1] as u32
    }

    fn text(&mut self) -> String {
        let length = self.number() as usize;
        self.read += length;
        String::from_utf16(&self.units[self.read - length..self.read]).unwrap()
    }

    fn many<T>(&mut self, one: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| one(self)).collect()
    }
}

/// Options of a search without corrections (8) and without articles that lack some of the words (16).
const STRICT: u32 = 8 | 16;

/// Searches, and returns the total and the hits.
fn search(engine: &Engine, query: &str) -> (u32, Vec<Seen>) {
    let array: Array = engine.search(query, 10, 0, STRICT, "", "");
    let units = array.get(0).unchecked_into::<JsString>().iter().collect();
    let numbers = array.get(1).unchecked_into::<Float64Array>().to_vec();
    let mut packed = Packed {
        units,
        numbers,
        read: 0,
        next: 0,
    };
    let total = packed.number();
    if packed.number() > 0 {
        packed.text(); // the correction of the query
    }
    packed.many(Packed::text); // what is missing
    packed.many(|p| (p.number(), p.number()));
    packed.many(|p| (p.text(), p.number(), p.number()));
    packed.many(|p| {
        let (_kind, _field, _excluded, _start, _end) = (p.number(), p.number(), p.number(), p.number(), p.number());
        p.text()
    });
    packed.many(|p| {
        let (_facet, _total) = (p.number(), p.number());
        p.many(|p| (p.text(), p.number(), p.number()))
    });
    let hits = packed.many(|p| {
        let (article, tier, _score, _fields) = (p.number(), p.number(), p.number(), p.number());
        if p.number() > 0 {
            p.text(); // the correction
        }
        p.many(|p| (p.text(), p.number())); // the parts of the score
        p.text();
        let headline = p.many(Packed::number);
        let excerpts = p.many(|p| {
            let (_field, _index, _bits) = (p.number(), p.number(), p.number());
            (p.text(), p.many(Packed::number))
        });
        Seen {
            article,
            tier,
            headline,
            excerpts,
        }
    });
    assert_eq!(
        (packed.read, packed.next),
        (packed.units.len(), packed.numbers.len()),
        "nothing is left over"
    );
    (total, hits)
}

/// Searches, and returns the articles found.
fn found(engine: &Engine, query: &str) -> Vec<u32> {
    search(engine, query).1.iter().map(|hit| hit.article).collect()
}

fn index(engine: &mut Engine) {
    while engine.index_more(1).unwrap() > 0 {}
}

/// Packs articles of a headline and a paragraph as www/engine/articles.js does.
fn pack(articles: &[(&str, &str)]) -> (String, Vec<u32>) {
    let units = |text: &str| text.encode_utf16().count() as u32;
    let text = articles.iter().flat_map(|&(headline, body)| [headline, body]).collect();
    let shape = articles
        .iter()
        .flat_map(|(headline, body)| [2, 0, units(headline), 4, units(body)]);
    (text, shape.collect())
}

/// Opens a text as the page does: parses it and adds its articles to the engine.
fn open_text(engine: &mut Engine, page: &str) {
    let opened = parse(page).unwrap();
    let issue = Reflect::get(&opened, &"issue".into()).unwrap();
    let articles: Array = Reflect::get(&issue, &"articles".into()).unwrap().unchecked_into();
    let articles: Vec<(String, String)> = articles
        .iter()
        .map(|article| {
            let paragraphs: Array = Reflect::get(&article, &"paragraphs".into()).unwrap().unchecked_into();
            (property(&article, "headline"), paragraphs.get(0).as_string().unwrap())
        })
        .collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let (text, shape) = pack(&articles);
    engine.open_bulletin(&text, &shape, None, None, None).unwrap();
}

fn opened(page: &str) -> Engine {
    let mut engine = Engine::new();
    open_text(&mut engine, page);
    index(&mut engine);
    engine
}

fn as_json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn property(value: &JsValue, key: &str) -> String {
    Reflect::get(value, &key.into()).unwrap().as_string().unwrap()
}

/// Returns the bytes of a lexicon with a few words and a tiny HMM.
fn lexicon() -> Vec<u8> {
    let model = "\
-0.26 -3.14e100 -3.14e100 -1.46
-3.14e100 -0.51 -0.91 -3.14e100
-0.58 -3.14e100 -3.14e100 -0.80
-3.14e100 -0.33 -1.26 -3.14e100
-0.72 -3.14e100 -3.14e100 -0.66
水:-0.693147,香:-0.693147
果:-0.693147,香:-0.693147
市:-0.693147,香:-0.693147
的:-0.693147,香:-0.693147
";
    let lexicon = Lexicon::from_jieba("水果 900\n市场 800\n果园 700\n的 3000\n", model).unwrap();
    lexicon.folded().unwrap().subset(["水果市场", "果园"]).to_bytes()
}

#[wasm_bindgen_test]
fn a_text_is_parsed_searched_and_shown_in_utf16_units() {
    let engine = opened(PAGE);
    assert_eq!(engine.length(), 2);
    let (total, hits) = search(&engine, "果园");
    assert_eq!((total, hits[0].article, hits[0].tier), (1, 0, 0));
    assert_eq!(hits[0].headline, [3, 5], "after a character of two units");
    let (text, ranges) = &search(&engine, "桃子").1[0].excerpts[0];
    let units: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(
        String::from_utf16(&units[ranges[0] as usize..ranges[1] as usize]).unwrap(),
        "桃子"
    );
}

#[wasm_bindgen_test]
fn the_parsers_report_counts_in_utf16_units() {
    let page = "😀果园\n林小雨\n今天的果园里来了许多人,大家都\n说桃子很甜。\n";
    let value = parse(page).unwrap();
    let repairs: Array = Reflect::get(&value, &"repairs".into()).unwrap().unchecked_into();
    assert_eq!(repairs.length(), 1, "{}", as_json(&value));
    let repair = repairs.get(0);
    assert_eq!(property(&repair, "kind"), "rejoined");
    let ranges: Array = Reflect::get(&repair, &"ranges".into()).unwrap().unchecked_into();
    let first = ranges.get(0).as_f64().unwrap() as usize;
    let units: Vec<u16> = page.encode_utf16().collect();
    assert!(
        String::from_utf16(&units[first..]).unwrap().starts_with("今天的果园"),
        "{}",
        as_json(&repair)
    );
}

#[wasm_bindgen_test]
fn a_bulletin_comes_in_and_its_articles_come_out_as_they_are() {
    // Headline, kicker, name, name with a role, paragraph, subheading, caption with its credit.
    let text = "果园丰收林小雨周明摄一二桃🍑周明 摄";
    let shape = [8, 0, 2, 1, 2, 2, 3, 34, 2, 42, 1, 4, 1, 52, 1, 3, 3];
    let mut engine = Engine::new();
    let credited = [&[9][..], &shape[1..], &[11, 4]].concat();
    engine
        .open_bulletin(text, &credited, Some(lexicon()), None, None)
        .unwrap();
    index(&mut engine);
    let packed = engine.article(0).unwrap();
    assert_eq!(packed.get(0).as_string().unwrap(), text);
    assert_eq!(packed.get(1).unchecked_into::<Uint32Array>().to_vec(), credited);
    assert_eq!(found(&engine, "周明摄"), [0]);
    let marks = engine.marks(0, "周明").unwrap().to_vec();
    assert_eq!(marks, [2., 2., 1., 0., 2., 0., 2., 3., 0., 4., 2., 0., 2.]);
}

#[wasm_bindgen_test]
fn traditional_and_wide_queries_find_simplified_text() {
    let engine = opened(PAGE);
    for query in ["水果市場", " 水果市场 ", "桃子結得好，水果"] {
        assert_eq!(found(&engine, query), [0], "{query}");
    }
    assert_eq!(search(&engine, "").0, 2, "an empty query finds all articles");
    assert_eq!(search(&engine, "没有的东西").0, 0);
}

#[wasm_bindgen_test]
fn articles_are_added_and_words_come_later() {
    let mut engine = opened(PAGE);
    let (text, shape) = pack(&[("市场里的水果", "")]);
    engine.add_articles(&text, &shape, None, None).unwrap();
    assert_eq!(
        search(&engine, "市场里").0,
        0,
        "the article is added but not indexed yet"
    );
    index(&mut engine);
    assert_eq!(found(&engine, "市场里"), [2]);
    let before = search(&engine, "水果市场").1;
    assert_eq!(before.iter().map(|hit| (hit.article, hit.tier)).next(), Some((0, 0)));
    engine.set_lexicon(&lexicon()).unwrap();
    let after: Vec<(u32, u32)> = search(&engine, "水果市场")
        .1
        .iter()
        .map(|hit| (hit.article, hit.tier))
        .collect();
    assert_eq!(after, [(0, 0), (2, 1)], "the tier as typed, then all words");
    assert!(!engine.has_full_lexicon());
}

#[wasm_bindgen_test]
fn what_is_prepared_answers_as_what_is_made_at_once() {
    let suggested = |engine: &Engine| engine.suggest("果", 9, false).get(0).as_string();
    let mut engine = opened(PAGE);
    engine.set_lexicon(&lexicon()).unwrap();
    let at_once = suggested(&engine);
    assert!(at_once.as_ref().is_some_and(|text| !text.is_empty()));
    assert!(!engine.prepare_more(1), "the request has prepared it already");
    engine.set_lexicon(&lexicon()).unwrap();
    assert!((0..2).all(|_| engine.prepare_more(1)));
    assert!((0..1000).any(|_| !engine.prepare_more(1)), "preparing comes to an end");
    assert_eq!(suggested(&engine), at_once);
}

#[wasm_bindgen_test]
fn errors_say_what_and_where_and_change_nothing() {
    let mut engine = opened(PAGE);
    let (text, shape) = pack(&[("甲", "乙"), ("丙", "丁")]);
    let wrongs: [(&str, &[u32]); 6] = [
        ("甲", &shape),       // too little text
        (&text, &shape[..5]), // too much
        (&text, &shape[..7]), // cut short
        ("甲", &[1, 7, 1]),   // no such field
        ("🍑", &[1, 0, 1]),   // half a pair
        ("", &[0]),           // an article without pieces
    ];
    for (text, shape) in wrongs {
        let error = engine.add_articles(text, shape, None, None).unwrap_err();
        assert!(error.is_instance_of::<js_sys::Error>());
        assert_eq!(property(&error, "code"), "bad-json");
    }
    let mut bytes = lexicon();
    bytes[40] ^= 1;
    assert_eq!(property(&engine.set_lexicon(&bytes).unwrap_err(), "code"), "damaged");
    assert_eq!(
        property(
            &engine.open_bulletin("", &[], Some(bytes), None, None).unwrap_err(),
            "code"
        ),
        "damaged"
    );
    assert_eq!(property(&engine.article(2).unwrap_err(), "code"), "no-such-article");
    assert_eq!(property(&engine.marks(7, "x").unwrap_err(), "code"), "no-such-article");
    assert_eq!(found(&engine, "果园"), [0], "what was open is still open");
}

#[wasm_bindgen_test]
fn strange_queries_are_answered() {
    let engine = opened(PAGE);
    let long = "果".repeat(20_000);
    for query in [
        "\u{0}",
        "\u{FFFD}",
        "，",
        "\u{200B}\u{200D}",
        "😀",
        "🍑",
        long.as_str(),
        "\r\n\t",
    ] {
        let _ = search(&engine, query);
    }
    assert_eq!(found(&engine, "🍑"), [0]);
}

#[wasm_bindgen_test]
fn another_issue_takes_the_place_of_the_first_and_of_its_lexicon() {
    let mut engine = Engine::new();
    let (text, shape) = pack(&[("水果市场", "")]);
    engine
        .open_bulletin(&text, &shape, Some(lexicon()), None, None)
        .unwrap();
    index(&mut engine);
    open_text(&mut engine, PAGE);
    index(&mut engine);
    assert_eq!(engine.length(), 2);
    assert_eq!(found(&engine, "水果市场"), [0]);
    assert!(engine
        .article(0)
        .unwrap()
        .get(0)
        .as_string()
        .unwrap()
        .starts_with("😀的果园迎来丰收"));
}
