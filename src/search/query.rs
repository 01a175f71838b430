//! A query, read leniently: whatever is typed means something.

use rustc_hash::FxHashSet;

use super::hit::Problem;
use crate::index::is_word;
use crate::lexicon::Segmenter;
use crate::text::{fold, fold_into, Utf16Map};
use crate::units::{ByteOffset, Span};

/// The longest query that is looked for whole, in characters: a long article pasted by mistake still
/// gets its answer, and a reader's typing never waits for more.
pub const MAX_QUERY_CHARS: usize = 10_000;

/// What was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The whole query, folded: what *as typed* looks for. Empty where nothing was asked.
    pub phrase: String,
    /// Its words, folded, each once, in the order they were typed: what *all words* looks for.
    pub words: Vec<String>,
    /// What the reader should know.
    pub problems: Vec<Problem>,
}

impl Query {
    /// Reads a query. Words end at spaces and punctuation and, with a segmenter, where it cuts.
    #[must_use]
    pub fn read(text: &str, segmenter: Option<&Segmenter>) -> Self {
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
        if query.phrase.is_empty() && !used.trim().is_empty() {
            query.problem(
                text,
                0,
                used.len(),
                "the query has only characters that cannot be seen; there is nothing to look for".into(),
            );
        }
        let mut seen = FxHashSet::default();
        let mut folded = String::new();
        // Split before folding: spaces between Chinese characters mean something in a query, and
        // folding drops them.
        for piece in used.split_whitespace() {
            folded.clear();
            fold_into(piece, &mut folded);
            let mut add = |word: &str| {
                if is_word(word) && !seen.contains(word) {
                    seen.insert(word.to_owned());
                    query.words.push(word.to_owned());
                }
            };
            match segmenter {
                Some(segmenter) => segmenter.cut(&folded).iter().for_each(|token| add(token.text)),
                None => folded.split(|c: char| !c.is_alphanumeric()).for_each(add),
            }
        }
        query
    }

    fn problem(&mut self, text: &str, start: usize, end: usize, message: String) {
        let span = Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(end));
        self.problems.push(Problem {
            message,
            span: Utf16Map::new(text).span(span),
        });
    }

    /// Whether the phrase is itself the only word, so that *all words* can find nothing more.
    #[must_use]
    pub fn is_one_word(&self) -> bool {
        self.words.len() == 1 && self.words.first() == Some(&self.phrase)
    }
}
