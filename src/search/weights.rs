//! What a score is made of, and how much each part of it counts.

use crate::index::FIELDS;

/// How much each sign counts that an article is what was asked for. All parts of a score are in the unit of a word's
/// idf, so that they can be compared.
///
/// Chosen by hand, by what each sign says of a news item, then by `benches/quality`, whose search for better ones
/// (`-- tune`) sees one half of the articles only: `saturation`, `inside` and `start` are as the other half bears them
/// out too (`benches/quality/README.md`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// K1 of BM25: how soon a further occurrence adds little. 0: it adds nothing; 1: the second adds a third of what
    /// the first did. (The 1.2 to 2 that the authors recommend are for long texts.)
    pub saturation: f32,
    /// The same where it is asked what an article is about ([`crate::engine::Engine::keywords`], related articles): what
    /// an article repeats is its subject, while in search a word that stands once may be all that was asked for.
    pub keyword_saturation: f32,
    /// How much an occurrence in a field counts, and how much the field's length is held against it (b of BM25), in
    /// the order of [`crate::index::Field::ALL`]. Weight 0: the field says nothing; 1: as much as the body. b 0: length
    /// does not matter; 1: only density does.
    ///
    /// A headline says in few characters what the article is about; the names of a byline are exact answers to exact
    /// questions; a kicker is half a headline; a caption describes a scene. Lengths of one-line fields say little.
    pub fields: [(f32, f32); FIELDS],
    /// The whole query in the headline. 0: counts as a term like others; 1: as much again as all terms together can.
    pub headline: f32,
    /// A word that stands only inside longer words. 0: adds nothing; 1: as much as one that was cut.
    pub inside: f32,
    /// Pairs of characters of a word that stands nowhere. 0: add nothing; 1: each as much as a word as rare.
    pub pieces: f32,
    /// Words that follow one another as in the query. 0: nothing; 1: the lighter of two neighbours counts again.
    pub order: f32,
    /// Words close to each other. 0: nothing; 1: a word among all others counts again.
    pub near: f32,
    /// Words at the beginning of the article, where news says what it is about. 0: nothing; 1: a word that the
    /// article begins with counts again, half as much after [`START`] characters.
    pub start: f32,
    /// The newest articles, where a half-life is given ([`super::SearchOptions::half_life`]). 0: nothing; 1: as
    /// much as an average word of the query.
    pub recent: f32,
}

/// How many characters into an article a word counts half of what it counts at its beginning.
pub const START: u32 = 100;

impl Weights {
    /// Those by which it is judged what an article is about.
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
                (3.0, 0.0),  // byline: a second author does not make the first less so
                (1.5, 0.5),  // caption
                (1.0, 0.75), // body
            ],
            headline: 1.0,
            inside: 0.25,
            pieces: 0.5,
            order: 0.6,
            near: 0.4,
            start: 1.0,
            recent: 1.0,
        }
    }
}

/// What a score is made of, in the order of [`Parts::NAMES`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Parts(pub(crate) [f32; Parts::NAMES.len()]);

/// The places in [`Parts`].
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
    /// The names of the parts: the words by BM25F, the whole query as one more term, the whole query in the
    /// headline, words inside longer words, words in the query's order, words close to each other, words at the
    /// beginning, the date, the likelihood of another spelling.
    pub const NAMES: [&'static str; 9] = [
        "words", "whole", "headline", "inside", "order", "near", "start", "recent", "spelling",
    ];

    /// The score.
    #[must_use]
    pub fn sum(&self) -> f32 {
        self.0.iter().sum()
    }

    /// The parts that are not 0, with their names.
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
