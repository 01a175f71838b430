//! Cuts text into words. This is the only file that uses jieba-rs.
//!
//! jieba-rs finds the most probable path through the dictionary. From the single characters that remain
//! along it, [`super::unknown`] makes words. Together they give the same tokens as jieba with its HMM, which
//! tests verify.

use jieba_rs::Jieba;

use super::hmm::RANGE;
use super::unknown::Model;
use super::Lexicon;
use crate::order;
use crate::units::{ByteOffset, Span};

/// A word that jieba never finds in a text, since it looks for words only among Han characters, ASCII letters
/// and digits, and a few marks. It carries the frequencies of the words left out.
const UNREACHABLE: &str = "\u{1}";

/// A token of a text: a word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its span in the text that was cut.
    pub span: Span<ByteOffset>,
}

/// Cuts text into words with one lexicon, always including its HMM.
///
/// It cannot be made without a lexicon:
/// ```compile_fail
/// let segmenter = kanbao::lexicon::Segmenter::default();
/// ```
#[derive(Debug)]
pub struct Segmenter {
    jieba: Jieba,
    model: Model,
    /// The hashes of the words that are more than one in [`COMMON`], ascending, each with its share.
    common: Vec<(u32, f32)>,
}

#[inline(never)] // see "A loop that runs once calls" in ARCHITECTURE.md
fn add_word(jieba: &mut Jieba, word: &str, frequency: u32) {
    jieba.add_word(word, Some(frequency as usize), None);
}

/// Words that are rarer than one in this many have no share recorded: they are rare enough to be significant.
const COMMON: u64 = 50_000;

impl Segmenter {
    /// Makes a segmenter with the words and the HMM of `lexicon`.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut jieba = Jieba::empty();
        // Words are added one by one, so that no dictionary text need be written and parsed. Frequencies and
        // their sum fit a usize everywhere, as a lexicon's total has 32 bits.
        for (word, frequency) in lexicon.words().iter() {
            add_word(&mut jieba, word, frequency);
        }
        jieba.add_word(UNREACHABLE, Some(lexicon.rest() as usize), None);
        let words = lexicon.words();
        let all = words.sum() + u64::from(lexicon.rest());
        let common = words
            .iter()
            .filter(|&(_, frequency)| u64::from(frequency) * COMMON > all);
        let common = common.map(|(word, frequency)| (hash(word), share(frequency, all)));
        Self {
            common: order::by_key(common.collect(), |&(hash, _)| hash as usize),
            jieba,
            model: Model::new(lexicon.hmm()),
        }
    }

    /// Returns the words of `text` in order. Every byte of it is in exactly one token.
    #[must_use]
    pub fn cut<'a>(&self, text: &'a str) -> Vec<Token<'a>> {
        self.tokens(text, false)
    }

    /// Returns the words of `text` as the index needs them: each long word is preceded by the words of two and
    /// three characters inside it, and a number or name joined by marks (`WES-5.4`) by its parts.
    #[must_use]
    pub fn cut_for_search<'a>(&self, text: &'a str) -> Vec<Token<'a>> {
        self.tokens(text, true)
    }

    /// Whether this is a word of the lexicon with at least two characters.
    pub(crate) fn knows(&self, word: &str) -> bool {
        word.chars().nth(1).is_some() && self.jieba.has_word(word)
    }

    /// Returns the share of this word (0 to 1) in the texts that the lexicon's frequencies are from; 0 if it is
    /// rarer than one in [`COMMON`].
    #[must_use]
    pub(crate) fn share(&self, word: &str) -> f32 {
        let place = self.common.binary_search_by_key(&hash(word), |&(hash, _)| hash);
        place
            .ok()
            .and_then(|place| self.common.get(place))
            .map_or(0.0, |&(_, share)| share)
    }

    /// Adds `word` for [`Lexicon::with_words`] and returns its frequency: the one given, or one just large enough
    /// for jieba to keep the word together.
    pub(super) fn add(&mut self, word: &str, frequency: Option<u32>) -> u32 {
        let frequency = self.jieba.add_word(word, frequency.map(|f| f.max(1) as usize), None);
        u32::try_from(frequency).unwrap_or(u32::MAX)
    }

    fn tokens<'a>(&self, text: &'a str, for_search: bool) -> Vec<Token<'a>> {
        let words = self.jieba.cut(text, false);
        let mut cutting = Cutting {
            segmenter: self,
            text,
            for_search,
            tokens: Vec::with_capacity(words.len() + words.len() / 4),
            bounds: Vec::new(),
        };
        let mut alone: Option<usize> = None;
        for word in words {
            if self.is_left_alone(word.word) {
                alone.get_or_insert(word.byte_start);
                continue;
            }
            if let Some(start) = alone.take() {
                cutting.run(start, word.byte_start);
            }
            cutting.push(word.byte_start, word.byte_end);
        }
        if let Some(start) = alone {
            cutting.run(start, text.len());
        }
        cutting.tokens
    }

    /// Whether the dictionary made no word of this token: it is one character, or letters and digits that jieba
    /// joins when it does not use the HMM.
    fn is_left_alone(&self, token: &str) -> bool {
        let mut chars = token.chars();
        let Some(first) = chars.next() else { return false };
        if chars.as_str().is_empty() {
            return takes(first);
        }
        token.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !self.jieba.has_word(token)
    }
}

/// FNV-1a, 32 bits: enough to tell a few thousand words apart.
fn hash(word: &str) -> u32 {
    let step = |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    word.bytes().fold(0x811c_9dc5, step)
}

#[allow(clippy::cast_precision_loss, reason = "a proportion")]
fn share(frequency: u32, all: u64) -> f32 {
    frequency as f32 / all as f32
}

/// Whether jieba looks for words that contain `c` (its class of Han characters, ASCII letters and digits, and
/// `+#&._%-`). It cuts before and after any other character.
pub(super) fn takes(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2A6DF}'
        | '\u{2A700}'..='\u{2EBEF}' | '\u{2F800}'..='\u{2FA1F}' | '+' | '#' | '&' | '.' | '_' | '%' | '-')
        || c.is_ascii_alphanumeric()
}

/// Whether `byte` joins letters and digits into one token: 5.4.1, covid-19.
const fn is_joint(byte: u8) -> bool {
    matches!(byte, b'.' | b'_' | b'-')
}

/// The state of cutting a text.
struct Cutting<'s, 'a> {
    segmenter: &'s Segmenter,
    text: &'a str,
    for_search: bool,
    tokens: Vec<Token<'a>>,
    /// The offsets at which the characters of a word begin; kept to reuse the allocation.
    bounds: Vec<usize>,
}

impl Cutting<'_, '_> {
    /// Cuts a run of characters of which the dictionary made no words.
    fn run(&mut self, start: usize, end: usize) {
        let run = self.text.get(start..end).unwrap_or_default();
        let mut chars = run.chars();
        chars.next();
        // The whole run may be a word of the dictionary that is less probable than its characters. It is then
        // cut into characters, as jieba does.
        if chars.as_str().is_empty() || self.segmenter.jieba.has_word(run) {
            for (at, c) in run.char_indices() {
                self.push(start + at, start + at + c.len_utf8());
            }
            return;
        }
        let mut rest = run;
        let mut at = start;
        while let Some(first) = rest.chars().next() {
            let covered = RANGE.contains(&first);
            let length = rest.find(|c| RANGE.contains(&c) != covered).unwrap_or(rest.len());
            let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            if covered {
                let segmenter = self.segmenter;
                let mut from = 0;
                segmenter.model.cut(piece, |to| {
                    self.push(at + from, at + to);
                    from = to;
                });
            } else {
                self.joined(piece.as_bytes(), at);
            }
            at += length;
            rest = after;
        }
    }

    /// Cuts text that the HMM does not cover. Letters and digits, with the marks that join them and a percent
    /// sign, are one token; whatever is between two such tokens is another.
    fn joined(&mut self, bytes: &[u8], offset: usize) {
        let is = |at: usize, class: fn(u8) -> bool| bytes.get(at).is_some_and(|&byte| class(byte));
        let alphanumeric = |at: usize| is(at, |byte| byte.is_ascii_alphanumeric());
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            if alphanumeric(at) {
                while alphanumeric(at) || is(at, is_joint) && alphanumeric(at + 1) {
                    at += 1;
                }
                at += usize::from(is(at, |byte| byte == b'%'));
            } else {
                while at < bytes.len() && !alphanumeric(at) {
                    at += 1;
                }
            }
            self.push(offset + start, offset + at);
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        if self.for_search {
            self.push_parts(start, end);
        }
        self.push_token(start, end);
    }

    /// Adds the tokens inside a token.
    fn push_parts(&mut self, start: usize, end: usize) {
        let word = self.text.get(start..end).unwrap_or_default();
        if word.bytes().any(is_joint) {
            let mut at = start;
            for part in word.as_bytes().split(|&byte| is_joint(byte)) {
                // A bare number between marks is not useful by itself.
                if part.len() >= 2 && part.iter().any(u8::is_ascii_alphabetic) {
                    self.push_token(at, at + part.len());
                }
                at += part.len() + 1;
            }
        }
        // As jieba does: words of two characters inside longer ones, then words of three.
        let mut bounds = core::mem::take(&mut self.bounds);
        bounds.clear();
        bounds.extend(word.char_indices().map(|(at, _)| start + at));
        let chars = bounds.len();
        bounds.push(end);
        for length in 2..chars.min(4) {
            for gram in bounds.windows(length + 1) {
                if let (Some(&from), Some(&to)) = (gram.first(), gram.last()) {
                    if self
                        .text
                        .get(from..to)
                        .is_some_and(|gram| self.segmenter.jieba.has_word(gram))
                    {
                        self.push_token(from, to);
                    }
                }
            }
        }
        self.bounds = bounds;
    }

    fn push_token(&mut self, start: usize, end: usize) {
        self.tokens.push(Token {
            text: self.text.get(start..end).unwrap_or_default(),
            span: Span::new(ByteOffset::from_usize(start), ByteOffset::from_usize(end)),
        });
    }
}
