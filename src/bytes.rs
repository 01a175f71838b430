//! Reading and writing packed bytes: a cursor that checks every step, and its counterpart.
//!
//! Numbers are little-endian or LEB128 (seven bits per byte, low bits first, the top bit set on all but the last byte).
//! The bytes come from outside and may be damaged. Every read is therefore checked against what is left, and a count
//! never exceeds the bytes that could hold its items, so nothing here panics or allocates more than its input warrants.

use crate::{Code, Error, Result};

/// The length of the longest LEB128 form of a `u64`.
const VARINT_MAX_BYTES: u32 = 10;

/// A checked cursor over bytes from outside.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    position: usize,
    /// The offset of `bytes` in the file, for error messages.
    base: usize,
    what: &'static str,
}

impl<'a> Reader<'a> {
    /// Makes a cursor at the start of `bytes`; `what` names the file in error messages ("lexicon", "shard").
    #[must_use]
    pub fn new(bytes: &'a [u8], what: &'static str) -> Self {
        Self {
            bytes,
            position: 0,
            base: 0,
            what,
        }
    }

    /// The cursor's offset in bytes from the start of the file, even inside a nested stream.
    #[must_use]
    pub fn position(&self) -> usize {
        self.base + self.position
    }

    /// The number of bytes left.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.bytes.len() - self.position
    }

    /// Makes an error of kind [`Code::Damaged`] at the cursor's position.
    #[must_use]
    pub fn damaged(&self, message: impl Into<String>) -> Error {
        Error::new(Code::Damaged, format!("{} damaged: {}", self.what, message.into()))
            .at(format!("byte {}", self.position()))
    }

    /// Takes the next `length` bytes.
    ///
    /// # Errors
    /// [`Code::Damaged`] if fewer are left.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let end = self.position.checked_add(length);
        match end.and_then(|end| self.bytes.get(self.position..end)) {
            Some(piece) => {
                self.position += length;
                Ok(piece)
            }
            None => Err(self.damaged(format!("expected {length} bytes, found {} left", self.remaining()))),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let piece = self.take(N)?;
        // `take` returned exactly N bytes, so the fallback is never used.
        Ok(piece.try_into().unwrap_or([0; N]))
    }

    /// Reads one byte.
    ///
    /// # Errors
    /// [`Code::Damaged`] at the end.
    pub fn u8(&mut self) -> Result<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// Reads two bytes, little-endian.
    ///
    /// # Errors
    /// [`Code::Damaged`] if fewer are left.
    pub fn u16(&mut self) -> Result<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// Reads four bytes, little-endian.
    ///
    /// # Errors
    /// [`Code::Damaged`] if fewer are left.
    pub fn u32(&mut self) -> Result<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// Reads eight bytes, little-endian.
    ///
    /// # Errors
    /// [`Code::Damaged`] if fewer are left.
    pub fn u64(&mut self) -> Result<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// Reads a LEB128 number.
    ///
    /// # Errors
    /// [`Code::Damaged`] at the end, or if the number has more than 64 bits.
    pub fn varint(&mut self) -> Result<u64> {
        let mut value = 0u64;
        for shift in 0..VARINT_MAX_BYTES {
            let byte = self.u8()?;
            let bits = u64::from(byte & 0x7F);
            if shift == VARINT_MAX_BYTES - 1 && bits > 1 {
                return Err(self.damaged("expected a number of at most 64 bits, found a longer one"));
            }
            value |= bits << (7 * shift);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(self.damaged("expected a number of at most 10 bytes, found a longer one"))
    }

    /// Reads a LEB128 number that fits 32 bits.
    ///
    /// # Errors
    /// [`Code::Damaged`] at the end, or if the number is larger.
    pub fn varint_u32(&mut self) -> Result<u32> {
        let value = self.varint()?;
        u32::try_from(value).map_err(|_| self.damaged(format!("expected a number of at most 32 bits, found {value}")))
    }

    /// Reads a signed LEB128 number in zigzag form: 0, -1, 1, -2 … are written as 0, 1, 2, 3 …
    ///
    /// # Errors
    /// [`Code::Damaged`] at the end, or if the number has more than 64 bits.
    pub fn varint_signed(&mut self) -> Result<i64> {
        let value = self.varint()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// Reads a LEB128 count of items that take at least `item_bytes` (≥ 1) bytes each in what is left, so that it is
    /// safe to allocate memory for them.
    ///
    /// # Errors
    /// [`Code::Damaged`] if that many items cannot fit in the bytes that are left.
    pub fn count(&mut self, item_bytes: usize) -> Result<usize> {
        let value = self.varint()?;
        let room = self.remaining() / item_bytes.max(1);
        match usize::try_from(value) {
            Ok(count) if count <= room => Ok(count),
            _ => Err(self.damaged(format!("expected room for {value} items, found room for {room}"))),
        }
    }

    /// Reads a nested stream: a LEB128 length, then that many bytes.
    ///
    /// # Errors
    /// [`Code::Damaged`] if fewer bytes are left.
    pub fn stream(&mut self) -> Result<Self> {
        let length = self.count(1)?;
        let base = self.position();
        let bytes = self.take(length)?;
        Ok(Self {
            bytes,
            position: 0,
            base,
            what: self.what,
        })
    }

    /// Reads all that is left as UTF-8.
    ///
    /// # Errors
    /// [`Code::Damaged`] if it is not UTF-8.
    pub fn rest_str(mut self) -> Result<&'a str> {
        let rest = self.take(self.remaining())?;
        core::str::from_utf8(rest).map_err(|error| self.damaged(format!("expected UTF-8: {error}")))
    }

    /// Checks that everything has been read.
    ///
    /// # Errors
    /// [`Code::Damaged`] if bytes are left.
    pub fn finish(self) -> Result<()> {
        match self.remaining() {
            0 => Ok(()),
            n => Err(self.damaged(format!("expected the end, found {n} more bytes"))),
        }
    }
}

/// Reads the LEB128 number at `*at` and moves `*at` past it; returns `None` at the end, or if the number has more than
/// 64 bits. Reads what [`Reader::varint`] reads, for inner loops over lists: it makes no error, so a truncated list
/// ends early.
pub fn varint_at(bytes: &[u8], at: &mut usize) -> Option<u64> {
    // Most numbers are one or two bytes long; those bytes are examined together.
    let (length, value) = match *bytes.get(*at..)? {
        [a @ 0..0x80, ..] => (1, u32::from(a)),
        [a, b @ 0..0x80, ..] => (2, u32::from(a & 0x7F) | u32::from(b) << 7),
        _ => return long_varint_at(bytes, at),
    };
    *at += length;
    Some(u64::from(value))
}

fn long_varint_at(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0u64;
    for shift in 0..VARINT_MAX_BYTES {
        let byte = *bytes.get(*at)?;
        *at += 1;
        let bits = u64::from(byte & 0x7F);
        if shift == VARINT_MAX_BYTES - 1 && bits > 1 {
            return None;
        }
        value |= bits << (7 * shift);
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// Like [`varint_at`], for a number that fits 32 bits; returns `None` if it does not.
#[inline]
pub fn varint_u32_at(bytes: &[u8], at: &mut usize) -> Option<u32> {
    match *bytes.get(*at)? {
        small @ 0..0x80 => {
            *at += 1;
            Some(u32::from(small))
        }
        _ => u32::try_from(varint_at(bytes, at)?).ok(),
    }
}

/// Collects bytes in the forms that [`Reader`] reads.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Makes an empty writer.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of bytes written.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing has been written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Writes one byte.
    pub fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    /// Writes two bytes, little-endian.
    pub fn u16(&mut self, value: u16) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// Writes four bytes, little-endian.
    pub fn u32(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// Writes eight bytes, little-endian.
    pub fn u64(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// Writes a LEB128 number.
    #[inline(never)]
    pub fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.bytes.push(value.to_le_bytes()[0]);
    }

    /// Writes a signed LEB128 number in zigzag form.
    pub fn varint_signed(&mut self, value: i64) {
        self.varint((value << 1 ^ value >> 63).cast_unsigned());
    }

    /// Writes a count or an offset as a LEB128 number.
    pub fn varint_usize(&mut self, value: usize) {
        self.varint(value as u64);
    }

    /// Writes the bytes unchanged.
    #[inline(never)]
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes a nested stream: its length, then its bytes.
    pub fn stream(&mut self, stream: &Self) {
        self.varint_usize(stream.len());
        self.bytes(&stream.bytes);
    }

    /// The bytes written so far.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the bytes written, as a vector.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Computes a 64-bit checksum. Two inputs that differ in only one aligned group of eight bytes always have different
/// checksums; any two others collide with a probability of about 2⁻⁶⁴. Not cryptographic: it detects damage, not
/// malice.
///
/// Each step xors eight bytes into the sum, as FNV-1a (Fowler, Noll, Vo) does with one byte, and starts from FNV's
/// offset basis; but it multiplies by 2⁶⁴ over the golden ratio (Knuth, *The Art of Computer Programming* 3, 6.4)
/// instead of FNV's prime, and then folds the high bits back, so that every bit of the input reaches every bit of the
/// sum.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15; // odd, so that each step is invertible
    let mut sum = BASIS ^ bytes.len() as u64;
    let mut step = |word: u64| {
        sum = (sum ^ word).wrapping_mul(MULTIPLIER);
        sum ^= sum >> 32;
    };
    let mut groups = bytes.chunks_exact(8);
    for group in &mut groups {
        step(u64::from_le_bytes(group.try_into().unwrap_or([0; 8])));
    }
    let mut last = [0; 8];
    for (to, from) in last.iter_mut().zip(groups.remainder()) {
        *to = *from;
    }
    step(u64::from_le_bytes(last));
    sum
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn numbers_come_back() {
        let values = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX - 1, u64::MAX];
        let mut writer = Writer::new();
        for value in values {
            writer.varint(value);
            writer.u64(value);
        }
        let bytes = writer.into_bytes();
        let mut reader = Reader::new(&bytes, "test");
        for value in values {
            assert_eq!(reader.varint().unwrap(), value);
            assert_eq!(reader.u64().unwrap(), value);
        }
        reader.finish().unwrap();
    }

    #[test]
    fn signed_numbers_come_back_and_small_ones_are_short() {
        for value in [0, -1, 1, -64, 63, 1_000_000, i64::MIN, i64::MAX] {
            let mut writer = Writer::new();
            writer.varint_signed(value);
            assert_eq!(writer.len() == 1, (-64..64).contains(&value));
            assert_eq!(Reader::new(writer.as_slice(), "test").varint_signed().unwrap(), value);
        }
    }

    #[test]
    fn too_large_numbers_are_errors() {
        let overlong = [0x80; 11];
        assert_eq!(
            Reader::new(&overlong, "test").varint().unwrap_err().code(),
            Code::Damaged
        );
        let mut seventy_bits = [0xFF; 10];
        seventy_bits[9] = 0x7F;
        assert_eq!(
            Reader::new(&seventy_bits, "test").varint().unwrap_err().code(),
            Code::Damaged
        );
        let mut writer = Writer::new();
        writer.varint(u64::from(u32::MAX) + 1);
        assert!(Reader::new(writer.as_slice(), "test").varint_u32().is_err());
    }

    #[test]
    fn a_count_beyond_what_is_left_is_an_error() {
        let mut writer = Writer::new();
        writer.varint(1_000_000_000_000);
        writer.u32(0);
        let error = Reader::new(writer.as_slice(), "test").count(1).unwrap_err();
        assert_eq!(error.place(), "byte 6");
        assert!(error.message().contains("room for 4"), "{error}");
    }

    #[test]
    fn the_checksum_sees_every_single_bit_and_the_length() {
        let bytes: Vec<u8> = (0..100u8).collect();
        let sum = checksum(&bytes);
        for i in 0..bytes.len() {
            for bit in 0..8 {
                let mut other = bytes.clone();
                other[i] ^= 1 << bit;
                assert_ne!(checksum(&other), sum);
            }
        }
        assert_ne!(checksum(&[0; 8]), checksum(&[0; 9]));
    }
}
