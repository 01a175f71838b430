//! The handle of an engine over a collection of articles.

use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;

use super::articles;
use super::error::thrown;
use super::outcome;
use crate::engine::Engine as Core;
use crate::lexicon::{Lexicon, LexiconKind};
use crate::search::{Date, Documents, Facet, Filter, Origin, SearchOptions, Sort};
use crate::units::ArticleId;
use crate::Result;

/// A search engine over a collection of articles: those of one issue, or of several added one by one.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {
    core: Core,
    /// The kind of the lexicon in use, if there is one.
    lexicon: Option<LexiconKind>,
}

#[wasm_bindgen]
impl Engine {
    /// Makes an empty engine.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces what was open by the articles of a published issue, packed by www/engine/articles.js, and the
    /// lexicon it was published with, if any. [`Engine::index_more`] indexes them. `date` and `edition` are those of
    /// all articles, or have a line for each.
    ///
    /// # Errors
    /// Fails if the lexicon cannot be read, in which case what was open stays open, or if the articles are packed
    /// wrongly, in which case nothing is open afterwards.
    #[wasm_bindgen(js_name = openBulletin)]
    pub fn open_bulletin(
        &mut self,
        text: &str,
        shape: &[u32],
        lexicon: Option<Vec<u8>>,
        date: Option<String>,
        edition: Option<String>,
    ) -> core::result::Result<(), JsValue> {
        let origins = origins(date, edition);
        self.try_open_bulletin(text, shape, lexicon, &origins).map_err(thrown)
    }

    /// Adds more articles, packed in the same way. `date` and `edition` are as in [`Engine::open_bulletin`].
    /// [`Engine::index_more`] indexes them.
    ///
    /// # Errors
    /// Fails if the shape does not fit the text. No article is added then.
    #[wasm_bindgen(js_name = addArticles)]
    pub fn add_articles(
        &mut self,
        text: &str,
        shape: &[u32],
        date: Option<String>,
        edition: Option<String>,
    ) -> core::result::Result<(), JsValue> {
        self.stage(text, shape, &origins(date, edition)).map_err(thrown)
    }

    /// Indexes up to `articles` of the articles added, and returns how many remain.
    ///
    /// # Errors
    /// Fails if the collection exceeds a cap. The articles that remain are then dropped.
    #[wasm_bindgen(js_name = indexMore)]
    pub fn index_more(&mut self, articles: usize) -> core::result::Result<usize, JsValue> {
        self.core.index_more(articles).map_err(thrown)
    }

    /// Prepares more of the data for corrections and suggestions, about as much work as `articles` articles take.
    /// Returns whether something is left to prepare.
    #[wasm_bindgen(js_name = prepareMore)]
    #[must_use]
    pub fn prepare_more(&self, articles: usize) -> bool {
        self.core.prepare_more(articles)
    }

    /// Sets the lexicon for what is open. A full lexicon is kept for what is opened later without its own.
    ///
    /// # Errors
    /// Fails if it is damaged or has another version. Nothing is changed then.
    #[wasm_bindgen(js_name = setLexicon)]
    pub fn set_lexicon(&mut self, bytes: &[u8]) -> core::result::Result<(), JsValue> {
        let lexicon = Lexicon::from_bytes(bytes).map_err(thrown)?;
        self.use_lexicon(&lexicon).map_err(thrown)
    }

    /// Whether the full lexicon is in use.
    #[wasm_bindgen(getter, js_name = hasFullLexicon)]
    #[must_use]
    pub fn has_full_lexicon(&self) -> bool {
        self.lexicon == Some(LexiconKind::Full)
    }

    /// Returns up to `limit` hits for `query` after skipping `offset`, as the `Packed` of
    /// www/engine/outcome.js. `today` is `YYYY-MM-DD` or empty. `filters` has a line `facet:value` for each
    /// filter. The bits of `how`:
    ///
    /// | bits | meaning |
    /// | --- | --- |
    /// | 0–1 | the index of the sort in [`Sort::ALL`] |
    /// | 2 | count facets |
    /// | 3 | do not search for corrections |
    /// | 4 | do not search for articles without all words |
    /// | 5 | explain scores |
    /// | 8 and up | the half-life in days |
    #[wasm_bindgen(unchecked_return_type = "[string, Float64Array]")]
    #[must_use]
    pub fn search(&self, query: &str, limit: u32, offset: u32, how: u32, today: &str, filters: &str) -> Array {
        let filters: Vec<Filter> = filters
            .split('\n')
            .filter_map(|line| {
                let (facet, value) = line.split_once(':')?;
                Some(Filter {
                    facet: Facet::named(facet)?,
                    value: value.to_owned(),
                })
            })
            .collect();
        let options = SearchOptions {
            limit,
            offset,
            sort: Sort::ALL.get((how & 3) as usize).copied().unwrap_or_default(),
            filters: &filters,
            facets: how & 4 != 0,
            today: Date::read(today),
            other_spelling: how & 8 == 0,
            partial_matches: how & 16 == 0,
            explain: how & 32 != 0,
            half_life: how >> 8,
        };
        outcome::packed(&self.core.search(query, options))
    }

    /// Returns the places of `query` in an article, packed for `unpackMarks` of www/engine/outcome.js.
    ///
    /// # Errors
    /// Fails if there is no such article.
    pub fn marks(&self, article: u32, query: &str) -> core::result::Result<Float64Array, JsValue> {
        let marks = self.core.marks(ArticleId(article), query).map_err(thrown)?;
        Ok(outcome::packed_marks(&marks))
    }

    /// Returns up to `limit` suggestions for what was typed, packed for `unpackSuggestions` of
    /// www/engine/offers.js; with `did_you_mean`, up to `limit` corrections of it, packed for `unpackCorrections`.
    #[wasm_bindgen(unchecked_return_type = "[string, Float64Array]")]
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: u32, did_you_mean: bool) -> Array {
        if did_you_mean {
            outcome::packed_corrections(&self.core.did_you_mean(typed, limit as usize))
        } else {
            outcome::packed_suggestions(&self.core.suggest(typed, limit as usize))
        }
    }

    /// Returns recommendations for an article, packed for `unpackRecommendations` of www/engine/offers.js: at most `keywords`
    /// keywords and `related` related articles, and the other articles by its authors.
    ///
    /// # Errors
    /// Fails if there is no such article.
    #[wasm_bindgen(unchecked_return_type = "[string, Float64Array]")]
    pub fn recommendations(&self, article: u32, keywords: u32, related: u32) -> core::result::Result<Array, JsValue> {
        let (core, id) = (&self.core, ArticleId(article));
        let by = core.same_author(id).map_err(thrown)?;
        let keywords = core.keywords(id, keywords as usize).map_err(thrown)?;
        let related = core.related(id, related as usize).map_err(thrown)?;
        Ok(outcome::packed_recommendations(&keywords, &related, &by))
    }

    /// Returns the places of a passage in an article, packed for `unpackMarks` of www/engine/outcome.js.
    ///
    /// # Errors
    /// Fails if there is no such article.
    pub fn passage(&self, article: u32, text: &str) -> core::result::Result<Float64Array, JsValue> {
        let marks = self.core.passage(ArticleId(article), text).map_err(thrown)?;
        Ok(outcome::packed_marks(&marks))
    }

    /// Returns an article, packed as it was added.
    ///
    /// # Errors
    /// Fails if there is no such article.
    #[wasm_bindgen(unchecked_return_type = "[string, Uint32Array]")]
    pub fn article(&self, article: u32) -> core::result::Result<Array, JsValue> {
        let document = self.core.article(ArticleId(article)).map_err(thrown)?;
        Ok(articles::packed(document))
    }

    /// Returns the number of articles that are open.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn length(&self) -> usize {
        self.core.len()
    }
}

impl Engine {
    fn stage(&mut self, text: &str, shape: &[u32], origins: &[Origin]) -> Result<()> {
        let fill = |documents: &mut Documents| articles::unpack(documents, text, shape);
        self.core.stage(fill, origins)
    }

    fn try_open_bulletin(
        &mut self,
        text: &str,
        shape: &[u32],
        lexicon: Option<Vec<u8>>,
        origins: &[Origin],
    ) -> Result<()> {
        let lexicon = lexicon.map(|bytes| Lexicon::from_bytes(&bytes)).transpose()?;
        // Only a full lexicon can be kept for other articles.
        if self.has_full_lexicon() {
            self.core.clear();
        } else {
            (self.core, self.lexicon) = (Core::new(), None);
        }
        self.stage(text, shape, origins)?;
        lexicon.map_or(Ok(()), |lexicon| self.use_lexicon(&lexicon))
    }

    fn use_lexicon(&mut self, lexicon: &Lexicon) -> Result<()> {
        self.core.set_lexicon(lexicon)?;
        self.lexicon = Some(lexicon.kind());
        Ok(())
    }
}

/// Pairs the dates and editions of articles. Either has one line for all articles or a line for each.
fn origins(date: Option<String>, edition: Option<String>) -> Vec<Origin> {
    let (dates, editions) = (date.unwrap_or_default(), edition.unwrap_or_default());
    let lines = |text: &str| text.matches('\n').count() + 1;
    let pairs = dates.split('\n').cycle().zip(editions.split('\n').cycle());
    let origin = |(date, edition): (&str, &str)| Origin {
        date: Some(date.to_owned()),
        edition: Some(edition.to_owned()),
    };
    pairs.take(lines(&dates).max(lines(&editions))).map(origin).collect()
}
