//! Articles for the tests of index, search and engine: the development texts beside the repository if they are there,
//! otherwise generated text.
#![allow(dead_code, reason = "tests and benches each use only a part")]

use std::io::Read;
use std::path::PathBuf;
use std::sync::OnceLock;

use kanbao::bulletin::{plain, Article, Paragraph, ParagraphKind, Person, Piece};
use kanbao::lexicon::Lexicon;
use kanbao::search::parts;
use kanbao::text::fold;

fn shared(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path)
}

pub(crate) fn piece(text: &str) -> Piece {
    Piece {
        text: text.into(),
        spans: Vec::new(),
    }
}

pub(crate) fn article(headline: &str, names: &[&str], paragraphs: &[&str]) -> Article {
    Article {
        headline: piece(headline),
        byline: names
            .iter()
            .map(|name| Person {
                name: piece(name),
                role: None,
            })
            .collect(),
        paragraphs: paragraphs
            .iter()
            .map(|text| Paragraph {
                text: piece(text),
                kind: ParagraphKind::Body,
            })
            .collect(),
        ..Article::default()
    }
}

/// Returns the articles of the real bulletin as a careful editor would have them; `None` if the file is not there.
pub(crate) fn real_bulletin() -> Option<Vec<Article>> {
    let text = std::fs::read_to_string(shared("bulletins/jiaxing-2024-02.expected.json")).ok()?;
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    Some(plain::issue_from(&value).unwrap().articles)
}

/// Returns the news articles of a file of JSON Lines; `None` if the file is not there.
pub(crate) fn corpus(name: &str) -> Option<Vec<Article>> {
    let file = std::fs::File::open(shared("corpora").join(name)).ok()?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let field = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Some(
        text.lines()
            .map(|line| {
                let value: serde_json::Value = serde_json::from_str(line).unwrap();
                article(
                    &field(&value, "title"),
                    &[&field(&value, "byline")],
                    &field(&value, "body").split('\n').collect::<Vec<_>>(),
                )
            })
            .collect(),
    )
}

/// Generates `n` articles of made-up sentences, always the same ones.
pub(crate) fn generated(n: usize) -> Vec<Article> {
    const WORDS: [&str; 40] = [
        "水乡",
        "春天",
        "丝绸",
        "高铁",
        "新站",
        "开通",
        "市民",
        "图书馆",
        "阅读",
        "孩子",
        "老师",
        "粽子",
        "端午",
        "龙舟",
        "比赛",
        "大运河",
        "保护",
        "工程",
        "启动",
        "乡村",
        "振兴",
        "项目",
        "农民",
        "丰收",
        "稻谷",
        "机器人",
        "AI",
        "5G",
        "2024年",
        "３月",
        "「同心」",
        "“青吴嘉”",
        "志愿者",
        "服务",
        "社区",
        "医生",
        "义诊",
        "的",
        "在",
        "和",
    ];
    let mut seed = 20_240_201u64;
    let mut next = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    (0..n)
        .map(|_| {
            let mut sentence =
                |words: usize, end: &str| (0..words).map(|_| WORDS[next(WORDS.len())]).collect::<String>() + end;
            let headline = sentence(4, "");
            let body: Vec<String> = (0..4)
                .map(|_| (0..5).map(|_| sentence(6, ",") + &sentence(5, "。")).collect())
                .collect();
            article(
                &headline,
                &["沈文"],
                &body.iter().map(String::as_str).collect::<Vec<_>>(),
            )
        })
        .collect()
}

/// Returns what the benches measure: a thousand articles (ten thousand with `KANBAO_BENCH=10k`), or generated ones.
pub(crate) fn bench_articles() -> (&'static str, Vec<Article>) {
    let (name, file) = match std::env::var("KANBAO_BENCH").as_deref() {
        Ok("10k") => ("10k", "recent-issues-10k.jsonl.gz"),
        _ => ("1k", "recent-issues-1k.jsonl.gz"),
    };
    corpus(file).map_or_else(|| ("made-up", generated(1000)), |articles| (name, articles))
}

/// Returns the full lexicon, for folded text.
pub(crate) fn full() -> Lexicon {
    static FULL: OnceLock<Lexicon> = OnceLock::new();
    FULL.get_or_init(|| Lexicon::full().unwrap().folded().unwrap()).clone()
}

/// Returns the lexicon that a publisher would ship with these articles.
pub(crate) fn subset(articles: &[Article]) -> Lexicon {
    let full = full();
    let texts: Vec<String> = articles
        .iter()
        .flat_map(parts)
        .map(|(_, text)| fold(text).into_string())
        .collect();
    full.subset(texts.iter().map(String::as_str))
}

/// Counts the characters of all pieces.
pub(crate) fn chars_of(articles: &[Article]) -> usize {
    articles
        .iter()
        .flat_map(parts)
        .map(|(_, text)| text.chars().count())
        .sum()
}

/// Counts the UTF-8 bytes of all pieces.
pub(crate) fn text_bytes(articles: &[Article]) -> usize {
    articles.iter().flat_map(parts).map(|(_, text)| text.len()).sum()
}
