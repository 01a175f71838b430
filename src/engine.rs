//! The engine: a collection of articles in memory, indexed and searchable. The core behind the browser's handle and the
//! command line.

use core::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::bulletin::Article;
use crate::error::{Code, Error, Result};
use crate::index::{Field, Shard, ShardBuilder};
use crate::lexicon::{Lexicon, Readings, Segmenter, Synonyms};
use crate::search::{
    self, Attributes, Collection, Date, Document, Documents, Mark, Origin, Outcome, Presenter, Problem, Query,
    Respelling, SearchOptions, Weights,
};
use crate::spelling::{Lines, Rewriting, Speller};
use crate::suggest::{ByAuthor, Correction, Gathering, Keyword, Related, Shelf, Suggestion};
use crate::text::{fold, fold_into};
use crate::units::ArticleId;

/// A shard is closed once it has this many positions (characters and separators): about four thousand news items.
/// Sorting them then takes 16 MB of extra memory, and each position is written in at most three bytes.
const SHARD_POSITIONS: usize = 1 << 21;

/// How many small shards are joined into one.
const SHARDS_TO_JOIN: usize = 8;

/// Articles and their index.
///
/// Works by characters from the first article on; once it has a lexicon, words rank as well.
///
/// ```
/// use kanbao::bulletin::{Article, Piece};
/// use kanbao::engine::Engine;
/// use kanbao::search::SearchOptions;
///
/// let mut engine = Engine::new();
/// let headline = Piece { text: "「水鄉」的春天".into(), spans: Vec::new() };
/// engine.add(&[Article { headline, ..Article::default() }])?;
/// let outcome = engine.search("水乡", SearchOptions::default());
/// assert_eq!((outcome.total, outcome.hits[0].headline.ranges.len()), (1, 1));
/// # Ok::<(), kanbao::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Engine {
    documents: Documents,
    segmenter: Option<Segmenter>,
    collection: Collection,
    attributes: Attributes,
    readings: Readings,
    synonyms: Synonyms,
    weights: Weights,
    /// The lines that other spellings and suggestions are looked up in: built when first needed, or by
    /// [`Engine::prepare_more`].
    lines: OnceLock<Lines>,
    /// The lines gathered so far, if they are being prepared step by step.
    gathering: Mutex<Option<Box<Gathering>>>,
}

impl Engine {
    /// Makes an engine without articles and without a lexicon.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Segments text and queries by `lexicon` from now on, ranks by its words, and takes readings and synonyms from it.
    /// Articles that are already there are indexed again.
    ///
    /// An editor's own words and synonyms ([`OwnWords`](crate::lexicon::OwnWords)) become part of a lexicon. What only
    /// a synonym finds comes below everything found as typed, in the tier
    /// [`OtherSpelling`](crate::search::Tier::OtherSpelling), and the hit says which string was found. Synonyms also
    /// count in conditions (`标题:高铁站`), but not in what is excluded or quoted:
    ///
    /// ```
    /// use kanbao::{bulletin, engine::Engine, lexicon::{Lexicon, OwnWords}, search::SearchOptions};
    ///
    /// let own = OwnWords::read("茶农 = 采茶人\n")?;
    /// let mut engine = Engine::new();
    /// engine.set_lexicon(&Lexicon::full()?.folded()?.with_own(&own)?)?;
    /// engine.add(&bulletin::parse("春茶开采了\n\n李一鸣\n\n清明前的头一场雨过后,山上的茶农忙了起来。\n")?.articles)?;
    ///
    /// let hit = engine.search("采茶人", SearchOptions::default()).hits.remove(0);
    /// assert_eq!(hit.spelling.map(|spelling| spelling.found), Some("茶农".into()));
    /// assert_eq!(OwnWords::read("茶农\n= 采茶人\n").unwrap_err().place(), "line 2");
    /// # Ok::<(), kanbao::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Code::WrongLexicon`] if the lexicon is not for folded text ([`Lexicon::folded`]), [`Code::TooLarge`] if the
    /// articles, indexed with their words, exceed the limits of a shard. The engine is then unchanged.
    pub fn set_lexicon(&mut self, lexicon: &Lexicon) -> Result<()> {
        // Text is cut after folding, so a lexicon of words as they are printed would miss some.
        if !lexicon.is_folded() {
            return Err(Error::new(
                Code::WrongLexicon,
                "expected a lexicon for folded text, found one whose words are not folded",
            )
            .advise("pass the lexicon that `Lexicon::folded` returns"));
        }
        let segmenter = Segmenter::new(lexicon);
        let shards = index(&self.documents, 0..self.indexed(), Some(&segmenter))?;
        self.segmenter = Some(segmenter);
        self.readings = lexicon.readings().clone();
        self.synonyms = lexicon.synonyms().clone();
        self.forget_lines();
        self.collection = Collection::default();
        shards.into_iter().for_each(|shard| self.collection.push(shard));
        Ok(())
    }

    /// Ranks by `weights` from now on: for the bench of quality, which looks for better ones.
    #[cfg(feature = "internals")]
    pub(crate) fn set_weights(&mut self, weights: Weights) {
        self.weights = weights;
    }

    /// Adds articles whose date and page are unknown: [`Self::add_from`] without origins.
    ///
    /// # Errors
    /// [`Code::TooLarge`] if an article does not fit into an index; none is then added.
    pub fn add(&mut self, articles: &[Article]) -> Result<()> {
        self.add_from(articles, &[])
    }

    /// Adds articles after those already there; their order is the print order. `origins` says when and on which page
    /// they were printed: one origin for each article, one for all of them, or none if neither date nor page is known.
    ///
    /// # Errors
    /// [`Code::WrongOrigins`] if there is another number of origins, [`Code::TooLarge`] if an article does not fit into
    /// an index; none is then added.
    pub fn add_from(&mut self, articles: &[Article], origins: &[Origin]) -> Result<()> {
        let fill = |documents: &mut Documents| articles.iter().try_for_each(|article| documents.push_article(article));
        self.stage(fill, origins)?;
        self.index_more(usize::MAX).map(|_| ())
    }

    /// Stages the articles that `fill` adds; [`Engine::index_more`] indexes them. `origins` is as in
    /// [`Self::add_from`].
    ///
    /// # Errors
    /// Those of `fill`, and [`Code::WrongOrigins`]; nothing is then staged.
    pub(crate) fn stage(&mut self, fill: impl FnOnce(&mut Documents) -> Result<()>, origins: &[Origin]) -> Result<()> {
        let first = self.documents.len();
        let filled = fill(&mut self.documents);
        let articles = self.documents.len() - first;
        if let Err(error) = filled.and_then(|()| check_origins(origins.len(), articles)) {
            self.documents.truncate(first);
            return Err(error);
        }
        let nowhere = Origin::default();
        for (i, article) in each(&self.documents, first..self.documents.len()).enumerate() {
            let origin = match origins {
                [all] => all,
                origins => origins.get(i).unwrap_or(&nowhere),
            };
            self.attributes.push(article, origin);
        }
        Ok(())
    }

    /// Indexes up to `articles` of the staged articles and returns how many are still waiting.
    ///
    /// # Errors
    /// [`Code::TooLarge`] if an article does not fit into an index; all staged articles are then dropped.
    pub(crate) fn index_more(&mut self, articles: usize) -> Result<usize> {
        let first = self.indexed();
        let end = first.saturating_add(articles).min(self.documents.len());
        if first < end {
            let (shards_before, from) = self.room_for(size(&self.documents, first..end), first);
            let shards = match index(&self.documents, from..end, self.segmenter.as_ref()) {
                Ok(shards) => shards,
                Err(error) => {
                    self.documents.truncate(first);
                    self.attributes.truncate(first);
                    return Err(error);
                }
            };
            self.forget_lines();
            while self.collection.shards().len() > shards_before {
                self.collection.pop();
            }
            shards.into_iter().for_each(|shard| self.collection.push(shard));
        }
        Ok(self.documents.len() - end)
    }

    /// Drops all articles but keeps the lexicon, since making a segmenter from a full one takes a while.
    pub fn clear(&mut self) {
        self.documents = Documents::default();
        self.forget_lines();
        self.collection = Collection::default();
        self.attributes = Attributes::default();
    }

    /// Prepares more of the lines that other spellings and suggestions are looked up in, as much work as `articles`
    /// articles take, and returns whether some is left. Once all is prepared, the first query that needs the lines does
    /// not have to wait for them.
    pub fn prepare_more(&self, articles: usize) -> bool {
        self.gather(articles).is_none()
    }

    /// Does up to `articles` articles' worth of work on the lines, and returns them if they are complete.
    fn gather(&self, articles: usize) -> Option<&Lines> {
        let mut gathering = self.gathering.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lines) = self.lines.get() {
            return Some(lines);
        }
        let gathered = gathering.get_or_insert_default();
        let lines = gathered.more(self.shelf(), &self.readings, articles)?;
        *gathering = None;
        Some(self.lines.get_or_init(|| lines))
    }

    fn forget_lines(&mut self) {
        self.lines.take();
        self.gathering = Mutex::default();
    }

    fn indexed(&self) -> usize {
        self.collection.documents() as usize
    }

    /// Decides where to index articles of `size` positions that follow the first `articles`. Returns how many of the
    /// present shards stay, and the article from which to index (again).
    ///
    /// Articles added one by one would each make a shard of their own. So once at least [`SHARDS_TO_JOIN`] shards at
    /// the end, the new one included, contain none that is larger than the others together, they are indexed again as
    /// one. An article is thus indexed again only when its shard at least doubles, and mostly when it grows eightfold;
    /// the number of shards grows with the logarithm of the number of articles.
    fn room_for(&self, size: usize, articles: usize) -> (usize, usize) {
        let (mut total, mut largest, mut from) = (size, size, articles);
        for (shard, joined) in self.collection.shards().rev().zip(2..) {
            let positions = shard.positions() as usize;
            (total, largest) = (total.saturating_add(positions), largest.max(positions));
            from = from.saturating_sub(shard.documents() as usize);
            if total > SHARD_POSITIONS {
                break;
            }
            if joined >= SHARDS_TO_JOIN && largest <= total / 2 {
                return (self.collection.shards().len() + 1 - joined, from);
            }
        }
        (self.collection.shards().len(), articles)
    }

    /// Searches for `query`. Any text is a valid query; anything unusual about it is reported in [`Outcome::problems`].
    ///
    /// If that finds nothing and what was typed cannot have been meant as it is, it is corrected: pinyin (`chuncha`,
    /// `chūnchá`, `chun1cha2`, `chun茶`) and initials of five letters or more; if the query has several words, also in
    /// one or two of them (`jiaxing 水果`). What is found is always a string of the collection, and
    /// [`Outcome::corrected`] says which. [`SearchOptions::other_spelling`] switches this off. All other corrections
    /// are only offered ([`Engine::did_you_mean`]).
    ///
    /// ```
    /// use kanbao::{bulletin, engine::Engine, lexicon::Lexicon, search::{SearchOptions, Tier}};
    ///
    /// let issue = bulletin::parse("春茶开采了\n\n李一鸣\n\n清明前的头一场雨过后,山上的茶农忙了起来。\n")?;
    /// let mut engine = Engine::new();
    /// engine.set_lexicon(&Lexicon::full()?.folded()?)?;
    /// engine.add(&issue.articles)?;
    ///
    /// for (query, found) in [("chuncha", "春茶"), ("cckcl", "春茶开采了"), ("liyiming", "李一鸣")] {
    ///     let outcome = engine.search(query, SearchOptions::default());
    ///     assert_eq!(outcome.hits[0].tier, Tier::OtherSpelling);
    ///     assert_eq!(outcome.corrected.map(|it| it.found), Some(found.into()));
    /// }
    /// assert_eq!(engine.search("山上的茶龙", SearchOptions::default()).total, 0);
    /// assert_eq!(engine.did_you_mean("山上的茶龙", 1)[0].text, "山上的茶农");
    /// # Ok::<(), kanbao::Error>(())
    /// ```
    #[must_use]
    pub fn search(&self, query: &str, options: SearchOptions<'_>) -> Outcome {
        let mut query = self.read(query, options.today);
        let respell = |text: &str| self.rewrite(text);
        let ranking = search::rank(
            &self.collection,
            &self.attributes,
            &query,
            options,
            &self.weights,
            &respell,
        );
        let mut presenter = Presenter::new(&self.collection, &query, &ranking, self.segmenter.as_ref());
        let hits = ranking
            .ranked
            .iter()
            .filter_map(|ranked| {
                let mut hit = presenter.hit(ranked, self.documents.get(ranked.article)?);
                if options.explain {
                    hit.explanation = ranked.parts.named();
                }
                Some(hit)
            })
            .collect();
        if !ranking.positions.iter().all(Vec::is_empty) {
            query.problems.truncate(query.of_text);
        }
        if ranking.dates_as_text {
            query.problems.extend(query.plan.dates.iter().map(|&span| Problem {
                message: "nothing is found of this date; it is searched for as text".into(),
                span,
            }));
        }
        Outcome {
            hits,
            total: ranking.total,
            tiers: ranking.tiers,
            corrected: ranking.corrected.map(|meant| Respelling {
                kind: meant.rewriting.spelling,
                found: meant.text,
            }),
            missing: ranking.missing,
            contents: query.phrase.is_empty(),
            clauses: query.clauses,
            problems: query.problems,
            facets: ranking.facets,
        }
    }

    /// Returns the pieces of an article: headline, byline, paragraphs and so on.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`] if there is none with this id.
    pub fn article(&self, id: ArticleId) -> Result<Document<'_>> {
        self.documents.get(id).ok_or_else(|| {
            let count = self.documents.len();
            Error::new(
                Code::NoSuchArticle,
                format!(
                    "there is no article {}; there are {count} articles, numbered from 0",
                    id.0
                ),
            )
        })
    }

    /// Returns the ranges of an article to mark for `query`: the whole query where it occurs as typed; otherwise its
    /// words; if not all words occur, the likeliest other spelling that does.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`] if there is none with this id.
    pub fn marks(&self, id: ArticleId, query: &str) -> Result<Vec<Mark>> {
        let article = self.article(id)?;
        // Dates are not marked, so any day serves as today.
        let query = self.read(query, Date::new(2000, 1, 1));
        let meant = || {
            let corrections = search::corrections(&self.collection, &query, &|text| self.rewrite(text));
            query.alternatives.iter().cloned().chain(corrections).collect()
        };
        Ok(search::marks(&self.collection, &query, id, article, &meant))
    }

    /// Reads a query and adds what the editor's synonyms offer for it.
    fn read(&self, query: &str, today: Option<Date>) -> Query {
        let mut query = Query::read(query, self.segmenter.as_ref(), today);
        query.widen(&self.synonyms);
        query
    }

    /// Returns the strings of the collection that a query may have been meant as, the likeliest first. `phrase` must be
    /// folded.
    pub(crate) fn rewrite(&self, phrase: &str) -> Vec<Rewriting> {
        self.with_speller(|speller| speller.rewrite(phrase))
    }

    /// Returns up to `limit` completions of what has been typed: authors, words, collocations and headlines that begin
    /// with it in characters, pinyin or initials, and headlines that contain it. Each comes with the number of articles
    /// that have it. If there is room and several words were typed, the last of them is completed as well, with words
    /// that occur together with all the others in at least one article.
    ///
    /// For an example see [`crate::suggest`].
    #[must_use]
    pub fn suggest(&self, prefix: &str, limit: usize) -> Vec<Suggestion> {
        let mut found = self.with_speller(|speller| self.shelf().suggest(speller, prefix, limit));
        let room = limit.saturating_sub(found.len());
        let apart = prefix.trim_start().rsplit_once(char::is_whitespace);
        if let Some((before, last)) = apart.filter(|_| room > 0 && !self.read(prefix, None).has_operators()) {
            let all_words = SearchOptions {
                other_spelling: false,
                partial_matches: false,
                ..SearchOptions::page(0, 0)
            };
            let total = |query: &str| self.search(query, all_words).total;
            let last = self.with_speller(|speller| {
                self.shelf()
                    .suggest_last(speller, before.trim_end(), last, room, &total)
            });
            found.extend(last);
        }
        found
    }

    /// Returns up to `limit` queries that may have been meant by one that finds nothing, the likeliest first, each with
    /// the number of articles that have all of it. Returns none for a query with operators.
    #[must_use]
    pub fn did_you_mean(&self, query: &str, limit: usize) -> Vec<Correction> {
        let pieces: Vec<String> = query
            .split_whitespace()
            .map(|piece| fold(piece).into_string())
            .collect();
        let query = self.read(query, None);
        if query.has_operators() {
            return Vec::new(); // conditions are not corrected
        }
        self.with_speller(|speller| self.shelf().instead(speller, &query.bare, &pieces, limit))
    }

    /// Returns up to `n` words and names that distinguish an article from all others; none without a lexicon.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`] if there is none with this id.
    pub fn keywords(&self, id: ArticleId, n: usize) -> Result<Vec<Keyword>> {
        self.article(id).map(|_| self.shelf().keywords(id, n))
    }

    /// Returns up to `n` articles on the same subject, the closest first, with the keywords they share.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`] if there is none with this id.
    pub fn related(&self, id: ArticleId, n: usize) -> Result<Vec<Related>> {
        self.article(id).map(|_| self.shelf().related(id, n))
    }

    /// Returns, for each author of an article, the author's other articles.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`] if there is none with this id.
    pub fn same_author(&self, id: ArticleId) -> Result<Vec<ByAuthor>> {
        self.article(id).map(|_| self.shelf().same_author(id))
    }

    /// Finds a passage in an article, in any width, script and spacing. Returns one mark for each line of `text`, each
    /// after the one before; none at all if a line does not occur there.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`] if there is none with this id.
    pub fn passage(&self, id: ArticleId, text: &str) -> Result<Vec<Mark>> {
        let article = self.article(id)?;
        Ok(search::passage(&self.collection, id, article, text))
    }

    fn shelf(&self) -> Shelf<'_> {
        Shelf {
            collection: &self.collection,
            documents: &self.documents,
            attributes: &self.attributes,
            segmenter: self.segmenter.as_ref(),
            weights: self.weights.for_keywords(),
        }
    }

    fn with_speller<T>(&self, ask: impl FnOnce(Speller<'_>) -> T) -> T {
        let shards: Vec<&Shard> = self.collection.shards().collect();
        let lines = loop {
            if let Some(lines) = self.gather(usize::MAX) {
                break lines;
            }
        };
        let texts = |number: usize, document: u32, block: u32| {
            let first = self.collection.pieces().get(number)?.first;
            let mut article = self.documents.get(ArticleId(first.saturating_add(document)))?;
            let (_, text) = article.nth(block as usize)?;
            let mut folded = String::new();
            fold_into(text, &mut folded);
            Some(folded)
        };
        ask(Speller {
            shards: &shards,
            lines,
            readings: &self.readings,
            segmenter: self.segmenter.as_ref(),
            texts: &texts,
        })
    }

    /// The number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there are no articles.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The size of the index in bytes.
    #[must_use]
    pub fn index_bytes(&self) -> usize {
        self.collection.shards().map(|shard| shard.bytes().len()).sum()
    }
}

/// Checks that there is an origin for each article, one for all, or none.
fn check_origins(origins: usize, articles: usize) -> Result<()> {
    if origins > 1 && origins != articles {
        return Err(Error::new(
            Code::WrongOrigins,
            format!("expected an origin for each of {articles} articles, found {origins} origins"),
        )
        .advise("pass one origin for each article, one for all of them, or none"));
    }
    Ok(())
}

/// Estimates how many positions articles take in a shard: most characters take three bytes.
fn size(documents: &Documents, articles: Range<usize>) -> usize {
    let pieces = each(documents, articles).flatten();
    pieces.map(|(_, text)| text.len() / 3 + 1).sum()
}

fn each(documents: &Documents, articles: Range<usize>) -> impl Iterator<Item = Document<'_>> {
    articles.filter_map(|i| documents.get(ArticleId(u32::try_from(i).ok()?)))
}

/// Adds an article to the builder, using `folded` as a buffer. (Out of line, so that browsers can optimise it between
/// two calls: see the decisions in ARCHITECTURE.md.)
#[inline(never)]
fn add_document(builder: &mut ShardBuilder<'_>, article: Document<'_>, folded: &mut String) -> Result<()> {
    folded.clear();
    let mut blocks: Vec<(Field, usize)> = Vec::new();
    for (part, text) in article {
        fold_into(text, folded);
        blocks.push((part.field, folded.len()));
    }
    let mut start = 0;
    builder.add_document(blocks.iter().map(|&(field, end)| {
        let text = folded.get(start..end).unwrap_or_default();
        start = end;
        (field, text)
    }))
}

/// Indexes articles into shards, closing each shard when it is full.
fn index(documents: &Documents, articles: Range<usize>, segmenter: Option<&Segmenter>) -> Result<Vec<Shard>> {
    let mut shards = Vec::new();
    let mut builder = ShardBuilder::new(segmenter);
    let mut folded = String::new();
    let last = articles.end;
    for (i, article) in articles.clone().zip(each(documents, articles)) {
        add_document(&mut builder, article, &mut folded)?;
        if builder.positions() >= SHARD_POSITIONS || i + 1 == last {
            let full = core::mem::replace(&mut builder, ShardBuilder::new(segmenter));
            shards.push(Shard::open(full.finish()?)?);
        }
    }
    Ok(shards)
}
