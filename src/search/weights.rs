//! The parts of a score and their weights.

use crate::index::FIELDS;

/// How much each signal of relevance counts. All parts of a score are in the unit of a word's idf, so that they can be
/// compared.
///
/// The weights were first chosen by hand, by what each signal says about a news item, and then checked with
/// `benches/quality`. Its search for better weights (`-- tune`) sees only half of the articles; `saturation`, `inside`
/// and `start` have the values that the other half confirms as well (`benches/quality/README.md`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// K1 of BM25: how soon another occurrence adds little. 0: it adds nothing; 1: the second adds a third of what the
    /// first did. (The 1.2 to 2 that the authors recommend are for long texts.)
    pub saturation: f32,
    /// The same for the question what an article is about ([`crate::engine::Engine::keywords`], related articles). What
    /// an article repeats is its subject, while a search may ask for a word that occurs once.
    pub keyword_saturation: f32,
    /// For each field, in the order of [`crate::index::Field::ALL`], the weight of an occurrence and the influence of
    /// the field's length (b of BM25). Weight 0: the field says nothing; 1: as much as the body. b 0: length does not
    /// matter; 1: only density does.
    ///
    /// A headline says in few characters what the article is about; the names in a byline are exact answers to exact
    /// questions; a kicker is half a headline; a caption describes a scene. The lengths of one-line fields say little.
    pub fields: [(f32, f32); FIELDS],
    /// The whole query in the headline. 0: counts like any other term; 1: as much again as all terms together can add.
    pub headline: f32,
    /// A word that occurs only inside longer words. 0: adds nothing; 1: as much as one that was cut.
    pub inside: f32,
    /// Words that follow one another as in the query. 0: nothing; 1: the lighter of two neighbours counts again.
    pub order: f32,
    /// Words close to each other. 0: nothing; 1: a word with all the others right beside it counts again.
    pub near: f32,
    /// Words at the beginning of the article, where news says what it is about. 0: nothing; 1: a word that the article
    /// begins with counts again, and half as much [`START`] characters later.
    pub start: f32,
    /// Recent articles, if a half-life is given ([`super::SearchOptions::half_life`]). 0: nothing; 1: the newest get as
    /// much as an average word of the query.
    pub recent: f32,
}

/// The distance from the beginning of an article, in characters, at which the weight for beginnings is halved.
pub(crate) const START: u32 = 100;

impl Weights {
    /// Returns the weights for judging what an article is about.
    #[must_use]
    pub(crate) fn for_keywords(self) -> Self {
        Self {
            saturation: self.keyword_saturation,
            ..self
        }
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            saturation: 0.6,
            keyword_saturation: 1.2,
            fields: [
                (5.0, 0.3),  // headline
                (2.5, 0.3),  // kicker
                (3.0, 0.0),  // byline: a second author does not make the first any less one
                (1.5, 0.5),  // caption
                (1.0, 0.75), // body
            ],
            headline: 1.0,
            inside: 0.25,
            order: 0.6,
            near: 0.4,
            start: 1.0,
            recent: 1.0,
        }
    }
}

/// The parts of a score, in the order of [`Parts::NAMES`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Parts(pub(crate) [f32; Parts::NAMES.len()]);

/// The indices into [`Parts`].
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign {
    Words,
    Whole,
    Headline,
    Inside,
    Order,
    Near,
    Start,
    Recent,
    Spelling,
}

impl Parts {
    /// The names of the parts: the words by BM25F, the whole query as one more term, the whole query in the headline,
    /// words inside longer words, words in the query's order, words close to each other, words at the beginning, the
    /// date, the likelihood of another spelling.
    pub const NAMES: [&'static str; 9] = [
        "words", "whole", "headline", "inside", "order", "near", "start", "recent", "spelling",
    ];

    /// The score: the sum of the parts.
    #[must_use]
    pub fn sum(&self) -> f32 {
        self.0.iter().sum()
    }

    /// Returns the parts that are not 0, with their names.
    #[must_use]
    pub fn named(&self) -> Vec<(&'static str, f32)> {
        let all = Self::NAMES.into_iter().zip(self.0);
        all.filter(|&(_, part)| part != 0.0).collect()
    }

    pub(crate) fn add(&mut self, sign: Sign, value: f32) {
        if let Some(part) = self.0.get_mut(sign as usize) {
            *part += value;
        }
    }
}
