//! BM25F: how much an article is about a query's terms.
//!
//! From S. Robertson, H. Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, Foundations and Trends in
//! Information Retrieval 3 (2009), section 3.6. For an article d and terms t of a query:
//!
//! ```text
//! tf(t, d)    = Σ_f  w_f · count(t, d, f) / (1 − b_f + b_f · length(d, f) / average length(f))
//! score(d)    = Σ_t  idf(t) · tf(t, d) / (K1 + tf(t, d))
//! idf(t)      = ln(1 + (N − n_t + ½) / (n_t + ½))
//! ```
//!
//! N is the number of articles, and n_t the number that contain t. The 1 + inside the logarithm keeps the weight of a
//! term that most articles contain above 0, as in Lucene; the framework's own formula turns negative there. Lengths are
//! counted in characters: they are known without a lexicon, and only their ratio to the average matters.

use super::weights::Weights;
use crate::index::{Counts, FIELDS};

/// Statistics of a whole collection.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Statistics {
    /// The number of articles.
    pub(crate) documents: u32,
    /// The number of characters in each field.
    pub(crate) totals: [u64; FIELDS],
}

/// What one occurrence in each field of one article adds to a term's frequency.
pub(crate) type Norms = [f32; FIELDS];

impl Statistics {
    /// Returns the weight of a term that `documents` articles contain.
    #[allow(clippy::cast_precision_loss, reason = "counts; the score is an estimate")]
    pub(crate) fn idf(&self, documents: usize) -> f32 {
        let all = self.documents as f32;
        let n = (documents as f32).min(all);
        (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
    }

    /// Returns the norms of an article whose fields have these lengths.
    #[allow(clippy::cast_precision_loss, reason = "counts; the score is an estimate")]
    pub(crate) fn norms(&self, weights: &Weights, lengths: Counts) -> Norms {
        let mut norms = [0.0; FIELDS];
        let documents = self.documents.max(1) as f32;
        for (((norm, (weight, b)), length), total) in norms.iter_mut().zip(weights.fields).zip(lengths).zip(self.totals)
        {
            let average = (total as f32 / documents).max(1.0);
            *norm = weight / (1.0 - b + b * length as f32 / average);
        }
        norms
    }
}

/// Returns what a term with these counts adds to an article's score.
#[allow(clippy::cast_precision_loss, reason = "counts; the score is an estimate")]
pub(crate) fn part(weights: &Weights, idf: f32, counts: Counts, norms: Norms) -> f32 {
    let frequency: f32 = counts.iter().zip(norms).map(|(&count, norm)| count as f32 * norm).sum();
    idf * frequency / (weights.saturation + frequency)
}
