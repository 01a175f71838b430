//! A query, read leniently: whatever is typed means something.
//!
//! `read` makes [`Clause`]s of it (there is the grammar), `fields` has the names that may stand before a colon,
//! `dates` the days, `print` gives the clauses back as text.

mod clause;
mod dates;
mod fields;
mod plan;
mod print;
mod read;

pub use clause::{Clause, Value};
pub use dates::{Date, DateRange};
pub use fields::Field;
pub use read::{MAX_CLAUSES, MAX_DEPTH};

pub(crate) use plan::{Kind, Strings, Test};
use plan::{Plan, Planner};

use super::apart::Meant;
use super::hit::Problem;
use crate::chars::is_word_char;
use crate::index::is_word;
use crate::lexicon::{Segmenter, Synonyms};
use crate::order;
use crate::spelling::{Rewriting, Spelling};
use crate::text::{fold, Utf16Map};
use crate::units::{ByteOffset, Span};

/// The longest query that is looked for whole, in characters: a long article pasted by mistake still
/// gets its answer, and a reader's typing never waits for more.
pub const MAX_QUERY_CHARS: usize = 10_000;

/// What was asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// The whole query, folded: what *as typed* looks for first. Empty where nothing was asked.
    pub phrase: String,
    /// What stands bare in it, folded: the whole where there are no operators.
    pub bare: String,
    /// The bare words, folded, each once, in the order they were typed: what *all words* looks for.
    pub words: Vec<String>,
    /// For each of them the most that it can say, as an idf: what texts at large have often says little.
    pub(crate) everyday: Vec<f32>,
    /// What was understood.
    pub clauses: Vec<Clause>,
    /// What the reader should know.
    pub problems: Vec<Problem>,
    /// How many of them are of the text itself; those after them are of what was read in it, and nothing to tell of a
    /// text that stands somewhere as it was typed.
    pub(crate) of_text: usize,
    /// What stands between the spaces of the bare text, folded, each with its words.
    pub(crate) pieces: Vec<(String, Vec<String>)>,
    /// What else its words may be, by the editor's synonyms.
    pub alternatives: Vec<Meant>,
    pub(crate) plan: Plan,
}

impl Query {
    /// Reads a query. Words end at spaces and punctuation and, with a segmenter, where it cuts. 近7天 counts back
    /// from `today`.
    #[must_use]
    pub fn read(text: &str, segmenter: Option<&Segmenter>, today: Option<Date>) -> Self {
        let mut query = Self::default();
        let used = match text.char_indices().nth(MAX_QUERY_CHARS) {
            Some((end, _)) => {
                query.problem(text, end, text.len(), format!("the query is longer than {MAX_QUERY_CHARS} characters; only the first {MAX_QUERY_CHARS} are looked for"));
                text.get(..end).unwrap_or(text)
            }
            None => text,
        };
        // JavaScript strings may hold half of a surrogate pair; it arrives as this character.
        if let Some(at) = used.find('\u{FFFD}') {
            query.problem(
                text,
                at,
                at + '\u{FFFD}'.len_utf8(),
                "this character is damaged and stands for none".into(),
            );
        }
        query.phrase = fold(used).into_string();
        if query.phrase.is_empty() {
            if !used.trim().is_empty() {
                query.problem(
                    text,
                    0,
                    used.len(),
                    "the query has only characters that cannot be seen; there is nothing to look for".into(),
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

    /// Takes in what its clauses come to. (By itself, as the grammar is: a browser need not have it to begin.)
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
        // Words come first, so that it is terms that go.
        let terms = core::mem::take(&mut self.plan.terms);
        let terms = each_once(self.words.iter().cloned().chain(terms).collect());
        self.plan.terms = terms.into_iter().skip(self.words.len()).collect();
        let anywhere = [&self.phrase, &self.bare].into_iter().chain(&self.words);
        self.plan.marks.extend(anywhere.map(|text| (text.clone(), None)));
        self.plan.marks.retain(|(text, _)| !text.is_empty());
    }

    /// Takes in the bare text.
    fn cut(&mut self, bare: &str, segmenter: Option<&Segmenter>) {
        self.pieces = pieces_of(bare, segmenter);
        self.words = each_once(self.pieces.iter().flat_map(|(_, words)| words).cloned().collect());
        self.everyday = everyday(&self.words, segmenter);
    }

    /// Takes in what the editor's synonyms make of it.
    pub(crate) fn widen(&mut self, synonyms: &Synonyms) {
        let meant = |found: &str, beside, tests| Meant {
            rewriting: Rewriting {
                spelling: Spelling::Synonym,
                found: found.to_owned(),
                cost: 0,
            },
            beside,
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

    /// Whether the bare text is itself the only word, so that *all words* can find nothing more.
    #[must_use]
    pub fn is_one_word(&self) -> bool {
        self.words.len() == 1 && self.words.first() == Some(&self.bare)
    }

    /// The clauses as text, which is read as the same clauses again.
    #[must_use]
    pub fn print(&self) -> String {
        let mut out = String::new();
        print::print(&self.clauses, &mut out);
        out
    }
}

/// The words of an article of common length.
const ARTICLE_WORDS: f32 = 250.0;

/// The idf that each word would have among articles of the texts that the lexicon counted words in.
fn everyday(words: &[String], segmenter: Option<&Segmenter>) -> Vec<f32> {
    let share = |word: &String| segmenter.map_or(0.0, |segmenter| segmenter.share(word));
    let idf = |share: f32| (1.0 + 1.0 / (ARTICLE_WORDS * share)).ln();
    words.iter().map(share).map(idf).collect()
}

/// The words of a text, folded, each once, in the order they stand there.
fn words_of(text: &str, segmenter: Option<&Segmenter>) -> Vec<String> {
    let pieces = pieces_of(text, segmenter).into_iter();
    each_once(pieces.flat_map(|(_, words)| words).collect())
}

/// What stands between the spaces of a text, folded, with its words.
fn pieces_of(text: &str, segmenter: Option<&Segmenter>) -> Vec<(String, Vec<String>)> {
    // Split before folding: spaces between Chinese characters mean something in a query, and folding
    // drops them.
    let pieces = text.split_whitespace().map(|piece| {
        let folded = fold(piece).into_string();
        let mut words = Vec::new();
        let mut add = |word: &str| {
            if is_word(word) {
                words.push(word.to_owned());
            }
        };
        match segmenter {
            Some(segmenter) => segmenter.cut(&folded).iter().for_each(|token| add(token.text)),
            None => folded.split(|c: char| !is_word_char(c)).for_each(add),
        }
        (folded, words)
    });
    pieces.filter(|(_, words)| !words.is_empty()).collect()
}

/// Each word once, where it stands first.
fn each_once(words: Vec<String>) -> Vec<String> {
    // Equal words come to stand side by side, the first of them first.
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
