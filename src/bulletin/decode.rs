//! Decodes the bytes of a file to text and names their encoding (native only; in the browser,
//! `TextDecoder` does this).
//!
//! If there is a byte order mark, it decides (WHATWG Encoding, §6 “BOM sniff”). Without one, bytes that
//! are valid UTF-8 are taken as UTF-8, because Chinese text in another encoding hardly ever is valid
//! UTF-8. Anything else is tried as GB18030, the superset of GBK and GB2312 used in mainland China
//! (GB 18030-2022).

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::MAX_BYTES;
use crate::error::{Code, Error, Result};

/// Decoded text and the encoding it was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE` or `GB18030`.
    pub encoding: &'static str,
}

/// Maximum bytes of a file. Two bytes of UTF-16 or GB18030 make one to three bytes of UTF-8, so the text
/// of a larger file is always over [`MAX_BYTES`].
const MAX_FILE_BYTES: usize = 2 * MAX_BYTES;

/// Decodes the bytes of a file.
///
/// # Errors
/// [`Code::BadEncoding`] with the byte offset at which the bytes stop being text, and
/// [`Code::TooLarge`] if there are more than twice [`MAX_BYTES`].
pub fn decode(bytes: &[u8]) -> Result<Decoded> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Error::new(
            Code::TooLarge,
            format!("the file has {} bytes; the maximum is {MAX_FILE_BYTES}", bytes.len()),
        )
        .advise("split the file by issue"));
    }
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => Ok(Decoded {
                text: text.to_owned(),
                encoding: "UTF-8",
            }),
            Err(e) => Err(not_text(
                "valid UTF-8, although its byte order mark says UTF-8",
                3 + e.valid_up_to(),
            )),
        },
        [0xFF, 0xFE, rest @ ..] => strict(UTF_16LE, "UTF-16LE", rest, 2)
            .map_err(|at| not_text("valid UTF-16 (little-endian), although its byte order mark says so", at)),
        [0xFE, 0xFF, rest @ ..] => strict(UTF_16BE, "UTF-16BE", rest, 2)
            .map_err(|at| not_text("valid UTF-16 (big-endian), although its byte order mark says so", at)),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => Ok(Decoded {
                text: text.to_owned(),
                encoding: "UTF-8",
            }),
            Ok(text) => Err(not_text("text: it contains a zero byte", text.find('\0').unwrap_or(0))),
            Err(utf8) => match strict(GB18030, "GB18030", bytes, 0) {
                Ok(decoded) if !decoded.text.contains('\0') => Ok(decoded),
                Ok(_) => Err(not_text("text: it contains a zero byte", zero_at(bytes))),
                Err(gb) => Err(Error::new(
                    Code::BadEncoding,
                    format!(
                        "expected UTF-8, UTF-16 with a byte order mark, or GB18030; \
                         valid UTF-8 ends at byte {}, valid GB18030 at byte {gb}",
                        utf8.valid_up_to()
                    ),
                )
                .at(format!("byte {}", gb.max(utf8.valid_up_to())))
                .advise("save the file as UTF-8")),
            },
        },
    }
}

fn zero_at(bytes: &[u8]) -> usize {
    bytes.iter().position(|&b| b == 0).unwrap_or(0)
}

fn not_text(expected: &str, at: usize) -> Error {
    Error::new(Code::BadEncoding, format!("the file is not {expected}"))
        .at(format!("byte {at}"))
        .advise("save the file as UTF-8")
}

/// Decodes without replacement characters. The error is the offset of the first byte that is not text,
/// counted from the start of the file, of which the first `before` bytes are not in `bytes`.
fn strict(
    encoding: &'static Encoding,
    name: &'static str,
    bytes: &[u8],
    before: usize,
) -> std::result::Result<Decoded, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .unwrap_or(0);
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(Decoded { text, encoding: name }),
        DecoderResult::OutputFull => Err(before + read),
        DecoderResult::Malformed(bad, after) => {
            Err(before + read.saturating_sub(usize::from(bad) + usize::from(after)))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const TEXT: &str = "街坊报\n“豆浆”铺子，四点开门。\u{20BB7}𠮷";

    fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        let cases = [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            ([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), "UTF-8"),
            (utf16(TEXT, u16::to_le_bytes), "UTF-16LE"),
            (utf16(TEXT, u16::to_be_bytes), "UTF-16BE"),
            (gb, "GB18030"),
        ];
        for (bytes, encoding) in cases {
            assert_eq!(
                decode(&bytes).unwrap(),
                Decoded {
                    text: TEXT.to_owned(),
                    encoding
                }
            );
        }
    }

    #[test]
    fn the_error_names_the_byte() {
        let mut gb = GB18030.encode("一二三四").0.into_owned();
        gb.push(0xFF);
        gb.push(0xFF);
        assert_eq!(decode(&gb).unwrap_err().place(), "byte 8");
        assert_eq!(decode(b"\xEF\xBB\xBFabc\xFF").unwrap_err().place(), "byte 6");
        assert_eq!(decode(b"\xFF\xFEa\0\x00\xD8").unwrap_err().place(), "byte 4");
        assert_eq!(decode(b"a\0b").unwrap_err().place(), "byte 1");
        assert_eq!(decode(b"a\0b").unwrap_err().code(), Code::BadEncoding);
    }

    #[test]
    fn nothing_is_empty_text() {
        assert_eq!(decode(b"").unwrap().text, "");
    }
}
