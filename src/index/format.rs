//! The byte format of a shard.
//!
//! ```text
//! shard    := magic:byte{4} version:u16 flags:u16 fold-version:u32 fingerprint:u64
//!             documents:u32 positions:u32 length:u32{6}
//!             blocks characters pair-table pair-positions word-table word-postings
//!             checksum:u64
//! magic    := "KBSH"
//! flags    := bit 0: the shard has words, cut by the lexicon of the fingerprint; other bits are 0
//! checksum := `bytes::checksum` of all bytes before it
//! ```
//!
//! Numbers of a fixed size are little-endian; a `varint` is LEB128 (seven bits per byte, low bits first). The six
//! lengths are those of the six parts, which fill the space up to the checksum. Each part is described in the module
//! that reads it: `blocks`, `alphabet`, `pair_table`, `postings`, `words`.
//!
//! *Positions* number the text continuously: one for each character of each block, and one for the separator after each
//! block. The text itself is not stored.
//!
//! A version never changes; a new format gets a new version. Opening bytes from outside gives an error or a usable
//! shard. A shard with a valid checksum but false content may give wrong answers, but it does not fail, hang, or
//! allocate more than a small multiple of its size.

use crate::bytes::{checksum, Reader, Writer};
use crate::error::{Code, Error, Result};
use crate::lexicon::Fingerprint;

/// The first bytes of a shard.
pub const MAGIC: [u8; 4] = *b"KBSH";

/// The version this engine writes and reads.
pub const VERSION: u16 = 1;

const HAS_WORDS: u16 = 1;

/// The number of parts between header and checksum.
pub(crate) const PARTS: usize = 6;

/// A shard's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// The lexicon that cut the words; `None` if the shard has none.
    pub(crate) fingerprint: Option<Fingerprint>,
    /// The version of the folding that the text went through.
    pub(crate) fold_version: u32,
    /// The number of documents.
    pub(crate) documents: u32,
    /// The number of characters and separators.
    pub(crate) positions: u32,
}

/// Returns the bytes of a shard with this header and these parts.
///
/// # Errors
/// [`Code::TooLarge`] if a part exceeds 4 GiB.
pub(crate) fn write(head: Head, parts: &[Vec<u8>; PARTS]) -> Result<Vec<u8>> {
    let mut out = Writer::new();
    out.bytes(&MAGIC);
    out.u16(VERSION);
    out.u16(if head.fingerprint.is_some() { HAS_WORDS } else { 0 });
    out.u32(head.fold_version);
    out.u64(head.fingerprint.map_or(0, |fingerprint| fingerprint.0));
    out.u32(head.documents);
    out.u32(head.positions);
    for part in parts {
        out.u32(u32::try_from(part.len()).map_err(|_| {
            Error::new(
                Code::TooLarge,
                format!(
                    "a part of the index has {} bytes; at most 4 GiB are allowed",
                    part.len()
                ),
            )
        })?);
    }
    for part in parts {
        out.bytes(part);
    }
    out.u64(checksum(out.as_slice()));
    Ok(out.into_bytes())
}

/// Reads a shard's header and returns it with the range of each part in `bytes`.
///
/// # Errors
/// [`Code::Damaged`] or [`Code::WrongVersion`], with the offset in bytes.
pub(crate) fn read(bytes: &[u8]) -> Result<(Head, [core::ops::Range<usize>; PARTS])> {
    let mut reader = Reader::new(bytes, "index shard");
    if reader.take(MAGIC.len())? != MAGIC {
        return Err(damaged("expected an index shard (\"KBSH\"), found other bytes", 0));
    }
    let version = reader.u16()?;
    if version != VERSION {
        return Err(Error::new(
            Code::WrongVersion,
            format!("the index shard has version {version}; this engine reads version {VERSION}"),
        )
        .at("byte 4")
        .advise("publish the collection again with this version, or load the engine it was published with"));
    }
    let flags = reader.u16()?;
    if flags & !HAS_WORDS != 0 {
        return Err(damaged("the index shard has flags that its version does not define", 6));
    }
    let fold_version = reader.u32()?;
    let fingerprint = Fingerprint(reader.u64()?);
    let (documents, positions) = (reader.u32()?, reader.u32()?);
    let mut lengths = [0usize; PARTS];
    for length in &mut lengths {
        *length = reader.u32()? as usize;
    }
    let mut parts = [const { 0..0 }; PARTS];
    for (part, length) in parts.iter_mut().zip(lengths) {
        let start = reader.position();
        reader.take(length)?;
        *part = start..reader.position();
    }
    let before = bytes.get(..reader.position()).unwrap_or(&[]);
    if reader.u64()? != checksum(before) {
        return Err(damaged(
            "the index shard's checksum does not match its bytes",
            before.len(),
        ));
    }
    reader.finish()?;
    let fingerprint = (flags & HAS_WORDS != 0).then_some(fingerprint);
    Ok((
        Head {
            fingerprint,
            fold_version,
            documents,
            positions,
        },
        parts,
    ))
}

#[cold]
pub(crate) fn damaged(message: &str, byte: usize) -> Error {
    Error::new(Code::Damaged, message)
        .at(format!("byte {byte}"))
        .advise("load it again")
}
