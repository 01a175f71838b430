//! Test material next to the repository: real texts that must not be part of it. Tests that read it are skipped if it
//! is not there.

use std::io::Read as _;
use std::path::PathBuf;

/// Returns the path at which a file of the material is expected.
pub(crate) fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name)
}

/// Reads a real page, if it is there.
pub(crate) fn bulletin() -> Option<String> {
    std::fs::read_to_string(path("bulletins/jiaxing-2024-02.txt")).ok()
}

/// Reads a text file, if it is there.
pub(crate) fn text(name: &str) -> Option<String> {
    std::fs::read_to_string(path(name)).ok()
}

/// Reads the titles and bodies of the articles of a corpus, if it is there.
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

/// Reads the titles and paragraphs of the articles of a corpus, if it is there.
pub(crate) fn paragraphs(corpus: &str) -> Option<Vec<String>> {
    let all = articles(corpus)?;
    let lines = |(title, body): (String, String)| {
        std::iter::once(title).chain(body.lines().map(str::to_owned).collect::<Vec<_>>())
    };
    Some(all.into_iter().flat_map(lines).collect())
}

/// Reads the sentences of jieba's own tests with the results of Python jieba 0.42.1, if they are there.
pub(crate) fn jieba_sentences() -> Option<Vec<serde_json::Value>> {
    let lines = std::fs::read_to_string(path("corpora/jieba-sentences.jsonl")).ok()?;
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
