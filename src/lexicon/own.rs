//! Reads an editor's own words and synonyms from a plain text file:
//!
//! ```text
//! # a comment, to the end of the line
//! 嘉兴南站                   a word
//! 青吴嘉 300                 a word and its frequency, on the scale of jieba's dictionary
//! 嘉兴南站 = 高铁站           both ways: a query for either finds the other too; also 甲 = 乙 = 丙
//! 人大 → 人民代表大会         one way: a query for the first finds the second too; also -> and =>
//! ```

use super::segmenter::takes;
use super::words::MAX_WORD_CHARS;
use crate::text::fold;
use crate::{Code, Error, Result};

/// Maximum pairs of synonyms. Editors write dozens, and each is compared with every query.
pub(super) const MAX_SYNONYMS: usize = 10_000;

/// The content of an editor's file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Words, each with its frequency if one is given. Both sides of a synonym are included if they can be words.
    pub(super) words: Vec<(String, Option<u32>)>,
    /// Pairs of what is typed and what it also finds, folded.
    pub(super) synonyms: Vec<(String, String)>,
}

impl OwnWords {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// [`Code::Damaged`] with the line that is malformed; [`Code::TooLarge`] with the line at which there are too
    /// many synonyms.
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
                return Err(wrong(
                    "expected one sign in a synonym: = between equals (甲 = 乙 = 丙), or one → (甲 → 乙)",
                ));
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
                    return Err(wrong(&format!(
                        "{c:?} cannot be part of a word, since text is always cut there"
                    ))
                    .advise("add its parts as separate words"));
                }
                checked(word)?;
                self.words.push((word.to_owned(), frequency));
                Ok(())
            }
            _ => Err(wrong(&format!(
                "expected a word, a word and its frequency, or a synonym (甲 = 乙, 甲 → 乙), found “{line}”"
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
            return Err(Error::new(
                Code::TooLarge,
                format!("more than {MAX_SYNONYMS} pairs of synonyms"),
            ));
        }
        self.synonyms.push((typed, found));
        Ok(())
    }
}

fn wrong(message: &str) -> Error {
    Error::new(Code::Damaged, message)
}

/// Folds a word or one side of a synonym, and checks its length.
fn checked(text: &str) -> Result<String> {
    let folded = fold(text.trim()).into_string();
    match folded.chars().count() {
        0 => Err(wrong("expected a word, found nothing")),
        1..=MAX_WORD_CHARS => Ok(folded),
        chars => Err(wrong(&format!(
            "a word of {chars} characters; the maximum is {MAX_WORD_CHARS}"
        ))),
    }
}
