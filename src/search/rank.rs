//! BM25F: how much an article is about a query's terms.
//!
//! S. Robertson, H. Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, Foundations
//! and Trends in Information Retrieval 3 (2009), section 3.6. For an article d and terms t of a query:
//!
//! ```text
//! tf(t, d)    = Σ_f  w_f · count(t, d, f) / (1 − b_f + b_f · length(d, f) / average length(f))
//! score(d)    = Σ_t  idf(t) · tf(t, d) / (K1 + tf(t, d))
//! idf(t)      = ln(1 + (N − n_t + ½) / (n_t + ½))
//! ```
//!
//! N articles, n_t of them with t. The 1 + inside the logarithm keeps the weight of a term that most
//! articles have above 0 (as Lucene has it; the framework's own formula turns negative there).
//! Lengths are counted in characters: they are known without a lexicon, and only their proportion to
//! the average matters.

use crate::index::{Counts, FIELDS};

/// How soon a further occurrence adds little: the middle of the 1.2–2 the authors recommend is for
/// long texts; news items are short.
const K1: f32 = 1.2;

/// How much a field counts and how much its length is held against it, in the order of
/// [`crate::index::Field::ALL`].
///
/// A headline says in few characters what the article is about; the names of a byline are exact
/// answers to exact questions; a kicker is half a headline; a caption describes a scene. Lengths of
/// one-line fields say little, so that `b` is low there; for the body it is the authors' usual value.
const FIELD_WEIGHTS: [(f32, f32); FIELDS] = [
    (5.0, 0.3),  // headline
    (2.5, 0.3),  // kicker
    (3.0, 0.0),  // byline: a second author does not make the first less so
    (1.5, 0.5),  // caption
    (1.0, 0.75), // body
];

/// Numbers of a whole collection.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Statistics {
    /// Articles.
    pub(crate) documents: u32,
    /// Characters in each field.
    pub(crate) totals: [u64; FIELDS],
}

/// What one occurrence in each field of one article adds to a term's frequency.
pub(crate) type Norms = [f32; FIELDS];

impl Statistics {
    /// The weight of a term that `documents` articles have.
    #[allow(clippy::cast_precision_loss, reason = "counts; the score is an estimate")]
    pub(crate) fn idf(&self, documents: usize) -> f32 {
        let all = self.documents as f32;
        let n = (documents as f32).min(all);
        (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
    }

    /// The norms of an article whose fields are so long.
    #[allow(clippy::cast_precision_loss, reason = "counts; the score is an estimate")]
    pub(crate) fn norms(&self, lengths: Counts) -> Norms {
        let mut norms = [0.0; FIELDS];
        let documents = self.documents.max(1) as f32;
        for (((norm, (weight, b)), length), total) in norms.iter_mut().zip(FIELD_WEIGHTS).zip(lengths).zip(self.totals)
        {
            let average = (total as f32 / documents).max(1.0);
            *norm = weight / (1.0 - b + b * length as f32 / average);
        }
        norms
    }
}

/// What a term with these counts adds to an article's score.
#[allow(clippy::cast_precision_loss, reason = "counts; the score is an estimate")]
pub(crate) fn part(idf: f32, counts: Counts, norms: Norms) -> f32 {
    let frequency: f32 = counts.iter().zip(norms).map(|(&count, norm)| count as f32 * norm).sum();
    idf * frequency / (K1 + frequency)
}
