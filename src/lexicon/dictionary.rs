//! The lexicon: words with frequencies, the HMM, readings and synonyms, and what is derived from them.

use rustc_hash::FxHashSet;

use super::hmm::{self, Hmm};
use super::own::OwnWords;
use super::readings::Readings;
use super::synonyms::Synonyms;
use super::words::Words;
use super::{packed, segmenter, Fingerprint, Segmenter};
use crate::bytes::checksum;
use crate::text::{fold, FOLD_VERSION};
use crate::{Code, Error, Result};

/// How much of its dictionary a lexicon holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// All of it: it segments any text.
    Full,
    /// Only what one collection can contain: it segments the texts of that collection and queries for them.
    Subset,
}

/// Words with their frequencies, and an HMM for words that are not among them.
///
/// Equality compares the content.
#[derive(Debug, Clone, PartialEq)]
pub struct Lexicon {
    parts: Parts,
}

/// The parts of a lexicon, which are also all that its packed form contains.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parts {
    pub(super) kind: Kind,
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

impl From<Parts> for Lexicon {
    fn from(parts: Parts) -> Self {
        Self { parts }
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
        Ok(Parts {
            kind: Kind::Full,
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
        full.parts.readings = Readings::parse(include_str!("readings.txt"))?;
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
        packed::write(&self.parts)
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
            .parts
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
        let chars = self.parts.hmm.rows.iter().map(|&(c, _)| c);
        let chars = chars
            .filter(|c| fold(c.encode_utf8(&mut [0; 4])).as_str().starts_with(*c))
            .collect();
        let hmm = self.parts.hmm.subset(&chars);
        #[cfg(feature = "full-lexicon")]
        let readings = self.parts.readings.folded(&self.parts.words)?;
        #[cfg(not(feature = "full-lexicon"))]
        let readings = Readings::default();
        Ok(Parts {
            folded: true,
            words,
            hmm,
            readings,
            ..self.parts.clone()
        }
        .into())
    }

    /// Returns the subset for the collection of `texts`: the words that occur in them and the HMM's rows of their
    /// characters. It segments every piece of these texts exactly as this lexicon does. Synonyms are kept if
    /// the collection contains what they find.
    #[must_use]
    pub fn subset<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let words = &self.parts.words;
        let mut finder = words.finder();
        let mut occurs = vec![false; words.len()];
        let mut chars = FxHashSet::default();
        // The synonyms that find something. The words that segment a query for them are kept too.
        let mut synonyms: Vec<(String, String)> = Vec::new();
        let mut open: Vec<(&str, &str)> = self.parts.synonyms.iter().collect();
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
        let mut kept = Words::default();
        for ((word, frequency), _) in words.iter().zip(&occurs).filter(|(_, &occurs)| occurs) {
            // This cannot fail: the words are in order, and come from a list within the caps.
            let _ = kept.push(word, frequency);
        }
        Parts {
            kind: Kind::Subset,
            readings: self.parts.readings.subset(&chars, &kept),
            words: kept,
            hmm: self.parts.hmm.subset(&chars),
            synonyms: Synonyms::new(synonyms),
            ..self.parts.clone()
        }
        .into()
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
            let entry = if self.parts.folded {
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
                .advise("add its parts as separate words"));
            }
            let frequency = segmenter.add(&entry, frequency);
            added.push((entry, frequency));
        }
        let mut all: Vec<(&str, u32)> = self.parts.words.iter().collect();
        all.extend(added.iter().map(|(word, f)| (word.as_str(), *f)));
        let words = Words::from_unsorted(all)?;
        let total = in_range(u64::from(self.rest()) + words.sum())?;
        Ok(Parts {
            words,
            total,
            ..self.parts
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
        lexicon.parts.synonyms = Synonyms::new(own.synonyms.clone());
        Ok(lexicon)
    }

    /// Returns the synonyms, folded.
    #[must_use]
    pub fn synonyms(&self) -> &Synonyms {
        &self.parts.synonyms
    }

    /// Returns how much of its dictionary this lexicon holds.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.parts.kind
    }

    /// Whether it is for folded text.
    #[must_use]
    pub fn is_folded(&self) -> bool {
        self.parts.folded
    }

    /// Returns the number of words.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.parts.words.len()
    }

    /// Returns the words with their frequencies, in the order of their code points.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.parts.words.iter()
    }

    /// Returns a hash of the content and of the version of the folding, which identifies the lexicon. Readings
    /// are not included.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let Parts {
            kind,
            folded,
            words,
            total,
            hmm,
            readings: _,
            synonyms,
        } = &self.parts;
        let mut sum = u64::from(*total);
        let mut add = |part: u64| sum = sum.rotate_left(5).wrapping_mul(Fingerprint::PRIME) ^ part;
        add(u64::from(FOLD_VERSION) << 2 | u64::from(*folded) << 1 | u64::from(*kind == Kind::Full));
        for (word, frequency) in words.iter() {
            add(checksum(word.as_bytes()));
            add(u64::from(frequency));
        }
        for probability in core::iter::once(&hmm.start).chain(&hmm.transitions).flatten() {
            add(probability.to_bits());
        }
        hmm.totals.iter().for_each(|&n| add(u64::from(n)));
        for (c, row) in &hmm.rows {
            add(u64::from(*c));
            row.iter().for_each(|&n| add(u64::from(n)));
        }
        for side in synonyms.iter().flat_map(|(typed, found)| [typed, found]) {
            add(checksum(side.as_bytes()));
        }
        Fingerprint(sum)
    }

    /// Returns the readings of characters and words. Those of a folded lexicon are for folded text.
    #[must_use]
    pub fn readings(&self) -> &Readings {
        &self.parts.readings
    }

    pub(super) fn words(&self) -> &Words {
        &self.parts.words
    }

    pub(super) fn hmm(&self) -> &Hmm {
        &self.parts.hmm
    }

    /// Returns the sum of the frequencies of the words left out.
    pub(super) fn rest(&self) -> u32 {
        let here = u32::try_from(self.parts.words.sum()).unwrap_or(u32::MAX);
        self.parts.total.saturating_sub(here)
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
