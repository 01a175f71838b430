//! Documents, block by block → a shard's bytes.

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

/// The most documents of a shard: three bits of a 32-bit number are the field's.
const MAX_DOCUMENTS: u32 = 1 << 29;

/// The most characters of a block, for the same reason.
const MAX_BLOCK: u32 = 1 << 29;

/// Gathers documents and makes a shard of them.
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
    /// A builder without documents. Without a segmenter the shard has no words: what matches is the
    /// same, in another order.
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

    /// Adds a document of blocks of **folded** text. No match goes from one block into the next. A
    /// block may be empty: it keeps its number.
    ///
    /// # Errors
    /// [`Code::TooLarge`] where the shard would have more positions than 32 bits can number, a block
    /// more than 2²⁹ characters, or the shard more than 2²⁹ documents. The builder is then of no
    /// further use.
    pub fn add_document<'a>(&mut self, blocks: impl IntoIterator<Item = (Field, &'a str)>) -> Result<()> {
        if self.documents >= MAX_DOCUMENTS {
            return Err(Error::new(
                Code::TooLarge,
                format!("an index shard holds {MAX_DOCUMENTS} documents at most"),
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

    /// Characters and separators so far: what a shard's size grows with.
    #[must_use]
    pub fn positions(&self) -> usize {
        self.sequence.len()
    }

    /// The shard's bytes (their grammar: `format.rs`).
    ///
    /// # Errors
    /// [`Code::TooLarge`] where a part is over 4 GiB.
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
