//! Turns documents, block by block, into a shard's bytes.

use super::alphabet::Numbering;
use super::field::Field;
use super::format::{self, Head};
use super::pair_table::PairTableBuilder;
use super::pairs::{for_each_pair, position, SEPARATOR};
use super::postings;
use super::word_builder::WordsBuilder;
use crate::bytes::Writer;
use crate::error::{Code, Error, Result};
use crate::lexicon::Segmenter;
use crate::text::FOLD_VERSION;

/// The most documents in a shard: three bits of a 32-bit number hold the field.
const MAX_DOCUMENTS: u32 = 1 << 29;

/// The most characters in a block, for the same reason.
const MAX_BLOCK: u32 = 1 << 29;

/// Collects documents and makes a shard of them.
///
/// ```
/// use kanbao::index::{Field, Shard, ShardBuilder};
///
/// let mut builder = ShardBuilder::new(None);
/// builder.add_document([(Field::Headline, "水乡的春天"), (Field::Body, "春天来了,水乡醒了.")])?;
/// let shard = Shard::open(builder.finish()?)?;
/// assert_eq!(shard.find("水乡").len(), 2);
/// # Ok::<(), kanbao::Error>(())
/// ```
#[derive(Debug)]
pub struct ShardBuilder<'s> {
    segmenter: Option<&'s Segmenter>,
    numbering: Numbering,
    sequence: Vec<u32>,
    blocks: Writer,
    words: WordsBuilder,
    documents: u32,
}

impl<'s> ShardBuilder<'s> {
    /// Makes a builder without documents. Without a segmenter the shard has no words: the same strings match, but
    /// articles are ranked differently.
    #[must_use]
    pub fn new(segmenter: Option<&'s Segmenter>) -> Self {
        Self {
            segmenter,
            numbering: Numbering::new(),
            sequence: Vec::new(),
            blocks: Writer::new(),
            words: WordsBuilder::default(),
            documents: 0,
        }
    }

    /// Adds a document made of blocks of **folded** text. No match crosses from one block into the next. An empty block
    /// is allowed and keeps its index.
    ///
    /// # Errors
    /// [`Code::TooLarge`] if the shard would have more positions than 32 bits can number, a block 2²⁹ characters or
    /// more, or the shard more than 2²⁹ documents. The builder must not be used after that.
    pub fn add_document<'a>(&mut self, blocks: impl IntoIterator<Item = (Field, &'a str)>) -> Result<()> {
        if self.documents >= MAX_DOCUMENTS {
            return Err(Error::new(
                Code::TooLarge,
                format!("an index shard holds at most {MAX_DOCUMENTS} documents"),
            ));
        }
        let mut bytes = Writer::new();
        let mut count = 0;
        for (field, text) in blocks {
            let start = self.sequence.len();
            self.sequence.extend(text.chars().map(|c| self.numbering.number(c)));
            let length = u32::try_from(self.sequence.len() - start).unwrap_or(u32::MAX);
            self.sequence.push(SEPARATOR);
            if length >= MAX_BLOCK || u32::try_from(self.sequence.len()).is_err() {
                return Err(Error::new(
                    Code::TooLarge,
                    format!("a block of {length} characters does not fit into an index shard"),
                ));
            }
            bytes.varint(u64::from(length) << 3 | field as u64);
            count += 1;
            if let Some(segmenter) = self.segmenter {
                for token in segmenter.cut_for_search(text) {
                    self.words.push(token.text, self.documents, field);
                }
            }
        }
        self.blocks.varint(count);
        self.blocks.bytes(bytes.as_slice());
        self.documents += 1;
        Ok(())
    }

    /// The number of characters and separators so far; the shard's size grows with it.
    #[must_use]
    pub fn positions(&self) -> usize {
        self.sequence.len()
    }

    /// Returns the shard's bytes (format: [`super::format`]).
    ///
    /// # Errors
    /// [`Code::TooLarge`] if a part exceeds 4 GiB.
    pub fn finish(self) -> Result<Vec<u8>> {
        let Self {
            segmenter,
            numbering,
            sequence,
            blocks,
            words,
            documents,
        } = self;
        let head = Head {
            fingerprint: segmenter.map(Segmenter::fingerprint),
            fold_version: FOLD_VERSION,
            documents,
            positions: u32::try_from(sequence.len()).unwrap_or(u32::MAX),
        };
        let (alphabet, numbers) = numbering.finish();
        let mut characters = Writer::new();
        alphabet.write(&mut characters);
        let (mut table, mut positions) = (PairTableBuilder::default(), Writer::new());
        for_each_pair(&sequence, &numbers, alphabet.kinds(), |first, second, items| {
            let start = positions.len();
            let long = postings::encode(items.iter().copied().map(position), &mut positions);
            table.push(alphabet.key(first, second), positions.len() - start, long);
        });
        let (word_table, word_postings) = words.finish();
        format::write(
            head,
            &[
                blocks.into_bytes(),
                characters.into_bytes(),
                table.finish(),
                positions.into_bytes(),
                word_table,
                word_postings,
            ],
        )
    }
}
