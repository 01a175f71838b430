//! The engine: articles in, answers out. What the browser's handle and the command line both hold.

use core::ops::Range;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::bulletin::Article;
use crate::error::{Code, Error, Result};
use crate::index::{Field, Shard, ShardBuilder};
use crate::lexicon::{Lexicon, Readings, Segmenter, Synonyms};
use crate::search::query::Date;
use crate::search::{
    self, Attributes, Collection, Document, Documents, Mark, Origin, Outcome, Presenter, Problem, Query, SearchOptions,
    Weights,
};
use crate::spelling::{Lines, Rewriting, Speller};
use crate::suggest::{ByAuthor, Gathering, Instead, Keyword, Related, Shelf, Suggestion};
use crate::text::{fold, fold_into};
use crate::units::ArticleId;

/// A shard is closed when it has so many positions (characters and separators): about four thousand
/// news items. Sorting them then takes 16 MB besides, and a position three bytes at most.
const SHARD_POSITIONS: usize = 1 << 21;

/// So many small shards become one.
const SHARDS_TO_JOIN: usize = 8;

/// Articles and their index.
///
/// Works by characters from the first article on; with a lexicon, words rank as well.
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
    /// What other spellings and suggestions are looked for in: there once it is asked for, or prepared.
    lines: OnceLock<Lines>,
    /// As much of it as was prepared.
    gathering: Mutex<Option<Box<Gathering>>>,
}

impl Engine {
    /// An engine without articles and without a lexicon.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ranks by the words of `lexicon` from now on, and cuts queries by it. What is there is indexed
    /// again.
    ///
    /// # Errors
    /// [`Code::WrongLexicon`] where it is not for folded text ([`Lexicon::folded`]), [`Code::Damaged`]
    /// where no segmenter can be made of it; the engine is as before.
    pub fn set_lexicon(&mut self, lexicon: &Lexicon) -> Result<()> {
        // Text is cut after folding: a lexicon of words as they are printed would miss some.
        if !lexicon.is_folded() {
            return Err(Error::new(Code::WrongLexicon, "a lexicon for folded text expected")
                .advise("use what `Lexicon::folded` makes of it"));
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

    /// Ranks by other weights from now on.
    pub fn set_weights(&mut self, weights: Weights) {
        self.weights = weights;
    }

    /// Adds articles of which nobody knows where they were printed: as [`Self::add_from`].
    ///
    /// # Errors
    /// As there.
    pub fn add(&mut self, articles: &[Article]) -> Result<()> {
        self.add_from(articles, &[])
    }

    /// Adds articles, in print order after those that are there. `origins` has where each of them was printed; the
    /// last one stands for all that follow.
    ///
    /// # Errors
    /// [`Code::TooLarge`] where an article does not fit into an index; none is then added.
    pub fn add_from(&mut self, articles: &[Article], origins: &[Origin]) -> Result<()> {
        let fill = |documents: &mut Documents| articles.iter().try_for_each(|article| documents.push_article(article));
        self.take_in(fill, origins)?;
        self.index_more(usize::MAX).map(|_| ())
    }

    /// Takes in the articles that `fill` adds, to be indexed by [`Engine::index_more`]. `origins` as in
    /// [`Self::add_from`].
    ///
    /// # Errors
    /// Those of `fill`; nothing is then taken in.
    pub fn take_in(&mut self, fill: impl FnOnce(&mut Documents) -> Result<()>, origins: &[Origin]) -> Result<()> {
        let first = self.documents.len();
        if let Err(error) = fill(&mut self.documents) {
            self.documents.truncate(first);
            return Err(error);
        }
        let nowhere = Origin::default();
        for (i, article) in each(&self.documents, first..self.documents.len()).enumerate() {
            let origin = origins.get(i).or(origins.last()).unwrap_or(&nowhere);
            self.attributes.push(article, origin);
        }
        Ok(())
    }

    /// Indexes up to `articles` of those taken in; returns how many still wait.
    ///
    /// # Errors
    /// [`Code::TooLarge`] where an article does not fit into an index; all that waited are then given
    /// up.
    pub fn index_more(&mut self, articles: usize) -> Result<usize> {
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

    /// Drops all articles; the lexicon stays, since making a segmenter of a full one takes a while.
    pub fn clear(&mut self) {
        self.documents = Documents::default();
        self.forget_lines();
        self.collection = Collection::default();
        self.attributes = Attributes::default();
    }

    /// Prepares more of what other spellings and suggestions are looked for in, as much as `articles` articles take;
    /// whether something is left. The first that asks for it need not wait then.
    pub fn prepare_more(&self, articles: usize) -> bool {
        self.gather(articles).is_none()
    }

    /// The lines, if they are there after as much work as so many articles take.
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

    /// Which shards stay when articles of `size` positions come after the first `articles`, and from
    /// which article on is to be indexed (again).
    ///
    /// Added one by one, articles would make a shard each. So as soon as [`SHARDS_TO_JOIN`] stand at
    /// the end of which none is larger than the others together, they are indexed again as one: an
    /// article is indexed again only when its shard at least doubles, mostly when it grows eightfold,
    /// and the number of shards grows with the logarithm of the articles.
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

    /// Finds `query`. Whatever is typed is answered; what is odd about it stands among the problems.
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
                message: "nothing is found of this date; it is read as text".into(),
                span,
            }));
        }
        Outcome {
            hits,
            total: ranking.total,
            tiers: ranking.tiers,
            respelled: ranking.meant.is_some(),
            contents: query.phrase.is_empty(),
            clauses: query.clauses,
            problems: query.problems,
            facets: ranking.facets,
        }
    }

    /// The pieces of an article.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`].
    pub fn article(&self, id: ArticleId) -> Result<Document<'_>> {
        self.documents.get(id).ok_or_else(|| {
            let count = self.documents.len();
            Error::new(
                Code::NoSuchArticle,
                format!("there is no article {}; there are {count}, numbered from 0", id.0),
            )
        })
    }

    /// Where `query` stands in an article: as it was typed, or else its words.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`].
    pub fn marks(&self, id: ArticleId, query: &str) -> Result<Vec<Mark>> {
        let article = self.article(id)?;
        // Days are not marked: any will do.
        let query = self.read(query, Date::new(2000, 1, 1));
        let meant = || search::meant(&self.collection, &query, &|text| self.rewrite(text));
        Ok(search::marks(&self.collection, &query, id, article, &meant))
    }

    /// A query with what the editor's synonyms make of it.
    fn read(&self, query: &str, today: Option<Date>) -> Query {
        let mut query = Query::read(query, self.segmenter.as_ref(), today);
        query.widen(&self.synonyms);
        query
    }

    /// The strings that a query (folded) may stand for, the likeliest first.
    #[must_use]
    pub fn rewrite(&self, phrase: &str) -> Vec<Rewriting> {
        self.with_speller(|speller| speller.rewrite(phrase))
    }

    /// Up to `limit` headlines, authors, words and frequent neighbours of words that begin as was typed, in
    /// characters, pinyin or initials, each with the number of articles that have it. Where there is room, words that
    /// the last of several may become, so that articles have all of them.
    #[must_use]
    pub fn suggest(&self, prefix: &str, limit: usize) -> Vec<Suggestion> {
        let mut found = self.with_speller(|speller| self.shelf().suggest(speller, prefix, limit));
        let room = limit.saturating_sub(found.len());
        let apart = prefix.trim_start().rsplit_once(char::is_whitespace);
        if let Some((before, last)) = apart.filter(|_| room > 0 && !self.read(prefix, None).has_operators()) {
            let all_words = SearchOptions {
                other_spelling: false,
                fewer_words: false,
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

    /// Up to `limit` queries that may have been meant by one that finds nothing, the likeliest first, each with
    /// the number of articles that have all of it.
    #[must_use]
    pub fn instead(&self, query: &str, limit: usize) -> Vec<Instead> {
        let pieces: Vec<String> = query
            .split_whitespace()
            .map(|piece| fold(piece).into_string())
            .collect();
        let query = self.read(query, None);
        if query.has_operators() {
            return Vec::new(); // what a condition was meant to be is not guessed
        }
        self.with_speller(|speller| self.shelf().instead(speller, &query.bare, &pieces, limit))
    }

    /// Up to `n` words and names that an article is about, against all others. Nothing without a lexicon.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`].
    pub fn keywords(&self, id: ArticleId, n: usize) -> Result<Vec<Keyword>> {
        self.article(id).map(|_| self.shelf().keywords(id, n))
    }

    /// Up to `n` articles that are about the same, the closest first, with what they share.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`].
    pub fn related(&self, id: ArticleId, n: usize) -> Result<Vec<Related>> {
        self.article(id).map(|_| self.shelf().related(id, n))
    }

    /// The other articles of each author of an article.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`].
    pub fn same_author(&self, id: ArticleId) -> Result<Vec<ByAuthor>> {
        self.article(id).map(|_| self.shelf().same_author(id))
    }

    /// Where a passage stands in an article, in whichever width, script and spacing: a piece for each of its
    /// lines, each after the one before; nothing where one of them does not stand there.
    ///
    /// # Errors
    /// [`Code::NoSuchArticle`].
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
            texts: &texts,
        })
    }

    /// How many articles there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The bytes that the index takes.
    #[must_use]
    pub fn index_bytes(&self) -> usize {
        self.collection.shards().map(|shard| shard.bytes().len()).sum()
    }
}

/// About the positions that articles take in a shard: most characters of the text are three bytes.
fn size(documents: &Documents, articles: Range<usize>) -> usize {
    let pieces = each(documents, articles).flatten();
    pieces.map(|(_, text)| text.len() / 3 + 1).sum()
}

fn each(documents: &Documents, articles: Range<usize>) -> impl Iterator<Item = Document<'_>> {
    articles.filter_map(|i| documents.get(ArticleId(u32::try_from(i).ok()?)))
}

/// Adds an article, folded in `folded`. (Out of line: see "A loop that runs once calls" in ARCHITECTURE.md.)
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

/// Shards of articles, each closed when it is full.
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
