//! The handle of an engine over the articles of one issue.

use std::collections::VecDeque;

use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::error::thrown;
use super::node::JsNode;
use super::{outcome, plain_object};
use crate::bulletin::plain::{issue_from, to_plain};
use crate::bulletin::{Article, Issue};
use crate::engine::Engine as Core;
use crate::lexicon::{Kind, Lexicon};
use crate::search::query::Date;
use crate::search::{Facet, Filter, Origin, SearchOptions, Sort};
use crate::units::ArticleId;
use crate::Result;

/// A search engine over the articles of one issue.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {
    core: Core,
    /// Taken in, not indexed yet, in print order: the articles of each page.
    waiting: VecDeque<(Origin, VecDeque<Article>)>,
    /// How much of its dictionary the lexicon in use holds, where there is one.
    lexicon: Option<Kind>,
}

/// Where a query stands in a piece of an article: `Mark` of www/kanbao.d.ts.
#[derive(Debug, Serialize)]
struct PlainMark {
    field: &'static str,
    index: u32,
    note: bool,
    ranges: Vec<u32>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine with nothing in it.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a published issue in place of what was open, with the lexicon it was published with,
    /// if any. [`Engine::index_more`] indexes it.
    ///
    /// # Errors
    /// Where `issue` is not one (with the path), or the lexicon is damaged; then all is as before.
    #[wasm_bindgen(js_name = openBulletin)]
    pub fn open_bulletin(&mut self, issue: JsValue, lexicon: Option<Vec<u8>>) -> core::result::Result<(), JsValue> {
        self.try_open_bulletin(issue, lexicon).map_err(thrown)
    }

    /// Takes in more articles, an array in the plain form, of an issue of this date and page where they are known.
    /// [`Engine::index_more`] indexes them.
    ///
    /// # Errors
    /// Where one is not an article (with the path); then none is taken.
    #[wasm_bindgen(js_name = addArticles)]
    pub fn add_articles(
        &mut self,
        articles: JsValue,
        date: Option<String>,
        edition: Option<String>,
    ) -> core::result::Result<(), JsValue> {
        let issue = Object::new();
        Reflect::set(&issue, &"articles".into(), &articles)?;
        let issue = issue_from(&JsNode(issue.into())).map_err(thrown)?;
        self.wait(Issue { date, edition, ..issue });
        Ok(())
    }

    /// Indexes up to `articles` of those taken in; returns how many still wait.
    ///
    /// # Errors
    /// Where the collection grows over a cap; those that waited are then given up.
    #[wasm_bindgen(js_name = indexMore)]
    pub fn index_more(&mut self, articles: usize) -> core::result::Result<usize, JsValue> {
        let mut room = articles;
        while let Some((origin, waiting)) = self.waiting.front_mut().filter(|_| room > 0) {
            let next: Vec<Article> = waiting.drain(..room.min(waiting.len())).collect();
            room -= next.len();
            if let Err(error) = self.core.add_from(next, core::slice::from_ref(origin)) {
                self.waiting.clear();
                return Err(thrown(error));
            }
            if waiting.is_empty() {
                self.waiting.pop_front();
            }
        }
        Ok(self.waiting.iter().map(|(_, articles)| articles.len()).sum())
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
    /// number of the sort, and 4 more where facets are to be counted; `today` is `YYYY-MM-DD` or empty; `filters` has
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
        };
        outcome::packed(&self.core.search(query, options))
    }

    /// Where `query` stands in an article: an array of `Mark`.
    ///
    /// # Errors
    /// Where there is no such article.
    pub fn marks(&self, article: u32, query: &str) -> core::result::Result<JsValue, JsValue> {
        let marks = self.core.marks(ArticleId(article), query).map_err(thrown)?;
        let plain: Vec<PlainMark> = marks
            .iter()
            .map(|mark| PlainMark {
                field: mark.part.field.as_str(),
                index: mark.part.index,
                note: mark.part.note,
                ranges: mark
                    .ranges
                    .iter()
                    .flat_map(|range| [range.start.0, range.end.0])
                    .collect(),
            })
            .collect();
        Ok(plain_object(&plain))
    }

    /// An article in the plain form.
    ///
    /// # Errors
    /// Where there is no such article.
    pub fn article(&self, article: u32) -> core::result::Result<JsValue, JsValue> {
        let article = self.core.article(ArticleId(article)).map_err(thrown)?.clone();
        let plain = to_plain(&Issue {
            articles: vec![article],
            ..Issue::default()
        });
        Ok(plain.articles.first().map_or(JsValue::UNDEFINED, plain_object))
    }

    /// How many articles are open.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn length(&self) -> usize {
        self.core.len()
    }
}

impl Engine {
    fn try_open_bulletin(&mut self, issue: JsValue, lexicon: Option<Vec<u8>>) -> Result<()> {
        let issue = issue_from(&JsNode(issue))?;
        let lexicon = lexicon.map(|bytes| Lexicon::from_bytes(&bytes)).transpose()?;
        self.replace(issue);
        lexicon.map_or(Ok(()), |lexicon| self.use_lexicon(&lexicon))
    }

    /// Other articles in place of what is open. Of the lexicons, only a full one fits them too.
    fn replace(&mut self, issue: Issue) {
        if self.has_full_lexicon() {
            self.core.clear();
        } else {
            (self.core, self.lexicon) = (Core::new(), None);
        }
        self.waiting.clear();
        self.wait(issue);
    }

    fn wait(&mut self, issue: Issue) {
        let origin = Origin {
            date: issue.date,
            edition: issue.edition,
        };
        self.waiting.push_back((origin, issue.articles.into()));
    }

    fn use_lexicon(&mut self, lexicon: &Lexicon) -> Result<()> {
        self.core.set_lexicon(lexicon)?;
        self.lexicon = Some(lexicon.kind());
        Ok(())
    }
}
