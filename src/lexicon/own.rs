//! An editor's own words and synonyms, as a plain text file:
//!
//! ```text
//! # a comment, to the line's end
//! 嘉兴南站                   a word
//! 青吴嘉 300                 a word and its frequency, as jieba's dictionary counts
//! 嘉兴南站 = 高铁站           both ways: whoever types one finds the other; also 甲 = 乙 = 丙
//! 人大 → 人民代表大会         one way: whoever types the first finds the second too; also -> and =>
//! ```

use super::segmenter::takes;
use super::words::MAX_WORD_CHARS;
use crate::text::fold;
use crate::{Code, Error, Result};

/// The most synonyms of a dictionary: an editor writes dozens, and each is compared with every query.
pub(super) const MAX_SYNONYMS: usize = 10_000;

/// What an editor's file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Words, each with its frequency where one is given; the sides of synonyms too, where they can be words.
    pub(super) words: Vec<(String, Option<u32>)>,
    /// What is typed and what it also finds, folded.
    pub(super) synonyms: Vec<(String, String)>,
}

impl OwnWords {
    /// Reads a file's text.
    ///
    /// # Errors
    /// [`Code::Damaged`] with the line that is not as it should be, [`Code::TooLarge`] with the line that is one
    /// too many.
    pub fn read(text: &str) -> Result<Self> {
        let mut own = Self::default();
        for (number, line) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
            let line = line.split('#').next().unwrap_or_default().trim();
            if !line.is_empty() {
                own.line(line).map_err(|error| error.at(format!("line {number}")))?;
            }
        }
        Ok(own)
    }

    fn line(&mut self, line: &str) -> Result<()> {
        let arrow = ["→", "->", "=>"].into_iter().find_map(|arrow| line.split_once(arrow));
        if let Some((typed, found)) = arrow {
            if typed.contains(['=', '＝']) || found.contains(['=', '＝', '→', '>']) {
                return Err(wrong("one sign of a synonym expected, not several kinds"));
            }
            return self.synonym(typed, found);
        }
        let sides: Vec<&str> = line.split(['=', '＝']).collect();
        if sides.len() > 1 {
            for (i, typed) in sides.iter().enumerate() {
                for (_, found) in sides.iter().enumerate().filter(|(j, _)| *j != i) {
                    self.synonym(typed, found)?;
                }
            }
            return Ok(());
        }
        let mut fields = line.split_whitespace();
        let word = fields.next().unwrap_or_default();
        let frequency = fields.next().map(str::parse).transpose();
        match (frequency, fields.next()) {
            (Ok(frequency), None) => {
                if let Some(c) = fold(word).as_str().chars().find(|&c| !takes(c)) {
                    return Err(
                        wrong(&format!("{c:?} cannot stand in a word: text is always cut there"))
                            .advise("add its parts as words of their own"),
                    );
                }
                checked(word)?;
                self.words.push((word.to_owned(), frequency));
                Ok(())
            }
            _ => Err(wrong(&format!(
                "expected a word and perhaps its frequency, or a synonym (甲 = 乙, 甲 → 乙), found “{line}”"
            ))),
        }
    }

    fn synonym(&mut self, typed: &str, found: &str) -> Result<()> {
        let (typed, found) = (checked(typed)?, checked(found)?);
        if typed == found {
            return Err(wrong("both sides of a synonym are the same"));
        }
        for side in [&typed, &found] {
            let is_word = side.chars().count() > 1 && side.chars().all(takes);
            if is_word && self.words.iter().all(|(word, _)| word != side) {
                self.words.push((side.clone(), None));
            }
        }
        if self.synonyms.len() == MAX_SYNONYMS {
            return Err(Error::new(Code::TooLarge, format!("more than {MAX_SYNONYMS} synonyms")));
        }
        self.synonyms.push((typed, found));
        Ok(())
    }
}

fn wrong(message: &str) -> Error {
    Error::new(Code::Damaged, message)
}

/// A word or one side of a synonym, folded.
fn checked(text: &str) -> Result<String> {
    let folded = fold(text.trim()).into_string();
    match folded.chars().count() {
        0 => Err(wrong("a word expected, found nothing")),
        1..=MAX_WORD_CHARS => Ok(folded),
        chars => Err(wrong(&format!(
            "a word of {chars} characters, at most {MAX_WORD_CHARS} are taken"
        ))),
    }
}
