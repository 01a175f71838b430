//! The lexicon: words with frequencies, the HMM, readings and synonyms, and what is derived from them.

use rustc_hash::FxHashSet;

use super::hmm::{self, Hmm};
use super::own::OwnWords;
use super::readings::Readings;
use super::synonyms::Synonyms;
use super::words::Words;
use super::{packed, segmenter, Segmenter};
use crate::text::fold;
use crate::{Code, Error, Result};

/// How much of its dictionary a lexicon holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LexiconKind {
    /// All of it: it segments any text.
    Full,
    /// Only what one collection can contain: it segments the texts of that collection and queries for them.
    Subset,
}

/// The length in characters from which a subset keeps words that its texts contain only in parts.
const MIN_COMPOUND_CHARS: usize = 4;

/// The frequency from which it does, in jieba's counts: rarer ones are mostly phrases rather than words. A subset of
/// [`LARGE`] size keeps them all: it has the parts of nearly all of them, and they weigh little beside its texts.
const MIN_COMPOUND_FREQUENCY: u32 = 5;

/// The number of words from which a subset is large.
const LARGE: usize = 10_000;

/// Words with their frequencies, and an HMM for words that are not among them.
///
/// Equality compares the content.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexicon {
    contents: Contents,
}

/// The contents of a lexicon, which are also all that its packed form contains.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contents {
    pub(super) kind: LexiconKind,
    /// Whether the words are folded, for folded text.
    pub(super) folded: bool,
    pub(super) words: Words,
    /// The sum of the frequencies of all words of the dictionary, including those left out. It has 32 bits, so
    /// that it fits a `usize` in the browser; jieba's is 60 million.
    pub(super) total: u32,
    pub(super) hmm: Hmm,
    pub(super) readings: Readings,
    pub(super) synonyms: Synonyms,
}

impl From<Contents> for Lexicon {
    fn from(contents: Contents) -> Self {
        Self { contents }
    }
}

impl Lexicon {
    /// Makes a full lexicon from a dictionary and a model in jieba's formats: one word a line with its
    /// frequency (and a part of speech, which is ignored), and `hmm.model`.
    ///
    /// Words are kept as they are, including upper case and traditional forms; [`Lexicon::folded`] converts the
    /// lexicon for folded text.
    ///
    /// # Errors
    /// [`Code::Damaged`] with the line if a line is malformed; [`Code::TooLarge`] if the words or frequencies
    /// exceed a cap.
    pub fn from_jieba(dict: &str, hmm_model: &str) -> Result<Self> {
        let mut words = Vec::new();
        for (i, line) in dict.lines().enumerate() {
            let mut fields = line.split_whitespace();
            let Some(word) = fields.next() else { continue };
            let frequency = fields.next().map_or(Ok(0), str::parse).map_err(|_| {
                Error::new(Code::Damaged, "expected a word and its frequency, a whole number")
                    .at(format!("dictionary line {}", i + 1))
            })?;
            words.push((word, frequency));
        }
        let words = Words::from_unsorted(words)?;
        let total = in_range(words.sum())?;
        Ok(Contents {
            kind: LexiconKind::Full,
            folded: false,
            words,
            total,
            hmm: Hmm::parse(hmm_model)?,
            readings: Readings::default(),
            synonyms: Synonyms::default(),
        }
        .into())
    }

    /// Returns jieba-rs's own words and HMM, with the readings of characters and words.
    ///
    /// # Errors
    /// As [`Lexicon::from_jieba`], if jieba-rs has changed the format of its data.
    #[cfg(feature = "full-lexicon")]
    pub fn full() -> Result<Self> {
        let mut full = Self::from_jieba(
            include_str!(env!("KANBAO_JIEBA_DICT")),
            include_str!(env!("KANBAO_JIEBA_HMM")),
        )?;
        full.contents.readings = Readings::parse(include_str!("readings.txt"))?;
        Ok(full)
    }

    /// Reads the packed form.
    ///
    /// # Errors
    /// [`Code::Damaged`] if anything differs from what [`Lexicon::to_bytes`] writes;
    /// [`Code::WrongVersion`] if the version of the format or of the folding differs from this engine's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        Ok(packed::read(bytes)?.into())
    }

    /// Returns the packed form, with a version and a checksum. The same lexicon always gives the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        packed::write(&self.contents)
    }

    /// Returns the lexicon for folded text: every word is folded, and the frequencies of words that fold alike
    /// are added up.
    ///
    /// Otherwise 著名 would not be a word in folded text, where it is written 着名, and nor would AA制. The sum
    /// of frequencies stays the same, so all other words keep their probability: folded text without such words
    /// is segmented as by jieba's own dictionary.
    ///
    /// # Errors
    /// [`Code::TooLarge`] if the words exceed a cap.
    pub fn folded(&self) -> Result<Self> {
        let folded: Vec<(String, u32)> = self
            .contents
            .words
            .iter()
            .map(|(word, f)| (fold(word).into_string(), f))
            .collect();
        let mut words: Vec<(&str, u32)> = folded.iter().map(|(word, f)| (word.as_str(), *f)).collect();
        words.retain(|(word, _)| !word.is_empty());
        // The standard sort, whose code the browser never loads: its engine does not fold lexicons.
        words.sort_unstable();
        words.dedup_by(|(word, f), (kept, sum)| {
            let same = word == kept;
            if same {
                *sum = sum.saturating_add(*f);
            }
            same
        });
        let words = Words::from_unsorted(words)?;
        // Rows of characters that do not occur in folded text are not needed.
        let chars = self.contents.hmm.rows.iter().map(|&(c, _)| c);
        let chars = chars
            .filter(|c| fold(c.encode_utf8(&mut [0; 4])).as_str().starts_with(*c))
            .collect();
        let hmm = self.contents.hmm.subset(&chars);
        #[cfg(feature = "full-lexicon")]
        let readings = self.contents.readings.folded(&self.contents.words)?;
        #[cfg(not(feature = "full-lexicon"))]
        let readings = Readings::default();
        Ok(Contents {
            folded: true,
            words,
            hmm,
            readings,
            ..self.contents.clone()
        }
        .into())
    }

    /// Returns the subset for the collection of `texts`: the words that occur in them and the HMM's rows of their
    /// characters. It segments every piece of these texts exactly as this lexicon does. Synonyms are kept if
    /// the collection contains what they find.
    ///
    /// Common words that do not occur there although their parts do are kept too. Otherwise a query for 人工智能 would
    /// be cut into 人工 and 智能, and find articles that contain the two apart.
    #[must_use]
    pub fn subset<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let words = &self.contents.words;
        let mut finder = words.finder();
        let mut occurs = vec![false; words.len()];
        let mut chars = FxHashSet::default();
        // The synonyms that find something. The words that segment a query for them are kept too.
        let mut synonyms: Vec<(String, String)> = Vec::new();
        let mut open: Vec<(&str, &str)> = self.contents.synonyms.iter().collect();
        let typed: Vec<&str> = open.iter().map(|&(typed, _)| typed).collect();
        let texts = texts.into_iter().map(|text| (text, true));
        for (text, collected) in texts.chain(typed.into_iter().map(|typed| (typed, false))) {
            open.retain(|&(typed, found)| {
                let is_there = collected && text.contains(found);
                if is_there {
                    synonyms.push((typed.to_owned(), found.to_owned()));
                }
                !is_there
            });
            for (at, c) in text.char_indices() {
                if hmm::RANGE.contains(&c) {
                    chars.insert(c);
                }
                finder.at_start_of(text.get(at..).unwrap_or_default(), |index| {
                    if let Some(slot) = occurs.get_mut(index) {
                        *slot = true;
                    }
                });
            }
        }
        let kept = words.only(&occurs);
        let subset = Self::from(Contents {
            kind: LexiconKind::Subset,
            readings: self.contents.readings.subset(&chars, &kept),
            words: kept,
            total: self.contents.total,
            folded: self.contents.folded,
            hmm: self.contents.hmm.subset(&chars),
            synonyms: Synonyms::new(synonyms),
        });
        self.mark_compounds(&subset, &chars, &mut occurs);
        Contents {
            words: words.only(&occurs),
            ..subset.contents
        }
        .into()
    }

    /// Marks in `occurs` the common words that `subset` would cut into words it contains.
    fn mark_compounds(&self, subset: &Self, chars: &FxHashSet<char>, occurs: &mut [bool]) {
        let segmenter = Segmenter::new(subset);
        let is_large = subset.contents.words.len() >= LARGE;
        for ((word, frequency), occurs) in self.contents.words.iter().zip(occurs) {
            let length = word.chars().count();
            if *occurs
                || !is_large && frequency < MIN_COMPOUND_FREQUENCY
                || length < MIN_COMPOUND_CHARS
                || !word.chars().all(|c| chars.contains(&c))
            {
                continue;
            }
            let tokens = segmenter.cut(word);
            // Search takes shorter words and unknown stretches as one by itself.
            let whole = tokens.iter().filter(|token| segmenter.knows(token.text)).count();
            *occurs = whole >= 2 || whole == 1 && length > MIN_COMPOUND_CHARS;
        }
    }

    /// Checks that `other` segments `texts` exactly as this lexicon does, in both modes. Publishing checks each
    /// subset so.
    ///
    /// # Errors
    /// [`Code::Damaged`] with the first text (from 1) and token that differ.
    pub fn check_same_tokens<'a>(&self, other: &Self, texts: impl IntoIterator<Item = &'a str>) -> Result<()> {
        let (ours, theirs) = (Segmenter::new(self), Segmenter::new(other));
        for (i, text) in texts.into_iter().enumerate() {
            for cut in [Segmenter::cut, Segmenter::cut_for_search] {
                let (a, b) = (cut(&ours, text), cut(&theirs, text));
                if a != b {
                    let (a, b) = a.iter().zip(&b).find(|(a, b)| a != b).unzip();
                    let message = format!("two lexicons segment a text differently: {a:?} and {b:?}");
                    return Err(Error::new(Code::Damaged, message).at(format!("text {}", i + 1)));
                }
            }
        }
        Ok(())
    }

    /// Adds an editor's own words, such as names and places. A word without a frequency gets one that is just
    /// large enough to keep the word together. The words are folded if the lexicon is. A word that is there
    /// already gets the new frequency.
    ///
    /// # Errors
    /// [`Code::Damaged`] with the word and the character at which jieba always cuts, so that it cannot be a word;
    /// [`Code::TooLarge`] if the words or frequencies exceed a cap.
    pub fn with_words(self, words: &[(&str, Option<u32>)]) -> Result<Self> {
        let mut segmenter = Segmenter::new(&self);
        let mut added: Vec<(String, u32)> = Vec::with_capacity(words.len());
        for &(word, frequency) in words {
            let entry = if self.contents.folded {
                fold(word).into_string()
            } else {
                word.trim().to_owned()
            };
            if entry.is_empty() {
                return Err(Error::new(Code::Damaged, "an empty word").at(format!("word {word:?}")));
            }
            if let Some(c) = entry.chars().find(|&c| !segmenter::takes(c)) {
                return Err(Error::new(
                    Code::Damaged,
                    format!("{c:?} cannot be part of a word, since text is always cut there"),
                )
                .at(format!("word {word:?}"))
                .advise("add its contents as separate words"));
            }
            let frequency = segmenter.add(&entry, frequency);
            added.push((entry, frequency));
        }
        let mut all: Vec<(&str, u32)> = self.contents.words.iter().collect();
        all.extend(added.iter().map(|(word, f)| (word.as_str(), *f)));
        let words = Words::from_unsorted(all)?;
        let total = in_range(u64::from(self.rest()) + words.sum())?;
        Ok(Contents {
            words,
            total,
            ..self.contents
        }
        .into())
    }

    /// Adds the words of an editor's file, and replaces the synonyms by those of the file.
    ///
    /// # Errors
    /// As [`Lexicon::with_words`].
    pub fn with_own(self, own: &OwnWords) -> Result<Self> {
        let words: Vec<(&str, Option<u32>)> = own.words.iter().map(|(word, f)| (word.as_str(), *f)).collect();
        let mut lexicon = if words.is_empty() {
            self
        } else {
            self.with_words(&words)?
        };
        lexicon.contents.synonyms = Synonyms::new(own.synonyms.clone());
        Ok(lexicon)
    }

    /// Returns the synonyms, folded.
    #[must_use]
    pub(crate) fn synonyms(&self) -> &Synonyms {
        &self.contents.synonyms
    }

    /// Returns how much of its dictionary this lexicon holds.
    #[must_use]
    pub fn kind(&self) -> LexiconKind {
        self.contents.kind
    }

    /// Whether it is for folded text.
    #[must_use]
    pub fn is_folded(&self) -> bool {
        self.contents.folded
    }

    /// Returns the number of words.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.contents.words.len()
    }

    /// Returns the words with their frequencies, in the order of their code points.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.contents.words.iter()
    }

    /// Returns the readings of characters and words. Those of a folded lexicon are for folded text.
    #[must_use]
    pub(crate) fn readings(&self) -> &Readings {
        &self.contents.readings
    }

    pub(super) fn words(&self) -> &Words {
        &self.contents.words
    }

    pub(super) fn hmm(&self) -> &Hmm {
        &self.contents.hmm
    }

    /// Returns the sum of the frequencies of the words left out.
    pub(super) fn rest(&self) -> u32 {
        let here = u32::try_from(self.contents.words.sum()).unwrap_or(u32::MAX);
        self.contents.total.saturating_sub(here)
    }
}

/// Converts a sum of frequencies to a lexicon's total.
fn in_range(sum: u64) -> Result<u32> {
    u32::try_from(sum).ok().filter(|&total| total > 0).ok_or_else(|| {
        Error::new(
            Code::TooLarge,
            format!(
                "expected frequencies that add up to 1 to {}, found a sum of {sum}",
                u32::MAX
            ),
        )
    })
}
