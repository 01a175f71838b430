//! The baselines that the engine must beat: BM25 over words and pairs of characters, and a plain scan.

use std::collections::{HashMap, HashSet};

use kanbao::index::is_word;
use kanbao::lexicon::Segmenter;
use kanbao::text::fold;

/// BM25 (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75) with words and pairs of characters as terms in one index.
pub(crate) struct Bm25<'s> {
    segmenter: &'s Segmenter,
    postings: HashMap<String, Vec<(usize, f64)>>,
    lengths: Vec<f64>,
}

fn terms(segmenter: &Segmenter, text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = segmenter.cut(folded.as_str());
    let mut terms: Vec<String> = words
        .iter()
        .map(|token| token.text.to_owned())
        .filter(|word| is_word(word))
        .collect();
    for run in folded.as_str().split(|c: char| !c.is_alphanumeric()) {
        let chars: Vec<char> = run.chars().collect();
        // The prefix keeps pairs apart from words of two characters.
        terms.extend(
            chars
                .windows(2)
                .map(|pair| format!("+{}", pair.iter().collect::<String>())),
        );
    }
    terms
}

impl<'s> Bm25<'s> {
    pub(crate) fn new(segmenter: &'s Segmenter, texts: impl Iterator<Item = String>) -> Self {
        let mut index = Self {
            segmenter,
            postings: HashMap::new(),
            lengths: Vec::new(),
        };
        for (article, text) in texts.enumerate() {
            let terms = terms(segmenter, &text);
            index.lengths.push(terms.len() as f64);
            let mut counts: HashMap<String, f64> = HashMap::new();
            for term in terms {
                *counts.entry(term).or_default() += 1.0;
            }
            for (term, count) in counts {
                index.postings.entry(term).or_default().push((article, count));
            }
        }
        index
    }

    /// Returns the ten best articles.
    pub(crate) fn find(&self, query: &str) -> Vec<usize> {
        let all = self.lengths.len() as f64;
        let average = self.lengths.iter().sum::<f64>() / all;
        let mut scores = vec![0.0; self.lengths.len()];
        let each_once: HashSet<String> = terms(self.segmenter, query).into_iter().collect();
        for postings in each_once.iter().filter_map(|term| self.postings.get(term)) {
            let n = postings.len() as f64;
            let idf = (1.0 + (all - n + 0.5) / (n + 0.5)).ln();
            for &(article, count) in postings {
                let norm = 1.2 * (0.25 + 0.75 * self.lengths[article] / average);
                scores[article] += idf * count * 2.2 / (count + norm);
            }
        }
        best(&scores)
    }
}

/// Returns ten articles that contain every space-separated word, the ones with most occurrences first.
pub(crate) fn scan(folded: &[String], query: &str) -> Vec<usize> {
    let words: Vec<String> = query.split_whitespace().map(|word| fold(word).into_string()).collect();
    let score = |text: &String| {
        let counts: Vec<usize> = words.iter().map(|word| text.matches(word.as_str()).count()).collect();
        if counts.contains(&0) {
            0.0
        } else {
            counts.iter().sum::<usize>() as f64
        }
    };
    best(&folded.iter().map(score).collect::<Vec<f64>>())
}

fn best(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).filter(|&article| scores[article] > 0.0).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    order.truncate(10);
    order
}
