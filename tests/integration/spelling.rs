//! Queries made from the articles but spelled differently: is what was meant answered, or among the first offers?

use std::time::Instant;

use kanbao::bulletin::Article;
use kanbao::engine::Engine;
use kanbao::internals::lexicon::Readings;
use kanbao::internals::search::parts;
use kanbao::search::Spelling;
use kanbao::search::{SearchOptions, Tier};
use kanbao::text::fold;
use proptest::prelude::*;

use crate::search_corpus::{article, corpus, generated, subset};

const EXACT: SearchOptions = SearchOptions::page(1, 0);

/// A fixed sequence of numbers (Knuth's constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }
}

fn engine_of(articles: &[Article]) -> (Engine, Readings) {
    let lexicon = subset(articles);
    let mut engine = Engine::new();
    engine.set_lexicon(&lexicon).unwrap();
    engine.add(articles).unwrap();
    (engine, kanbao::internals::readings(&lexicon).clone())
}

/// Returns a text as typed with an English keyboard: its likely readings, or their initials; characters without a
/// reading are unchanged.
fn spelled(text: &str, readings: &Readings, initials: bool) -> String {
    let likely = readings.likely(text).into_iter();
    let mut typed = String::new();
    for (c, syllable) in text.chars().zip(likely) {
        match syllable {
            Some(syllable) if initials => typed.extend(syllable.letters().take(1).map(char::from)),
            Some(syllable) => typed.extend(syllable.letters().map(char::from)),
            None if c.is_alphanumeric() => typed.push(c),
            None => {}
        }
    }
    typed
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Returns a run of 4 to 8 Han characters from the body.
fn phrase(article: &Article, dice: &mut Dice) -> Option<Vec<char>> {
    let length = 4 + dice.below(5);
    let body: Vec<char> = article
        .paragraphs
        .iter()
        .flat_map(|p| (fold(&p.text.text).into_string() + "/").chars().collect::<Vec<_>>())
        .collect();
    let starts: Vec<usize> = (0..body.len().saturating_sub(length))
        .filter(|&i| body[i..i + length].iter().all(|&c| is_han(c)))
        .collect();
    let start = *starts.get(dice.below(starts.len()))?;
    Some(body[start..start + length].to_vec())
}

/// Returns the phrase with one character wrong, missing or too many, or with one or all replaced by characters that
/// sound alike.
fn misspelled(kind: &str, phrase: &[char], alphabet: &[char], readings: &Readings, dice: &mut Dice) -> Option<String> {
    let mut typed = phrase.to_vec();
    let at = dice.below(typed.len());
    let other = alphabet[dice.below(alphabet.len())];
    match kind {
        "wrong" => typed[at] = other,
        "missing" => drop(typed.remove(at)),
        "extra" => typed.insert(at, other),
        _ => {
            let changes = if kind == "homophone" { 1 } else { typed.len() };
            for i in 0..changes {
                let at = if changes == 1 { at } else { i };
                let own = readings.of(typed[at]).first()?;
                let same: Vec<char> = alphabet
                    .iter()
                    .copied()
                    .filter(|c| *c != typed[at] && readings.of(*c).first() == Some(own))
                    .collect();
                if let Some(&other) = same.get(dice.below(same.len())) {
                    typed[at] = other;
                }
            }
        }
    }
    (typed != phrase).then(|| typed.into_iter().collect())
}

/// Returns, for each kind, the percentage of queries whose article is among the first ten hits. Prints the times
/// (median, 99th percentile and maximum, in ms).
fn measure(name: &str, articles: &[Article], items: usize) -> Vec<(String, f64)> {
    let (engine, readings) = engine_of(articles);
    let alphabet: Vec<char> = readings.iter().map(|(c, _)| c).collect();
    let start = Instant::now();
    let _ = engine.search("zhebushi", SearchOptions::default());
    eprintln!(
        "{name}: first query in another spelling {:.1} ms",
        start.elapsed().as_secs_f64() * 1e3
    );
    let mut shares = Vec::new();
    for kind in [
        "pinyin",
        "spaced",
        "initials",
        "wrong",
        "missing",
        "extra",
        "homophone",
        "homophones",
        "body pinyin",
    ] {
        let mut dice = Dice(7);
        let (mut asked, mut found, mut times, mut missed) = (0, 0, Vec::new(), Vec::new());
        while asked < items {
            let id = dice.below(articles.len());
            let article = &articles[id];
            let headline = fold(&article.headline.text).into_string();
            let phrase = phrase(article, &mut dice);
            let headlines = ["pinyin", "spaced", "initials"].contains(&kind);
            let whole: Option<String> = phrase.as_ref().filter(|_| !headlines).map(|p| p.iter().collect());
            let query = match kind {
                "pinyin" => Some(spelled(&headline, &readings, false)),
                "spaced" => {
                    let chars: Vec<String> = headline
                        .chars()
                        .map(|c| spelled(&c.to_string(), &readings, false))
                        .collect();
                    Some(chars.join(" "))
                }
                "initials" => Some(spelled(&headline, &readings, true)),
                "body pinyin" => whole.as_ref().map(|whole| spelled(whole, &readings, false)),
                _ => phrase.and_then(|p| misspelled(kind, &p, &alphabet, &readings, &mut dice)),
            };
            let Some(query) =
                query.filter(|query| query.chars().count() >= if kind == "wrong" || kind == "missing" { 3 } else { 4 })
            else {
                continue;
            };
            // A phrase that occurs in more than ten articles cannot be expected to find its own among the first ten.
            if whole.is_some_and(|whole| engine.search(&whole, EXACT).total > 10) {
                continue;
            }
            asked += 1;
            let start = Instant::now();
            let mut outcome = engine.search(&query, SearchOptions::default());
            if outcome.corrected.is_none() {
                // The articles of the corrections offered are one press away.
                let offers = engine.did_you_mean(&query, 3).into_iter();
                let pressed = offers.map(|offer| engine.search(&offer.text, SearchOptions::default()).hits);
                outcome.hits = pressed.flatten().collect();
            }
            times.push(start.elapsed().as_secs_f64() * 1e3);
            // Of articles with the same headline, any will do.
            let same = |hit: &kanbao::search::Hit| {
                hit.article.get() == id
                    || ["pinyin", "spaced", "initials"].contains(&kind)
                        && fold(&articles[hit.article.get()].headline.text).into_string() == headline
            };
            if outcome.hits.iter().any(same) {
                found += 1;
            } else {
                missed.push(query);
            }
        }
        times.sort_by(f64::total_cmp);
        let share = 100.0 * f64::from(found) / f64::from(u32::try_from(asked).unwrap());
        eprintln!(
            "{name} {kind:12} success@10 {share:5.1} %  p50 {:.2} p99 {:.2} max {:.2} ms  missed: {:?}",
            times[times.len() / 2],
            times[times.len() * 99 / 100],
            times[times.len() - 1],
            missed.iter().take(4).collect::<Vec<_>>()
        );
        shares.push((kind.to_owned(), share));
    }
    shares
}

#[test]
fn what_is_meant_is_among_the_first_ten() {
    let Some(articles) = corpus("recent-issues-1k.jsonl.gz") else {
        return;
    };
    for (kind, share) in measure("1k", &articles, 150) {
        // Half of the short pieces of text here are no whole words, and are not offered.
        let least = if ["initials", "missing"].contains(&&*kind) {
            85.0
        } else {
            95.0
        };
        assert!(share >= least, "{kind}: {share} %");
    }
}

#[test]
#[ignore = "ten thousand articles: run for figures, with --release"]
fn of_ten_thousand_too() {
    let Some(articles) = corpus("recent-issues-10k.jsonl.gz") else {
        return;
    };
    measure("10k", &articles, 400);
}

/// Returns the correction that answers a query. All hits must have it.
fn corrected(articles: &[Article], query: &str) -> Option<(Spelling, String)> {
    let (engine, _) = engine_of(articles);
    let outcome = engine.search(query, SearchOptions::default());
    for hit in &outcome.hits {
        let kind = hit.spelling.as_ref().map(|spelling| spelling.kind);
        let all = outcome.corrected.as_ref().map(|spelling| spelling.kind);
        assert_eq!((hit.tier, kind), (Tier::OtherSpelling, all), "{query}");
    }
    // Words typed apart are corrected apart.
    outcome
        .corrected
        .map(|spelling| (spelling.kind, spelling.found.replace(' ', "")))
}

fn few() -> Vec<Article> {
    vec![
        article("嘉兴水果上市", &["沈文"], &["今年的杨梅甜。"]),
        article("银行行长访谈", &["李长乐"], &["他说,西安的分行明年开业,WiFi6也会有。"]),
        article("夜里", &[], &["祖国的星星睡了,裹着被子,佳话官话都不说。"]),
        article("绿色春天", &["吕布衣"], &["图书馆的女儿节活动很热闹。"]),
    ]
}

#[test]
fn pinyin_is_read_in_every_way_it_is_typed() {
    for query in [
        "jiaxingshuiguo",
        "jia xing shui guo",
        "jia'xing'shuiguo",
        "jiāxīng shuǐguǒ",
        "jia1xing1shui3guo3",
        "jiaxing水果",
        "嘉兴shuiguo",
        "jiaxingshuig",
        "JIAXINGSHUIGUO",
    ] {
        let expected = (Spelling::Pinyin, "嘉兴水果".to_owned());
        assert_eq!(corrected(&few(), query), Some(expected), "{query}");
    }
    for (query, found) in [
        ("xian", "西安"),
        ("xi'an", "西安"),
        ("lvsechuntian", "绿色春天"),
        ("lüsechuntian", "绿色春天"),
        ("lu:sechuntian", "绿色春天"),
        ("nverjie", "女儿节"),
        ("yinhanghangzhang", "银行行长"),
        ("lichangle", "李长乐"),
        ("fenhangmingnian", "分行明年"),
        ("yangmei", "杨梅"),
    ] {
        assert_eq!(
            corrected(&few(), query),
            Some((Spelling::Pinyin, found.to_owned())),
            "{query}"
        );
    }
}

#[test]
fn initials_find_headlines_names_and_words() {
    for (query, found) in [
        ("jxsgshsh", "嘉兴水果上市"),
        ("jxsgss", "嘉兴水果上市"),
        ("yhhzft", "银行行长访谈"),
    ] {
        assert_eq!(
            corrected(&few(), query),
            Some((Spelling::Initials, found.to_owned())),
            "{query}"
        );
    }
    // A few letters may be an abbreviation, so they are not replaced.
    let (engine, _) = engine_of(&few());
    for (query, found) in [("lcl", "李长乐"), ("tsg", "图书馆"), ("sw", "沈文")] {
        assert_eq!(engine.search(query, SearchOptions::default()).total, 0, "{query}");
        let offers = engine.did_you_mean(query, 3);
        let offered = offers
            .iter()
            .any(|it| it.spelling == Spelling::Initials && it.text == found);
        assert!(offered, "{query}: {offers:?}");
    }
}

#[test]
fn a_word_inside_another_is_no_correction() {
    let articles = [
        article("票价", &[], &["每人十一元,学生半价。"]),
        article("足球", &[], &["阿根廷队赢了。", "他是球队的一员。"]),
    ];
    let (engine, _) = engine_of(&articles);
    // 一元 sounds like 医院, but is only a part of 十一元.
    for query in ["医院", "yiyuan"] {
        let all = kanbao::internals::rewrite(&engine, query);
        assert!(all.iter().all(|it| it.found != "一元"), "{query}: {all:?}");
    }
    let all = kanbao::internals::rewrite(&engine, "yiyuan");
    assert!(all.iter().any(|it| it.found == "一员"), "{all:?}");
    assert!(kanbao::internals::rewrite(&engine, "agen")
        .iter()
        .all(|it| it.found != "阿根"));
    assert!(engine.suggest("阿", 5).iter().all(|it| it.text != "阿根"));
}

#[test]
fn slips_and_homophones_are_understood() {
    let (engine, _) = engine_of(&few());
    for (query, kind, found) in [
        ("嘉兴水国上市", Spelling::Homophone, "嘉兴水果上市"),
        ("佳星睡裹", Spelling::Homophone, "嘉兴水果"),
        ("图书官", Spelling::Homophone, "图书馆"),
        ("嘉兴木果", Spelling::Typo, "嘉兴水果"),
        ("嘉水果上市", Spelling::Typo, "嘉兴水果上市"),
        ("嘉兴的水果", Spelling::Typo, "嘉兴水果"),
        ("兴嘉水果", Spelling::Typo, "嘉兴水果"),
        ("嘉兴水果上巾", Spelling::Typo, "嘉兴水果上市"),
        ("加兴水果", Spelling::Typo, "嘉兴水果"),
        ("wfii6", Spelling::Latin, "wifi6"),
    ] {
        let all = kanbao::internals::rewrite(&engine, query);
        let best = all.first().map(|best| (best.spelling, best.found.as_str()));
        assert_eq!(best, Some((kind, found)), "{query}: {all:?}");
    }
    for query in ["嘉兴水国上市", "图书官", "嘉兴木果", "wfii6"] {
        assert_eq!(engine.search(query, SearchOptions::default()).total, 0, "{query}");
    }
    let offers = engine.did_you_mean("wfii6", 3);
    assert_eq!(
        (offers[0].spelling, offers[0].text.as_str()),
        (Spelling::Latin, "WiFi6")
    );
}

#[test]
fn numbers_are_what_they_are() {
    let text = "20个省的5个国家公园里,3.4万人看了C919和1929年的照片。";
    let (engine, _) = engine_of(&[article("照片", &[], &[text])]);
    for query in ["g20", "5g", "c909", "3.14", "192", "1939"] {
        assert_eq!(kanbao::internals::rewrite(&engine, query), [], "{query}");
    }
}

#[test]
fn it_can_be_switched_off_and_never_stands_beside_what_was_typed() {
    let (engine, _) = engine_of(&few());
    let off = SearchOptions {
        other_spelling: false,
        ..SearchOptions::default()
    };
    let outcome = engine.search("jiaxingshuiguo", off);
    assert!(outcome.total == 0 && outcome.corrected.is_none());
    // Quoted, it is what was typed.
    let quoted = engine.search("“jiaxingshuiguo”", SearchOptions::default());
    assert!(quoted.total == 0 && quoted.corrected.is_none());
    let mut articles = few();
    articles.push(article("杨梅", &[], &["yangmei 是拼音。"]));
    assert_eq!(
        corrected(&articles[..4], "yangmei"),
        Some((Spelling::Pinyin, "杨梅".to_owned()))
    );
    let (engine, _) = engine_of(&articles);
    let typed = engine.search("yangmei", SearchOptions::default());
    assert_eq!(
        (typed.total, typed.hits[0].tier, typed.corrected),
        (1, Tier::AsTyped, None)
    );
}

#[test]
fn highlights_cover_the_characters_that_are_there() {
    let (engine, _) = engine_of(&few());
    let hit = engine.search("jiaxingshuiguo", SearchOptions::default()).hits.remove(0);
    assert_eq!(hit.headline.ranges.len(), 1);
    assert_eq!((hit.headline.ranges[0].start.0, hit.headline.ranges[0].end.0), (0, 4));
    let marks = engine.marks(hit.article, "jiaxingshuiguo").unwrap();
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].ranges, hit.headline.ranges);
}

#[test]
fn beginnings_are_completed() {
    let (engine, _) = engine_of(&few());
    for (prefix, text) in [
        ("嘉兴", "嘉兴水果上市"),
        ("jiax", "嘉兴水果上市"),
        ("jxs", "嘉兴水果上市"),
        ("lic", "李长乐"),
        ("tushu", "图书馆"),
    ] {
        let all = engine.suggest(prefix, 10);
        let found = all.iter().find(|completion| completion.text == text);
        assert_eq!(found.map(|completion| completion.count), Some(1), "{prefix}: {all:?}");
    }
    assert!(engine.suggest("", 10).is_empty());
    assert!(engine.suggest("qqqqq", 10).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_headline_is_found_by_any_of_its_readings(seed: u64, from in 0usize..8, length in 3usize..12) {
        let articles = generated(12);
        let (engine, readings) = engine_of(&articles);
        let mut dice = Dice(seed);
        let id = dice.below(articles.len());
        let headline: Vec<char> = fold(&articles[id].headline.text).as_str().chars().filter(|c| c.is_alphanumeric()).collect();
        let piece: Vec<char> = headline.iter().copied().skip(from).take(length).collect();
        prop_assume!(piece.len() >= 3 && piece.iter().any(|c| is_han(*c)));
        let mut query = String::new();
        for c in &piece {
            match readings.of(*c) {
                [] => query.push(*c),
                all => query.extend(all[dice.below(all.len())].letters().map(char::from)),
            }
        }
        let all = SearchOptions { limit: 1000, ..SearchOptions::default() };
        prop_assume!(piece.len() > 3);
        let outcome = engine.search(&query, all);
        let mut found: Vec<usize> = outcome.hits.iter().map(|hit| hit.article.get()).collect();
        for offer in engine.did_you_mean(&query, 24) {
            found.extend(engine.search(&offer.text, all).hits.iter().map(|hit| hit.article.get()));
        }
        prop_assert!(found.contains(&id), "{query} for {:?}", piece);
        for hit in &outcome.hits {
            if let Some(spelling) = &hit.spelling {
                let found = fold(&spelling.found);
                prop_assert!(parts(&articles[hit.article.get()]).any(|(_, text)| fold(text).as_str().contains(found.as_str())));
            }
        }
    }

    #[test]
    fn whatever_is_typed_is_answered(query in "[a-z'0-9嘉兴水果的银行长春 ]{0,40}|\\PC{0,30}|(zh|n|g|嗯|这){0,60}") {
        let mut articles = few();
        articles.push(article(&"嗯".repeat(200), &["这".repeat(50).as_str()], &["嗯这和".repeat(60).as_str()]));
        let (engine, _) = engine_of(&articles);
        let _ = engine.search(&query, SearchOptions::default());
        let _ = engine.suggest(&query, 5);
        let _ = engine.marks(kanbao::units::ArticleId(0), &query);
    }
}
