//! Lines that begin with what was typed, in characters, pinyin or initials.

use super::lines::LineKind;
use super::rewrite::Speller;
use super::typed::{Match, Matcher, Typed};
use crate::order;

/// A line that begins with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The whole line, folded.
    pub text: String,
    /// The kind of line.
    pub kind: LineKind,
    /// How many of its characters, from the first, match what was typed.
    pub typed: usize,
    /// Whether only the initials were typed for some of them.
    pub initials: bool,
}

impl Speller<'_> {
    /// Returns up to `limit` lines of each kind except captions that begin with what was typed (folded), kind by kind.
    /// Lines typed in full come before those of which only initials were typed, and then the more frequent ones come
    /// first.
    #[must_use]
    pub fn complete(&self, prefix: &str, limit: usize) -> Vec<Completion> {
        let Some(typed) = Typed::read(prefix) else {
            return Vec::new();
        };
        let lines = self.lines;
        let mut matcher = Matcher::new(&typed, true);
        let mut first = vec![false];
        for (c, syllables) in lines.characters() {
            first.push(matcher.may_begin(c, syllables));
        }
        let read = |place: usize| lines.read(place);
        let (mut completions, mut line) = (Vec::new(), 0);
        completions.extend(self.character(&typed));
        for kind in LineKind::ALL {
            let (start, numbers) = lines.of(kind);
            let mut begins = true;
            let mut found: Vec<(Match, usize, usize)> = Vec::new();
            for (place, &number) in (start..).zip(numbers) {
                if core::mem::replace(&mut begins, number == 0) {
                    line += 1;
                    if kind != LineKind::Caption && first.get(usize::from(number)) == Some(&true) {
                        let matched = matcher.from(0, place, &read);
                        found.extend(matched.map(|matched| (matched, place, lines.often(line - 1))));
                    }
                }
            }
            let found = order::by_key(found, |(matched, _, often)| {
                usize::from(matched.initials > 0) << 16 | (usize::from(u16::MAX) - often)
            });
            let best = found.into_iter().take(limit);
            completions.extend(best.map(|(matched, place, _)| Completion {
                text: lines.slice(place, usize::MAX),
                kind,
                typed: matched.end - place,
                initials: matched.initials > 0,
            }));
        }
        completions
    }

    /// Returns the most frequent character that is read as the one syllable typed.
    fn character(&self, typed: &Typed) -> Option<Completion> {
        let characters = self.lines.sounds().read_as(typed).iter();
        let (_, text) = characters
            .map(|c| (self.frequency(&c.to_string()), c.to_string()))
            .max()?;
        Some(Completion {
            text,
            kind: LineKind::Word,
            typed: 1,
            initials: false,
        })
    }
}
