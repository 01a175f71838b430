//! Makes the readings of a full lexicon from the table in readings.txt, and those for folded text. The
//! browser's engine contains none of this code.

use std::collections::BTreeMap;

use super::readings::{Readings, Syllable, MAX_READINGS, MAX_WORD};
use super::words::Words;
use crate::text::fold;
use crate::{Code, Error, Result};

/// Readings by character, ascending.
type Table = BTreeMap<char, Vec<Syllable>>;

impl Readings {
    /// Reads the table that `scripts/generate/readings.mjs` writes.
    ///
    /// # Errors
    /// [`Code::Damaged`] with the line that is malformed.
    pub(super) fn parse(table: &str) -> Result<Self> {
        let mut readings = Table::new();
        let mut words: Vec<(&str, Vec<Syllable>)> = Vec::new();
        for (i, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let damaged = || {
                Error::new(
                    Code::Damaged,
                    "expected a syllable and characters, or a word and its syllables",
                )
                .at(format!("readings line {}", i + 1))
            };
            let mut fields = line.split_whitespace();
            let Some(first) = fields.next() else { continue };
            if first.is_ascii() {
                let syllable = Syllable::read(first).ok_or_else(damaged)?;
                for c in fields.next().ok_or_else(damaged)?.chars() {
                    add(&mut readings, c, syllable);
                }
            } else {
                let syllables: Option<Vec<Syllable>> = fields.map(Syllable::read).collect();
                words.push((first, syllables.ok_or_else(damaged)?));
            }
        }
        Self::of_table(&readings, words)
    }

    /// Returns the readings for folded text. A character that others fold to has its own readings first, then
    /// those of the others: 着 is also read as 著 is.
    pub(super) fn folded(&self, dictionary: &Words) -> Result<Self> {
        let mut readings = Table::new();
        let folded: Vec<(char, String)> = self
            .chars()
            .map(|c| (c, fold(c.encode_utf8(&mut [0; 4])).into_string()))
            .collect();
        for own in [true, false] {
            for (c, to) in &folded {
                if let Some(to) = to.chars().next().filter(|to| (to == c) == own) {
                    self.of(*c)
                        .iter()
                        .for_each(|&syllable| add(&mut readings, to, syllable));
                }
            }
        }
        // Words with readings of their own, and words that folding changes, since the first readings of their
        // folded characters may be different.
        let special = self.words().iter().map(|(word, _)| (word, fold(word).into_string()));
        let changed = dictionary.iter().filter_map(|(word, _)| {
            let to = fold(word).into_string();
            (to != word).then_some((word, to))
        });
        let all: Vec<(String, Vec<Syllable>)> = changed
            .chain(special)
            .filter_map(|(word, to)| Some((to, self.likely(word).into_iter().collect::<Option<_>>()?)))
            .collect();
        let all = all.iter().map(|(word, syllables)| (word.as_str(), syllables.clone()));
        Self::of_table(&readings, all.collect())
    }

    fn of_table(readings: &Table, words: Vec<(&str, Vec<Syllable>)>) -> Result<Self> {
        let coded = words.iter().filter_map(|(word, syllables)| {
            if word.chars().count() != syllables.len() || syllables.len() > MAX_WORD {
                return None;
            }
            let mut code = 0;
            for ((c, syllable), shift) in word.chars().zip(syllables).zip((0u32..).step_by(4)) {
                let place = readings.get(&c)?.iter().position(|other| other == syllable)?;
                code |= u32::try_from(place).ok()? << shift;
            }
            (code > 0).then_some((*word, code))
        });
        let words = Words::from_unsorted(coded.collect())?;
        Ok(Self::new(readings.iter().map(|(&c, list)| (c, list.as_slice())), words))
    }
}

fn add(readings: &mut Table, c: char, syllable: Syllable) {
    let list = readings.entry(c).or_default();
    if !list.contains(&syllable) && list.len() < MAX_READINGS {
        list.push(syllable);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::bytes::{Reader, Writer};
    use crate::lexicon::Lexicon;

    fn spelled(readings: &Readings, text: &str) -> String {
        let likely = readings.likely(text);
        let spell =
            |syllable: &Option<Syllable>| syllable.map_or("?".into(), |s| format!("{}{}", s.initial(), s.rest()));
        likely.iter().map(spell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_syllable_of_the_table_is_read_and_written_alike() {
        for line in include_str!("readings.txt").lines() {
            let first = line.split(' ').next().unwrap_or_default();
            if !first.is_empty() && first.is_ascii() && first != "#" {
                let syllable = Syllable::read(first).unwrap();
                assert_eq!(String::from_utf8(syllable.letters().collect()).unwrap(), first);
            }
        }
        assert_eq!(Syllable::read(""), None);
        assert_eq!(Syllable::read("zhx"), None);
    }

    #[test]
    fn words_say_how_their_characters_are_read() {
        let full = Lexicon::full().unwrap();
        let folded = full.folded().unwrap();
        for lexicon in [&full, &folded] {
            let readings = lexicon.readings();
            assert_eq!(spelled(readings, "银行行长"), "yin hang hang zhang");
            assert_eq!(spelled(readings, "行走在长城"), "xing zou zai chang cheng");
            assert_eq!(spelled(readings, "嘉兴A"), "jia xing ?");
        }
        assert_eq!(spelled(full.readings(), "著名"), "zhu ming");
        assert_eq!(spelled(folded.readings(), fold("著名").as_str()), "zhu ming");
        assert!(folded.readings().of('广').iter().all(|s| s.initial() == "g"));
    }

    #[test]
    fn a_subset_reads_its_texts_alike_and_survives_its_bytes() {
        let full = Lexicon::full().unwrap().folded().unwrap();
        let text = "银行行长在重庆长江边。乐清的音乐很快乐";
        let subset = full.subset([text]);
        assert_eq!(spelled(subset.readings(), text), spelled(full.readings(), text));
        for lexicon in [subset, full] {
            let read = Lexicon::from_bytes(&lexicon.to_bytes()).unwrap();
            assert_eq!(read.readings(), lexicon.readings());
        }
    }

    #[test]
    fn damaged_readings_are_refused() {
        let full = Lexicon::full().unwrap().folded().unwrap();
        let subset = full.subset(["银行行长"]);
        let words = subset.words();
        let mut out = Writer::new();
        subset.readings().write(words, &mut out);
        let bytes = out.into_bytes();
        let read = |bytes: &[u8]| Readings::read(&mut Reader::new(bytes, "lexicon"), words);
        assert_eq!(read(&bytes).unwrap(), *subset.readings());
        assert_eq!(read(&[0]).unwrap(), Readings::default());
        for end in 0..bytes.len() {
            assert!(read(bytes.get(..end).unwrap()).is_err(), "{end}");
        }
        // No damage to a byte may cause a panic.
        for at in 0..bytes.len() {
            for byte in [0, 1, 0x7E, 0x7F, 0x80, 0xFF] {
                let mut other = bytes.clone();
                *other.get_mut(at).unwrap() = byte;
                let _ = read(&other);
            }
        }
    }
}
