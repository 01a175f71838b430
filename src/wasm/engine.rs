//! The handle of an engine over the articles of one issue.

use js_sys::{Array, Float64Array};
use wasm_bindgen::prelude::*;

use super::articles;
use super::error::thrown;
use super::outcome;
use crate::engine::Engine as Core;
use crate::lexicon::{Kind, Lexicon};
use crate::search::query::Date;
use crate::search::{Documents, Facet, Filter, Origin, SearchOptions, Sort};
use crate::units::ArticleId;
use crate::Result;

/// A search engine over the articles of one issue.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {
    core: Core,
    /// How much of its dictionary the lexicon in use holds, where there is one.
    lexicon: Option<Kind>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine with nothing in it.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in the articles of a published issue in place of what was open, packed by
    /// www/engine/articles.js, with the lexicon it was published with, if any.
    /// [`Engine::index_more`] indexes them.
    ///
    /// # Errors
    /// Where the lexicon is damaged; then all is as before.
    #[wasm_bindgen(js_name = openBulletin)]
    pub fn open_bulletin(
        &mut self,
        text: &str,
        shape: &[u32],
        lexicon: Option<Vec<u8>>,
        date: Option<String>,
        edition: Option<String>,
    ) -> core::result::Result<(), JsValue> {
        let origin = Origin { date, edition };
        self.try_open_bulletin(text, shape, lexicon, &origin).map_err(thrown)
    }

    /// Takes in more articles, packed in the same way, of an issue of this date and page where they are known.
    /// [`Engine::index_more`] indexes them.
    ///
    /// # Errors
    /// Where the shape is not that of the text; then none is taken.
    #[wasm_bindgen(js_name = addArticles)]
    pub fn add_articles(
        &mut self,
        text: &str,
        shape: &[u32],
        date: Option<String>,
        edition: Option<String>,
    ) -> core::result::Result<(), JsValue> {
        self.take_in(text, shape, &Origin { date, edition }).map_err(thrown)
    }

    /// Indexes up to `articles` of those taken in; returns how many still wait.
    ///
    /// # Errors
    /// Where the collection grows over a cap; those that waited are then given up.
    #[wasm_bindgen(js_name = indexMore)]
    pub fn index_more(&mut self, articles: usize) -> core::result::Result<usize, JsValue> {
        self.core.index_more(articles).map_err(thrown)
    }

    /// Prepares more of what other spellings and suggestions need, as much as `articles` articles take; whether
    /// something is left.
    #[wasm_bindgen(js_name = prepareMore)]
    #[must_use]
    pub fn prepare_more(&self, articles: usize) -> bool {
        self.core.prepare_more(articles)
    }

    /// A lexicon for what is open. A full one also serves what is opened later without its own.
    ///
    /// # Errors
    /// Where it is damaged or of another version; then all is as before.
    #[wasm_bindgen(js_name = setLexicon)]
    pub fn set_lexicon(&mut self, bytes: &[u8]) -> core::result::Result<(), JsValue> {
        let lexicon = Lexicon::from_bytes(bytes).map_err(thrown)?;
        self.use_lexicon(&lexicon).map_err(thrown)
    }

    /// Whether the full lexicon is in use.
    #[wasm_bindgen(getter, js_name = hasFullLexicon)]
    #[must_use]
    pub fn has_full_lexicon(&self) -> bool {
        self.lexicon == Some(Kind::Full)
    }

    /// Up to `limit` hits for `query`, `offset` of them passed over: `Packed` of www/engine/outcome.js. `how` is the
    /// number of the sort, 4 more where facets are to be counted, 8 more where other
    /// spellings are not to be looked for, 16 more where articles without all words are not, and 32 more where scores
    /// are to be explained; a half-life in days stands above, from bit 8; `today` is `YYYY-MM-DD` or empty; `filters` has
    /// a line `facet:value` for each.
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
            fewer_words: how & 16 == 0,
            explain: how & 32 != 0,
            half_life: how >> 8,
        };
        outcome::packed(&self.core.search(query, options))
    }

    /// Where `query` stands in an article: packed, `unpackMarks` of www/engine/outcome.js.
    ///
    /// # Errors
    /// Where there is no such article.
    pub fn marks(&self, article: u32, query: &str) -> core::result::Result<Float64Array, JsValue> {
        let marks = self.core.marks(ArticleId(article), query).map_err(thrown)?;
        Ok(outcome::packed_marks(&marks))
    }

    /// Up to `limit` suggestions for what was typed, or with `instead` what may have been meant by it: packed,
    /// `unpackSuggestions` of www/engine/offers.js.
    #[wasm_bindgen(unchecked_return_type = "[string, Float64Array]")]
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: u32, instead: bool) -> Array {
        if instead {
            outcome::packed_instead(&self.core.instead(typed, limit as usize))
        } else {
            outcome::packed_suggestions(&self.core.suggest(typed, limit as usize))
        }
    }

    /// What to read after an article: its keywords, related articles, and what else its authors wrote, up to so many
    /// of each: packed, `unpackOnward` of www/engine/offers.js.
    ///
    /// # Errors
    /// Where there is no such article.
    #[wasm_bindgen(unchecked_return_type = "[string, Float64Array]")]
    pub fn onward(&self, article: u32, keywords: u32, related: u32) -> core::result::Result<Array, JsValue> {
        let (core, id) = (&self.core, ArticleId(article));
        let by = core.same_author(id).map_err(thrown)?;
        let keywords = core.keywords(id, keywords as usize).map_err(thrown)?;
        let related = core.related(id, related as usize).map_err(thrown)?;
        Ok(outcome::packed_onward(&keywords, &related, &by))
    }

    /// Where a passage stands in an article: packed, `unpackMarks` of www/engine/outcome.js.
    ///
    /// # Errors
    /// Where there is no such article.
    pub fn passage(&self, article: u32, text: &str) -> core::result::Result<Float64Array, JsValue> {
        let marks = self.core.passage(ArticleId(article), text).map_err(thrown)?;
        Ok(outcome::packed_marks(&marks))
    }

    /// An article as it was packed.
    ///
    /// # Errors
    /// Where there is no such article.
    #[wasm_bindgen(unchecked_return_type = "[string, Uint32Array]")]
    pub fn article(&self, article: u32) -> core::result::Result<Array, JsValue> {
        let document = self.core.article(ArticleId(article)).map_err(thrown)?;
        Ok(articles::packed(document))
    }

    /// How many articles are open.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn length(&self) -> usize {
        self.core.len()
    }
}

impl Engine {
    fn take_in(&mut self, text: &str, shape: &[u32], origin: &Origin) -> Result<()> {
        let fill = |documents: &mut Documents| articles::take_in(documents, text, shape);
        self.core.take_in(fill, core::slice::from_ref(origin))
    }

    fn try_open_bulletin(
        &mut self,
        text: &str,
        shape: &[u32],
        lexicon: Option<Vec<u8>>,
        origin: &Origin,
    ) -> Result<()> {
        let lexicon = lexicon.map(|bytes| Lexicon::from_bytes(&bytes)).transpose()?;
        // Of the lexicons, only a full one fits other articles too.
        if self.has_full_lexicon() {
            self.core.clear();
        } else {
            (self.core, self.lexicon) = (Core::new(), None);
        }
        self.take_in(text, shape, origin)?;
        lexicon.map_or(Ok(()), |lexicon| self.use_lexicon(&lexicon))
    }

    fn use_lexicon(&mut self, lexicon: &Lexicon) -> Result<()> {
        self.core.set_lexicon(lexicon)?;
        self.lexicon = Some(lexicon.kind());
        Ok(())
    }
}
