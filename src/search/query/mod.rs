//! Queries, read leniently: any text means something.
//!
//! `read` turns text into [`Clause`]s (its documentation has the grammar), `fields` has the names that can come before
//! a colon, `dates` reads dates, `plan` turns clauses into what is searched for, and `print` turns them back into text.

mod clause;
mod dates;
mod fields;
mod plan;
mod print;
mod read;
mod words;

pub use clause::{Clause, Value};
pub use dates::{Date, DateRange};
pub use fields::Field;
pub use read::{MAX_CLAUSES, MAX_DEPTH};

pub(crate) use plan::{Kind, Strings, Test};
use plan::{Plan, Planner};
use words::pieces_of;

use super::apart::Meant;
use super::hit::Problem;
use crate::index::is_word;
use crate::lexicon::{Segmenter, Synonyms};
use crate::order;
use crate::spelling::{Rewriting, Spelling};
use crate::text::{fold, Utf16Map};
use crate::units::{ByteOffset, Span};

/// The longest query that is searched for in full, in characters. A long article pasted by mistake still gets an
/// answer, and typing never waits for more.
pub const MAX_QUERY_CHARS: usize = 10_000;

/// A query as it was understood.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// The whole query, folded: *as typed* searches for it first. Empty if nothing was asked for.
    pub phrase: String,
    /// The bare text, which belongs to no operator, folded: the whole query if it has no operators.
    pub bare: String,
    /// The words of the bare text, folded, without repeats, in the order typed: *all words* searches for them.
    pub words: Vec<String>,
    /// For each of these words, the largest idf it may have: words that are frequent in general language say little.
    pub(crate) everyday: Vec<f32>,
    /// The clauses that were understood.
    pub clauses: Vec<Clause>,
    /// What the user should know about the query.
    pub problems: Vec<Problem>,
    /// How many of the problems concern the text itself. The others concern how it was understood, and are not reported
    /// if the text occurs somewhere as typed.
    pub(crate) of_text: usize,
    /// The space-separated pieces of the bare text, folded, each with its words.
    pub(crate) pieces: Vec<(String, Vec<String>)>,
    /// Other ways to say it, from the editor's synonyms.
    pub alternatives: Vec<Meant>,
    pub(crate) plan: Plan,
}

impl Query {
    /// Reads a query. Words end at spaces and punctuation and, with a segmenter, where it cuts. Relative dates such as
    /// 近7天 count back from `today`.
    #[must_use]
    pub fn read(text: &str, segmenter: Option<&Segmenter>, today: Option<Date>) -> Self {
        let mut query = Self::default();
        let used = match text.char_indices().nth(MAX_QUERY_CHARS) {
            Some((end, _)) => {
                query.problem(text, end, text.len(), format!("the query is longer than {MAX_QUERY_CHARS} characters; only the first {MAX_QUERY_CHARS} are searched for"));
                text.get(..end).unwrap_or(text)
            }
            None => text,
        };
        // JavaScript strings may contain half of a surrogate pair, which arrives as this character.
        if let Some(at) = used.find('\u{FFFD}') {
            query.problem(
                text,
                at,
                at + '\u{FFFD}'.len_utf8(),
                "this character is damaged: it arrived as the replacement character U+FFFD".into(),
            );
        }
        query.phrase = fold(used).into_string();
        if query.phrase.is_empty() {
            if !used.trim().is_empty() {
                query.problem(
                    text,
                    0,
                    used.len(),
                    "the query has only characters that cannot be seen; there is nothing to search for".into(),
                );
            }
            return query;
        }
        query.of_text = query.problems.len();
        let (clauses, problems) = read::read(used, today);
        query.problems.extend(problems);
        query.clauses = clauses;
        if query.has_operators() {
            query.plan(used, segmenter);
        } else {
            query.bare.clone_from(&query.phrase);
            query.cut(used, segmenter);
        }
        query
    }

    /// Works out what the clauses search for. (Out of line, so that it can be in the deferred module, like the
    /// grammar.)
    #[inline(never)]
    fn plan(&mut self, used: &str, segmenter: Option<&Segmenter>) {
        let typed: Vec<u16> = used.encode_utf16().collect();
        let mut planner = Planner {
            segmenter,
            typed: &typed,
            plan: Plan::default(),
            bare: String::new(),
        };
        planner.clauses(&self.clauses);
        let Planner { plan, bare, .. } = planner;
        self.plan = plan;
        self.bare = fold(&bare).into_string();
        self.cut(&bare, segmenter);
        // The query's own words come first, so it is terms that are dropped as repeats.
        let terms = core::mem::take(&mut self.plan.terms);
        let terms = each_once(self.words.iter().cloned().chain(terms).collect());
        self.plan.terms = terms.into_iter().skip(self.words.len()).collect();
        let anywhere = [&self.phrase, &self.bare].into_iter().chain(&self.words);
        self.plan.marks.extend(anywhere.map(|text| (text.clone(), None)));
        self.plan.marks.retain(|(text, _)| !text.is_empty());
    }

    /// Cuts the bare text into pieces and words.
    fn cut(&mut self, bare: &str, segmenter: Option<&Segmenter>) {
        self.pieces = pieces_of(bare, segmenter);
        self.words = each_once(self.pieces.iter().flat_map(|(_, words)| words).cloned().collect());
        self.everyday = everyday(&self.words, segmenter);
        // What a joined word was cut into finds nothing, but ranks.
        if let Some(segmenter) = segmenter.filter(|_| self.words.len() > 1) {
            for word in &self.words {
                let tokens = segmenter.cut(word);
                let parts = tokens.iter().filter(|token| token.text != word && is_word(token.text));
                self.plan.terms.extend(parts.map(|token| token.text.to_owned()));
            }
        }
    }

    /// Adds what the editor's synonyms offer for the query.
    pub(crate) fn widen(&mut self, synonyms: &Synonyms) {
        let meant = |found: &str, beside, tests| Meant {
            rewriting: Rewriting {
                spelling: Spelling::Synonym,
                found: found.to_owned(),
                cost: 0,
                is_sure: true,
            },
            beside,
            text: found.to_owned(),
            tests,
        };
        let mut all = Vec::new();
        for (found, others) in synonyms.of(&self.words) {
            all.push(meant(found, others, None));
        }
        for (at, test) in self.plan.tests.iter().enumerate() {
            for (found, other) in test.widened(synonyms) {
                let mut tests = self.plan.tests.clone();
                tests.splice(at..=at, [other]);
                all.push(meant(&found, self.words.clone(), Some(tests)));
            }
        }
        self.alternatives = all;
    }

    fn problem(&mut self, text: &str, start: usize, end: usize, message: String) {
        let span = Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(end));
        self.problems.push(Problem {
            message,
            span: Utf16Map::new(text).span(span),
        });
    }

    /// Whether anything but bare text was understood.
    #[must_use]
    pub fn has_operators(&self) -> bool {
        !self.clauses.iter().all(Clause::is_bare)
    }

    /// Whether the bare text is a single word, so that *all words* cannot find more than *as typed*.
    #[must_use]
    pub fn is_one_word(&self) -> bool {
        self.words.len() == 1 && self.words.first() == Some(&self.bare)
    }

    /// Prints the clauses as text that is read as the same clauses again. Only tests print a whole query; the page
    /// prints single clauses ([`Value::print`]).
    #[cfg(feature = "internals")]
    #[must_use]
    pub fn print(&self) -> String {
        let mut out = String::new();
        print::print(&self.clauses, &mut out);
        out
    }
}

/// The number of words in an article of common length.
const ARTICLE_WORDS: f32 = 250.0;

/// Returns the idf that each word would have among articles of the texts from which the lexicon's frequencies come.
fn everyday(words: &[String], segmenter: Option<&Segmenter>) -> Vec<f32> {
    let share = |word: &String| segmenter.map_or(0.0, |segmenter| segmenter.share(word));
    let idf = |share: f32| (1.0 + 1.0 / (ARTICLE_WORDS * share)).ln();
    words.iter().map(share).map(idf).collect()
}

/// Returns the words of a text, folded, without repeats, in order of first occurrence.
fn words_of(text: &str, segmenter: Option<&Segmenter>) -> Vec<String> {
    let pieces = pieces_of(text, segmenter).into_iter();
    each_once(pieces.flat_map(|(_, words)| words).collect())
}

/// Removes repeats, keeping each word's first occurrence.
fn each_once(words: Vec<String>) -> Vec<String> {
    // The order is stable: equal words become neighbours, the first occurrence first.
    let order = order::places(words.len(), &|a, b| words.get(a) < words.get(b));
    let mut again = vec![false; words.len()];
    for pair in order.windows(2) {
        if let &[a, b] = pair {
            if let (true, Some(slot)) = (words.get(a) == words.get(b), again.get_mut(b)) {
                *slot = true;
            }
        }
    }
    let mut again = again.into_iter();
    let mut words = words;
    words.retain(|_| again.next() == Some(false));
    words
}
