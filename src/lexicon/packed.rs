//! The packed form of a lexicon, `.kbl`: small once compressed, quick to read, and checked when read.
//!
//! ```text
//! "KBL" version:u8 checksum:u64    the checksum is of everything after it
//! kind:u8                          0 full, 1 subset
//! folding:varint                   0 if the words are not folded, else FOLD_VERSION
//! total:varint                     sum of all frequencies, including those of words left out
//! count:varint                     number of words
//! heads:stream                     a byte for each word: in the high half the number of characters
//!                                  shared with the word before, in the low half the number of its
//!                                  own; if either exceeds 15, a 0 and then a byte for each
//! tails:stream                     the words' own characters, UTF-8
//! frequencies:stream               a varint for each word
//! probabilities:20×u64             of the HMM, the bits of f64: four start probabilities, then four
//!                                  times four transitions
//! totals:4×varint                  N of each state
//! flags:stream                     a bit for each word of one character, in order, low bits first:
//!                                  whether that character has a row
//! others:count, varints            steps between the characters that have a row but are not words
//! counts:stream                    varints: the counts of all rows in the first state, in the second,
//!                                  in the third; then for the fourth (a word by itself) the signed
//!                                  difference from the frequency of that word, which is nearly
//!                                  always 0
//! readings                         see `Readings::write`
//! synonyms                         see `Synonyms::write`; nothing if there are none
//! ```
//! Words are in the order of their code points, so that neighbours share their beginnings. Numbers of one
//! kind are stored together, which compresses better.

use super::dictionary::{Kind, Parts};
use super::hmm::{self, Hmm, Row, STATES};
use super::readings::Readings;
use super::synonyms::Synonyms;
use super::words::{Words, MAX_WORDS, MAX_WORD_CHARS};
use crate::bytes::{checksum, Reader, Writer};
use crate::order;
use crate::text::FOLD_VERSION;
use crate::{Code, Error, Result};

const MAGIC: &[u8] = b"KBL";
const VERSION: u8 = 1;
/// The maximum number of shared or own characters that fits half a byte.
const HALF: usize = 15;
/// The state of a character that is a word by itself: the last. In jieba's data the count in this state is
/// the frequency of that word.
const ALONE: usize = STATES - 1;

/// Packs `parts`.
pub(super) fn write(parts: &Parts) -> Vec<u8> {
    let content = write_content(parts);
    let mut out = Writer::new();
    out.bytes(MAGIC);
    out.u8(VERSION);
    out.u64(checksum(content.as_slice()));
    out.bytes(content.as_slice());
    out.into_bytes()
}

fn write_content(parts: &Parts) -> Writer {
    let mut out = Writer::new();
    out.u8(match parts.kind {
        Kind::Full => 0,
        Kind::Subset => 1,
    });
    out.varint(if parts.folded { u64::from(FOLD_VERSION) } else { 0 });
    out.varint(u64::from(parts.total));
    write_words(&parts.words, &mut out);
    write_hmm(&parts.hmm, &parts.words, &mut out);
    parts.readings.write(&parts.words, &mut out);
    parts.synonyms.write(&mut out);
    out
}

fn write_words(words: &Words, out: &mut Writer) {
    let (mut heads, mut tails, mut frequencies) = (Writer::new(), Writer::new(), Writer::new());
    let mut last = "";
    for (word, frequency) in words.iter() {
        let shared = word.chars().zip(last.chars()).take_while(|(a, b)| a == b).count();
        let tail = word
            .char_indices()
            .nth(shared)
            .and_then(|(at, _)| word.get(at..))
            .unwrap_or_default();
        let own = tail.chars().count();
        // This never saturates: words have at most MAX_WORD_CHARS characters.
        let [shared_byte, own_byte] = [shared, own].map(|n| u8::try_from(n).unwrap_or(u8::MAX));
        if shared <= HALF && own <= HALF {
            heads.u8(shared_byte << 4 | own_byte);
        } else {
            heads.bytes(&[0, shared_byte, own_byte]);
        }
        tails.bytes(tail.as_bytes());
        frequencies.varint(u64::from(frequency));
        last = word;
    }
    out.varint_usize(words.len());
    for stream in [heads, tails, frequencies] {
        out.stream(&stream);
    }
}

fn read_words(reader: &mut Reader<'_>) -> Result<Words> {
    // Each word takes at least a byte in each of the three streams.
    let count = reader.count(3)?;
    if count > MAX_WORDS {
        return Err(reader.damaged(format!("{count} words; the maximum is {MAX_WORDS}")));
    }
    let (mut heads, tails, mut frequencies) = (reader.stream()?, reader.stream()?, reader.stream()?);
    let tails = tails.rest_str()?;
    let mut tails = tails.chars();
    let mut words = Words::default();
    let mut word = String::with_capacity(4 * MAX_WORD_CHARS);
    for _ in 0..count {
        let (shared, own) = match heads.u8()? {
            0 => (heads.u8()?, heads.u8()?),
            head => (head >> 4, head & 15),
        };
        match word.char_indices().nth(usize::from(shared)) {
            Some((at, _)) => word.truncate(at),
            None if word.chars().count() == usize::from(shared) => {}
            None => return Err(heads.damaged("a word shares more characters than the last one has")),
        }
        for _ in 0..own {
            word.push(
                tails
                    .next()
                    .ok_or_else(|| heads.damaged("the characters of the words end early"))?,
            );
        }
        let frequency = frequencies.varint_u32()?;
        words
            .push(&word, frequency)
            .map_err(|error| heads.damaged(error.to_string()))?;
    }
    heads.finish()?;
    frequencies.finish()?;
    match tails.next() {
        None => Ok(words),
        Some(_) => Err(reader.damaged("characters are left over after the words")),
    }
}

fn write_hmm(hmm: &Hmm, words: &Words, out: &mut Writer) {
    for probability in core::iter::once(&hmm.start).chain(&hmm.transitions).flatten() {
        out.u64(probability.to_bits());
    }
    for &total in &hmm.totals {
        out.varint(u64::from(total));
    }
    let mut rows = hmm.rows.iter().peekable();
    let (mut flags, mut others) = (Bits::default(), Writer::new());
    let mut other_count = 0;
    let mut last = u32::from(*hmm::RANGE.start());
    // For each row, the frequency of its character as a word.
    let mut expected = Vec::with_capacity(hmm.rows.len());
    for (c, frequency) in single_characters(words).map(|(c, f)| (Some(c), f)).chain([(None, 0)]) {
        while let Some(&(other, _)) = rows.next_if(|&&(other, _)| c.is_none_or(|c| other < c)) {
            others.varint(u64::from(u32::from(other) - last));
            last = u32::from(other);
            other_count += 1;
            expected.push(0);
        }
        let has_row = rows.next_if(|&&(other, _)| c == Some(other)).is_some();
        if has_row {
            expected.push(frequency);
        }
        if c.is_some() {
            flags.push(has_row);
        }
    }
    out.varint_usize(flags.bytes.len());
    out.bytes(&flags.bytes);
    out.varint_usize(other_count);
    out.bytes(others.as_slice());
    let mut counts = Writer::new();
    for state in 0..ALONE {
        for (_, row) in &hmm.rows {
            counts.varint(row.get(state).copied().map_or(0, u64::from));
        }
    }
    for ((_, [.., alone]), expected) in hmm.rows.iter().zip(expected) {
        counts.varint_signed(i64::from(*alone) - i64::from(expected));
    }
    out.stream(&counts);
}

fn read_hmm(reader: &mut Reader<'_>, words: &Words) -> Result<Hmm> {
    let mut probabilities = [[0.0; STATES]; 1 + STATES];
    for probability in probabilities.iter_mut().flatten() {
        *probability = f64::from_bits(reader.u64()?);
        if !probability.is_finite() {
            return Err(reader.damaged("an HMM probability is not finite"));
        }
    }
    let [start, transitions @ ..] = probabilities;
    let mut totals = [0; STATES];
    for total in &mut totals {
        *total = reader.varint_u32()?;
    }
    let mut rows = read_characters(reader, words)?;
    let mut counts = reader.stream()?;
    for (state, &total) in totals.iter().enumerate() {
        for (_, row) in &mut rows {
            let Some(slot) = row.get_mut(state) else { continue };
            let count = if state == ALONE {
                // Until now the slot holds the expected count.
                counts
                    .varint_signed()?
                    .checked_add(i64::from(*slot))
                    .and_then(|count| u32::try_from(count).ok())
            } else {
                Some(counts.varint_u32()?)
            };
            *slot = count
                .filter(|&count| count <= total)
                .ok_or_else(|| counts.damaged("a character's count is negative or over the total"))?;
        }
    }
    counts.finish()?;
    Ok(Hmm {
        start,
        transitions,
        totals,
        rows,
    })
}

/// Reads the characters that have a row, in order. The last count of each row is set to the frequency of the
/// character as a word.
fn read_characters(reader: &mut Reader<'_>, words: &Words) -> Result<Vec<(char, Row)>> {
    let row = |expected| [0, 0, 0, expected];
    let mut flags = reader.stream()?;
    let flags = flags.take(flags.remaining())?;
    let mut rows = Vec::new();
    let mut singles = 0;
    for (i, (c, frequency)) in single_characters(words).enumerate() {
        singles = i + 1;
        if flags.get(i / 8).is_some_and(|byte| byte >> (i % 8) & 1 == 1) {
            rows.push((c, row(frequency)));
        }
    }
    if flags.len() != singles.div_ceil(8) {
        return Err(reader.damaged("the flags of the HMM do not fit the words"));
    }
    let others = reader.count(1)?;
    let mut last = u32::from(*hmm::RANGE.start());
    for _ in 0..others {
        last = last.saturating_add(reader.varint_u32()?);
        let c = char::from_u32(last).filter(|c| hmm::RANGE.contains(c));
        rows.push((
            c.ok_or_else(|| reader.damaged("a character that the HMM does not cover"))?,
            row(0),
        ));
    }
    let rows = order::by_key(rows, |&(c, _)| c as usize);
    if rows.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
        return Err(reader.damaged("a character has two rows in the HMM"));
    }
    Ok(rows)
}

/// Returns the words of one character that is in [`hmm::RANGE`], in order, with their frequencies.
fn single_characters(words: &Words) -> impl Iterator<Item = (char, u32)> + '_ {
    words.iter().filter_map(|(word, frequency)| {
        let mut chars = word.chars();
        let c = chars.next()?;
        (chars.next().is_none() && hmm::RANGE.contains(&c)).then_some((c, frequency))
    })
}

/// Bits packed into bytes, low bits first.
#[derive(Debug, Default)]
struct Bits {
    bytes: Vec<u8>,
    count: usize,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.count.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << (self.count % 8);
        }
        self.count += 1;
    }
}

/// Reads the packed form.
pub(super) fn read(bytes: &[u8]) -> Result<Parts> {
    let mut reader = Reader::new(bytes, "lexicon");
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(Reader::new(bytes, "lexicon").damaged("it does not begin with KBL"));
    }
    let version = reader.u8()?;
    if version != VERSION {
        return Err(wrong_version(format!(
            "the lexicon has version {version}; this engine reads version {VERSION}"
        )));
    }
    let expected = reader.u64()?;
    let content = bytes.get(reader.position()..).unwrap_or_default();
    if checksum(content) != expected {
        return Err(reader.damaged("its checksum is wrong"));
    }
    let kind = match reader.u8()? {
        0 => Kind::Full,
        1 => Kind::Subset,
        other => return Err(reader.damaged(format!("unknown kind {other}"))),
    };
    let folding = reader.varint_u32()?;
    if folding != 0 && folding != FOLD_VERSION {
        return Err(wrong_version(format!(
            "the lexicon has folding version {folding}; this engine has {FOLD_VERSION}"
        )));
    }
    let total = reader.varint_u32()?;
    let words = read_words(&mut reader)?;
    if total == 0 || u64::from(total) < words.sum() {
        return Err(reader.damaged("the sum of frequencies is too small"));
    }
    let hmm = read_hmm(&mut reader, &words)?;
    let readings = Readings::read(&mut reader, &words)?;
    let synonyms = Synonyms::read(&mut reader)?;
    reader.finish()?;
    Ok(Parts {
        kind,
        folded: folding != 0,
        words,
        total,
        hmm,
        readings,
        synonyms,
    })
}

fn wrong_version(message: String) -> Error {
    Error::new(Code::WrongVersion, message).advise("publish the bulletin again, or reload the page")
}
