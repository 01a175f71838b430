//! Test material beside the repository: real texts that must not be part of it. Tests that read
//! it say nothing where it is not there.

use std::io::Read as _;
use std::path::PathBuf;

/// Where a file of the material would be.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name)
}

/// A real page, if it is there.
pub(crate) fn bulletin() -> Option<String> {
    std::fs::read_to_string(path("bulletins/jiaxing-2024-02.txt")).ok()
}

/// A text file, if it is there.
pub(crate) fn text(name: &str) -> Option<String> {
    std::fs::read_to_string(path(name)).ok()
}

/// The paragraphs of the articles of a corpus, if it is there.
pub(crate) fn paragraphs(corpus: &str) -> Option<Vec<String>> {
    let file = std::fs::File::open(path("corpora").join(corpus)).ok()?;
    let mut lines = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut lines).unwrap();
    let mut paragraphs = Vec::new();
    for line in lines.lines() {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        paragraphs.push(article["title"].as_str().unwrap().to_owned());
        paragraphs.extend(article["body"].as_str().unwrap().lines().map(str::to_owned));
    }
    Some(paragraphs)
}

/// The sentences of jieba's own tests with what Python jieba 0.42.1 makes of them, if they are
/// there.
pub(crate) fn jieba_sentences() -> Option<Vec<serde_json::Value>> {
    let lines = std::fs::read_to_string(path("corpora/jieba-sentences.jsonl")).ok()?;
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
