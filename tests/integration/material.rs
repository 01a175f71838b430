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

/// The titles and bodies of the articles of a corpus, if it is there.
pub(crate) fn articles(corpus: &str) -> Option<Vec<(String, String)>> {
    let file = std::fs::File::open(path("corpora").join(corpus)).ok()?;
    let mut lines = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut lines).unwrap();
    let read = |line: &str| {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| article[key].as_str().unwrap().to_owned();
        (text("title"), text("body"))
    };
    Some(lines.lines().map(read).collect())
}

/// The paragraphs of the articles of a corpus, if it is there.
pub(crate) fn paragraphs(corpus: &str) -> Option<Vec<String>> {
    let all = articles(corpus)?;
    let lines = |(title, body): (String, String)| {
        std::iter::once(title).chain(body.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    Some(all.into_iter().flat_map(lines).collect())
}

/// The sentences of jieba's own tests with what Python jieba 0.42.1 makes of them, if they are
/// there.
pub(crate) fn jieba_sentences() -> Option<Vec<serde_json::Value>> {
    let lines = std::fs::read_to_string(path("corpora/jieba-sentences.jsonl")).ok()?;
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
